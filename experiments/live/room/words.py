"""What the room's pages say: questions in full, the ends of their scales, places and rhythms."""

from __future__ import annotations

from simulation.language import msg, number, translate

LANGUAGE_NAMES = {"fr": "Français", "it": "Italiano", "en": "English"}
QUESTIONS = {
    "importance": msg("How much does it matter for the territory?"),
    "current": msg("How is it today?"),
    "desired": msg("How should it be in five years?"),
    "by_training": msg("Would training people help?"),
    "by_reorganising": msg("Would organising work differently help?"),
}
ENDS = {
    "importance": (msg("not at all"), msg("very much")),
    "current": (msg("very bad"), msg("very good")),
    "desired": (msg("very bad"), msg("very good")),
    "by_training": (msg("not at all"), msg("very much")),
    "by_reorganising": (msg("not at all"), msg("very much")),
}
PLACES = (msg("First"), msg("Second"), msg("Third"))
RHYTHMS = {
    "slower": msg("slower"),
    "planned": msg("as planned"),
    "faster": msg("faster"),
}
GUESSES = {"more": msg("more"), "alike": msg("similar"), "less": msg("less")}
SIGNS = {"more": "▲", "alike": "＝", "less": "▼"}
IN_MEMORY = msg(
    "Without your name. Your answers stay in this computer's memory, go nowhere else, and are "
    "erased at the end."
)
KEPT = msg(
    "Without your name. Your answers are kept in a file on the facilitator's computer, go nowhere "
    "else, and can be erased."
)
LOST = msg("Connection lost. This page stays, and tries again by itself.")
NEWS = msg("Something else is open now: go on")
REFUSALS = {
    "unknown": msg("This page no longer knows you: come in again."),
    "closed": msg("Answers are not being taken at the moment."),
    "full": msg("The room is full: no more people can come in."),
    "answered": msg("You have answered already: your category stays as it is."),
    "category": msg("Choose one of the categories."),
    "item": msg("This question is not asked."),
    "answer": msg("This is not one of the possible answers."),
    "order": msg("Choose at least one action, and each only once."),
    "form": msg("This page was too old. Nothing is lost: answer it once more."),
    "often": msg("That was very quick. Wait a few seconds and go on."),
    "large": msg("That is more than this page can take."),
    "nowhere": msg("There is no room here. Ask for the link, or scan the code again."),
}


def opinion_sentence(median: float, low: float, high: float, own: str, lang: str) -> str:
    """Say `The room: 4; half of it between 3 and 5. You: 2.`."""
    parts = [
        translate(
            "The room: {median}; half of it between {low} and {high}.",
            lang,
            median=_step(median, lang),
            low=_step(low, lang),
            high=_step(high, lang),
        )
    ]
    if own:
        parts.append(translate("You: {own}.", lang, own=own))
    return " ".join(parts)


def _step(value: float, lang: str) -> str:
    return number(value, 0 if value == int(value) else 1, lang)
