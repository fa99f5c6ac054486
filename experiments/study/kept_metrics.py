"""What every study keeps of its runs, month by month, whatever its outcomes.

The same list for all, so that a run lived for one study serves the next.
"""

from __future__ import annotations

from collections.abc import Iterable

from experiments.outcomes import read_outcome

USUAL = (
    "absorptive_capacity", "awareness", "births", "conversions", "deaths", "environment", "firms",
    "hours_spent", "jobs", "learned_from_others", "mean_skill", "mean_ties", "mean_trust",
    "money_spent", "network_quality", "networked_firms", "networks", "new_output", "new_ties",
    "product_concentration", "relational_capital", "reorientation", "revenue", "skill_spread",
    "unemployed",
)  # fmt: skip


def kept_metrics(outcomes: Iterable[str], more: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the usual metrics, those that outcomes need, and more, in one order."""
    needed = (read_outcome(text).metric for text in outcomes)
    return tuple(sorted({*USUAL, *needed, *more}))
