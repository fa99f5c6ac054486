"""A programme keeps to its file: when actions begin, how often they meet, what they cost, how they end."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation.accompaniment.course import DONE, FAILED, RUNNING
from simulation.accompaniment.programme import Programme
from simulation.model import Territory

NEVER = {"needs": {"firms": {"at_least": 100_000}}}
START = 2


def action(name: str, **given: Any) -> dict[str, Any]:
    return {"name": name, "method": "training_courses", "sessions": 2, **given}


def lived(
    *actions: dict[str, Any], months: int = 24, fatigue: float = 0.1, **given: Any
) -> Territory:
    programme = Programme.model_validate({"name": "p", "start": START, "actions": actions, **given})
    return Territory(
        "baseline",
        seed=4,
        n_firms=60,
        months=months,
        warm_up=0,
        programme=programme,
        parameters__participation__fatigue=fatigue,
    ).run()


def begun(territory: Territory) -> dict[float, list[int]]:
    """The months in which each setting's action began."""
    return _months(territory, "action_begun")


def met(territory: Territory) -> dict[float, list[int]]:
    """The months in which each setting held a session to which firms came."""
    return _months(territory, "session")


def _months(territory: Territory, kind: str) -> dict[float, list[int]]:
    frame = territory.events.frame()
    own = frame[frame["kind"] == kind].drop_duplicates(["month", "value"])
    return {float(setting): list(each["month"]) for setting, each in own.groupby("value")}


def courses(territory: Territory) -> dict[str, Any]:
    return {course.action.name: course for course in territory.steering.courses}


def test_each_action_has_a_setting_of_its_own_after_the_two_of_daily_life():
    territory = lived(action("a"), action("b"), action("c"))
    assert [course.setting for course in territory.steering.courses] == [2, 3, 4]


def test_an_action_begins_so_many_months_after_the_programme():
    territory = lived(action("a"), action("b", start=5))
    assert begun(territory) == {2.0: [START], 3.0: [START + 5]}


def test_sessions_keep_their_rhythm_from_the_month_in_which_the_action_began():
    territory = lived(action("a", start=2, every=3, sessions=4))
    assert met(territory) == {2.0: [4, 7, 10, 13]}


def test_an_action_waits_until_all_that_it_builds_on_is_over():
    territory = lived(action("a"), action("b", sessions=5), action("c", after=["a", "b"]))
    ended = max(courses(territory)[name].ended for name in ("a", "b"))
    assert begun(territory)[4.0] == [ended]


def test_one_failure_among_several_fails_what_builds_on_them():
    territory = lived(
        action("a"), action("b", enter={**NEVER, "patience": 3}), action("c", after=["a", "b"])
    )
    c = courses(territory)["c"]
    assert courses(territory)["a"].state == DONE
    assert (c.state, c.why) == (FAILED, "what it builds on failed")


def test_a_gate_is_waited_for_as_long_as_its_patience():
    territory = lived(action("a", enter={**NEVER, "patience": 5}))
    a = courses(territory)["a"]
    assert (a.state, a.waited, a.why) == (FAILED, 6, "its gate did not open")
    longer = lived(action("a", enter={**NEVER, "patience": 30}))
    assert courses(longer)["a"].state == "waiting"


def test_a_gate_between_bounds_opens_only_between_them():
    for at_least, at_most, state in ((1, 1000, DONE), (1000, 2000, FAILED), (0, 1, FAILED)):
        gate = {"needs": {"firms": {"at_least": at_least, "at_most": at_most}}, "patience": 0}
        assert courses(lived(action("a", enter=gate)))["a"].state == state


def test_going_back_repeats_every_session_of_all_that_lies_between():
    back = {**NEVER, "patience": 0, "return_to": "a", "returns": 1}
    territory = lived(
        action("a"), action("b", after=["a"]), action("c", after=["b"], leave=back), months=36
    )
    held = {setting: len(months) for setting, months in met(territory).items()}
    assert held == {2.0: 4, 3.0: 4, 4.0: 4}
    assert {setting: len(months) for setting, months in begun(territory).items()} == {
        2.0: 2, 3.0: 2, 4.0: 2,
    }  # fmt: skip
    c = courses(territory)["c"]
    assert (c.state, c.why, c.returned) == (FAILED, "what it was for was not reached", 1)


