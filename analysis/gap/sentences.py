"""One sentence per item, and a few about the whole, for people who decide."""

from __future__ import annotations

import math

from analysis.gap.names import LEVELS, METHODS, SOLUTIONS, category_name
from simulation.instruments.diagnosis import Diagnosis
from simulation.instruments.openings import Opening
from simulation.instruments.priorities import Priority
from simulation.instruments.remark import Remark, remark
from simulation.instruments.training_needs import TrainingNeed
from simulation.language import msg, ntranslate, number, percent, translate

SHOWN_NAMES = 3


def priority_sentence(priority: Priority, n_items: int, lang: str) -> str:
    """`Priority 2 of 14; 31 respondents; strong agreement: crafts; opposed: elected / hotels`."""
    parts = [
        translate("Priority {rank} of {n}", lang, rank=priority.rank, n=n_items),
        ntranslate("{n} respondent", "{n} respondents", priority.respondents, lang),
    ]
    if priority.agreed_in:
        parts.append(translate("strong agreement within: {names}", lang,
                               names=_listed(priority.agreed_in, lang)))  # fmt: skip
    if priority.opposed is not None:
        first, second = (category_name(name, lang) for name in priority.opposed)
        parts.append(translate("opposed: {first} / {second}", lang, first=first, second=second))
    elif priority.verdict in {"negotiate", "watch"}:
        parts.append(translate("answers spread or in camps", lang))
    return translate("; ", lang).join(parts)


def reason_sentence(reason: Remark, lang: str) -> str:
    """A reason, its categories named in the reader's language."""
    values = {
        key: category_name(value, lang) if isinstance(value, str) else value
        for key, value in reason.values.items()
    }
    return Remark(reason.message, values).said(lang)


def training_sentence(need: TrainingNeed, lang: str) -> str:
    """What is proposed for one skill and audience."""
    level = translate(LEVELS[need.level], lang)
    who = category_name(need.audience, lang) + (f" ({level})" if level else "")
    parts = [
        who,
        translate("gap {gap}", lang, gap=number(need.gap, 1, lang)),
        translate(SOLUTIONS[need.solution], lang),
        translate(METHODS[need.method], lang),
    ]
    return translate("; ", lang).join(parts)


def opening_sentence(opening: Opening, diagnosis: Diagnosis, lang: str) -> str:
    """Why an item is listed as room for new firms."""
    if opening.kind == "opening":
        said = translate("wanted much, present little", lang)
    else:
        said = translate("important, moderate gap", lang)
    if opening.resources:
        labels = ", ".join(diagnosis.survey.items[k].label(lang) for k in opening.resources)
        return said + translate("; ", lang) + translate("to build on: {what}", lang, what=labels)
    return said + translate("; ", lang) + translate("no resource was asked about", lang)


def order_sentence(diagnosis: Diagnosis, lang: str) -> str:
    """How far respondents put the items in the same order, chance beside it."""
    order = diagnosis.order
    if order.status == "one_respondent":
        return translate("One respondent: agreement has no meaning.", lang)
    if order.status == "no_order":
        return translate("No order expressed: everyone rates all items alike.", lang)
    if order.status == "two_items":
        if math.isnan(order.share_first):
            return translate("Two items, and nobody prefers one of them.", lang)
        share = percent(order.share_first, 0, lang)
        return translate(
            "Two items: {share} of those who prefer one put the first first.", lang, share=share
        )
    if math.isnan(order.all_raters.w):
        return translate(
            "Too few complete answers for Kendall's W; from pairs of respondents: {w}.",
            lang, w=_or_dash(order.generalised_w, lang),
        )  # fmt: skip
    return translate(
        "Order of importance: Kendall's W {w} among {m} complete answers (chance: {chance}, at "
        "most {high} in 95 cases of 100); mean correlation between two people {rho}; with all "
        "answers {all}; without constant raters {lively}.",
        lang,
        w=number(order.all_raters.w, 2, lang),
        m=order.raters,
        chance=number(order.chance_mean, 2, lang),
        high=number(order.chance_95, 2, lang),
        rho=number(order.all_raters.mean_spearman, 2, lang),
        all=_or_dash(order.generalised_w, lang),
        lively=_or_dash(order.without_constant.w, lang),
    )


def cautions(diagnosis: Diagnosis) -> tuple[Remark, ...]:
    """All that a reader must know before believing a number here."""
    survey, seen = diagnosis.survey, diagnosis.coverage
    found = list(survey.remarks)
    if len(survey.respondents) == 2:
        found.append(remark(msg("Two respondents: chance alone gives W = 0.5.")))
    if not diagnosis.categories.names:
        found.append(remark(msg("No view by category: fewer than two categories of five or more.")))
    hidden = [c for c, n in zip(seen.categories, seen.respondents, strict=True) if n < 5 and c]
    if hidden and diagnosis.categories.names:
        found.append(remark(msg("Below five respondents, not shown alone: {names}."),
                            names=", ".join(hidden)))  # fmt: skip
    if seen.few_answers:
        found.append(remark(msg("Less than half answered, left out of W: {names}."),
                            names=", ".join(seen.few_answers)))  # fmt: skip
    if seen.straight_liners:
        found.append(remark(msg("One value throughout, kept but to be looked at: {names}."),
                            names=", ".join(seen.straight_liners)))  # fmt: skip
    if seen.quick:
        found.append(remark(msg("Answered within 30 seconds, kept but to be looked at: {names}."),
                            names=", ".join(seen.quick)))  # fmt: skip
    ceiling = [survey.items[j].item_id for j in range(len(survey.items)) if seen.ceiling[j]]
    if ceiling:
        found.append(remark(msg("Nearly everyone wants the top: the gap only says how it is "
                                "today: {items}."), items=", ".join(ceiling)))  # fmt: skip
    if not survey.asked("desired"):
        found.append(remark(msg("No desired level was asked: the gap is importance minus today.")))
    ranks = diagnosis.ranking
    if ranks.borda_winner is not None and ranks.condorcet_winner != ranks.borda_winner:
        found.append(remark(msg("The item first on average does not beat each other one head to "
                                "head.")))  # fmt: skip
    return tuple(found)


def _listed(names: tuple[str, ...], lang: str) -> str:
    said = [category_name(name, lang) for name in names]
    if len(said) <= SHOWN_NAMES + 1:
        return ", ".join(said)
    more = ntranslate("{n} more", "{n} more", len(said) - SHOWN_NAMES, lang)
    return ", ".join(said[:SHOWN_NAMES]) + ", " + more


def _or_dash(value: float, lang: str) -> str:
    return "–" if math.isnan(value) else number(value, 2, lang)
