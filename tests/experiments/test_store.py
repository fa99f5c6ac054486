"""The store: what is lived once is never lived again, and what it says is what was lived."""

from __future__ import annotations

import json
import os
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from experiments.command.app import call
from experiments.many.job import Job, own_code, programme_print, scenario_print
from experiments.many.processes import Processes
from experiments.run_folder import prepare, replace
from experiments.run_study import Finished, Settings, Watch, evaluate, run
from experiments.store import Store
from experiments.store.chunks import LivedRun, encoded
from experiments.store.compacting import compact
from experiments.store.failures import note_failure, read_failures
from experiments.store.writing import writing
from experiments.study.read_study import from_plain
from experiments.study.study import Study
from simulation.errors import InputError
from simulation.model import Territory
from simulation.read_programme import read_programme
from simulation.read_scenario import read_scenario

ALONE = Settings(workers=1)


def study(**changes: object) -> Study:
    """Two territories of twenty firms, eight months, two programmes, two points, two histories."""
    told = {
        "name": "tiny",
        "contexts": {"baseline": {"of": "baseline"}, "mono_product": {"of": "mono_product"}},
        "programmes": {"none": {"of": "none"}, "cash": {"of": "cash", "set": {"start": 0}}},
        "set": {"warm_up": 2},
        "firms": 20,
        "months": 8,
        "uncertainties": {"meet.strangers": {"choices": (0.1, 0.4)}},
        "replications": {"seeds": 2},
        "outcomes": ("jobs@end", "mean_skill@3"),
    }
    return Study.model_validate({**told, **changes})


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Finished]:
    """A store in which the tiny study has been lived."""
    folder = tmp_path_factory.mktemp("lived")
    return folder, run(study(), folder, ALONE)


def test_every_run_is_there_once_and_tidy(lived: tuple[Path, Finished]) -> None:
    folder, done = lived
    store = Store(folder)
    table = store.table("tiny")
    assert (done.asked, done.lived, done.held, done.failed) == (16, 16, 0, 0)
    assert list(table.columns) == ["run", "point", "context", "programme", "seed",
                                   "meet.strangers", "jobs@end", "mean_skill@3"]  # fmt: skip
    assert len(table) == 16 == table["run"].nunique()
    assert table.groupby("seed").size().tolist() == [8, 8]
    assert np.isfinite(table[["jobs@end", "mean_skill@3"]].to_numpy()).all()
    assert store.study("tiny").outcomes == ("jobs@end", "mean_skill@3")
    assert len(store.runs()) == 16
    assert store.studies().iloc[0][["runs", "done"]].tolist() == [16, 16]


def test_what_is_kept_is_what_a_territory_lives(lived: tuple[Path, Finished]) -> None:
    store = Store(lived[0])
    row = store.table("tiny").query("context == 'mono_product' and programme == 'cash'").iloc[-1]
    territory = Territory(
        "mono_product", seed=int(row["seed"]), n_firms=20, months=8, warm_up=2, programme="cash",
        meet__strangers=row["meet.strangers"], events="none",
    )  # fmt: skip
    plan = read_programme("cash").model_copy(update={"start": 0})
    territory = Territory(territory.scenario, int(row["seed"]), programme=plan).run()
    seen = territory.observations.frame(2).loc[0:]
    months = store.months("tiny", ["jobs", "mean_skill"]).query(f"run == '{row['run']}'")
    np.testing.assert_array_equal(
        months[["jobs", "mean_skill"]].to_numpy(), np.float32(seen[["jobs", "mean_skill"]])
    )
    assert row["jobs@end"] == pytest.approx(seen["jobs"].mean())
    assert row["mean_skill@3"] == pytest.approx(seen["mean_skill"][3], rel=1e-6)


def test_no_run_is_lived_twice_by_any_study(lived: tuple[Path, Finished], tmp_path: Path) -> None:
    run(study(), tmp_path, ALONE)
    assert run(study(), tmp_path, ALONE).lived == 0
    other = study(name="other", outcomes=("firms@end",), programmes={"no": {"of": "none"}},
                  replications={"seeds": 3})  # fmt: skip
    done = run(other, tmp_path, ALONE)
    assert (done.asked, done.held, done.lived) == (12, 8, 4)
    both = Store(tmp_path).table("other").merge(Store(tmp_path).table("tiny"), on="run")
    assert len(both) == 8


