"""At the edge of what can be: no demand, no ties, one firm, none; nothing breaks, and what must
stop stops.
"""

from __future__ import annotations

import numpy as np
import pytest

from simulation.declarations import METRICS
from simulation.model import Territory

QUIET = {"warm_up": 0, "events": "all"}


def no_infinite_number(territory: Territory) -> None:
    values = territory.observations.values[: territory.observations.taken]
    assert not np.isinf(values).any()


def without_customers(firms: int = 60, months: int = 72) -> Territory:
    """From the fourth month nobody buys anything any more, here or elsewhere."""
    stop = {"name": "stop", "onset": 3, "demand": -1.0, "lasting": 0}
    return Territory("baseline", 2, n_firms=firms, months=months, threats=[stop], **QUIET)


def test_where_nobody_buys_nobody_sells() -> None:
    territory = without_customers().run(12)
    assert territory.firms.alive.any()
    assert territory.firms.revenue[territory.firms.alive].max() < 1e-3
    no_infinite_number(territory)


def test_where_nobody_buys_firms_close_and_the_story_goes_on_without_them() -> None:
    territory = without_customers(firms=30, months=240).run()
    seen = territory.observations.frame(0)
    assert len(seen) == 240, "an empty territory is observed to the end"
    assert seen["firms"].iloc[-1] < 0.2 * seen["firms"].iloc[0]
    assert (
        seen["jobs"].iloc[-1] == territory.firms.alive.sum() + territory.firms.collaborators.sum()
    )
    no_infinite_number(territory)


@pytest.mark.filterwarnings("error")
def test_when_the_last_firm_has_gone_nothing_is_left_to_happen() -> None:
    """All are ruined and nobody may found: the months run on, count nobody and move nobody."""
    doomed = Territory("baseline", 2, n_firms=30, months=24, **{
        **QUIET, "schedule.without": ["found"], "parameters.close.bankruptcy": 1.0,
    })  # fmt: skip
    doomed.run(3)
    doomed.firms.capital[doomed.firms.alive] = -1e9
    doomed.run()
    assert not doomed.firms.alive.any()
    assert (doomed.ties.neighbour < 0).all(), "ties go with those who had them"
    assert (doomed.firms.network < 0).all()
    last = doomed.observations.frame(0).iloc[-1]
    for name in ("firms", "jobs", "revenue", "messages", "births", "deaths", "networks"):
        assert last[name] == 0.0, name
    no_infinite_number(doomed)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("firms", [1, 2, 3])
def test_one_firm_alone_or_very_few_live_a_life(firms: int) -> None:
    territory = Territory("baseline", 4, n_firms=firms, months=60, **QUIET).run()
    assert territory.observations.taken == 60
    assert set(METRICS) <= set(territory.observations.frame(0).columns)
    no_infinite_number(territory)


def test_one_firm_has_nobody_to_learn_from() -> None:
    territory = Territory("baseline", 4, n_firms=1, months=24, **{
        **QUIET, "schedule.without": ["found"], "parameters.meet.from_outside": 0.0,
    })  # fmt: skip
    territory.run()
    seen = territory.observations.frame(0)
    assert (seen["messages"] == 0).all()
    assert (territory.ties.neighbour < 0).all()


def test_who_knows_nobody_and_seeks_nobody_learns_from_nobody() -> None:
    """No ties at the start, no strangers, no bodies: no meeting, no message, no tie, ever."""
    territory = Territory("baseline", 4, n_firms=80, months=36, **{
        **QUIET, "relations.ties": 0.0, "parameters.meet.strangers": 0.0,
        "schedule.without": ["found", "serve"],
    })  # fmt: skip
    for _ in range(36):
        territory.step()
        assert territory.meetings.count == 0
    assert (territory.ties.neighbour < 0).all()
    assert (territory.observations.frame(0)["messages"] == 0).all()


def test_without_absorption_nothing_passes_and_with_all_of_it_nobody_outgrows_the_teacher() -> None:
    """Only meetings act on skills here: what is known best, of each skill, is never surpassed."""
    only = {"schedule.without": [
        "found", "close", "age_and_transmit", "innovate", "advance_projects", "serve",
        "practise_and_forget", "scan_environment", "hire_and_dismiss",
    ]}  # fmt: skip
    for absorption in (0.0, 1.0):
        territory = Territory("baseline", 4, n_firms=80, months=36, **{
            **QUIET, **only, "parameters.exchange_knowledge.absorption": absorption,
            "parameters.meet.from_outside": 0.0,
        })  # fmt: skip
        before = territory.firms.skills.copy()
        territory.run()
        after = territory.firms.skills
        if absorption == 0.0:
            assert np.array_equal(after, before)
        else:
            living = territory.firms.alive
            assert (after[living] >= before[living]).all()
            assert (after[living].max(axis=0) <= before[living].max(axis=0) + 1e-12).all()
            assert after[living].mean() > before[living].mean()
