"""A comparison as tables and JSON: what other tools read on."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pandas as pd

from analysis.comparison.budgets import Spending
from analysis.comparison.differences import Difference
from analysis.exports import json_text
from experiments.comparison import Comparison


def difference_table(comparison: Comparison, found: list[Difference]) -> pd.DataFrame:
    """A row per arm, moment and outcome."""
    return pd.DataFrame(
        [
            {
                "programme": comparison.arms[each.arm].name,
                "compared_with": comparison.arms[0].name,
                "outcome": each.outcome,
                "label": comparison.outcomes[each.outcome].label,
                "unit": comparison.outcomes[each.outcome].unit,
                "better_sign": each.better,
                "moment": each.moment,
                "month": each.month,
                "mean": each.mean,
                "mean_of_first": each.mean_of_first,
                **each.paired.cells(),
                "harm": each.harm,
            }
            for each in found
        ]
    )


def arm_table(spent: list[Spending]) -> pd.DataFrame:
    """A row per arm: what it spent and whom it reached."""
    return pd.DataFrame([{**asdict(each), "flagged": each.flagged} for each in spent])


def as_json(
    comparison: Comparison, found: list[Difference], spent: list[Spending], words: list[str]
) -> str:
    """Everything but the runs themselves, for machines."""
    table = difference_table(comparison, found)
    told: dict[str, Any] = {
        "context": comparison.context,
        "months": comparison.months,
        "firms": comparison.firms,
        "seeds": list(comparison.seeds),
        "version": comparison.version,
        "code": comparison.code,
        "interrupted": comparison.interrupted,
        "initial": dict(comparison.initial),
        "assumed": list(comparison.assumed),
        "arms": [{**asdict(arm)} for arm in comparison.arms],
        "spending": [{**asdict(each), "flagged": each.flagged} for each in spent],
        "differences": table.to_dict(orient="records"),
        "failures": [list(each) for each in comparison.failures],
        "summary": words,
    }
    return json_text(told)
