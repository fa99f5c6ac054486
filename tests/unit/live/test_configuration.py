"""A configuration means the same for both worlds, but for the plan."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from experiments.live.configuration import Configuration
from simulation.errors import InputError


def test_a_preset_has_no_differences():
    assert Configuration().differences() == {"territory": "mono_product"}


def test_only_what_differs_is_told_and_gives_the_same_configuration_back():
    asked = Configuration(territory="alpine_valley", seed=7, strength=1.5, language="it")
    assert asked.differences() == {
        "territory": "alpine_valley",
        "seed": 7,
        "strength": 1.5,
        "language": "it",
    }
    assert Configuration.model_validate(json.loads(json.dumps(asked.differences()))) == asked


def test_threats_come_later_and_stronger():
    threat = Configuration(delay=12, strength=1.5).scenario().threats[0]
    assert threat.onset == 108
    assert threat.demand == pytest.approx(-0.675)


def test_dated_threats_keep_their_distance():
    plain = Configuration(territory="textile_district").scenario()
    moved = Configuration(territory="textile_district", delay=-12).scenario()
    onsets = [threat.onset for threat in moved.threats]
    assert [threat.name for threat in moved.threats] == [threat.name for threat in plain.threats]
    assert onsets[1] - onsets[0] == 37


def test_assumptions_reach_the_scenario_of_both_worlds():
    asked = Configuration(assumptions={"exchange_knowledge.absorption": 0.3})
    assert asked.scenario().parameters.exchange_knowledge.absorption == 0.3


def test_the_plan_starts_and_ends_when_it_is_told():
    plan = Configuration(start=12, leaves=60).plan()
    assert plan.start == 12
    assert plan.exit_month == 60


def test_a_plan_without_facilitators_has_nobody_to_send_away():
    assert Configuration(programme="cash", leaves=60).plan().exit_month is None


def test_a_plan_brought_along_keeps_its_starting_states_for_both_worlds():
    own = {"name": "ours", "initial": {"owners.openness.mean": 0.7}, "actions": []}
    asked = Configuration(own_plan=own, initial={"community.heritage": 0.9})
    scenario = asked.scenario()
    assert scenario.owners.openness.mean == 0.7
    assert scenario.community.heritage == 0.9
    assert asked.plan().name == "ours"
    assert asked.plan().initial == {}


def test_what_is_shown_changes_no_number():
    shown = Configuration(language="it", projector=True)
    assert shown.computed == Configuration().computed


@pytest.mark.parametrize(
    "values", [{"firms": 3}, {"strength": float("nan")}, {"language": "de"}, {"what": 1}]
)
def test_what_is_out_of_bounds_is_refused(values):
    with pytest.raises(ValidationError):
        Configuration.model_validate(values)


def test_an_unknown_territory_is_refused_in_words():
    with pytest.raises(InputError, match="no context"):
        Configuration(territory="atlantis").scenario()
