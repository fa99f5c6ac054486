"""The published table of sensitivity: planted slopes come out in their order, with whole blocks only."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from SALib.sample import morris as morris_sample

from analysis.report.titles import Titles
from analysis.report.what_matters import Matters
from analysis.sensitivity.places import first_places, placed
from analysis.sensitivity.ranking import index_table, run_table, sensitivity
from analysis.sensitivity.words import document, of_context
from analysis.statistics.morris_effects import morris_effects
from analysis.statistics.sampled_points import problem
from analysis.statistics.sobol_indices import sobol_indices
from experiments.command.app import call
from experiments.store import Store
from experiments.study.read_study import read_study
from simulation import language
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
        return 20 * factors["trust"] - (8 * factors["openness"] if programme == "courses" else 0)

    make(path, planted, contexts=("hills", "city"), points=points, seeds=2, name="sampled", missing=1,
         outcomes=("jobs@end", "mean_skill@end", "loss:jobs"),
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
    assert {name for name, _ in found.ten()[:2]} == {"trust", "openness"}
    table = index_table([found])
    assert set(table["effect_of"]) == {"", "courses"}
    assert set(table["context"]) == {"hills", "city"}
    assert np.isfinite(table[["value", "low", "high"]]).to_numpy().all()
    jobs_only = table[table["outcome"] == "jobs@end"].set_index(["effect_of", "assumption"])
    assert set(jobs_only.loc[("", "trust"), "sign"]) == {"up"}
    assert set(jobs_only.loc[("courses", "openness"), "sign"]) == {"down"}
    assert set(jobs_only.loc[("courses", "openness"), "place"]) == {1}


def test_places_are_counted_over_contexts_and_what_does_nothing_has_none(store: Path) -> None:
    (found,) = sensitivity(Store(store), ["sampled"])
    few, counted = first_places(found.places)
    assert few == 3
    assert set(counted.index[:2]) == {"trust", "openness"}
    assert counted.loc["trust", ("", "jobs@end")] == 2
    assert counted.loc["noise"].sum() == 0


def test_what_every_run_gave_makes_the_indices_again(store: Path) -> None:
    (found,) = sensitivity(Store(store), ["sampled"])
    runs = run_table([found])
    own = runs[(runs["context"] == "city") & (runs["programme"] == "none")]
    points = Store(store).points("sampled")
    values = own.groupby("point")["jobs@end"].mean().reindex(points.index).to_numpy(dtype=float)
    units = points[[f"unit:{name}" for name in found.kept.factors]].to_numpy(dtype=float)
    again = morris_effects(problem(list(found.kept.factors), [[0, 1]] * 3), units, values)
    told = index_table([found]).query("context == 'city' and outcome == 'jobs@end'")
    assert again.of("mu_star")[0].value == pytest.approx(
        told[told["effect_of"] == ""].iloc[0]["value"], rel=1e-3
    )


def test_a_crowd_that_only_stirs_chance_is_not_clear() -> None:
    names = [f"p{n}" for n in range(40)]
    asked = problem(names, [[0, 1]] * 40)
    points = morris_sample.sample(asked, 6, num_levels=4, seed=1)
    rng = np.random.default_rng(1)
    answers = 50 * points[:, 0] + rng.normal(0, 1, len(points))
    found = morris_effects(asked, points, answers)
    table = placed([Matters("valley", "jobs@end", "", "mu_star", found)]).set_index("assumption")
    assert table.loc["p0", ["place", "sign", "clear"]].tolist() == [1, "up", True]
    assert table["clear"].sum() < 12
    assert (table["sign"] == "either").sum() > 30


def test_sobol_places_tell_what_each_explains_alone() -> None:
    from SALib.sample import sobol as sobol_sample

    asked = problem(["strong", "none"], [[0, 1]] * 2)
    points = sobol_sample.sample(asked, 256, calc_second_order=False, seed=7)
    found = sobol_indices(asked, 3 * points[:, 0])
    table = placed([Matters("valley", "jobs@end", "", "ST", found)]).set_index("assumption")
    assert table.loc["strong", "alone"] == pytest.approx(1, abs=0.05)
    assert table["clear"].to_dict() == {"strong": True, "none": False}


def test_a_context_has_its_page_and_no_threat_is_said_so(store: Path, tmp_path: Path) -> None:
    assert call(["sensitivity", str(store), "sampled", "--out", str(tmp_path), "--lang", "en"]) == 0
    page = (tmp_path / "city.md").read_text(encoding="utf-8")
    assert "No threat strikes within the months lived here" in page
    assert "| `openness` | 8.00 | 8.00 – 8.00 | − | yes |" in page
    told = (tmp_path / "sensitivity.md").read_text(encoding="utf-8")
    assert "In how many of the 2 contexts each assumption is among the first 3:" in told


@pytest.mark.parametrize(
    ("lang", "head"),
    [("en", "# What the answers hang on: A town"), ("fr", "# De quoi dépendent les réponses : Une ville"),
     ("it", "# Da che cosa dipendono le risposte: Una città")],
)  # fmt: skip
def test_pages_call_contexts_by_their_titles(
    store: Path, lang: str, head: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_chosen", lang)
    titles = Titles({"city": {"en": "A town", "fr": "Une ville", "it": "Una città"}})
    found = sensitivity(Store(store), ["sampled", "choices"])
    page = of_context(found, "city", titles)
    assert page.startswith(head + "\n")
    if lang == "fr":
        assert not re.search(r"\w:$", page, re.MULTILINE)
    variants = document(found, Titles({"valley": {lang: "The valley"}}))
    assert "| The valley :" in variants


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
    assert "| `trust` | 2 | 2 |  |  | **4** |" in told
    assert (tmp_path / "sensitivity.csv").read_text().startswith("study,context,outcome")


def test_studies_of_two_versions_of_the_code_are_told_at_the_top(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_chosen", "en")
    one, other = sensitivity(Store(store), ["sampled", "choices"])
    assert "versions of the code" not in document([one, other], Titles())
    again = replace(one, kept=replace(one.kept, code="def"))
    newer = replace(other, kept=replace(other.kept, code="def"))
    for page in (
        document([one, newer], Titles()),
        of_context([one, again], "city", Titles()),
    ):
        top = page.split("\n## ")[0]
        assert "2 different versions of the code: abc (" in top
        assert "; def (" in top
    assert "versions of the code" not in of_context([one, newer], "city", Titles())


def test_without_its_studies_it_says_which_to_run(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["sensitivity", str(store)]) == 2
    assert "morris_all" in capsys.readouterr().err


def test_the_study_of_structure_is_one_that_can_be_run() -> None:
    study = read_study("robust_to_structure")
    assert len(study.contexts) > 8
    assert set(study.programmes) == {"none", "facilitated"}
