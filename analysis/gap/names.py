"""What verdicts, questions, methods and usual categories are called, to be said in a language."""

from __future__ import annotations

from simulation.language import msg, translate

CATEGORIES = {
    "artisan": msg("crafts"),
    "commerce": msg("shops"),
    "hotellerie": msg("hospitality"),
    "elu": msg("elected officials"),
    "chambre": msg("chambers"),
    "formateur": msg("trainers"),
    "association": msg("associations"),
    "jeune": msg("young people"),
    "autre": msg("others"),
}
VERDICTS = {
    "act": msg("Act"),
    "negotiate": msg("Negotiate"),
    "watch": msg("Watch"),
    "wait": msg("Wait"),
    "too_few": msg("Too few answers"),
}
VERDICT_MEANINGS = {
    "act": msg("high priority, agreed"),
    "negotiate": msg("high priority, opposed views: bring them face to face first"),
    "watch": msg("low priority, opposed views"),
    "wait": msg("low priority, agreed"),
    "too_few": msg("nothing is said about agreement"),
}
QUESTIONS = {
    "importance": msg("Importance"),
    "current": msg("Today"),
    "desired": msg("Wanted in five years"),
    "by_training": msg("By training"),
    "by_reorganising": msg("By re-organising"),
}
CELLS = {
    "concentrate_here": msg("Concentrate here"),
    "keep_up": msg("Keep up"),
    "low_priority": msg("Low priority"),
    "possible_overkill": msg("Possible overkill"),
    "": "",
}
CROSS_HAIRS = {
    "midpoint": msg("middle of the scale"),
    "grand_means": msg("means of all items"),
    "diagonal": msg("diagonal: importance = today"),
}
METHODS = {
    "action_learning": msg("action learning"),
    "action_research": msg("action research"),
    "project_work": msg("project work"),
    "large_group": msg("large-group visualisation and negotiation"),
}
SOLUTIONS = {
    "train": msg("train"),
    "reorganise": msg("re-organise"),
    "both": msg("both"),
    "not_asked": msg("not asked"),
}
LEVELS = {
    0: "",
    1: msg("cooperation between actors"),
    2: msg("organisation of services"),
    3: msg("inside the firm"),
}


def category_name(category: str, lang: str) -> str:
    """A usual category in the reader's language, any other as it was written."""
    return translate(CATEGORIES[category], lang) if category in CATEGORIES else category
