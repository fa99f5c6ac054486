"""The published table of sensitivity: planted slopes come out in their order, with whole blocks only."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from SALib.sample import morris as morris_sample

from analysis.sensitivity.ranking import index_table, sensitivity
from experiments.command.app import call
from experiments.store import Store
from experiments.study.read_study import read_study
from tests.unit.report.made_up_store import make


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store")
    names = ["trust", "openness", "noise"]
    problem = {"num_vars": 3, "names": names, "bounds": [[0, 1]] * 3}
    units = morris_sample.sample(problem, 12, num_levels=4, seed=3)
    points = pd.DataFrame(units, columns=names)
    points[[f"unit:{name}" for name in names]] = units

    def planted(_context, programme, factors, _luck) -> float:
        return 20 * factors["trust"] + (8 * factors["openness"] if programme == "courses" else 0)

    make(path, planted, contexts=("valley",), points=points, seeds=2, name="sampled", missing=1,
         design={"kind": "morris", "morris": {"levels": 4}})  # fmt: skip
    variants = ("valley", "valley | first ties by lot")
    make(path, lambda c, p, f, luck: 0.0 if p == "none" else (5.0 if c == "valley" else -5.0) + luck.normal(),
         contexts=variants, name="choices")  # fmt: skip
    return path


def test_planted_slopes_come_out_for_levels_and_for_effects(store: Path) -> None:
    (found,) = sensitivity(Store(store), ["sampled"])
    jobs = {(each.arm, index.factor): index.value
            for each in found.matters if each.outcome == "jobs@end"
            for index in each.indices.of("mu_star")}  # fmt: skip
    assert jobs["", "trust"] == pytest.approx(20, abs=0.01)
    assert jobs["", "openness"] == pytest.approx(0, abs=0.01)
    assert jobs["courses", "openness"] == pytest.approx(8, abs=0.01)
    assert [name for name, _ in found.ten()][:2] == ["trust", "openness"]
    table = index_table([found])
    assert set(table["effect_of"]) == {"", "courses"}
    assert np.isfinite(table[["value", "low", "high"]]).to_numpy().all()


def test_an_answer_that_turns_in_a_variant_is_told(store: Path, tmp_path: Path) -> None:
    asked = [
        "sensitivity",
        str(store),
        "choices",
        "sampled",
        "--out",
        str(tmp_path),
        "--lang",
        "en",
    ]
    assert call(asked) == 0
    told = (tmp_path / "sensitivity.md").read_text(encoding="utf-8")
    assert "In 1 of 2 variants the answer is the same as in the first." in told
    assert "1. `trust` (" in told
    assert (tmp_path / "sensitivity.csv").read_text().startswith("study,context,outcome")


def test_without_its_studies_it_says_which_to_run(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["sensitivity", str(store)]) == 2
    assert "morris_all" in capsys.readouterr().err


def test_the_study_of_structure_is_one_that_can_be_run() -> None:
    study = read_study("robust_to_structure")
    assert len(study.contexts) > 8
    assert set(study.programmes) == {"none", "facilitated"}
