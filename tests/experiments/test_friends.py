"""SALib and the EMA workbench take a study as it is; a study's answers leave as tidy tables."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.command.app import call
from experiments.export_study import export_study
from experiments.friends import ema_model, salib_outcome, salib_problem, salib_sample
from experiments.run_study import Settings, run
from experiments.store import Store
from experiments.study.study import Study
from simulation.errors import InputError

ALONE = Settings(workers=1)


def study(**changes: object) -> Study:
    """One territory of twenty firms for six months, two uncertainties and a lever."""
    told = {
        "name": "friendly",
        "contexts": {"baseline": {"of": "baseline"}},
        "programmes": {"cash": {"of": "cash", "set": {"start": 0}}},
        "set": {"warm_up": 2},
        "firms": 20,
        "months": 6,
        "uncertainties": {
            "skills.level": {"uniform": (0.3, 0.6)},
            "relations.ties": {"integers": (2, 6)},
        },
        "levers": {"dose": {"choices": (0.5, 1.0)}},
        "replications": {"seeds": 1},
        "outcomes": ("mean_skill@0-2", "jobs@end"),
        **changes,
    }
    return Study.model_validate(told)


@pytest.mark.parametrize("kind", ["sobol", "morris"])
def test_salib_analyses_a_study_in_a_line(kind: str, tmp_path: Path) -> None:
    design = {"sobol": {"n": 8}} if kind == "sobol" else {"morris": {"trajectories": 4}}
    kept = run(study(design=design), tmp_path, ALONE).study
    store = Store(tmp_path)
    problem, sample = salib_problem(kept), salib_sample(store, kept)
    skill = salib_outcome(store, kept, "mean_skill@0-2")
    assert problem["names"] == ["skills.level", "relations.ties", "dose"]
    assert len(sample) == len(skill) == kept.points
    if kind == "sobol":
        from SALib.analyze import sobol

        found = sobol.analyze(problem, skill, calc_second_order=False, seed=1)["ST"]
    else:
        from SALib.analyze import morris

        found = morris.analyze(problem, sample, skill, seed=1)["mu_star"]
    assert np.argmax(found) == 0  # the level of skills at the start decides early skills


def test_the_ema_workbench_lives_a_study_as_its_own_model(tmp_path: Path) -> None:
    from ema_workbench import SequentialEvaluator

    model = ema_model(study(), tmp_path)
    assert {u.name for u in model.uncertainties} == {"skills_level", "relations_ties"}
    with SequentialEvaluator(model) as evaluator:
        experiments, outcomes = evaluator.perform_experiments(scenarios=3, policies=2)
    assert len(experiments) == 6
    skill = outcomes["mean_skill_0_2"]
    assert np.corrcoef(experiments["skills_level"].astype(float), skill)[0, 1] > 0.8
    assert len(Store(tmp_path).runs()) == 6  # kept, so never lived again
    with SequentialEvaluator(ema_model(study(), tmp_path)) as evaluator:
        _, again = evaluator.perform_experiments(scenarios=3, policies=2)
    assert len(again["mean_skill_0_2"]) == 6


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_answers_leave_with_a_dictionary(form: str, tmp_path: Path) -> None:
    told = study(design={"latin_hypercube": {"points": 3}}, uncertainties={
        "skills.level": {"uniform": (0.3, 0.6)}}, levers={})  # fmt: skip
    kept = run(told, tmp_path / "store", ALONE).study
    store, folder = Store(tmp_path / "store"), tmp_path / form
    files = export_study(store, kept, folder, form=form, months=True)
    read = pd.read_csv if form == "csv" else pd.read_parquet
    tables = {path.stem: read(path) for path in files if path.suffix == f".{form}"}
    pd.testing.assert_frame_equal(tables["runs"], store.table(kept), check_dtype=False)
    assert len(tables["months"]) == 3 * 6
    told_of = tables["dictionary"].set_index(["table", "column"])
    for name, table in tables.items():
        for column in table.columns if name != "dictionary" else ():
            assert isinstance(told_of.loc[(name, column), "meaning"], str)
    assert told_of.loc[("runs", "jobs@end"), "unit"] == kept.metrics["jobs"].unit
    assert json.loads((folder / "study.json").read_text())["digest"] == kept.digest
    with pytest.raises(InputError, match="'xlsx' is not one of"):
        export_study(store, kept, folder, form="xlsx")


def test_the_command_tells_what_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path)]
    assert call(["study", "status", *store]) == 2
    assert "holds no study yet" in capsys.readouterr().err
    run(study(design={"latin_hypercube": {"points": 2}}), tmp_path, ALONE)
    assert call(["study", "status", *store, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told[0]["study"], told[0]["runs"], told[0]["done"]) == ("friendly", 2, 2)
    assert call(["study", "list", *store, "--json"]) == 0
    names = {each["name"] for each in json.loads(capsys.readouterr().out)}
    assert {"interaction_models", "friendly"} <= names
    assert call(["study", "resume", "friendly", *store, "--json", "--workers", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["lived"] == 0
    assert call(["study", "export", "friendly", *store, "--out", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "dictionary.parquet").is_file()
