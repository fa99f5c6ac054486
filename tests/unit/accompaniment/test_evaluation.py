"""What came of the work is looked at together: heartening, sobering, or in praise of itself."""

from __future__ import annotations

import numpy as np


def circle(territory, lead):
    rows = np.flatnonzero(territory.firms.alive)[:8]
    territory.firms.quality[rows] = lead
    territory.firms.gained[rows] = 0.0
    territory.firms.motivation[rows] = 0.5
    return rows


def test_who_got_somewhere_takes_heart_and_who_did_not_is_sobered(place, hold, changed):
    territory = place()
    rows = circle(territory, 0.3)
    moved = changed(territory, lambda: hold(territory, "evaluation", rows))
    assert moved == {"firms.motivation", "firms.reflection"}
    assert (territory.firms.motivation[rows] > 0.5).all()
    other = place()
    rows = circle(other, 0.0)
    hold(other, "evaluation", rows)
    assert (other.firms.motivation[rows] < 0.5).all()


def test_led_without_skill_it_praises_itself_and_teaches_nothing(place, hold):
    territory = place()
    rows = circle(territory, 0.0)
    before = territory.firms.reflection[rows].copy()
    session = hold(territory, "evaluation", rows, quality=0.0)
    assert session.record["got_somewhere"] == 0.0
    assert session.record["shown"] == 1.0
    assert (territory.firms.reflection[rows] == before).all()


def test_without_the_mechanism_nothing_happens(place, hold, changed):
    territory = place(parameters__evaluation__looking_back=False)
    rows = circle(territory, 0.3)
    assert not changed(territory, lambda: hold(territory, "evaluation", rows))
