"""When do firms in one place make a local community? Stated criteria, and a fabric with its parts.

The test asks for several innovative networks, that overlap, that share a language, and that have a
history together: all four. The fabric index grades the same four parts between 0 and 1 and is
their geometric mean: nought if any part is missing, and never a count of ties.

Shapes: scalars, and series of one value a month. Language is the mean closeness of members of
different networks; two random positions are 2/3 close, so that counts as no common language.
Source: concepts S39, S40; the thresholds are assumptions, stated below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit

from simulation.declarations import Floats

LEAST_NETWORKS = 3
LEAST_OVERLAP = 0.3
LEAST_LANGUAGE = 0.5
LEAST_HISTORY = 24.0
"""Networks; share of networks linked by a common member; language part; months of exchange."""
HALF_HISTORY = 60.0
"""Months of exchange on a tie that make half of a full history."""
BY_CHANCE = 2.0 / 3.0


@dataclass(frozen=True)
class CommunityTest:
    """Which criteria of a local community hold."""

    several_networks: bool
    overlap: bool
    common_language: bool
    shared_history: bool

    @property
    def passed(self) -> bool:
        """Whether all criteria hold."""
        return (
            self.several_networks and self.overlap and self.common_language and self.shared_history
        )


def community_test(
    networks: float, overlap: float, language: float, history: float
) -> CommunityTest:
    """Test a territory by its networks, share of them linked, language part, months together."""
    return CommunityTest(
        networks >= LEAST_NETWORKS,
        overlap >= LEAST_OVERLAP,
        language >= LEAST_LANGUAGE,
        history >= LEAST_HISTORY,
    )


def date_of_birth(months: Sequence[int], passed: Sequence[float], lasting: int = 12) -> int | None:
    """Return the first month from which the test is passed for `lasting` months on end."""
    held = 0
    for month, value in zip(months, passed, strict=True):
        held = held + 1 if value >= 0.5 else 0
        if held == lasting:
            return int(month) - lasting + 1
    return None


def fabric_index(*parts: float) -> float:
    """Return the geometric mean of the parts, each in [0, 1]."""
    product = 1.0
    for part in parts:
        product *= part
    return float(product ** (1.0 / len(parts)))


@njit(cache=True)
def language_part(closeness_between: float) -> float:
    """Return how much of a language is common: 0 as close as by chance, 1 the same words."""
    if np.isnan(closeness_between):
        return 0.0
    return min(1.0, max(0.0, (closeness_between - BY_CHANCE) / (1.0 - BY_CHANCE)))


@njit(cache=True)
def several_part(networked: float, sizes: Floats) -> float:
    """Return the share of firms in networks times the chance that two of them differ in network.

    `sizes` (N) are members per network; one network alone is no fabric: nought.
    """
    members = sizes.sum()
    if members <= 0.0:
        return 0.0
    return networked * float(1.0 - np.sum((sizes / members) ** 2))


@njit(cache=True)
def history_part(months: float) -> float:
    """Return the weight of a history of so many months of exchange: half at five years."""
    return months / (months + HALF_HISTORY)
