"""The rule by which a contrast is judged, stated before anything is measured.

In one context: it *holds* where the 95 % interval of the paired sum lies wholly on the side that
the text expects (for `same`: wholly within the margin); it *turns around* where it lies wholly on
the other side (for `same`: wholly outside the margin); else it *does not show*. Fewer than ten
pairs: *too few*. Over contexts: *holds* (everywhere asked), *holds in some*, *does not show*,
*turns around* (holds nowhere, turns somewhere), *mixed* (holds here, turns there). What the text
only asks is told as *more*, *less*, *no clear difference*, *differs*.

With the mechanism taken away, the same sum is taken again, and the difference of both, seed by
seed: the mechanism *carries* the effect where that difference is clear and nothing clear is left,
*part of it* where something is; it *does not carry it* where the difference is not clear.
Fewer than ten pairs tell nothing of it either.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.statistics.paired_difference import PairedDifference
from simulation.language import msg

LEAST_PAIRS = 10
HOLDS, TURNS, UNSHOWN, FEW = "holds", "turns_around", "does_not_show", "too_few"
SOME, MIXED = "holds_in_some", "mixed"
MORE, LESS, UNCLEAR, DIFFERS = "more", "less", "no_clear_difference", "differs"
CARRIES, PART, NOT, NOTHING = "carries", "carries_part", "does_not_carry", "nothing_to_carry"

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
    CARRIES: msg("the mechanism carries the effect"),
    PART: msg("the mechanism carries part of the effect"),
    NOT: msg("the effect does not hang on this mechanism"),
    NOTHING: msg("no clear effect to take away"),
}


def judged(expected: str, found: PairedDifference, margin: float = 0.0) -> str:
    """Return the verdict of one contrast in one context."""
    if found.pairs < LEAST_PAIRS:
        return FEW
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
    kinds = set(verdicts) - {FEW}
    if not kinds:
        return FEW
    if kinds <= {MORE, LESS, UNCLEAR}:
        return DIFFERS if {MORE, LESS} <= kinds else min(kinds, key=(MORE, LESS, UNCLEAR).index)
    if {HOLDS, TURNS} <= kinds:
        return MIXED
    if HOLDS in kinds:
        return HOLDS if set(verdicts) == {HOLDS} else SOME
    return TURNS if TURNS in kinds else UNSHOWN


def mechanism(found: PairedDifference, left: PairedDifference, taken: PairedDifference) -> str:
    """Return what a mechanism does for an effect: `left` without it, `taken` = effect - left."""
    if found.pairs < LEAST_PAIRS:
        return FEW
    if not found.clear:
        return NOTHING
    if taken.clear != found.clear:
        return NOT
    return PART if left.clear == found.clear else CARRIES
