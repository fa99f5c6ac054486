"""The arithmetic of a charter: kept, late, broken; capacity, checks, legitimacy, triggers."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.accompaniment.keeping import Keeping, keep_charter, will
from simulation.clock import Clock
from simulation.entities.charter import Charter, Clause, Signatory, State
from simulation.entities.community import Surroundings
from simulation.entities.firms import Firms, identity
from simulation.events import EventLog

DIMENSIONS = {
    "skill": 8,
    "value": 4,
    "axis": 2,
    "tie": 4,
    "market": 4,
    "technology": 3,
    "norm": 3,
    "member": 5,
    "side": 2,
    "product": 2,
    "capability": 6,
    "firm": 5,
}


class World:
    """A charter with one promise by one firm, and nothing else that lives."""

    def __init__(
        self,
        *,
        commitment=1.0,
        capacity=1.0,
        effort=10.0,
        months=10,
        legitimacy=0.5,
        public=0.0,
        trigger=0.0,
        sanction=0.0,
        autonomy=1.0,
        **keeping,
    ):
        import datetime

        self.firms = Firms(5, DIMENSIONS)
        self.firms.alive[:] = True
        self.firms.id[:] = [identity(row, -1) for row in range(5)]
        self.firms.support[:] = 0.5
        self.surroundings = Surroundings(1, DIMENSIONS)
        self.surroundings.environment[:] = 0.5
        self.keeping = Keeping(**keeping)
        self.clock = Clock(240, 0, datetime.date(2000, 1, 1))
        self.events = EventLog("life")
        self.clause = Clause(
            theme="waste",
            target=0.8,
            baseline=0.5,
            deadline=months - 1,
            indicator="i",
            check_every=3,
            trigger=trigger,
            sanction=sanction,
            effort=effort,
            months=months,
            bound=(0,),
            state=State.WAITING if trigger else State.OPEN,
            begun=None if trigger else 0,
        )
        self.charter = Charter(
            signed=True,
            legitimacy=legitimacy,
            public=public,
            autonomy=autonomy,
            clauses=[self.clause],
            signatories=[Signatory(int(self.firms.id[0]), False, 0, commitment, capacity)],
        )

    def live(self, months):
        for _ in range(months):
            keep_charter(
                self.charter, self.firms, self.surroundings, self.keeping, self.clock, self.events
            )
            self.clock.advance()
        return self

    @property
    def kinds(self):
        return self.events.frame()["kind"].tolist()


def full(**given):
    """Somebody who gives all that was promised."""
    return World(good_will=1.0, ownership=0.0, **given)


def test_a_promise_is_kept_when_the_work_is_done_by_the_deadline():
    assert full().live(9).clause.state == State.OPEN
    world = full().live(10)
    assert (world.clause.state, world.clause.done) == (State.KEPT, pytest.approx(10.0))
    assert world.kinds == ["promise_kept"]


def test_late_within_the_grace_and_broken_after_it():
    assert full(effort=13.0).live(13).clause.state == State.LATE
    world = full(effort=100.0).live(16)
    assert world.clause.state == State.OPEN
    assert world.live(1).clause.state == State.BROKEN
    assert world.kinds == ["promise_broken"]


def test_the_environment_moves_only_through_promises_kept():
    assert full(effort=100.0).live(40).surroundings.environment[0] == 0.5
    world = full().live(9)
    assert world.surroundings.environment[0] == 0.5
    world.live(1)
    assert world.surroundings.environment[0] == pytest.approx(0.5 + 0.04 * 0.3)
    assert world.live(60).surroundings.environment[0] == pytest.approx(0.8, abs=0.03)
    assert full(effort=13.0).live(30).surroundings.environment[0] > 0.5


def test_signing_without_capacity_breaks_promises_and_costs_support():
    able, unable = full().live(20), full(capacity=0.3).live(20)
    assert (able.clause.state, unable.clause.state) == (State.KEPT, State.BROKEN)
    assert unable.firms.support.mean() == pytest.approx(0.5 * 0.94)
    assert able.firms.support.mean() == pytest.approx(0.5 + 0.02 * 0.5)


def test_public_checks_make_promises_kept():
    seen = World(public=1.0, effort=9.0).live(20)
    unseen = World(public=0.0, effort=9.0).live(20)
    blind = World(public=1.0, effort=9.0, public_checks=False).live(20)
    assert (seen.clause.state, unseen.clause.state) == (State.KEPT, State.LATE)
    assert blind.clause.done == unseen.clause.done


def test_checks_lose_their_public_without_a_circle_that_holds_them():
    assert World(public=1.0, autonomy=1.0).live(12).charter.public == 1.0
    assert World(public=1.0, autonomy=0.0).live(12).charter.public == pytest.approx(0.95**12)


def test_legitimacy_raises_the_will_by_half_of_its_distance_from_one_half():
    world = World()
    assert will(world.charter, world.clause, world.keeping) == pytest.approx(0.6)
    world.charter.legitimacy = 1.0
    assert will(world.charter, world.clause, world.keeping) == pytest.approx(0.8)
    world.charter.legitimacy = 0.25
    assert will(world.charter, world.clause, world.keeping) == pytest.approx(0.5)


def test_who_is_behind_at_a_check_is_warned_and_fears_the_sanction():
    # Behind at the check of month 3: from month 4 on, the sanction adds to the will.
    behind = World(public=1.0, sanction=0.2, effort=20.0).live(4)
    assert behind.clause.warned
    assert behind.clause.done == pytest.approx(4 * 0.95)
    assert behind.live(1).clause.done == pytest.approx(4 * 0.95 + 1.0)
    assert not World(public=1.0, sanction=0.2, effort=5.0).live(4).clause.warned


def test_a_closed_firm_gives_nothing_more():
    world = full().live(3)
    world.firms.id[0] = identity(0, 7)
    assert world.live(5).clause.done == pytest.approx(3.0)


def test_a_trigger_fires_on_the_agreed_condition_before_anything_is_damaged():
    world = full(trigger=0.3, months=5, effort=4.0)
    world.surroundings.signal[:] = 0.2
    assert world.live(6).clause.state == State.WAITING
    assert not world.firms.awareness.any()
    world.surroundings.signal[:] = 0.4
    world.live(1)
    assert world.clause.state == State.OPEN
    assert world.clause.deadline == 6 + 5
    assert np.allclose(world.firms.awareness, 0.3)
    assert world.live(3).clause.state == State.KEPT
    assert world.kinds == ["trigger_fired", "promise_kept"]


def test_without_triggers_nothing_starts():
    world = full(trigger=0.3, triggers=False)
    world.surroundings.signal[:] = 1.0
    assert world.live(12).clause.state == State.WAITING


def test_a_charter_that_is_not_signed_does_nothing():
    world = full()
    world.charter.signed = False
    assert world.live(20).clause.done == 0.0


def test_compliance_is_counted_over_what_is_finished():
    world = full().live(10)
    world.charter.clauses += [
        Clause("a", 1, 0, 0, "i", 3, 0, 0, 1, 1, (0,), state=state)
        for state in (State.BROKEN, State.LATE, State.LATE, State.OPEN)
    ]
    shares = [world.charter.share(state) for state in (State.KEPT, State.LATE, State.BROKEN)]
    assert shares == [0.25, 0.5, 0.25]
