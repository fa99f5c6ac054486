"""The measured claims, all at once: judgements, how many clear by chance alone, from which model.

Holm's correction is taken over every judgement made at once; the verdicts themselves are by the
95 % interval of each, and say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.claims.judgement import Judgement, judgements
from analysis.claims.verdict import over_contexts
from analysis.statistics.holm import LEVEL, holm
from experiments.claims.claim import Claim


@dataclass(frozen=True)
class Measured:
    """What was measured of the claims, and with which model."""

    claims: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]
    seeds: int
    firms: int
    version: str
    code: str
    runs: int
    failed: int = 0

    def of(self, claim: str, contrast: str = "") -> list[Judgement]:
        """The judgements of a claim, or of one of its contrasts."""
        return [
            each for each in self.judgements
            if each.claim == claim and contrast in ("", each.contrast)
        ]  # fmt: skip

    def verdict(self, claim: str, contrast: str) -> str:
        """The verdict of a contrast over its contexts."""
        return over_contexts([each.verdict for each in self.of(claim, contrast)])

    @property
    def differences(self) -> list[Judgement]:
        """The judgements that ask for a difference."""
        return [each for each in self.judgements if not each.asks_for_sameness]

    @property
    def clear(self) -> int:
        """How many of them have an interval that leaves zero out."""
        return sum(1 for each in self.differences if each.found.clear)

    @property
    def by_chance(self) -> float:
        """How many would, on average, if nothing made any difference."""
        return LEVEL * len(self.differences)

    @property
    def surviving(self) -> int:
        """How many stay clear after Holm's correction."""
        return sum(1 for each in self.differences if each.survives)


def measured(
    claims: Sequence[Claim],
    tables: Mapping[str, pd.DataFrame],
    *,
    seeds: int,
    firms: int,
    version: str,
    code: str,
    failed: int = 0,
) -> Measured:
    """Judge claims by the tables of their runs (claim: runs)."""
    found = [each for claim in claims for each in judgements(claim, tables[claim.claim])]
    survives = holm([each.p for each in found])
    runs = {run for table in tables.values() for run in table["run"]}
    return Measured(
        tuple(claims),
        tuple(replace(each, survives=s) for each, s in zip(found, survives, strict=True)),
        seeds, firms, version, code, len(runs), failed,
    )  # fmt: skip
