"""An adaptive facilitator chooses what is lacking most: better with skill, better after asking."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.accompaniment.choosing import Choosing, Memory, _error, choose_method, deficits
from simulation.accompaniment.needs import KnownNeeds
from simulation.accompaniment.programme import FacilitatorProfile
from simulation.declarations import METHODS
from simulation.entities.markets import SKILLS
from simulation.randomness import Draws

CHOICES = ("action_learning", "training_courses", "internal_dialogue_coaching", "watch_unit")


def right(territory, profile, waves=0) -> float:
    """Share of choices that fall on the largest deficit."""
    offered = territory.steering._offered
    territory.steering.known_needs.waves = waves
    rows = np.flatnonzero(territory.firms.alive)[:10].astype(np.int32)
    sign = float(territory.surroundings.signal[0])
    lacking = deficits(territory.firms, territory.ties, rows, sign)
    best = max(CHOICES, key=lambda name: lacking[METHODS[name].remedies])
    chosen = [
        choose_method(CHOICES, offered, rows, profile, np.uint64(k), Memory(), 0)
        for k in range(300)
    ]
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


def chosen_after(territory, reactivity) -> list[str]:
    """The choices of four months; after the first all of a sudden nobody dares anything."""
    firms = territory.firms
    rows = np.flatnonzero(firms.alive)[:10].astype(np.int32)
    firms.confidence[rows], firms.habits[rows] = 0.9, 0.9
    profile = facilitator(1.0, reactivity=reactivity)
    memory, taken = Memory(), []
    for month in range(8):
        taken.append(
            choose_method(
                ("project_work", "supported_unlearning"), territory.steering._offered, rows,
                profile, np.uint64(month), memory, month,
            )
        )  # fmt: skip
        firms.confidence[rows], firms.habits[rows] = 0.05, 0.1
    return taken


def test_who_is_slow_to_react_answers_months_later(place):
    calm = {"parameters__choosing__feedback": False}
    assert chosen_after(place(**calm), 1.0) == ["supported_unlearning"] + ["project_work"] * 7
    slow = chosen_after(place(**calm), 0.5)
    assert slow == ["supported_unlearning"] * 4 + ["project_work"] * 4


def test_a_method_that_did_not_help_promises_less_and_one_that_did_more():
    choosing, memory = Choosing(), Memory()
    memory.last = "training_courses"
    memory.seen.append((0, {"skill": 0.5}))
    memory.look(1, {"skill": 0.5}, 0)
    assert memory.promise("training_courses", choosing) < 1.0
    assert memory.promise("brokerage", choosing) == 1.0
    memory.last = "brokerage"
    memory.seen.append((2, {"trust": 0.8}))
    memory.look(3, {"trust": 0.4}, 0)
    assert memory.promise("brokerage", choosing) > 1.0
    assert memory.promise("brokerage", Choosing(feedback=False)) == 1.0


def test_who_builds_on_strengths_leaves_alone_what_there_is_nothing_to_build_on(place):
    territory = place()
    firms = territory.firms
    rows = np.flatnonzero(firms.alive)[:10].astype(np.int32)
    firms.confidence[rows], firms.habits[rows] = 0.02, 0.9  # the habits lack most, nobody dares
    firms.skills[rows] = 0.2
    firms.skills[rows[0]] = 0.95  # and there is somebody to learn from
    able = {"diagnosis": 1.0, "strengths": 1.0}
    choices = ("supported_unlearning", "training_courses")

    def choice(builds_on):
        profile = FacilitatorProfile(capabilities=able, theory=1.0, builds_on=builds_on)
        offered = territory.steering._offered
        return choose_method(choices, offered, rows, profile, np.uint64(1), Memory(), 0)

    assert choice("deficits") == "supported_unlearning"
    assert choice("strengths") == "training_courses"


def test_what_a_method_promises_weighs_what_was_seen_with_what_is_expected():
    choosing, memory = Choosing(), Memory()
    # Two sessions' worth of the expected twentieth, and two of one's own.
    memory.relieved["brokerage"] = [0.1, 0.0]
    assert memory.promise("brokerage", choosing) == pytest.approx((0.1 + 0.1) / 4 / 0.05)
    memory.relieved["brokerage"] = [0.9, 0.9]
    assert memory.promise("brokerage", choosing) == 3.0
    memory.relieved["brokerage"] = [-0.9]
    assert memory.promise("brokerage", choosing) == 0.0


def test_what_helped_is_the_part_of_a_lack_that_went_away_between_two_looks():
    memory = Memory()
    memory.look(0, {"trust": 0.8}, 0)
    assert memory.relieved == {}
    memory.last = "brokerage"
    memory.look(1, {"trust": 0.6}, 0)
    assert memory.relieved["brokerage"] == [pytest.approx(0.25)]
    memory.look(2, {"trust": 0.0}, 0)
    memory.look(3, {"trust": 0.3}, 0)  # nothing was lacking: nothing can have been relieved
    assert len(memory.relieved["brokerage"]) == 2


def test_the_picture_is_as_old_as_the_delay_or_the_first():
    memory = Memory()
    seen = [memory.look(month, {"trust": month / 10}, 2)["trust"] for month in range(5)]
    assert seen == [0.0, 0.0, 0.0, 0.1, 0.2]


def test_the_error_shrinks_with_skill_with_theory_and_with_asking():
    choosing, known = Choosing(), KnownNeeds(len(SKILLS), Draws(1, "x").at(0))
    assert _error(choosing, facilitator(0.0), known) == pytest.approx(0.4)
    half = FacilitatorProfile(capabilities={"diagnosis": 1.0}, theory=0.0)
    assert _error(choosing, half, known) == pytest.approx(0.2)
    assert _error(choosing, FacilitatorProfile(theory=0.3), known) == pytest.approx(0.4 * 0.5)
    known.waves = 1
    assert _error(choosing, facilitator(0.0), known) == pytest.approx(0.4 * 0.75)
    assert _error(Choosing(diagnosis_first=False), facilitator(0.0), known) == pytest.approx(0.4)


def test_what_a_circle_lacks_by_hand(place):
    territory = place()
    firms, ties = territory.firms, territory.ties
    rows = np.flatnonzero(firms.alive)[:4].astype(np.int32)
    ties.neighbour[rows] = -1
    ties.neighbour[rows[0], :2], ties.trust[rows[0], :2] = 9, 0.75
    firms.match[rows], firms.awareness[rows], firms.confidence[rows] = 0.25, 0.5, 0.75
    firms.age[rows], firms.successor[rows] = [56, 56, 55, 70], [0, 1, 0, 0]
    firms.vision[rows] = np.array([0.4, 0.4, 0.6, 0.6])[:, None]
    firms.fresh[rows] = 0.0
    firms.fresh[rows, 0] = 0.1
    lacking = deficits(firms, ties, rows, sign=0.5)
    by_hand = {
        "trust": (0.5 + 3.0) / 4, "skill": 0.75, "awareness": 0.25, "confidence": 0.25,
        "succession": 0.5, "vision": 0.4, "practice": 0.4,
    }  # fmt: skip
    assert {name: lacking[name] for name in by_hand} == pytest.approx(by_hand)
