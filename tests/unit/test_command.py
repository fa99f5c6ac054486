"""The command as somebody meets it: what it prints, what it refuses and how, what it leaves."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import typer

from analysis.story import chapters, in_words, most_eventful, parted
from experiments.command.app import build, call, in_language
from experiments.run_folder import FORMAT, Manifest, read, replace
from simulation import language
from simulation.errors import InputError

COMMAND = [sys.executable, "-c", "from experiments.command.app import main; main()"]
SMALL = ("--firms", "40", "--months", "24", "--set", "warm_up=6")
SHOCK = "threats=[{name: crisis, onset: 6, demand: -0.6}]"
SHAKEN = ("run", "mono_product", *SMALL, "--set", SHOCK, "--twin", "no_shock", "--quiet")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_chosen", None)
    monkeypatch.setenv("TESSUTO_LANG", "en")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small run of mono_product with its twin, told in English."""
    where = tmp_path_factory.mktemp("run")
    before = language._chosen
    language.use_language("en")
    assert call([*SHAKEN, "--out", str(where)]) == 0
    language._chosen = before
    return where


# --- What it refuses -------------------------------------------------------------------------


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one line said when these words are refused."""
    assert call(list(words)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.strip().splitlines()
    assert len(lines) == 1, said.err
    assert "Traceback" not in said.err
    assert lines[0].startswith("tessuto: ")
    return lines[0]


BAD_FILES = {
    "unknown_key": ("extends: baseline\nfrims: 30\n", r"unknown_key\.yaml:2: frims: .*firms"),
    "unknown_parameter": (
        "extends: baseline\nparameters:\n  trade:\n    colour: 3\n",
        r"unknown_parameter\.yaml:4: parameters\.trade\.colour: ",
    ),
    "wrong_type": ("extends: baseline\nfirms: many\n", r"wrong_type\.yaml:2: firms: .*many"),
    "out_of_range": (
        "extends: baseline\nparameters:\n  exchange_knowledge:\n    absorption: 9\n",
        r"out_of_range\.yaml:4: parameters\.exchange_knowledge\.absorption: .*9",
    ),
    "unknown_name": (
        "extends: baseline\nschedule:\n  without: [tradee]\n",
        r"tradee.*trade",
    ),
    "unknown_base": ("extends: basline\n", r"unknown_base\.yaml:1: .*basline.*baseline"),
    "impossible_sum": (
        "extends: baseline\neconomy:\n  products:\n    bakery: {share: 0.99}\n",
        r"impossible_sum\.yaml.*economy.*1",
    ),
    "not_a_number": ("extends: baseline\nfirms: .nan\n", r"not_a_number\.yaml:2: firms"),
    "nan_parameter": (
        "extends: baseline\nparameters: {trade: {kept_size: .nan}}\n",
        r"nan_parameter\.yaml:2: parameters\.trade",
    ),
    "empty": ("", r"empty\.yaml"),
    "a_list": ("- 1\n- 2\n", r"a_list\.yaml"),
    "not_yaml": ("firms: [1, 2\nseed: }\n", r"not_yaml\.yaml:2"),
    "twice": ("extends: baseline\nfirms: 3\nfirms: 4\n", r"twice\.yaml:3: .*firms"),
    "cycle": ("extends: cycle.yaml\n", r"cycle\.yaml"),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("command", ["run", "check"])
def test_a_file_that_cannot_be_run_is_refused_in_one_line(
    name: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, expected = BAD_FILES[name]
    path = tmp_path / f"{name}.yaml"
    path.write_text(content)
    out = ["--out", str(tmp_path / "out")] if command == "run" else []
    assert re.search(expected, refused(capsys, command, str(path), *out))
    assert not (tmp_path / "out").exists()


def test_a_file_in_another_encoding_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("extends: baseline\ntitle: vallée\n".encode("latin-1"))
    assert "latin.yaml" in refused(capsys, "check", str(path))


def test_a_folder_is_no_scenario(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(capsys, "check", str(tmp_path))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["run", "mono_prodcut"], "mono_prodcut.*mono_product"),
        (["run", "mono_product", "--set", "firms"], "--set: 'firms' is not PATH=VALUE"),
        (["run", "mono_product", "--set", "trade.colour=3"], "trade.colour"),
        (["run", "mono_product", "--set", "firms=lots"], "firms.*lots"),
        (["run", "mono_product", "--seed", "x"], "'--seed': 'x'; a whole number was expected"),
        (["run", "mono_product", "--seed", "-1"], "'--seed': '-1'; a number from 0"),
        (["run", "mono_product", "--firms", "0"], "'--firms': '0'; a number from 1"),
        (["run", "mono_product", "--months=0"], "'--months': '0'; a number from 1"),
        (
            ["run", "mono_product", "--firms", "9", "--firms", "0"],
            "'--firms': '0'; a number from 1",
        ),
        (["run", "mono_product", "--events", "some"], "--events: 'some' is not one of life, all"),
        (["run", "mono_product", "--twin", "evil"], "--twin: 'evil' is not one of no_shock"),
        (["run", "mono_product", "--colour"], "there is no option --colour"),
        (["run"], "'CONTEXT' is missing"),
        (["list", "things"], "one of contexts, programmes"),
        (["dance"], "dance"),
        (["--lang", "xx"], "'xx' is not spoken here: choose one of fr, it, en"),
        (["list", "metrics", "--lang"], "--lang needs one of fr, it, en"),
        (["story", "no/where"], "there is no folder no/where"),
    ],
)
def test_words_that_make_no_sense_are_refused_in_one_line(
    words: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert re.search(expected, refused(capsys, *words))


def test_a_folder_that_cannot_be_written_is_said_before_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import experiments.one_run

    monkeypatch.setattr(experiments.one_run, "Living", None)
    (tmp_path / "file").write_text("")
    line = refused(capsys, "run", "mono_product", "--out", str(tmp_path / "file" / "out"))
    assert "results cannot be written" in line


def test_the_environment_s_unknown_language_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TESSUTO_LANG", "klingon")
    assert "klingon" in refused(capsys, "list", "metrics")


# --- What it leaves --------------------------------------------------------------------------


def test_a_run_leaves_metrics_events_manifest_words_and_figures(folder: Path) -> None:
    run = read(folder)
    assert len(run.metrics) == 30
    assert run.metrics["month"].tolist() == list(range(-6, 24))
    assert set(run.manifest.metrics) <= set(run.metrics)
    assert all(meaning.label and meaning.unit for meaning in run.manifest.metrics.values())
    assert run.manifest.scenario["firms"] == 40
    assert run.manifest.seed == 1
    assert {"numpy", "numba", "mesa"} <= set(run.manifest.libraries)
    assert set(run.events["kind"]) & {"founded", "closed"}
    assert len(run.firms) == run.metrics["firms"].iloc[-1]
    ids = set(run.firms["id"])
    assert set(run.ties["a"]) | set(run.ties["b"]) <= ids
    pictures = list(folder.glob("*.png"))
    assert pictures
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)
    assert "not a forecast" in (folder / "summary.txt").read_text()
    assert not list(folder.glob(".*"))


def test_the_twin_is_the_same_until_the_shock_and_not_after(folder: Path) -> None:
    run = read(folder)
    before = run.metrics[run.metrics["month"] < 6]
    assert (before["jobs"] == before["twin.jobs"]).all()
    assert (run.metrics["jobs"] != run.metrics["twin.jobs"]).any()


def test_the_same_seed_gives_the_same_bits(folder: Path, tmp_path: Path) -> None:
    call([*SHAKEN, "--out", str(tmp_path)])
    first, second = read(folder), read(tmp_path)
    pd.testing.assert_frame_equal(first.metrics, second.metrics, check_exact=True)
    pd.testing.assert_frame_equal(first.events, second.events, check_exact=True)
    for name in ("metrics", "events"):
        one, other = (where / f"{name}.parquet" for where in (folder, tmp_path))
        assert one.read_bytes() == other.read_bytes()


def test_run_says_what_happened_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["run", "baseline", *SMALL, "--out", str(tmp_path), "--json", "--seed=7"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["seed"] == 7
    assert said["months"] == 24
    assert set(said["files"]) == {path.name for path in tmp_path.iterdir()}
    assert said["last_month"]["firms"] > 0


def test_a_second_run_into_a_folder_leaves_nothing_of_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["run", "baseline", *SMALL, "--out", str(tmp_path), "--quiet"]
    assert call(words) == 0
    (tmp_path / "old_figure.png").write_bytes(b"")
    (tmp_path / "my_notes.txt").write_text("keep")
    assert call(words) == 0
    assert not (tmp_path / "old_figure.png").exists()
    assert (tmp_path / "my_notes.txt").read_text() == "keep"
    assert capsys.readouterr().out == ""


def test_check_accepts_every_context_that_ships(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["list", "contexts", "--json"]) == 0
    names = [each["name"] for each in json.loads(capsys.readouterr().out)]
    assert {"baseline", "mono_product"} <= set(names)
    assert call(["check", *names]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(names)


@pytest.mark.parametrize(
    ("lang", "one", "more"),
    [
        ("en", "of 1 action,", "fine; 1 point, 10 arms each, 30 histories: 300 runs"),
        ("fr", "de 1 action,", "bon ; 1 point, 10 bras chacun, 30 histoires : 300 exécutions"),
        ("it", "di 1 azione,", "va bene; 1 punto, 10 bracci ciascuno, 30 storie: 300 esecuzioni"),
    ],
)
def test_check_counts_one_thing_as_one(
    lang: str, one: str, more: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with language.speaking(lang):
        assert call(["check", "cash", "undisturbed"]) == 0
    programme, study = capsys.readouterr().out.splitlines()
    assert one in programme
    assert study.endswith(more)


@pytest.mark.parametrize("what", ["contexts", "metrics", "parameters", "submodels", "ablations"])
def test_everything_can_be_listed(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["list", what, "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed
    assert call(["list", what]) == 0
    shown = capsys.readouterr().out
    assert all(each["name"] in shown for each in listed)


# --- Lives -----------------------------------------------------------------------------------


def test_a_life_is_told_from_birth_to_death_in_order(folder: Path) -> None:
    run = read(folder)
    own = run.events[~run.events["twin"]]
    gone = own[own["kind"] == "closed"]["subject"]
    firm = int(gone.iloc[0])
    told = chapters(run, firm, own)
    assert [each.month for each in told] == sorted(each.month for each in told)
    assert told[0].kind in {"start", "founded"}
    assert told[-1].kind == "closed"
    assert len(in_words(told)) == len(told)


def test_twin_lives_are_told_once_as_long_as_they_agree(folder: Path) -> None:
    run = read(folder)
    firm = most_eventful(run)
    one = chapters(run, firm, run.events[~run.events["twin"]])
    other = chapters(run, firm, run.events[run.events["twin"]])
    common, here, there = parted(one, other)
    assert [*common, *here] == one
    assert [*common, *there] == other
    assert not here or not there or here[0] != there[0]


@pytest.mark.parametrize("lang", ["fr", "it", "en"])
def test_story_speaks(lang: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["story", str(folder), "--lang", lang]) == 0
    shown = capsys.readouterr().out
    assert len(shown.splitlines()) > 3
    month = {"fr": "janvier|juillet|mars", "it": "gennaio|luglio|marzo", "en": "January|July|March"}
    assert re.search(month[lang], shown)


def test_an_unknown_firm_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "firm 3 is not in the log" in refused(capsys, "story", str(folder), "--firm", "3")


def test_results_of_another_version_stay_readable(folder: Path) -> None:
    raw = json.loads((folder / "manifest.json").read_text())
    del raw["libraries"]
    raw["something_newer"] = {"a": 1}
    old = Manifest.from_json(json.dumps(raw))
    assert old.format == FORMAT
    assert old.metrics["jobs"].unit


@pytest.mark.parametrize("broken", ["{}", "[]", "not json", '{"start": 3}'])
def test_a_broken_manifest_is_refused(
    broken: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "manifest.json").write_text(broken)
    assert "manifest.json" in refused(capsys, "story", str(tmp_path))


def test_a_file_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    replace(path, b"old")

    def fail(_handle: int) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(InputError, match="x: cannot be written: the disk is full"):
        replace(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["x"]


# --- How it ends -----------------------------------------------------------------------------


def helps(command: Any) -> Iterator[str]:
    """What every option and argument of a command, and of those below it, says of itself."""
    yield from (each.help for each in command.params if getattr(each, "help", None))
    for below in getattr(command, "commands", {}).values():
        yield from helps(below)


@pytest.mark.parametrize("lang", ["fr", "it"])
def test_help_speaks_the_language_to_the_last_option(lang: str) -> None:
    english = list(helps(in_language(typer.main.get_command(build()))))
    with language.speaking(lang):
        told = list(helps(in_language(typer.main.get_command(build()))))
    assert len(told) == len(english) > 60
    assert [said for said, same in zip(told, english, strict=True) if said == same] == []


def test_help_and_version_come_at_once() -> None:
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        shown = subprocess.run([*COMMAND, "--help"], capture_output=True, text=True, check=True)
        times.append(time.perf_counter() - begun)
    assert "run" in shown.stdout
    code = "import sys, experiments.command.app; print([m for m in ('numba', 'pandas', 'mesa', " \
           "'matplotlib', 'numpy') if m in sys.modules])"  # fmt: skip
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"
    assert call(["--version"]) == 0


def test_ctrl_c_keeps_what_was_computed(tmp_path: Path) -> None:
    words = ["run", "baseline", "--months", "6000", "--firms", "2000", "--out", str(tmp_path)]
    process = subprocess.Popen(
        [*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("Living"):
            break
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert "Stopped after" in said
    run = read(tmp_path)
    assert run.manifest.interrupted
    assert 0 < len(run.metrics) < 6060
    assert run.manifest.months == max(0, len(run.metrics) - run.manifest.warm_up)


def test_ctrl_c_before_the_first_month_ends_cleanly() -> None:
    code = (
        "import experiments.command.listing as l, experiments.command.app as a\n"
        "def stop(*_): raise KeyboardInterrupt\n"
        "l._LISTS = dict.fromkeys(l._LISTS, stop)\n"
        "a.main(['list', 'metrics'])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 130
    assert "Traceback" not in ended.stderr


def test_a_reader_that_leaves_is_no_error() -> None:
    words = f"{sys.executable} -c '{COMMAND[-1]}' list parameters --json | head -n 1"
    piped = subprocess.run(words, shell=True, capture_output=True, text=True, check=False)
    assert piped.stderr == ""


def test_the_place_of_an_error_is_told() -> None:
    error = InputError("9 is outside [0, 1] share", file="a/b.yaml", line=14, place="trade.wage")
    assert str(error) == "b.yaml:14: trade.wage: 9 is outside [0, 1] share"
    assert str(InputError("no")) == "no"


# --- What is generated -----------------------------------------------------------------------


def test_tables_are_filled_between_their_marks_and_stay_filled() -> None:
    from experiments.command.odd_tables import MAKERS, fill

    marks = "\n".join(f"<!-- table: {name} -->\nSTALE\n<!-- end: {name} -->" for name in MAKERS)
    filled = fill(f"before\n{marks}\nafter")
    assert filled.startswith("before\n")
    assert filled.endswith("\nafter")
    assert "STALE" not in filled
    assert "`exchange_knowledge.absorption`" in filled
    assert fill(filled) == filled


def test_the_odd_s_tables_and_the_schema_are_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["describe", "--check"]) == 0, capsys.readouterr().out + "run `make docs-tables`"
