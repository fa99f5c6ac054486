"""A session that was announced and is not held is remembered; hours are not without end."""

from __future__ import annotations

import pytest

from simulation.model import Territory
from tests.patterns.accompanied_plans import plan, sets


def lived(programme, **changes):
    given = {"seed": 4, "n_firms": 80, "months": 24, "warm_up": 6, **changes}
    return Territory("baseline", programme=programme, **given).run()


def programme(**given):
    from simulation.accompaniment.programme import Programme

    return Programme.model_validate(plan(sets(4), start=2, **given))


def test_beyond_twice_their_hours_sessions_fall_out_and_are_counted():
    busy = lived(programme(led={"hours": 8.0}))
    account = busy.steering.account
    assert account.refused_for_hours > 0
    assert account.sessions + account.refused_for_hours == 4 * 12
    assert ("set 3", "nobody had the hours") in busy.steering.warnings
    assert lived(programme(led={"hours": 40.0})).steering.account.refused_for_hours == 0


@pytest.mark.parametrize("given", [{"money": 1.5}, {"led": {"hours": 8.0}}])
def test_what_was_announced_and_not_done_costs_motivation_and_support(given):
    told = lived(programme(**given))
    forgiven = lived(programme(**given), parameters__participation__plans_are_promises=False)
    account = told.steering.account
    assert account.refused_for_money + account.refused_for_hours > 0
    alive = told.firms.alive & forgiven.firms.alive
    assert told.firms.motivation[alive].mean() < forgiven.firms.motivation[alive].mean()
    assert told.firms.support[alive].mean() < forgiven.firms.support[alive].mean()
