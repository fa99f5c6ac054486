"""`tessuto dock` as somebody meets it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pandas as pd
import pytest

from experiments.command.app import call
from experiments.docking.dock import PAPERS, Plan, Rows, paper
from experiments.docking.settings import declared
from experiments.docking.targets import ORIGINS
from simulation import language

ROOT = Path(__file__).parents[2]
README = ROOT / "experiments" / "docking" / "README.md"
SAID_ALOUD = [ROOT / "analysis" / "documents" / lang / "trust.md" for lang in ("", "fr", "it")]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_chosen", None)
    monkeypatch.setenv("TESSUTO_LANG", "en")


def test_it_says_target_number_interval_and_verdict_and_draws(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["dock", "march", "--set", "socialisation=[0.1, 0.9]", "--runs", "60"]
    assert call([*asked, "--out", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "March (1991)" in said
    assert "target 0.9724 ± 0.025, found 0.9" in said
    assert "60 runs" in said
    assert "targets reproduced" in said
    assert (
        "the paper itself states 1; 7 are a replicator's data, 1 another implementation's" in said
    )
    assert (tmp_path / "march.png").read_bytes().startswith(b"\x89PNG")
    assert len(pd.read_csv(tmp_path / "march.csv")) == 6 * 60
    assert set(pd.read_csv(tmp_path / "march-verdicts.csv")["verdict"]) <= {
        "reproduced", "not reproduced", "undecided",
    }  # fmt: skip
    assert set(pd.read_csv(tmp_path / "march-verdicts.csv")["origin"]) == set(ORIGINS)


def test_a_network_of_one_s_own_from_either_kind_of_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ties = tmp_path / "ties.csv"
    ties.write_text("# who knows whom\nAnna, Bruno\nBruno, Carla\nCarla, Anna\nDario, Elsa\n")
    graphml = tmp_path / "ties.graphml"
    graphml.write_text(
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected">'
        '<node id="x"/><node id="y"/><edge source="x" target="y"/></graph></graphml>'
    )
    for file, agents in ((ties, 5), (graphml, 2)):
        call(["dock", "axelrod", "--graph", str(file), "--runs", "2", "--json",
              "--out", str(tmp_path)])  # fmt: skip
        told = json.loads(capsys.readouterr().out)["axelrod"]
        assert told["targets"] == []
        assert (pd.read_csv(tmp_path / "axelrod.csv")["n_agents"] == agents).all()
        assert len(told["cells"]) == 9


def test_after_ctrl_c_what_was_lived_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lives = Plan.lives

    def stopped(plan: Plan, seed: int) -> Iterator[Rows]:
        yield from islice(lives(plan, seed), 12)
        raise KeyboardInterrupt

    monkeypatch.setattr(Plan, "lives", stopped)
    assert call(["dock", "axelrod", "--out", str(tmp_path)]) == 130
    said = capsys.readouterr()
    assert "Stopped after 12 of 540 runs" in said.err
    assert len(pd.read_csv(tmp_path / "axelrod.csv")) == 12


REFUSED = {
    "unknown paper": (["dock", "marsh"], "there is no docking 'marsh'; near: march"),
    "unknown setting": (["dock", "axelrod", "--set", "trait=3"], "axelrod.trait: unknown setting"),
    "no paper": (["dock", "--set", "n_agents=3"], "--set: settings belong to one paper: name it"),
    "no file": (["dock", "axelrod", "--graph", "nowhere.csv"], "nowhere.csv: cannot be read"),
    "no value": (["dock", "axelrod", "--set", "traits"], "'traits' is not PATH=VALUE"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_done_is_said_in_one_line(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, expected = REFUSED[case]
    assert call([*words, "--out", str(tmp_path / "none")]) == 2
    said = capsys.readouterr()
    assert expected in said.err
    assert said.err.count("\n") == 1
    assert not (tmp_path / "none").exists(), "nothing is made before all is checked"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"Anna\n", "ties.txt:1: two names were expected"),
        (b"a b\n\nc,\n", "ties.txt:3: two names were expected"),
        (b"", "ties.txt: the file holds no graph"),
        (b"\xff\xfe\x00", "ties.txt: this is no text in UTF-8"),
        (b"<graphml>", "ties.graphml: this is no GraphML"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><graphml/>", "ties.graphml: declarations of entities"),
    ],
)
def test_a_broken_network_is_named(
    content: bytes, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / expected.split(":", 1)[0]
    file.write_bytes(content)
    assert call(["dock", "axelrod", "--graph", str(file), "--out", str(tmp_path)]) == 2
    assert expected in capsys.readouterr().err


def test_the_readme_tells_every_setting() -> None:
    text = README.read_text(encoding="utf-8")
    for name in PAPERS:
        for setting, field in declared(paper(name).settings).items():
            assert f"| `{setting}` | {field.default} |" in text, f"{name}.{setting}"


def test_the_documents_tell_whose_the_targets_are() -> None:
    text = README.read_text(encoding="utf-8")
    all_of_them = Counter[str]()
    for name in PAPERS:
        whose = Counter(each.origin for each in paper(name).targets)
        counts = [whose.total(), *(whose[origin] for origin in ORIGINS)]
        title, year = paper(name).title.split(":")[0].rstrip(")").rsplit(" (", 1)
        assert f"| {title} {year} | {' | '.join(map(str, counts))} |" in text
        all_of_them += whose
    counts = [all_of_them.total(), *(all_of_them[origin] for origin in ORIGINS)]
    assert f"| **all** | {' | '.join(f'**{n}**' for n in counts)} |" in text
    for file in [*SAID_ALOUD, ROOT / "analysis" / "documents" / "trace.md"]:
        passages = file.read_text(encoding="utf-8").split("\n\n")
        said = next(passage for passage in passages if "tessuto dock" in passage)
        assert {str(n) for n in counts} <= set(re.findall(r"\d+", said)), file


def test_the_verdicts_of_the_full_size_name_the_origin_of_each_target() -> None:
    text = README.read_text(encoding="utf-8").split("## At full size")[1]
    told = [line.split(" | ")[2] for line in text.splitlines() if line.count(" | ") == 5]
    told = [origin for origin in told if origin in ORIGINS]
    assert told == [each.origin for name in PAPERS for each in paper(name).targets]