def test_a_metric_that_was_not_kept_is_lived_again_and_nothing_is_lost(tmp_path: Path) -> None:
    few = study(replications={"seeds": 1})
    run(few, tmp_path, ALONE)
    before = Store(tmp_path).table("tiny")
    more = study(name="more", replications={"seeds": 1}, outcomes=("tie_inequality@end",))
    assert run(more, tmp_path, ALONE).lived == 8
    store = Store(tmp_path)
    pd.testing.assert_frame_equal(store.table("tiny"), before)
    assert np.isfinite(store.table("more")["tie_inequality@end"]).all()
    assert len(store.runs()) == 8
    assert run(few, tmp_path, ALONE).lived == 0


def test_identity_knows_what_matters_and_only_that() -> None:
    scenario, plan = read_scenario("baseline", {"firms": 20}), read_programme("cash")

    def identity(**changes: object) -> str:
        told = {"scenario": scenario, "programme": plan, "seed": 1, "outcomes": ("jobs",),
                "code": "x", **changes}  # fmt: skip
        return Job(**told).identity  # type: ignore[arg-type]

    same = identity()
    renamed = scenario.model_copy(update={"name": "n", "title": "t", "description": "d"})
    whole = read_scenario("baseline", {"firms": 20.0})
    assert same == identity(outcomes=("firms",)) == identity(scenario=renamed)
    assert same == identity(scenario=whole)
    assert same == identity(programme=plan.model_copy(update={"title": "t", "name": "n"}))
    others = [
        identity(seed=2),
        identity(code="y"),
        identity(scenario=read_scenario("baseline", {"firms": 21})),
        identity(scenario=read_scenario("baseline", {"firms": 20, "months": 10})),
        identity(programme=plan.model_copy(update={"start": 3})),
    ]
    assert len({same, *others}) == 6


def test_a_register_counts_by_what_is_in_it(tmp_path: Path) -> None:
    scenario = read_scenario("valley_register")
    file = Path(scenario.register_file.file)  # type: ignore[union-attr]
    copy = tmp_path / "elsewhere.csv"
    copy.write_bytes(file.read_bytes())

    def moved() -> str:
        part = scenario.register_file.model_copy(update={"file": str(copy)})  # type: ignore[union-attr]
        return scenario_print(scenario.model_copy(update={"register_file": part}))

    assert moved() == scenario_print(scenario)
    copy.write_bytes(file.read_bytes() + b"\n")
    os.utime(copy, ns=(1, 1))
    assert moved() != scenario_print(scenario)


def test_arms_live_the_same_territory_whatever_starting_states_one_carries(tmp_path: Path) -> None:
    path = tmp_path / "starts.yaml"
    path.write_text("extends: cash\ninitial: {skills.level: 0.6}\n")
    one = study(programmes={"none": {"of": "none"}, "starts": {"of": str(path)}},
                contexts={"baseline": {"of": "baseline"}}, uncertainties={})  # fmt: skip
    run(one, tmp_path / "store", ALONE)
    months = Store(tmp_path / "store").table("tiny", ["mean_skill@0"])
    values = months.pivot_table(index="seed", columns="programme", values="mean_skill@0")
    np.testing.assert_allclose(values["none"], values["starts"], atol=0.02)


def test_twins_are_lived_and_shared(tmp_path: Path) -> None:
    shock = {"name": "crisis", "onset": 3, "lead": 0, "ramp": 1, "demand": -0.6,
             "families": ["food"], "visibility": 0.1}  # fmt: skip
    shocked = study(
        contexts={"baseline": {"of": "baseline", "set": {"threats": [shock]}},
                  "quiet": {"of": "baseline"}},
        uncertainties={}, outcomes=("loss:jobs", "recovery:jobs", "jobs@end"),
    )  # fmt: skip
    done = run(shocked, tmp_path, ALONE)
    assert done.asked == 8  # the twins of the shocked ones are the quiet ones
    table = Store(tmp_path).table("tiny")
    assert np.isnan(table.query("context == 'quiet'")["loss:jobs"]).all()
    assert (table.query("context == 'baseline'")["loss:jobs"] >= 0).all()
    plan = Store(tmp_path).plan("tiny")
    assert set(plan["onset"]) == {3, -1}


