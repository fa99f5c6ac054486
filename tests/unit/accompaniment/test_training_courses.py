"""Courses teach what they are about; without a look at the needs much of it is wasted (S52)."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.entities.markets import SKILLS
from simulation.errors import InputError


def living(territory, n=30):
    return np.flatnonzero(territory.firms.alive)[:n].astype(np.int32)


def match_won(territory, hold, subjects, key=77) -> float:
    """What a course adds to the match of those who attend."""
    firms, markets = territory.firms, territory.markets
    rows = living(territory, 60)
    before = firms.skills[rows].copy()
    hold(territory, "training_courses", rows, hours=30, key=key, settings={"subjects": subjects})
    need = markets.need[firms.product[rows], firms.technology[rows], firms.market[rows]]
    return float(((firms.skills[rows] - before) * need).sum(axis=1).mean())


def test_only_skills_move_and_are_marked_as_taught(place, hold, changed):
    territory = place()
    moved = changed(territory, lambda: hold(territory, "training_courses", living(territory)))
    assert moved == {"firms.skills", "firms.fresh"}


def test_only_the_named_subject_is_taught(place, hold):
    territory = place()
    before = territory.firms.skills.copy()
    hold(territory, "training_courses", living(territory), settings={"subjects": "digital"})
    more = (territory.firms.skills - before).sum(axis=0)
    assert [SKILLS[k] for k in np.flatnonzero(more)] == ["digital"]


def test_courses_after_a_diagnosis_are_worth_more_than_courses_drawn_by_lot(place, hold):
    by_lot = [match_won(place(), hold, "random", key) for key in range(8)]
    diagnosed = place()
    hold(diagnosed, "gap_analysis", living(diagnosed, 60))
    assert match_won(diagnosed, hold, "matched") > 1.5 * np.mean(by_lot)


def test_matched_without_a_diagnosis_is_what_courses_are_usually_about(place, hold):
    assert match_won(place(), hold, "matched") == match_won(
        place(), hold, ("organising", "commercial", "digital")
    )


def test_without_the_mechanism_a_diagnosis_is_of_no_use(place, hold):
    territory = place(parameters__training_courses__matching=False)
    hold(territory, "gap_analysis", living(territory, 60))
    diagnosed = place()
    hold(diagnosed, "gap_analysis", living(diagnosed, 60))
    assert match_won(territory, hold, "matched") < match_won(diagnosed, hold, "matched")


def test_more_hours_and_a_better_teacher_teach_more(place, hold):
    def taught(**how):
        territory = place()
        return hold(territory, "training_courses", living(territory), **how).record["taught"]

    assert taught(hours=8) < taught(hours=16)
    assert taught(quality=0.4) < taught(quality=0.9)


def test_nothing_arrives_where_nobody_talks(place, hold, changed):
    territory = place()
    territory.firms.internal_dialogue[:] = 0.0
    assert not changed(territory, lambda: hold(territory, "training_courses", living(territory)))


def test_zero_hours_change_nothing(place, hold, changed):
    territory = place()
    assert not changed(
        territory, lambda: hold(territory, "training_courses", living(territory), hours=0.0)
    )


def test_an_unknown_subject_is_refused(place, hold):
    with pytest.raises(InputError, match="'cooking' is no subject; expected one of craft"):
        hold(place(), "training_courses", [1, 2], settings={"subjects": "cooking"})
