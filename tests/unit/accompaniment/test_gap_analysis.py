"""Gap analysis finds out what is needed, with an error that skill and breadth make smaller."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.accompaniment.asking import ITEMS, Asking, ask, skill_needs
from simulation.accompaniment.needs import KnownNeeds, profile, true_needs
from simulation.accompaniment.teaching import Teaching


def living(territory, n=40):
    return np.flatnonzero(territory.firms.alive)[:n].astype(np.int32)


def known(territory) -> KnownNeeds:
    return territory.steering.known_needs


def error_after(place, hold, **how) -> float:
    errors = []
    for key in range(5):
        territory = place()
        session = hold(territory, "gap_analysis", living(territory), key=key, **how)
        errors.append(session.record["diagnosis_error"])
    return float(np.mean(errors))


def test_only_awareness_moves_and_what_the_programme_knows(place, hold, changed):
    territory = place()
    before = known(territory).error(territory.firms, territory.markets, 0.85)
    moved = changed(territory, lambda: hold(territory, "gap_analysis", living(territory)))
    assert moved == {"firms.awareness"}
    assert known(territory).error(territory.firms, territory.markets, 0.85) < before


def test_without_the_mechanism_nobody_becomes_aware(place, hold, changed):
    territory = place(parameters__gap_analysis__taking_stock=False)
    assert not changed(territory, lambda: hold(territory, "gap_analysis", living(territory)))


def test_questions_put_with_skill_make_the_error_smaller(place, hold):
    clumsy = error_after(place, hold, quality=0.0)
    skilled = error_after(place, hold, quality=1.0)
    assert skilled < 0.9 * clumsy


def test_few_voices_err_more_than_many(place, hold):
    many = error_after(place, hold)
    few = []
    for key in range(5):
        territory = place()
        session = hold(territory, "gap_analysis", living(territory, 3), key=key)
        few.append(session.record["diagnosis_error"])
    assert many < np.mean(few)


def test_bodies_answer_too_and_see_their_mission(place, hold):
    territory = place()
    bodies = territory.bodies
    given = (territory.firms, territory.ties, territory.markets, bodies)
    calm = Asking(noise=0.0, bias=0.0, mission=1.0, silence=0.0)
    survey, trades = ask(
        *given,
        living(territory),
        np.arange(bodies.rows),
        0.85,
        1.0,
        known(territory),
        calm,
        np.uint64(1),
    )
    assert (trades == -1).sum() == bodies.rows
    assert survey.answers.shape[1:] == (40 + bodies.rows, len(ITEMS))
    covered = bodies.mission > 0.5
    said = survey.importance[40:, : covered.shape[1]]
    assert said[covered].mean() > said[~covered].mean()


def test_answers_without_error_give_back_the_truth_as_far_as_whole_points_can(place):
    """Rounding hides gaps of half a point: even perfect answers misplace a tenth of the needs."""
    territory = place()
    rows = living(territory)
    calm = Asking(noise=0.0, bias=0.0, mission=0.0, silence=0.0)
    survey, _ = ask(
        territory.firms,
        territory.ties,
        territory.markets,
        territory.bodies,
        rows,
        np.zeros(0, dtype=np.int32),
        0.85,
        1.0,
        known(territory),
        calm,
        np.uint64(1),
    )
    found = profile(np.nanmean(skill_needs(survey), axis=0))
    true = profile(true_needs(territory.firms, territory.markets, rows, 0.85).mean(axis=0))
    assert 0.5 * np.abs(found - true).sum() < 0.2
    assert len(set(np.argsort(-found)[:4]) & set(np.argsort(-true)[:4])) >= 3


def test_silence_leaves_cells_empty_and_care_fills_them(place, hold):
    territory = place()
    clumsy = hold(territory, "gap_analysis", living(territory), quality=0.0).record["answered"]
    careful = hold(territory, "gap_analysis", living(territory), quality=1.0).record["answered"]
    assert clumsy == pytest.approx(0.85, abs=0.03)
    assert careful == 1.0


def test_the_record_tells_priorities_consensus_and_needs(place, hold):
    territory = place()
    record = hold(territory, "gap_analysis", living(territory)).record
    assert 0 <= record["first_need"] < len(ITEMS)
    assert -1.0 <= record["consensus"] <= 1.0
    assert 0.0 <= record["needs_agreed"] + record["needs_disputed"] <= 1.0
    assert sum(v for k, v in record.items() if k.startswith("need_")) == pytest.approx(1.0)


def test_nobody_there_no_answer(place, hold, changed):
    territory = place()
    assert not changed(territory, lambda: hold(territory, "gap_analysis", ()))


def test_teaching_levels_agree():
    assert Teaching().level == 0.85