def test_enough_is_when_the_paired_interval_is_narrow(tmp_path: Path) -> None:
    told = {"seeds": 3, "batch": 2, "most": 8, "until": {"jobs@end": 1e-9}}
    one = study(contexts={"baseline": {"of": "baseline"}}, uncertainties={}, replications=told,
                programmes={"none": {"of": "none"}})  # fmt: skip
    done = run(one, tmp_path, ALONE)
    assert len(done.study.seeds) == 8  # never narrow enough: the cap
    easy = study(contexts={"baseline": {"of": "baseline"}}, uncertainties={}, name="easy",
                 programmes={"none": {"of": "none"}},
                 replications={**told, "until": {"jobs@end": 1e9}})  # fmt: skip
    done = run(easy, tmp_path, ALONE)
    assert (len(done.study.seeds), done.lived) == (3, 0)
    assert 0 < done.widths["jobs@end"] < 1e9


def test_points_asked_for_one_by_one_go_through_the_store(tmp_path: Path) -> None:
    one = study(uncertainties={"meet.strangers": {"uniform": (0.0, 0.5)}},
                design={"latin_hypercube": {"points": 2}})  # fmt: skip
    points = pd.DataFrame({"meet.strangers": [0.1, 0.3]})
    first = evaluate(one, points, tmp_path, ALONE)
    assert len(first) == 16
    held = len(Store(tmp_path).runs())
    pd.testing.assert_frame_equal(evaluate(one, points, tmp_path, ALONE), first)
    assert len(Store(tmp_path).runs()) == held
    fresh = evaluate(one, points, tmp_path, ALONE, seeds=[7])
    assert set(fresh["seed"]) == {7}
    with pytest.raises(InputError, match="outside"):
        evaluate(one, pd.DataFrame({"meet.strangers": [0.9]}), tmp_path, ALONE)


def test_a_failed_run_is_told_with_its_inputs_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from experiments.many import chunk

    lives = chunk.months_of

    def sometimes(job: Job) -> object:
        if job.seed == 2 and job.programme.name == "cash":
            raise ArithmeticError("no such world")
        return lives(job)

    monkeypatch.setattr(chunk, "months_of", sometimes)
    done = run(study(), tmp_path, ALONE)
    assert (done.lived, done.failed, done.finished) == (12, 4, True)
    failures = Store(tmp_path).failures("tiny")
    assert len(failures) == 4
    assert set(failures["error"]) == {"ArithmeticError: no such world"}
    assert failures["trace"].str.contains("sometimes").all()
    assert set(failures["programme"]) == {"cash"}
    assert len(Store(tmp_path).table("tiny")) == 12
    monkeypatch.undo()
    again = run(study(), tmp_path, ALONE)
    assert (again.lived, again.failed) == (0, 4)  # not tried again unless asked
    again = run(study(), tmp_path, Settings(workers=1, retry=True))
    assert (again.lived, again.failed) == (4, 0)
    assert Store(tmp_path).failures("tiny").empty


def test_a_torn_line_of_failures_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "failures.jsonl").write_text('{"run": "a", "error": "x"}\n{"run": "b", "er')
    assert read_failures(tmp_path)["run"].tolist() == ["a"]


def test_failures_are_a_line_each_also_after_a_torn_one(tmp_path: Path) -> None:
    for n in range(2):
        note_failure(tmp_path, {"run": f"r{n}", "error": "x"})
    path = tmp_path / "failures.jsonl"
    assert len(path.read_bytes().splitlines()) == 2
    path.write_bytes(path.read_bytes() + b'{"run": "torn", "er')
    note_failure(tmp_path, {"run": "r2", "error": "x"})
    assert read_failures(tmp_path)["run"].tolist() == ["r0", "r1", "r2"]
    assert path.read_bytes().endswith(b"\n")


def _chunk(name: str, code: str = "c", metrics: tuple[str, ...] = ("firms", "jobs")) -> bytes:
    values = [np.full((3, len(metrics)), float(len(name)))]
    return encoded([LivedRun(name, "c", "p", 1, 3, 9, 0.1)], values, metrics, code, "0")


