"""A mentor lends a hand: the firm works better while it is there, and lets go of it after."""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.session import Circle


def weakest(territory, n=6):
    firms = territory.firms
    living = np.flatnonzero(firms.alive & (firms.match > 0.0))
    return living[np.argsort(firms.match[living])][:n].astype(np.int32)


def led(territory, hold, times=4, **how):
    rows = weakest(territory)
    circle = Circle(rows, territory.firms.id[rows].copy(), 2)
    for number in range(times):
        hold(territory, "mentoring", rows, hours=24, circle=circle, number=number, **how)
    return rows, circle


def test_skill_is_lent_and_the_two_meet(place, hold, changed):
    territory = place()
    moved = changed(territory, lambda: led(territory, hold))
    assert moved == {"firms.skills", "firms.lent", "meetings"}


def test_a_mentor_is_experienced_better_of_the_same_trade_and_stays(place, hold):
    territory = place()
    firms = territory.firms
    rows, circle = led(territory, hold, times=1)
    first = dict(circle.mentors)
    assert first
    hold(territory, "mentoring", rows, hours=24, circle=circle, number=1)
    assert circle.mentors == first
    row_of = {int(i): row for row, i in enumerate(firms.id)}
    trade = territory.markets.family[firms.product]
    for who, mentor in first.items():
        a, b = row_of[who], row_of[mentor]
        assert trade[a] == trade[b]
        assert firms.match[b] > firms.match[a]
        assert territory.clock.month - firms.founded[b] >= 120


def test_what_was_lent_is_gone_a_year_after(place, hold):
    territory = place()
    rows, _ = led(territory, hold)
    lent = territory.firms.lent[rows].sum()
    assert lent > 0.0
    territory.run(12)
    assert territory.firms.lent[rows].sum() < 0.05 * lent


def test_lending_stops_at_a_part_of_the_lead(place, hold):
    territory = place()
    rows, _ = led(territory, hold, times=30)
    before = territory.firms.skills[rows].copy()
    led_again = place()
    more, _ = led(led_again, hold, times=31)
    assert np.allclose(led_again.firms.skills[more], before, atol=1e-3)


def test_where_nobody_is_better_nobody_leads(place, hold, changed):
    territory = place()
    territory.firms.founded[:] = territory.clock.month  # nobody is experienced
    assert not changed(territory, lambda: led(territory, hold))


def test_a_better_host_and_more_time_lend_more(place, hold):
    def lent(**how):
        territory = place()
        rows, _ = led(territory, hold, times=1, **how)
        return territory.firms.lent[rows].sum()

    assert lent(quality=0.3) < lent(quality=1.0)


def test_zero_hours_lend_nothing(place, hold, changed):
    territory = place()
    rows = weakest(territory)
    moved = changed(territory, lambda: hold(territory, "mentoring", rows, hours=0.0))
    assert not moved
