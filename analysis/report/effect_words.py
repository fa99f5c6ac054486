"""What each arm did to the first outcome, in one sentence: clear, not clear, or nothing at all."""

from __future__ import annotations

import math

from analysis.amounts import signed
from analysis.report.answer import Answer
from analysis.report.effects import Effect
from analysis.report.titles import Titles, outcome_title
from simulation.language import msg, number, translate

BETTER = msg("With “{arm}”, “{outcome}” came out better than with “{first}” in {n} of {pairs} "
             "histories{ties}")  # fmt: skip
HIGHER = msg("With “{arm}”, “{outcome}” was higher than with “{first}” in {n} of {pairs} "
             "histories{ties}")  # fmt: skip
UNCLEAR = msg("Whether “{outcome}” is better with “{arm}” than with “{first}”, these histories do "
              "not tell: it was better in {n} of {pairs}{ties}")  # fmt: skip
UNCLEAR_HIGHER = msg("Whether “{outcome}” is higher with “{arm}” than with “{first}”, these "
                     "histories do not tell: it was higher in {n} of {pairs}{ties}")  # fmt: skip
SAME = msg("“{arm}” makes no difference to “{outcome}”: it was the same as with “{first}” in all "
           "{pairs} histories.")  # fmt: skip


def arm_sentence(found: list[Effect], answer: Answer, titles: Titles) -> str:
    """One arm's effects on the first outcome, over contexts."""
    pairs, better = pooled(found)
    ties = sum(each.paired.ties for each in found)
    told = {
        "arm": titles.arm(found[0].arm),
        "first": titles.arm(answer.arms.first if answer.arms else ""),
        "outcome": outcome_title(answer.kept, answer.headline),
        "n": number(better),
        "pairs": number(pairs),
        "ties": translate(" (the same in {n})", n=number(ties)) if ties else "",
    }
    if ties == pairs:
        return translate(SAME, **told)
    sure = any(each.paired.clear for each in found)
    if found[0].better:
        begin = BETTER if sure else UNCLEAR
    else:
        begin = HIGHER if sure else UNCLEAR_HIGHER
    if len(found) > 1:
        return translate(begin, **told) + _in_several(found, titles)
    end = msg("; on average {difference}, in “{context}”.")
    if sure:
        end = msg(": on average {difference}, in “{context}”.")
    return translate(begin, **told) + translate(
        end, difference=with_interval(found[0]), context=titles.context(found[0].context)
    )


def _in_several(found: list[Effect], titles: Titles) -> str:
    clear, bad = clear_ways(found)
    low, high = (pick(found, key=lambda each: each.paired.mean) for pick in (min, max))
    return translate(
        "; on average from {low} ({where_low}) to {high} ({where_high}). Territories where this is "
        "clear: {clear} of {k}; where the reverse is: {bad}.",
        low=_mean(low), where_low=titles.context(low.context), high=_mean(high),
        where_high=titles.context(high.context), clear=number(clear), k=number(len(found)),
        bad=number(bad),
    )  # fmt: skip


def pooled(found: list[Effect]) -> tuple[int, int]:
    """Pairs, and in how many it was better, over contexts."""
    return sum(e.paired.pairs for e in found), sum(e.paired.better for e in found)


def clear_ways(found: list[Effect]) -> tuple[int, int]:
    """In how many contexts it is clearly better (or higher), and clearly worse (or lower)."""
    clear = sum(each.kind in ("gain", "more") for each in found)
    return clear, sum(each.kind in ("harm", "less") for each in found)


def from_to(found: list[Effect]) -> str:
    """Mean differences, from the lowest context to the highest."""
    low, high = (pick(found, key=lambda each: each.paired.mean) for pick in (min, max))
    return translate("{low} to {high}", low=_mean(low), high=_mean(high))


def with_interval(each: Effect) -> str:
    """A mean difference and its interval."""
    pair, spread = each.paired, _spread(each)
    if not math.isfinite(pair.low):
        return signed(pair.mean, spread)
    return translate("{mean} ({low} to {high})", mean=signed(pair.mean, spread),
                     low=signed(pair.low, spread), high=signed(pair.high, spread))  # fmt: skip


def _mean(each: Effect) -> str:
    return signed(each.paired.mean, _spread(each))


def _spread(each: Effect) -> float:
    ends = (each.paired.mean, each.paired.low, each.paired.high)
    return max((abs(value) for value in ends if math.isfinite(value)), default=0.0)
