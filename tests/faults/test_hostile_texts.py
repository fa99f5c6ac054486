"""Names and labels that a page, a terminal, a spreadsheet or a figure would obey are only shown."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from analysis.gap.results import write_results
from experiments.command.app import call
from experiments.command.changes import overrides_of
from experiments.run_folder import folder_name
from experiments.spreadsheet import STARTS_OF_FORMULAS, csv_of, harmless
from simulation.errors import InputError
from simulation.instruments.diagnosis import diagnose
from simulation.instruments.read_items import read_items
from simulation.instruments.read_survey import read_survey
from simulation.read_scenario import read_scenario

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "=HYPERLINK(1)", "+1", "-1+cmd", "@SUM(A1)", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "$\\frac{x$", "a $b$ c",
    "[red]x[/]", "[/]", "{{ 7*7 }}", "{name}", "%(x)s", "&amp;", "it's", "\u202egnp.exe", "\x1b[31mred", "zero\u200bwidth", "😀",
)  # fmt: skip
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")


class Tags(HTMLParser):
    """Every tag and attribute that a browser would see."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.fixture(scope="module")
def hostile_survey(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Ten people of two categories whose every name is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    items, answers = folder / "items.csv", folder / "answers.csv"

    def row(*cells: object) -> str:
        text = io.StringIO()
        csv.writer(text, delimiter=";", lineterminator="\n").writerow(cells)
        return text.getvalue()

    items.write_text(
        row("item_id", "label_fr", "label_it", "label_en", "kind")
        + "".join(row(f"{text}{n}", text, text, text, "skill") for n, text in enumerate(HOSTILE))
    )
    answers.write_text(
        row("respondent_id", "territory", "category", "item_id", "importance", "current", "desired", "by_training", "by_reorganising")
        + "".join(
            row(f"{HOSTILE[person]}{person}", HOSTILE[4], HOSTILE[4 + person % 2], f"{text}{n}", 5, 1 + (person + n) % 4, 5, 4, 2)
            for person in range(12)
            for n, text in enumerate(HOSTILE)
        )
    )  # fmt: skip
    return items, answers


def test_a_diagnosis_shows_hostile_names(hostile_survey: tuple[Path, Path], tmp_path: Path) -> None:
    items, answers = hostile_survey
    diagnosis = diagnose(read_survey(answers, read_items(items)), draws=50)
    files = write_results(diagnosis, tmp_path, "fr")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    tags = Tags(page)
    assert not tags.seen & {"script", "iframe", "object", "embed", "link", "form"}
    assert not {name for name in tags.attributes if name.startswith("on")}
    assert "&lt;script&gt;" in page
    for path in files:
        if path.suffix == ".csv":
            cells = [
                c
                for r in csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";")
                for c in r
            ]
            risky = [c for c in cells if c.startswith(STARTS_OF_FORMULAS) and not _is_number(c)]
            assert not risky, path.name
        if path.suffix in {".csv", ".html", ".yaml", ".json"}:
            assert not OBEYED.search(path.read_text("utf-8-sig")), path.name


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_the_command_prints_nothing_that_a_terminal_obeys(
    hostile_survey: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    items, answers = hostile_survey
    assert call(["gap", str(answers), "--items", str(items)]) == 0
    said = capsys.readouterr()
    assert not OBEYED.search(said.out + said.err)
    assert call(["check", "\x1b[31m\u202e.yaml"]) == 2
    assert call(["run", "\x1b[31m\u202e"]) == 2
    said = capsys.readouterr()
    assert not OBEYED.search(said.out + said.err)


def test_a_scenario_with_hostile_names_is_drawn() -> None:
    """Its title, threats and trades come from a file of the user: every figure must bear them."""
    from analysis.drawing import draw_all
    from analysis.summary import summary
    from experiments.one_run import Living

    shown = [text for text in HOSTILE if not OBEYED.search(text)]
    changes = {
        "title": " ".join(shown), "name": "$\\frac{x$ [/]", "months": 4, "warm_up": 0, "firms": 40,
        "threats": [{"name": text, "onset": 2, "demand": -0.5} for text in shown],
    }  # fmt: skip
    scenario = read_scenario("baseline", changes)
    living = Living(scenario, 1, events="life", threads=1)
    assert living.live(lambda _territory: True)
    kept = living.kept(interrupted=False)
    assert len(draw_all(kept)) > 5
    assert summary(kept)


def test_yaml_signs_that_nobody_sees_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    for text in ("title: a\u202eb", 'title: "a\\u202eb"', 'title: "\\e[31m"', '"a\\u200b": 1'):
        path.write_text(f"extends: baseline\n{text}\n", encoding="utf-8")
        with pytest.raises(InputError, match=r"mine.yaml:2: .*(nobody sees|not YAML)"):
            read_scenario(path)


@pytest.mark.parametrize("name", ["../../x", "/etc", "..", ".", "", "a\0b", "a/b\\c", "CON ", "x" * 900, ".hidden", "a\nb"])  # fmt: skip
def test_a_folder_named_by_a_file_stays_where_it_is_put(name: str, tmp_path: Path) -> None:
    folder = tmp_path / folder_name(name, "seed1")
    assert folder.parent == tmp_path
    assert folder.resolve().parent == tmp_path.resolve()
    folder.mkdir()


def test_a_run_of_a_scenario_named_like_a_path_stays_in_results(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    Path("mine.yaml").write_text(
        "extends: baseline\nname: ../../outside\nwarm_up: 0\nmonths: 1\nfirms: 20\n"
    )
    assert call(["run", "mine.yaml", "--quiet"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here"]
    assert [path.name for path in Path("results").iterdir()] == ["outside-seed1"]


SETTINGS = ["a=" + "[" * 5000, "a=" + "9" * 6000, "start=2001-13-01", "a=&a [*a]", "a=!!python/object:os.system x", "a=\0",
            "a=*x", "a={1: 2, [3]: 4}", "a=0x" + "f" * 6000, "a=- b\n--- c", "=1", "a", "a" * 9000 + "=1", "a.b.c.d.e.f=1"]  # fmt: skip


@pytest.mark.parametrize("text", SETTINGS)
def test_a_setting_is_a_value_or_a_complaint(text: str) -> None:
    with pytest.raises(InputError):
        read_scenario("baseline", overrides_of([text]))


def test_cells_and_headers_are_harmless() -> None:
    table = pd.DataFrame({"=a": ["=1", "fine", None], "b": [-1.5, 2, 3], "c": [-1, 2, 3]})
    table["d"] = pd.Categorical(["@x", "+y", "z"])
    assert csv_of(table).decode().splitlines() == [
        "'=a,b,c,d", "'=1,-1.5,-1,'@x", "fine,2.0,2,'+y", ",3.0,3,z",
    ]  # fmt: skip
    assert harmless(-3) == -3


def test_whoever_writes_csv_makes_its_cells_harmless() -> None:
    """A new export of texts goes through `csv_of`, or through `harmless` cell by cell."""
    writers = set()
    for package in ("simulation", "experiments", "analysis"):
        for path in sorted((ROOT / package).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if re.search(r"\.to_csv\(|csv\.writer\(|csv\.DictWriter\(", text):
                writers.add(path)
                assert "harmless(" in text, path
    assert len(writers) >= 2
