"""A comparison in words: what each programme did, how sure that is, its cost, what surprises."""

from __future__ import annotations

import math
from collections.abc import Iterator

from analysis.comparison.budgets import TOLERANCE, Spending
from analysis.comparison.differences import END, EXIT, LATER, Difference
from analysis.statistics.paired_difference import PairedDifference
from experiments.comparison import Arm, Comparison
from experiments.run_folder import Described
from simulation.language import (
    current_language,
    date_of,
    msg,
    ntranslate,
    number,
    percent,
    translate,
)

MOMENTS = {
    END: msg("At the end ({date})"),
    EXIT: msg("When the facilitator leaves ({date})"),
    LATER: msg("Two years after the facilitator has left ({date})"),
}
FEW = 20
SMALL = 0.005
"""A share of the level below which a harm is called small."""


def comparison_words(
    comparison: Comparison, found: list[Difference], spent: list[Spending]
) -> list[str]:
    """The lines of the summary; an empty line between its parts."""
    parts = [list(_head(comparison))]
    parts += [
        list(_arm(comparison, [each for each in found if each.arm == arm], arm))
        for arm in range(1, len(comparison.arms))
    ]
    parts += [list(_budget(spent)), list(_surprises(comparison, found)), list(_closing(comparison))]
    return [line for part in parts if part for line in (*part, "")][:-1]


def title_of(arm: Arm) -> str:
    """What an arm is called, in the language in force."""
    if isinstance(arm.title, str):
        return arm.title or arm.name
    return arm.title.get(current_language()) or arm.title.get("en") or arm.name


def _head(comparison: Comparison) -> Iterator[str]:
    yield translate(
        "{context}: {arms} programmes, {pairs} each, {firms}, {months} months",
        context=comparison.context,
        arms=number(len(comparison.arms)),
        pairs=ntranslate("{n} pair of histories", "{n} pairs of histories", len(comparison.seeds)),
        firms=ntranslate("{n} firm", "{n} firms", comparison.firms),
        months=number(comparison.months),
    )
    yield translate(
        "Every history is lived once under each programme with the same draws of chance; what "
        "differs is what the programme did. Compared with: {first}.",
        first=_named(comparison.arms[0]),
    )
    if comparison.interrupted:
        yield ntranslate(
            "It was stopped early: {n} of {planned} runs is in it.",
            "It was stopped early: {n} of {planned} runs are in it.",
            len(comparison.done),
            planned=number(len(comparison.arms) * len(comparison.seeds)),
        )
    for name, seed, failure in comparison.failures:
        yield translate("A run is missing ({name}, seed {seed}): {failure}",
                        name=name, seed=seed, failure=failure)  # fmt: skip
    for arm in comparison.arms:
        begins = _begins(arm)
        if begins is not None and begins >= comparison.months:
            yield translate(
                "{programme} begins in month {start}, when the story of {contexts} is over: "
                "nothing of it will happen there",
                programme=_named(arm), start=begins, contexts=comparison.context,
            )  # fmt: skip
    if comparison.initial:
        yield translate(
            "Every arm starts from the states that the plan carries: {states}.",
            states=", ".join(f"{k} = {v:g}" if isinstance(v, float) else f"{k} = {v}"
                             for k, v in comparison.initial.items()),
        )  # fmt: skip


def _arm(comparison: Comparison, found: list[Difference], arm: int) -> Iterator[str]:
    yield _named(comparison.arms[arm])
    for moment, title in MOMENTS.items():
        told = [each for each in found if each.moment == moment and each.paired.pairs
                and _happens(comparison, each)]  # fmt: skip
        if told:
            yield "  " + translate(title, date=date_of(comparison.when(told[0].month)))
        for each in told:
            if each.paired.ties < each.paired.pairs:
                yield f"    {difference_sentence(each, comparison.outcomes[each.outcome])}"
        same = [each for each in told if each.paired.ties == each.paired.pairs]
        if same:
            labels = [translate(comparison.outcomes[each.outcome].label) for each in same]
            yield "    " + translate("The same in every pair: {labels}", labels=", ".join(labels))


