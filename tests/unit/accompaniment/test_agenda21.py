"""A local Agenda 21 goes through its phases, can fail and begin again, and cannot skip."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.accompaniment.session import Circle
from simulation.entities.bodies import BodyKind
from simulation.entities.charter import NEXT, Charter, Phase


class Process:
    """A territory in which sessions are held month after month with the same people."""

    def __init__(self, territory, hold, n=24, bodies=None, **given):
        self.territory, self.hold, self.given = territory, hold, given
        self.rows = np.flatnonzero(territory.firms.alive)[:n].astype(np.int32)
        self.bodies = list(range(territory.bodies.rows)) if bodies is None else bodies
        self.circle = Circle(self.rows, territory.firms.id[self.rows].copy(), 2)

    def session(self, **changes):
        territory = self.territory
        rows = self.rows[territory.firms.alive[self.rows]]
        held = self.hold(
            territory,
            "agenda21",
            rows,
            bodies=self.bodies,
            circle=self.circle,
            number=self.circle.sessions,
            key=self.circle.sessions,
            **{**self.given, **changes},
        )
        self.circle.sessions += 1
        return held

    def until(self, phase, most=40):
        for _ in range(most):
            self.session()
            self.territory.step()
            if self.territory.charter.phase == phase:
                return self.territory.charter
        raise AssertionError(f"stuck: {self.territory.charter.log}")


def willing(territory):
    """Make people and bodies ready, and not too far apart."""
    territory.firms.openness[:] = 0.9
    territory.firms.motivation[:] = 0.9
    territory.bodies.engagement[:] = 0.9
    return territory


def phases(charter):
    return [move.phase for move in charter.log]


# --- Phases -------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("target", list(Phase))
def test_no_phase_can_be_skipped(phase, target):
    charter = Charter(phase=phase)
    if target in NEXT[phase]:
        charter.move(target, 3, "because")
        assert charter.log[-1].phase == target
    else:
        with pytest.raises(ValueError, match="is not followed by"):
            charter.move(target, 3, "because")
        assert charter.phase == phase


def test_a_charter_is_only_reached_through_diagnosis_forum_and_strategy():
    """From the start, implementation takes all the steps between."""
    reached, steps = {Phase.ENGAGEMENT}, 0
    while Phase.IMPLEMENTATION not in reached:
        reached |= {after for phase in reached for after in NEXT[phase]}
        steps += 1
    assert steps == 5


def test_a_willing_territory_gets_from_a_sponsor_to_autonomy(place, hold):
    territory = willing(place(months=120))
    charter = Process(territory, hold).until(Phase.AUTONOMY, most=60)
    seen = phases(charter)
    assert seen[:6] == list(Phase)[:6]
    months = [move.month for move in charter.log]
    assert months == sorted(months)
    assert all(move.why for move in charter.log)


def test_without_a_sponsor_it_fails_and_may_begin_again(place, hold):
    territory = willing(place(months=120))
    others = [n for n, k in enumerate(territory.bodies.kind) if k != BodyKind.PUBLIC_AUTHORITY]
    process = Process(territory, hold, bodies=others)
    charter = process.until(Phase.FAILED)
    assert charter.log[-1].why == "no sponsor"
    process.bodies = list(range(territory.bodies.rows))
    process.until(Phase.DIAGNOSIS)
    assert phases(charter) == [
        Phase.ENGAGEMENT,
        Phase.FAILED,
        Phase.ENGAGEMENT,
        Phase.DIAGNOSIS,
    ]


def test_a_diagnosis_by_few_fails(place, hold):
    territory = willing(place(months=120))
    territory.charter.begin(0)
    territory.charter.move(Phase.DIAGNOSIS, 0, "for the test")
    town = np.flatnonzero(territory.bodies.kind == BodyKind.PUBLIC_AUTHORITY)
    charter = Process(territory, hold, n=2, bodies=town).until(Phase.FAILED)
    assert "captured" in charter.log[-1].why


def test_visions_that_stay_apart_fail_in_the_forum(place, hold):
    territory = willing(place(months=120))
    territory.firms.openness[:] = 0.0
    territory.bodies.engagement[:] = 0.41
    territory.charter.diagnosis = 0.0
    territory.charter.begin(0)
    for phase in (Phase.DIAGNOSIS, Phase.FORUM):
        territory.charter.move(phase, 0, "for the test")
    assert "fatigue" in Process(territory, hold).until(Phase.FAILED).log[-1].why


def test_a_plan_that_a_group_refuses_goes_back_to_the_forum(place, hold):
    territory = willing(place(months=120, agenda21__acceptable=0.99))
    charter = Process(territory, hold).until(Phase.FAILED)
    seen = phases(charter)
    assert seen[seen.index(Phase.STRATEGY) + 1] == Phase.FORUM
    assert Phase.CHARTER not in seen


def test_zero_hours_change_nothing(place, hold, changed):
    territory = willing(place())
    assert not changed(territory, lambda: Process(territory, hold, hours=0.0).session())
    assert not territory.charter.log


def test_a_better_host_knows_sooner(place, hold):
    known = {}
    for quality in (0.3, 1.0):
        territory = willing(place(months=120))
        process = Process(territory, hold, quality=quality)
        process.session()
        process.session()
        known[quality] = territory.charter.diagnosis
    assert known[1.0] > known[0.3] > 0.0


def test_who_was_left_out_makes_it_less_legitimate(place, hold):
    legitimacy = {}
    for open_seats in (True, False):
        territory = willing(place(months=120, agenda21__quorum=0.1, agenda21__signed_by=0.1))
        process = Process(territory, hold)
        if not open_seats:
            family = territory.markets.family[territory.firms.product[process.rows]]
            process.rows = process.rows[family == family[0]]
        legitimacy[open_seats] = process.until(Phase.IMPLEMENTATION, most=60).legitimacy
    assert legitimacy[False] < legitimacy[True]


@pytest.mark.parametrize(("quality", "then"), [(0.2, Phase.IMPLEMENTATION), (1.0, Phase.STRATEGY)])
def test_a_weak_host_reports_better_than_it_is_and_carries_on(place, hold, quality, then):
    territory = willing(place(months=120))
    process = Process(territory, hold)
    charter = process.until(Phase.EVALUATION, most=60)
    process.circle.autonomy = 0.0
    for clause in charter.clauses:
        if clause.begun is not None and not clause.finished:
            clause.done, clause.deadline = 0.0, -100
    territory.step()
    record = process.session(quality=quality).record
    assert record["kept_in_truth"] < 0.5
    assert (record["kept_as_reported"] > record["kept_in_truth"]) == (quality < 1.0)
    assert charter.phase == then


@pytest.mark.parametrize(("ablate", "helped"), [([], True), (["gap_start"], False)])
def test_a_gap_analysis_before_gives_the_diagnosis_a_start(place, hold, ablate, helped):
    diagnosis = {}
    for surveyed in (False, True):
        territory = willing(place(months=120, ablate=ablate))
        rows = np.flatnonzero(territory.firms.alive)
        if surveyed:
            hold(territory, "gap_analysis", rows, bodies=range(territory.bodies.rows), hours=60.0)
        process = Process(territory, hold)
        process.session()
        process.session()
        diagnosis[surveyed] = territory.charter.diagnosis
    assert (diagnosis[True] > diagnosis[False]) == helped