def test_a_rule_that_selects_nobody_is_told_and_one_that_selects_is_not():
    nobody = lived(action("a", participants={"age_from": 100}))
    assert ("a", "its rule of participation selects nobody") in nobody.steering.warnings
    assert nobody.steering.account.nobody_came == 2
    assert lived(action("a")).steering.warnings == []
    bodies = lived(action("a", method="body_dialogue", participants={"who": "bodies"}))
    assert bodies.steering.warnings == []


def test_an_exact_budget_pays_the_last_session_and_a_hundredth_less_does_not():
    five = action("a", sessions=5, hours=10, money=0.7)
    rate = Programme(name="p").budget.rate
    price = 5 * (10 * rate + 0.7)
    exact = lived(five, budget={"money": price}).steering.account
    assert (exact.sessions, exact.refused_for_money) == (5, 0)
    assert exact.money == pytest.approx(price)
    less = lived(five, budget={"money": price - 0.01}).steering
    assert (less.account.sessions, less.account.refused_for_money) == (4, 1)
    assert less.warnings == [("a", "the budget is spent")]


def test_a_double_dose_is_twice_the_hours_at_the_same_number_of_sessions():
    once, twice = (lived(action("a", hours=10), dose=dose).steering.account for dose in (1.0, 2.0))
    assert (once.hours, twice.hours) == (20.0, 40.0)
    assert (once.sessions, twice.sessions) == (2, 2)
    rate = Programme(name="p").budget.rate
    assert twice.money == pytest.approx(40.0 * rate)


def test_the_account_counts_who_was_asked_and_who_came():
    territory = lived(action("a", participants={"count": 6}), action("b", actor="trainer"))
    account = territory.steering.account
    assert account.sessions == 4
    assert account.led_by_facilitator == 2
    assert account.invited == 3 * 6 + 3 * 8
    for course in territory.steering.courses:
        wanted = course.action.participants.count
        assert 0 < len(course.circle.rows) <= wanted
        assert course.circle.sessions == 2
    assert 0 < account.attended <= 2 * (6 + 8)
    assert 0 < territory.steering.kept["attendance"] <= 1
    assert 0 < territory.steering.kept["coverage"] <= 1


def test_a_stable_circle_is_asked_once_and_an_open_one_each_time():
    stable = lived(action("a", sessions=4)).steering.account
    opened = lived(action("a", sessions=4, participants={"stable": False})).steering.account
    assert stable.invited == 3 * 8
    assert opened.invited == 5 * 3 * 8  # once when it begins, once for each session


def test_sessions_tire_those_who_come():
    tired, fresh = (lived(action("a", sessions=6), fatigue=share) for share in (0.3, 0.0))
    rows = tired.steering.courses[0].circle.rows
    assert tired.firms.motivation[rows].mean() < fresh.firms.motivation[rows].mean() - 0.05


def test_when_the_facilitator_leaves_what_he_led_is_over():
    territory = lived(
        action("a", sessions=20),
        action("b", sessions=40, actor="trainer"),
        action("c", start=15),
        facilitator={"leaves": 8},
    )
    a, b, c = (courses(territory)[name] for name in "abc")
    assert (a.state, a.why) == (DONE, "the facilitator has left")
    assert a.ended == START + 8
    assert b.state == RUNNING
    assert (c.state, c.why) == (FAILED, "nobody here can lead it")
    assert max(met(territory)[2.0]) < START + 8


def test_only_running_actions_are_led():
    territory = lived(action("a"), action("b", sessions=40))
    assert territory.steering.led == [3]


def test_those_who_closed_are_no_longer_in_the_circle():
    territory = lived(action("a", sessions=40, participants={"count": 30}), months=48)
    circle = territory.steering.courses[0].circle
    assert np.array_equal(territory.firms.id[circle.rows], circle.identities)
    assert territory.firms.alive[circle.rows].all()