def difference_sentence(each: Difference, meaning: Described) -> str:
    """One outcome in one line: difference, interval, how often better."""
    paired, spread = each.paired, widest(each.paired)
    between = ""
    if math.isfinite(paired.low):
        low, high = amount(paired.low, spread), amount(paired.high, spread)
        between = translate(" (between {low} and {high})", low=low, high=high)
    pairs = number(paired.pairs)
    told = (
        ntranslate("better in {n} of {pairs}", "better in {n} of {pairs}", paired.better,
                   pairs=pairs)
        if each.better
        else ntranslate("more in {n} of {pairs}", "more in {n} of {pairs}", paired.better,
                        pairs=pairs)
    )  # fmt: skip
    if paired.ties:
        told += translate(", the same in {ties}", ties=number(paired.ties))
    sure = ""
    if each.harm:
        small = spread < SMALL * abs(each.mean_of_first)
        sure = translate("; harm, if a small one") if small else translate("; harm")
    elif math.isfinite(paired.low) and not paired.clear:
        sure = translate("; the sign is not clear")
    return translate(
        "{label}: {difference}{between}, {often}{sure}",
        label=translate(meaning.label),
        difference=amount(paired.mean, spread),
        between=between,
        often=told,
        sure=sure,
    )


def _budget(spent: list[Spending]) -> Iterator[str]:
    yield translate("What it cost, on average of the runs (month's wages; hours of work):")
    for each in spent:
        yield "  " + translate(
            "{name}: {money} of {budget}; {hours} in {sessions}; {coverage} of the "
            "kinds of actors took part",
            name=each.name,
            money=number(each.money, 1),
            budget=number(each.budget),
            hours=ntranslate("{n} hour", "{n} hours", round(each.hours)),
            sessions=ntranslate("{n} session", "{n} sessions", round(each.sessions)),
            coverage=percent(each.coverage),
        )
    odd = [each for each in spent if each.flagged]
    for each in odd:
        yield translate(
            "Not at equal cost: {name} spent {share} {direction} the others; read its results "
            "with that in mind.",
            name=each.name,
            share=percent(abs(each.apart)),
            direction=translate("more than") if each.apart > 0 else translate("less than"),
        )
    if not odd and sum(each.budget > 0 for each in spent) > 1:
        said = msg("The programmes that act spent the same within {share}.")
        yield translate(said, share=percent(TOLERANCE))


def _surprises(comparison: Comparison, found: list[Difference]) -> Iterator[str]:
    harmful = [each for each in found if each.harm and _happens(comparison, each)]
    if harmful:
        yield translate("Signs of surprise: a programme does harm where its interval lies wholly "
                        "on the wrong side.")  # fmt: skip
    for each in harmful:
        yield "  " + translate(
            "{name}, {when}: {sentence}",
            name=_named(comparison.arms[each.arm]),
            when=translate(MOMENTS[each.moment], date=date_of(comparison.when(each.month))),
            sentence=difference_sentence(each, comparison.outcomes[each.outcome]),
        )


def _happens(comparison: Comparison, each: Difference) -> bool:
    """Whether nobody must leave, or somebody does: tables read all arms at the same moments."""
    return each.moment == END or comparison.arms[each.arm].exit is not None


def _closing(comparison: Comparison) -> Iterator[str]:
    if len(comparison.seeds) < FEW:
        yield translate("Fewer than {few} pairs: intervals are wide and may mislead.",
                        few=number(FEW))  # fmt: skip
    yield translate(
        "Intervals: 95 %, over the pairs. Values are means of the year up to the moment. Among "
        "many outcomes, some will seem clear by chance. Possible histories, not forecasts."
    )


def _begins(arm: Arm) -> int | None:
    """The month before which none of an arm's actions starts."""
    actions = arm.programme.get("actions") or ()
    return min((arm.start + int(each.get("start", 0)) for each in actions), default=None)


def _named(arm: Arm) -> str:
    title = title_of(arm)
    return arm.name if title == arm.name else f"{title} ({arm.name})"


def amount(value: float, spread: float) -> str:
    """A difference with its sign, with the decimals that its interval asks for."""
    digits = min(6, max(0, 1 - math.floor(math.log10(spread)))) if spread > 0 else 3
    said = number(abs(value), digits)
    zero = number(0, digits)
    return said if said == zero else f"{'+' if value > 0 else '−'}{said}"


def widest(paired: PairedDifference) -> float:
    """How large a difference is at most, as far as is known."""
    ends = [abs(each) for each in (paired.mean, paired.low, paired.high) if math.isfinite(each)]
    return max(ends, default=0.0)