def test_chunks_are_poured_together_and_nothing_changes(tmp_path: Path) -> None:
    with writing(tmp_path, lambda _: None) as store:
        for n in range(6):
            store.keep(_chunk("r" * (n + 1)))
        store.keep(_chunk("r"))  # a run that stands in two files, and in a third with more metrics
        richer = store.keep(_chunk("r", metrics=("firms", "jobs", "revenue")))
        store.keep(_chunk("other", code="another version"))
        before = sorted(Store(tmp_path).runs()["run"])
        compact(store)
    store_ = Store(tmp_path)
    assert len(store_.catalogue.files) == 3
    assert store_.catalogue.runs["r"].file == richer
    assert sorted(store_.runs()["run"]) == before
    held = [run_.run for each in store_.catalogue.files.values() for run_ in each.runs]
    assert sorted(held) == before
    series = duckdb.sql(f"SELECT run, sum(jobs) s FROM '{tmp_path}/chunks/*.parquet' GROUP BY run")
    found = dict(series.fetchall())
    assert found == {name: 3.0 * len(name) for name in before}


def test_what_turns_out_unreadable_is_left_out_and_its_runs_are_taken_from_their_double(
    tmp_path: Path,
) -> None:
    with writing(tmp_path, lambda _: None) as store:
        names = {name: store.keep(_chunk(name)) for name in ("a", "bb", "ccc", "dddd", "gone")}
        store.keep(_chunk("a"))
        torn, gone = store.catalogue.runs["a"].file, names["gone"]
        path = tmp_path / "chunks" / torn
        content, when = bytearray(path.read_bytes()), path.stat().st_mtime_ns
        content[40] ^= 0xFF  # in a page: the footer stays whole, and nobody has written
        path.write_bytes(content)
        os.utime(path, ns=(when, when))
        (tmp_path / "chunks" / gone).unlink()
        compact(store)
        assert sorted(store.catalogue.runs) == ["a", "bb", "ccc", "dddd"]
        assert list(store.catalogue.broken) == [torn]
        assert len(store.set_aside()) == 1
        compact(store)  # nothing left to do
    store_ = Store(tmp_path)
    assert len(store_.catalogue.files) == 1
    assert sorted(store_.runs()["run"]) == ["a", "bb", "ccc", "dddd"]


def test_a_store_opens_by_hand_with_pandas(lived: tuple[Path, Finished]) -> None:
    months = pd.read_parquet(lived[0] / "chunks")
    assert {"run", "context", "programme", "seed", "month", "jobs"} <= set(months.columns)
    assert len(months) == 16 * 8


def test_reading_passes_over_what_cannot_be_read_and_says_so(tmp_path: Path) -> None:
    with writing(tmp_path, lambda _: None) as store:
        good, bad = store.keep(_chunk("good")), store.keep(_chunk("bad"))
    path = tmp_path / "chunks" / bad
    path.write_bytes(path.read_bytes()[:-10])
    store_ = Store(tmp_path)
    assert store_.runs()["run"].tolist() == ["good"]
    assert len(store_.notices) == 1
    assert bad in store_.notices[0]
    assert path.is_file()  # reading moves nothing
    assert good in store_.catalogue.files


def test_a_later_format_is_read_or_left_never_written(tmp_path: Path) -> None:
    with writing(tmp_path, lambda _: None) as store:
        store.keep(_chunk("kept"))
    (tmp_path / "store.json").write_text(json.dumps({"tessuto_store": 99}))
    with pytest.raises(InputError, match="a later version"), writing(tmp_path, lambda _: None):
        pass
    assert Store(tmp_path).runs()["run"].tolist() == ["kept"]


def test_runs_of_other_sources_stay_and_are_not_taken_for_ours(tmp_path: Path) -> None:
    with writing(tmp_path, lambda _: None) as store:
        store.keep(_chunk("theirs", code="another"))
    one = study(contexts={"baseline": {"of": "baseline"}}, uncertainties={})
    run(one, tmp_path, ALONE)
    runs = Store(tmp_path).runs()
    assert set(runs["code"]) == {"another", own_code()}


