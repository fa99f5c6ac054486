"""What is neither made nor lost: customers' money, firms' money, a gift of money, people."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.model import Territory
from tests.verification.stopping import group, just_before, month_by_process

NO_CUSHION = {"parameters.trade.luck": 0.0, "parameters.trade.belt": 0.0}
"""Luck multiplies sales, and a belt is tightened at home: neither is on the market's books."""


def in_mid_life(**changes: object) -> Territory:
    territory = Territory("mono_product", 2, n_firms=120, months=40, warm_up=0, **changes)
    for _ in range(12):
        territory.step()
    return territory


def test_what_is_sold_here_and_outside_is_what_customers_spend() -> None:
    """In each segment of the market: sales of firms here + sales of others = demand."""
    territory = in_mid_life(**NO_CUSHION)
    just_before(territory, "trade")()
    firms, markets = territory.firms, territory.markets
    living = np.flatnonzero(firms.alive)
    sold = np.zeros(markets.demand.shape)
    np.add.at(sold, (firms.product[living], firms.market[living]), firms.revenue[living])
    everywhere = markets.local + markets.outside
    served = everywhere > 0
    elsewhere = np.zeros(sold.shape)
    elsewhere[served] = (markets.demand * markets.outside)[served] / everywhere[served]
    assert sold.sum() > 0
    assert elsewhere.sum() > 0
    assert (sold + elsewhere)[served] == pytest.approx(markets.demand[served], rel=1e-12)


def test_what_a_firm_takes_in_and_does_not_spend_it_has_more() -> None:
    """Change of capital = sales - wages (less what is not declared) - fixed cost, firm by firm."""
    territory = in_mid_life(**NO_CUSHION)
    trade = just_before(territory, "trade")
    firms, activity, trading = (
        territory.firms, group(territory, "activity"), group(territory, "trade"),
    )  # fmt: skip
    firms.capital[:] = -1.0  # far from the reserve above which owners take money out
    had = firms.capital.copy()
    trade()
    wages = activity.wage * (1.0 + firms.collaborators)
    wages *= 1.0 - trading.undeclared_saving * (1.0 - firms.formality)
    saved = np.where(firms.alive, firms.revenue - wages - activity.fixed_cost, 0.0)
    assert (firms.capital - had) == pytest.approx(saved, abs=1e-9)
    assert (saved < 0).any()
    assert (saved > 0).any()


def test_a_gift_of_money_reaches_firms_whole_and_is_booked_once() -> None:
    """What is spent = what firms have more + what the hours of handing it out cost."""
    territory = Territory("baseline", 5, n_firms=80, months=60, warm_up=0, programme="cash")
    account, rate = territory.steering.account, territory.programme.budget.rate
    months_of_giving = 0
    for _ in range(60):
        for name, process in month_by_process(territory):
            had, spent, worked = territory.firms.capital.sum(), account.money, account.hours
            process()
            if name == "intervene":
                handed = territory.firms.capital.sum() - had
                work = rate * (account.hours - worked)
                assert handed + work == pytest.approx(account.money - spent, abs=1e-9)
                months_of_giving += handed > 0
    assert months_of_giving > 20


def test_people_grow_older_and_nobody_is_lost_on_the_way() -> None:
    """Without births, deaths and people leaving, the age groups exchange members and no more."""
    still = {
        f"parameters.unfold_context.{name}": 0.0
        for name in ("birth_rate", "death_rate", "youth_leaving")
    }
    territory = Territory("baseline", 1, n_firms=40, months=60, warm_up=0, **still)
    before = territory.population.people.copy()
    territory.run()
    after = territory.population.people
    assert after.sum() == pytest.approx(before.sum(), rel=1e-12)
    assert not np.allclose(after, before)
