"""An adaptive facilitator chooses what is lacking most: better with skill, better after asking."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.accompaniment.choosing import choose_method, deficits
from simulation.accompaniment.programme import FacilitatorProfile
from simulation.declarations import METHODS

CHOICES = ("action_learning", "training_courses", "internal_dialogue_coaching", "watch_unit")


def right(territory, profile, waves=0) -> float:
    """Share of choices that fall on the largest deficit."""
    offered = territory.steering._offered
    territory.steering.known_needs.waves = waves
    rows = np.flatnonzero(territory.firms.alive)[:10].astype(np.int32)
    sign = float(territory.surroundings.signal[0])
    lacking = deficits(territory.firms, territory.ties, rows, sign)
    best = max(CHOICES, key=lambda name: lacking[METHODS[name].remedies])
    chosen = [choose_method(CHOICES, offered, rows, profile, np.uint64(k)) for k in range(300)]
    return chosen.count(best) / len(chosen)


def facilitator(skill, **more) -> FacilitatorProfile:
    return FacilitatorProfile(capabilities={"diagnosis": skill}, theory=skill, **more)


def test_perfect_skill_never_errs_and_none_errs_often(place):
    territory = place()
    assert right(territory, facilitator(1.0)) == 1.0
    assert right(territory, facilitator(0.0)) < 0.9


def test_asking_people_first_helps_to_choose(place):
    territory = place()
    assert right(territory, facilitator(0.0), waves=3) > right(territory, facilitator(0.0))


def test_without_the_mechanism_asking_does_not_help(place):
    territory = place(parameters__choosing__diagnosis_first=False)
    unskilled = facilitator(0.0)
    assert right(territory, unskilled, waves=3) == right(territory, unskilled)


def test_a_random_facilitator_draws_a_lot(place):
    assert right(place(), facilitator(1.0, random=True)) == pytest.approx(0.25, abs=0.1)