def test_a_study_is_told_again_from_what_was_kept(lived: tuple[Path, Finished]) -> None:
    kept = Store(lived[0]).study("tiny")
    assert from_plain(kept.study) == study()
    assert Store(lived[0]).study(kept.full_name).digest == kept.digest
    with pytest.raises(InputError, match="near: tiny"):
        Store(lived[0]).study("tinny")
    with pytest.raises(InputError, match="no metric is called 'job'; near: jobs"):
        Store(lived[0]).table("tiny", ["job@end"])


def test_stopping_leaves_a_balanced_half(tmp_path: Path) -> None:
    class Stops(Watch):
        def goes_on(self) -> bool:
            return len(Store(tmp_path).runs()) < 8

    done = run(study(), tmp_path, ALONE, Stops())
    assert not done.finished
    assert done.left == done.asked - done.lived > 0
    table = Store(tmp_path).table("tiny")
    assert len(table.query("seed == 1")) == 8  # histories first: all arms of the first are there
    assert run(study(), tmp_path, ALONE).lived == done.left


def _dies(jobs: list[int]) -> list[int]:
    if 7 in jobs:
        os._exit(3)
    return jobs


def test_a_worker_that_dies_leaves_what_waits_for_it(tmp_path: Path) -> None:
    from experiments.many.engine import Chunk

    crew: Processes[int] = Processes(_dies, 1)
    try:
        crew.give(Chunk([7]))
        crew.give(Chunk([1, 2]))
        found = []
        while len(found) < 2:
            found += crew.back(10.0)
    finally:
        crew.close()
    assert [(each.answer, each.died) for each in found] == [(None, True), ([1, 2], False)]


def test_prints_of_programmes_leave_labels_out() -> None:
    plan = read_programme("facilitated")
    assert programme_print(plan) == programme_print(plan.model_copy(update={"description": "x"}))


def test_where_every_worker_dies_it_is_told_instead_of_trying_for_ever() -> None:
    from experiments.many.coordinate import IN_A_ROW, Coordinator
    from experiments.many.engine import Back, Chunk

    class Broken:
        workers = 1

        def __init__(self) -> None:
            self.given: list[Chunk[int]] = []
            self.deaths = 0

        def room(self) -> int:
            return 1 - len(self.given)

        def busy(self) -> int:
            return len(self.given)

        def give(self, chunk: Chunk[int]) -> None:
            self.given.append(chunk)

        def back(self, seconds: float) -> list[Back[int]]:
            self.deaths += 1
            return [Back(self.given.pop(), None, f"no room after {seconds} s", died=True)]

        def close(self) -> None:
            self.given = []

    engine = Broken()
    coordinator = Coordinator(engine, lambda *_: 0.0, lambda *_: None, lambda: True)
    with pytest.raises(InputError, match="nothing comes back any more: no room"):
        coordinator.run(iter(range(1000)), 1000)
    assert engine.deaths == IN_A_ROW + 1


def test_a_damaged_study_is_named_and_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("whole", "torn", "cut"):
        run(study(name=name, contexts={"baseline": {"of": "baseline"}}), tmp_path, ALONE)
    folders = {path.name.partition("-")[0]: path for path in tmp_path.glob("studies/*")}
    (folders["torn"] / "study.json").write_text('{"name": "torn", ')
    (folders["cut"] / "plan.parquet").write_bytes(b"PAR1")
    assert call(["study", "status", "--store", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "whole (" in said
    assert f"the study {folders['torn'].name} cannot be read: study.json" in said
    assert f"the study {folders['cut'].name} cannot be read: plan.parquet" in said
    for name in ("torn", "cut"):
        assert call(["study", "status", name, "--store", str(tmp_path)]) == 2
        error = capsys.readouterr().err
        assert "damaged or cut short" in error
        assert "arquet file size" not in error
        assert "holds no study" not in error


def test_nothing_is_put_in_the_place_of_what_is_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, said in ((pipe, "no regular file"), (tmp_path, "this is a folder")):
        with pytest.raises(InputError, match=said):
            replace(path, b"lost")
    assert pipe.is_fifo()
    with pytest.raises(InputError, match="this is a file, a folder was expected"):
        prepare(pipe)
    link = tmp_path / "new"
    replace(link, b"kept")
    assert link.read_bytes() == b"kept"
