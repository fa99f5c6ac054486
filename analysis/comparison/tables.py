"""A comparison as tables and JSON: what other tools read on."""

from __future__ import annotations

import json
from dataclasses import asdict
from io import BytesIO
from typing import Any

import pandas as pd

from analysis.comparison.budgets import Spending
from analysis.comparison.differences import Difference
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
                "difference": each.paired.mean,
                "low": each.paired.low,
                "high": each.paired.high,
                "pairs": each.paired.pairs,
                "better_in": each.paired.better,
                "worse_in": each.paired.worse,
                "ties": each.paired.ties,
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
    return json.dumps(_plain(told), ensure_ascii=False, indent=2, default=str) + "\n"


def parquet(table: pd.DataFrame) -> bytes:
    """A table as Parquet."""
    buffer = BytesIO()
    table.to_parquet(buffer, index=False, compression="zstd")
    return buffer.getvalue()


def _plain(value: Any) -> Any:
    """The same with null for what is no number: NaN is not JSON."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):  # noqa: PLR0124
        return None
    return value
