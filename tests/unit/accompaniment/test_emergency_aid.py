"""Aid after damage reaches those in loss, as far as the office can tell."""

from __future__ import annotations

import numpy as np
import pytest


def with_losses(territory):
    rows = np.flatnonzero(territory.firms.alive)[:4]
    territory.firms.profit[rows] = [-1.0, -3.0, 0.5, 1.0]
    return rows


def paid(place, hold, quality):
    territory = place()
    rows = with_losses(territory)
    before = territory.firms.capital[rows].copy()
    hold(territory, "emergency_aid", rows, quality=quality, settings={"amount": 8.0})
    return territory.firms.capital[rows] - before


def test_money_goes_by_the_size_of_the_loss(place, hold):
    assert paid(place, hold, 1.0) == pytest.approx([2.0, 6.0, 0.0, 0.0])


def test_a_poor_office_pays_others_too_and_never_more_in_all(place, hold):
    assert paid(place, hold, 0.5) == pytest.approx([2.0, 4.0, 1.0, 1.0])


def test_only_capital_moves(place, hold, changed):
    territory = place()
    rows = with_losses(territory)
    assert changed(
        territory, lambda: hold(territory, "emergency_aid", rows, settings={"amount": 8.0})
    ) == {"firms.capital"}


@pytest.mark.parametrize("kwargs", [{"hours": 0.0, "settings": {"amount": 8.0}}, {}])
def test_no_hours_or_no_money_no_aid(place, hold, changed, kwargs):
    territory = place()
    rows = with_losses(territory)
    assert not changed(territory, lambda: hold(territory, "emergency_aid", rows, **kwargs))


def test_it_comes_after_the_damage_nobody_in_loss_gets_nothing(place, hold, changed):
    territory = place()
    rows = with_losses(territory)
    territory.firms.profit[rows] = 1.0
    assert not changed(
        territory, lambda: hold(territory, "emergency_aid", rows, settings={"amount": 8.0})
    )
