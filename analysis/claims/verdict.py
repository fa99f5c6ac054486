"""The rule by which a contrast is judged, stated before anything is measured.

In one context: it *holds* where the 95 % interval of the paired sum lies wholly on the side that
the text expects (for `same`: wholly within the margin); it *turns around* where it lies wholly on
the other side (for `same`: wholly outside the margin); else it *does not show*. Fewer than ten
pairs: *too few*. The same to the bit in every pair: *nothing differs*, for what was to make the
difference did not touch the outcome. Over contexts: *holds* (everywhere asked), *holds in some*,
*does not show*, *turns around* (everywhere) or *in some* (and holds nowhere), *mixed* (holds here,
turns there). What the text only asks is told as *more*, *less*, *no clear difference*, *differs*.

With the mechanism taken away, the same sum is taken again, and the difference of both, seed by
seed: the mechanism *carries* the effect where that difference is clear and nothing clear is left,
*part of it* where something is; it *does not carry it* where the difference is not clear. Where
taking it away changes no run it *is not at work*, and that says nothing of it; where it leaves two
arms that are one and the same run it had to carry the effect, and that says little.
Fewer than ten pairs tell nothing of it either.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.statistics.paired_difference import PairedDifference
from simulation.language import msg

LEAST_PAIRS = 10
HOLDS, TURNS, UNSHOWN, FEW = "holds", "turns_around", "does_not_show", "too_few"
SOME, MIXED, TURNS_IN_SOME = "holds_in_some", "mixed", "turns_around_in_some"
MORE, LESS, UNCLEAR, DIFFERS = "more", "less", "no_clear_difference", "differs"
MORE_IN_SOME, LESS_IN_SOME = "more_in_some", "less_in_some"
UNTOUCHED = "nothing_differs"
CARRIES, PART, NOT, NOTHING = "carries", "carries_part", "does_not_carry", "nothing_to_carry"
ASLEEP, WHOLE = "not_at_work", "leaves_one_arm"

IN_SOME = {HOLDS: SOME, TURNS: TURNS_IN_SOME, MORE: MORE_IN_SOME, LESS: LESS_IN_SOME}
"""What is said where a verdict is that of some contexts only."""

WORDS = {
    HOLDS: msg("holds"),
    TURNS: msg("turns around"),
    UNSHOWN: msg("does not show"),
    FEW: msg("too few pairs"),
    SOME: msg("holds in some contexts"),
    MIXED: msg("holds in some contexts, turns around in others"),
    MORE: msg("more"),
    LESS: msg("less"),
    UNCLEAR: msg("no clear difference"),
    DIFFERS: msg("more in some contexts, less in others"),
    TURNS_IN_SOME: msg("turns around in some contexts"),
    MORE_IN_SOME: msg("more in some contexts"),
    LESS_IN_SOME: msg("less in some contexts"),
    UNTOUCHED: msg("nothing differs: not touched"),
    CARRIES: msg("the mechanism carries the effect"),
    PART: msg("the mechanism carries part of the effect"),
    NOT: msg("the effect does not hang on this mechanism"),
    NOTHING: msg("no clear effect to take away"),
    ASLEEP: msg("the mechanism is not at work"),
    WHOLE: msg("nothing can be left: without it both arms are one"),
}


def judged(expected: str, found: PairedDifference, margin: float = 0.0) -> str:
    """Return the verdict of one contrast in one context."""
    if found.pairs < LEAST_PAIRS:
        return FEW
    if found.ties == found.pairs:
        return UNTOUCHED
    if expected == "same":
        if -margin <= found.low and found.high <= margin:
            return HOLDS
        return TURNS if found.low > margin or found.high < -margin else UNSHOWN
    if expected == "asked":
        return {1: MORE, -1: LESS, 0: UNCLEAR}[found.clear]
    if not found.clear:
        return UNSHOWN
    return HOLDS if found.clear == (1 if expected == "more" else -1) else TURNS


def over_contexts(verdicts: Sequence[str]) -> str:
    """Return the verdict over all contexts in which a contrast was asked."""
    kinds = set(verdicts)
    for one, other, both in ((HOLDS, TURNS, MIXED), (MORE, LESS, DIFFERS)):
        if {one, other} <= kinds:
            return both
    for kind, in_some in IN_SOME.items():
        if kind in kinds:
            return kind if kinds == {kind} else in_some
    return next((kind for kind in (UNSHOWN, UNCLEAR, UNTOUCHED) if kind in kinds), FEW)


def mechanism(found: PairedDifference, left: PairedDifference, taken: PairedDifference) -> str:
    """Return what a mechanism does for an effect: `left` without it, `taken` = effect - left."""
    if found.pairs < LEAST_PAIRS:
        return FEW
    if not found.clear:
        return NOTHING
    if taken.ties == taken.pairs:
        return ASLEEP
    if left.ties == left.pairs:
        return WHOLE
    if taken.clear != found.clear:
        return NOT
    return PART if left.clear == found.clear else CARRIES
