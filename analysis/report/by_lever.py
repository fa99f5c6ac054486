"""What each arm does by each choice of a lever: pooled over them, an effect may hide in one.

A lever of many values (a range that was sampled) has no choices to tell apart: its indices say what
hangs on it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis.report.arms import Arms
from analysis.report.effects import Effect, effects
from experiments.store.kept_study import KeptStudy

LEVER = "lever"
MOST_CHOICES = 12


@dataclass(frozen=True)
class Choice:
    """The effects on the first outcome where a lever stands at one of its choices."""

    lever: str
    choice: str
    effects: list[Effect]


def by_lever(kept: KeptStudy, table: pd.DataFrame, arms: Arms) -> list[Choice]:
    """Return the effects by choice of each lever that has several, few enough to be told apart."""
    headline = replace(kept, outcomes=kept.outcomes[:1])
    found = []
    for path, factor in kept.factors.items():
        if factor.get("role") != LEVER or path not in table or path == arms.column:
            continue
        choices: list[Any] = list(dict.fromkeys(table[path]))
        if not 1 < len(choices) <= MOST_CHOICES:
            continue
        for choice in choices:
            own = effects(headline, table[table[path] == choice], arms)
            found.append(Choice(path, str(choice), own))
    return [each for each in found if each.effects]
