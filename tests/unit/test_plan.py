"""From the survey of the valley to a plan that the simulator runs unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.gap.plan import plan_file
from experiments.command.app import call
from simulation.instruments.diagnosis import diagnose
from simulation.instruments.read_items import read_items
from simulation.instruments.read_survey import read_survey
from simulation.model import Territory
from simulation.places import scenarios_folder
from simulation.read_programme import read_programme, with_initial_states
from simulation.read_scenario import contexts, read_scenario

SURVEYS = scenarios_folder() / "surveys"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    items = read_items(SURVEYS / "valley_items.csv")
    diagnosis = diagnose(read_survey(SURVEYS / "valley_survey.csv", items=items), draws=200)
    path = tmp_path_factory.mktemp("gap") / "plan.yaml"
    path.write_text(plan_file(diagnosis, "fr"), encoding="utf-8")
    return path


def test_the_verdicts_become_actions(plan: Path) -> None:
    programme = read_programme(plan)
    methods = {action.method for action in programme.actions}
    assert {"large_group_negotiation", "project_work", "training_courses", "watch_unit",
            "reorganise_services"} <= methods  # fmt: skip
    taught = [a.settings["subjects"] for a in programme.actions if a.method == "training_courses"]
    assert ("craft",) in taught
    planned = sum(a.sessions * (a.hours * 0.01 + a.money) for a in programme.actions)
    assert planned <= programme.budget.money + 1e-9
    assert programme.warnings == ()


def test_it_carries_what_the_survey_supports_and_lists_what_is_assumed(plan: Path) -> None:
    programme = read_programme(plan)
    assert "skills.by_skill.craft" in programme.initial
    assert "community.heritage" in programme.initial
    assert {"skills.level", "budget", "owners"} <= set(programme.assumed)


@pytest.mark.parametrize("name", contexts())
def test_it_fits_every_context(plan: Path, name: str) -> None:
    programme = read_programme(plan)
    scenario = with_initial_states(read_scenario(name), programme)
    assert scenario.community.heritage == programme.initial["community.heritage"]


def test_it_runs_unchanged(plan: Path) -> None:
    territory = Territory("alpine_valley", 1, n_firms=30, months=12, warm_up=2, programme=plan)
    territory.run()
    assert territory.steering.account.sessions > 5
    assert territory.steering.account.money > 0


def test_gap_writes_it_and_says_that_it_can_be_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["gap", str(SURVEYS / "valley_survey.csv"), "--items",
             str(SURVEYS / "valley_items.csv"), "--out", str(tmp_path)]  # fmt: skip
    assert call(words) == 0
    assert "The plan can be run" in capsys.readouterr().err
    assert read_programme(tmp_path / "plan.yaml").actions
