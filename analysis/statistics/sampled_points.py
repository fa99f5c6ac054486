"""The points of a sensitivity design with what came of them, whole blocks only.

SALib reads its answers in the order of its sample, block by block (a trajectory of Morris, a
Saltelli block of Sobol). One missing answer among them gives wrong indices, or zeros without a
word: a block that lacks one is left out, and counted.
Shapes: N points, D factors. Raises: InputError when too few whole blocks are left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.statistics.interval import Floats
from simulation.errors import InputError
from simulation.language import translate

LEAST_BLOCKS = 4


@dataclass(frozen=True)
class Index:
    """How much an outcome hangs on one factor: an index with its interval."""

    factor: str
    kind: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Indices:
    """The indices of one outcome, the greatest first, and what they rest on."""

    indices: tuple[Index, ...]
    blocks: int
    left_out: int

    def of(self, kind: str) -> list[Index]:
        """Those of one kind, in their order."""
        return [each for each in self.indices if each.kind == kind]


def problem(names: Sequence[str], bounds: Sequence[Sequence[float]]) -> dict[str, Any]:
    """Return the factors as SALib wants them."""
    return {"num_vars": len(names), "names": list(names), "bounds": [list(each) for each in bounds]}


def whole_blocks(answers: Floats, size: int) -> np.ndarray:
    """Return which points (N,) belong to blocks without a gap. Raises InputError."""
    if len(answers) % size:
        said = translate(
            "{n} points are no whole number of blocks of {size}: the study is not complete",
            n=len(answers), size=size,
        )  # fmt: skip
        raise InputError(said)
    whole = np.asarray(np.isfinite(answers.reshape(-1, size)).all(axis=1), dtype=bool)
    if whole.sum() < LEAST_BLOCKS:
        said = translate(
            "{whole} of {all} blocks of the design have all their runs: {least} at least are "
            "needed for an index",
            whole=int(whole.sum()), all=len(whole), least=LEAST_BLOCKS,
        )  # fmt: skip
        raise InputError(said)
    return np.repeat(whole, size)


def ranked(found: Mapping[str, Mapping[str, tuple[float, float]]], by: str) -> tuple[Index, ...]:
    """Return indices (kind -> factor -> value, half width), factors ordered by one kind."""
    order = sorted(found[by], key=lambda name: -abs(found[by][name][0]))
    return tuple(
        Index(name, kind, value, value - half, value + half)
        for name in order
        for kind, per_factor in found.items()
        for value, half in [per_factor[name]]
    )
