"""Whether the arms really cost the same: money and hours spent, who came, what was refused."""

from __future__ import annotations

from dataclasses import dataclass

from experiments.comparison import Comparison

TOLERANCE = 0.05


@dataclass(frozen=True)
class Spending:
    """What an arm spent, on average over its runs."""

    arm: int
    name: str
    budget: float
    money: float
    lowest: float
    highest: float
    hours: float
    sessions: float
    attended: float
    coverage: float
    apart: float
    """By how much its money is off the median of the arms that spend anything, as a share."""

    @property
    def flagged(self) -> bool:
        """Whether it spends so much more or less that comparing it is not fair."""
        return abs(self.apart) > TOLERANCE


def spending(comparison: Comparison) -> list[Spending]:
    """One line per arm that came back; arms without actions spend nothing and are not flagged."""
    means = {}
    for arm in range(len(comparison.arms)):
        account = comparison.account(arm)
        if not account.empty:
            means[arm] = account
    paid = sorted(
        float(account["money"].mean())
        for arm, account in means.items()
        if comparison.arms[arm].programme.get("actions")
    )
    usual = paid[len(paid) // 2] if paid else 0.0
    found = []
    for arm, account in means.items():
        money = float(account["money"].mean())
        acts = bool(comparison.arms[arm].programme.get("actions"))
        found.append(
            Spending(
                arm=arm,
                name=comparison.arms[arm].name,
                budget=float(account["budget"].iloc[0]) if acts else 0.0,
                money=money,
                lowest=float(account["money"].min()),
                highest=float(account["money"].max()),
                hours=float(account["hours"].mean()),
                sessions=float(account["sessions"].mean()),
                attended=float(account["attended"].mean()),
                coverage=float(account["coverage"].mean()),
                apart=money / usual - 1 if acts and usual > 0 else 0.0,
            )
        )
    return found
