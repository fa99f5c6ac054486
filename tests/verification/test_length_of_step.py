"""Half a step twice is about one step, where a rule says how fast something goes.

Exact where a share is lost or a chance is met each month: two half steps lose 1 - (1 - r)^(1/2)
each. Of first order where a share of a gap is closed while the gap decides how much can be learned:
halving the step halves the error. It should not hold, and is not asked for, where a month is a
month in the text: who meets whom (once a month at most), seasons, quarterly recognition of
networks, deadlines, and what is noticed above a threshold.
"""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from simulation.model import Territory
from tests.verification.stopping import month_by_process

MONTHS = 24


def alone(process: str, **changes: object) -> Territory:
    """A territory of which only one process will be lived."""
    return Territory("baseline", 3, n_firms=400, months=600, warm_up=0, events="none", **changes)


def live_only(territory: Territory, *names: str, months: int = MONTHS) -> None:
    for _ in range(months):
        for name, process in month_by_process(territory):
            if name in names:
                process()


def halved(share: float, parts: int) -> float:
    """The share to be lost in each of several equal parts of a month."""
    return 1.0 - (1.0 - share) ** (1.0 / parts)


@pytest.mark.parametrize("parts", [2, 4])
def test_neglected_trust_fades_the_same_in_shorter_steps(parts: int) -> None:
    kept = []
    for n in (1, parts):
        fading = {
            "parameters.tend_ties.neglect": halved(0.02, n),
            "parameters.tend_ties.broken_below": 0.0,
        }
        territory = alone("tend_ties", **fading)
        territory.meetings.hold_with(np.full(territory.firms.rows, -1, dtype=np.int32), 0)
        live_only(territory, "tend_ties", months=MONTHS * n)
        kept.append(territory.ties.trust.copy())
    assert kept[0].max() > 0.1
    assert kept[1] == pytest.approx(kept[0], rel=1e-9)


def test_chances_to_close_compose() -> None:
    """Closing for reasons that no account explains: 24 months at 5 %, or 48 halves of it."""
    left = []
    for parts in (1, 2):
        territory = alone("close", **{
            "parameters.close.other_reasons": halved(0.05, parts),
            "parameters.close.giving_up": 0.0, "parameters.close.bankruptcy": 0.0,
            "parameters.close.retiring": 0.0,
        })  # fmt: skip
        before = territory.firms.alive.sum()
        live_only(territory, "close", months=MONTHS * parts)
        left.append(territory.firms.alive.sum() / before)
    expected = 0.95**MONTHS
    error = np.sqrt(expected * (1 - expected) / 400)
    assert left[0] == pytest.approx(expected, abs=4 * error)
    assert left[1] == pytest.approx(expected, abs=4 * error)


def test_learning_from_partners_settles_in_shorter_steps() -> None:
    """Everybody meets the most trusted partner and is understood: no chance is left. The error of a
    step of length h falls with h: each halving of the step halves what it still changes.
    """
    lengths = (1, 2, 4, 8)
    learned = []
    for parts in lengths:
        territory = Territory(
            "baseline", 3, n_firms=200, months=800, warm_up=0, events="none",
            ablate=["exchange_knowledge.common_language"],
            **{
                "schedule.replace": {"meet": "meet_in_pairs"},
                "parameters.exchange_knowledge.absorption": 0.2 / parts,
                "parameters.exchange_knowledge.understanding_without_trust": 1.0,
            },
        )  # fmt: skip
        territory.firms.openness[:] = 1.0
        live_only(territory, "meet_in_pairs", "exchange_knowledge", months=MONTHS * parts)
        learned.append(territory.firms.skills[territory.firms.alive].copy())
    changes = [np.abs(b - a).mean() for a, b in itertools.pairwise(learned)]
    assert changes[0] < 0.02 * learned[-1].mean(), "one step a month is already near"
    for longer, shorter in itertools.pairwise(changes):
        assert 1.7 < longer / shorter < 2.3
