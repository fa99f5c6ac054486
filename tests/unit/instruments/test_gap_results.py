"""The command on the shipped survey, and what its files must never do."""

import csv
import json
import re
import string
from pathlib import Path

import pytest
import typer
from babel.messages.pofile import read_po
from typer.testing import CliRunner

from analysis.gap.page import page
from analysis.gap.sentences import priority_sentence
from analysis.gap.tables import ResultTable, as_csv
from experiments.command.gap import gap
from simulation.errors import InputError
from simulation.instruments.diagnosis import Diagnosis, diagnose
from simulation.instruments.read_items import read_items
from simulation.instruments.read_survey import read_survey

SHIPPED = Path(__file__).resolve().parents[3] / "scenarios" / "surveys"


@pytest.fixture(autouse=True)
def _speak_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulation.language._chosen", "en")


@pytest.fixture(scope="module")
def valley() -> Diagnosis:
    items = read_items(SHIPPED / "valley_items.csv")
    return diagnose(read_survey(SHIPPED / "valley_survey.csv", items), draws=200)


def command(*words: object) -> object:
    app = typer.Typer()
    app.command()(gap)
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=True)


@pytest.mark.parametrize("lang", ["fr", "it", "en"])
def test_the_command_writes_everything(tmp_path: Path, lang: str) -> None:
    survey, items = SHIPPED / "valley_survey_wide.csv", SHIPPED / "valley_items.csv"
    done = command(survey, "--items", items, "--out", tmp_path, "--lang", lang, "--json")
    assert done.exit_code == 0, done.output  # type: ignore[attr-defined]
    printed = json.loads(done.stdout)  # type: ignore[attr-defined]
    assert printed == json.loads((tmp_path / "results.json").read_text())
    assert [row["rank"] for row in printed["priorities"]] == list(range(1, 15))
    names = {path.name for path in tmp_path.iterdir()}
    assert len([name for name in names if name.endswith(".png")]) == 6
    assert all((tmp_path / n).read_bytes()[:4] == b"\x89PNG" for n in names if n.endswith("png"))
    for path in tmp_path.glob("*.csv"):
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
        assert len({len(row) for row in rows}) == 1, path.name
    html = (tmp_path / "page.html").read_text()
    assert f'lang="{lang}"' in html
    assert not re.search(r"https?://|src=\"(?!data:)|<script|<link", html)


def test_planted_verdicts_of_the_valley(valley: Diagnosis) -> None:
    verdict = {valley.survey.items[p.item].item_id: p for p in valley.priorities}
    for agreed in ("reprise", "apprentissage", "cooperer"):
        assert verdict[agreed].verdict == "act"
    assert verdict["logement"].verdict == "negotiate"
    assert set(verdict["logement"].opposed or ()) == {"hotellerie", "elu"}
    assert verdict["hors_saison"].verdict == "watch"
    solutions = {(valley.survey.items[n.item].item_id, n.solution) for n in valley.training}
    assert ("apprentissage", "train") in solutions
    assert ("apprentissage", "reorganise") not in solutions
    assert ("cooperer", "reorganise") in solutions
    assert ("cooperer", "train") not in solutions
    found = {valley.survey.items[o.item].item_id: o for o in valley.openings}
    assert [valley.survey.items[k].item_id for k in found["filiere_bois"].resources] == ["foret"]
    assert valley.coverage.straight_liners == ("r022",)
    assert valley.coverage.few_answers == ("r044",)


def test_the_sentence_for_officials(valley: Diagnosis) -> None:
    housing = next(
        p for p in valley.priorities if valley.survey.items[p.item].item_id == "logement"
    )
    said = priority_sentence(housing, 14, "fr")
    assert said.startswith(f"Priorité {housing.rank} sur 14 ; {housing.respondents} répondants ;")
    assert said.endswith("opposés : hôtellerie / élus")


def test_comments_reach_no_file(tmp_path: Path) -> None:
    survey, items = SHIPPED / "valley_survey.csv", SHIPPED / "valley_items.csv"
    command(survey, "--items", items, "--out", tmp_path)
    written = [path for path in tmp_path.iterdir() if path.suffix != ".png"]
    assert len(written) > 10
    assert not any("faute de lit" in path.read_text("utf-8-sig") for path in written)


def test_labels_are_text_in_html_and_in_spreadsheets(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    label = "<script>alert(1)</script>"
    rows = [f"r{i};{c};{item};5;2" for i in range(12) for c in (f"=cmd|{i % 2}",)
            for item in (label, "@SUM(A1)", "$x_1$")]  # fmt: skip
    path.write_text("\n".join(["id;category;item_id;importance;current", *rows]))
    done = command(path, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output  # type: ignore[attr-defined]
    html = (tmp_path / "out" / "page.html").read_text()
    assert label not in html
    assert "&lt;script&gt;" in html
    for table in (tmp_path / "out").glob("*.csv"):
        for row in csv.reader(table.read_text("utf-8-sig").splitlines(), delimiter=";"):
            assert not any(re.match(r"[=@\t]|[+-](?![\d.])", cell) for cell in row), table.name


def test_numbers_stay_numbers_beside_guarded_texts() -> None:
    written = as_csv(ResultTable("t", ("a", "b"), (("-1+2", -1.5), ("+3", -2), ("ok", None))))
    assert written.decode("utf-8-sig").splitlines() == ["a;b", "'-1+2;-1.5", "'+3;-2", "ok;"]


def test_a_page_without_categories_and_with_one_respondent(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("id;item_id;importance;current\na;i;5;2\na;k;4;2\na;l;3;2\n")
    html = page(diagnose(read_survey(path), draws=20), {}, "en")
    assert "agreement has no meaning" in html
    assert "strong agreement" not in html
    done = command(path, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output  # type: ignore[attr-defined]


def test_bad_input_is_an_input_error(tmp_path: Path) -> None:
    done = command(tmp_path / "absent.csv")
    assert isinstance(done.exception, InputError)  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", ["fr", "it"])
def test_translations_keep_their_fields(lang: str) -> None:
    folder = Path(__file__).resolve().parents[3] / "simulation" / "locale" / "contrib"
    with (folder / f"gap.{lang}.po").open("rb") as file:
        catalogue = read_po(file, locale=lang, abort_invalid=True)
    for message in catalogue:
        if not message.id:
            continue
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        for original, translated in zip(originals, said, strict=True):
            assert translated, original
            assert _fields(original) == _fields(translated)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
