"""What a report calls arms and values of factors: by titles, no two of a study alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis.report.answer import answer
from analysis.report.arms import PROGRAMME, Arms
from analysis.report.figure_box import draw_box
from analysis.report.page import page
from analysis.report.titles import Titles
from analysis.report.words import box_words
from analysis.statistics.scenario_discovery import Box, Range
from experiments.claims.as_studies import as_studies
from experiments.claims.read_claims import read_claims
from experiments.store import Store
from experiments.store.kept_study import KeptStudy
from experiments.study.factors import chosen_from
from experiments.study.plan import Plan
from experiments.study.points import middle
from experiments.study.read_study import read_study, studies
from experiments.study.recorded import as_kept
from experiments.study.study import Study
from simulation import language
from tests.unit.report.made_up_store import make

SHIPPED = [read_study(name) for name in studies()]
SHIPPED += [study for claim in read_claims() for study in as_studies(claim, 2)]
WAY = "schedule.replace"
WAYS = {
    "hub": {"en": "Through a hub", "fr": "Par un centre", "it": "Attraverso un centro"},
    "in_pairs": {"en": "In pairs", "fr": "À deux", "it": "In coppia"},
}


def kept_of(study: Study) -> KeptStudy:
    """What a store would keep of a study, whatever its design."""
    return as_kept(Plan(study, middle(study.factors)), (1,))


def choosing(titles: object, *names: str, kind: str = "choices") -> dict[str, object]:
    """Factors of a study in plain values: one, with these choices."""
    return {WAY: {"role": "uncertainty", "kind": kind, "choices": list(names), "titles": titles}}


def named(titles: object, *names: str, arms: str = WAY) -> Titles:
    """The titles of a study with these choices, which are its arms."""
    kept = replace(kept_of(SHIPPED[0]), factors=choosing(titles, *names))
    return Titles().within(kept, Arms(arms, names, ()))


def hub_gives_ten(_context: str, _programme: str, factors: pd.Series, luck: object) -> float:
    """Ten jobs more through the hub."""
    return 10.0 if factors[WAY] == "hub" else 0.0


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("study", SHIPPED, ids=lambda study: study.name)
def test_no_two_arms_and_no_two_choices_of_a_study_are_called_alike(
    study: Study, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_chosen", lang)
    titles = Titles().within(kept_of(study))
    shown = {PROGRAMME: list(study.programmes)}
    shown |= {path: list(chosen_from(each)) for path, each in study.factors.items()}
    for column, names in shown.items():
        called = [titles.value(column, name) for name in names]
        assert len(set(called)) == len(called), (column, called)


@pytest.mark.parametrize("study", SHIPPED, ids=lambda study: study.name)
def test_choices_with_names_speak_three_languages(study: Study) -> None:
    for path, factor in study.factors.items():
        if isinstance(factor.choices, dict):
            titles = factor.titles or {}
            assert list(titles) == list(factor.choices), path
            for title in titles.values():
                assert set(title) == {"en", "fr", "it"}
                assert all(title.values())


def test_arms_called_alike_keep_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    alike = {"by_road": {"en": "Road", "it": "Via"}, "by_sea": {"en": "Sea", "it": "Via"}}
    titles = named({**alike, "far": "by air"}, "by_road", "by_sea", "far", "by_air")
    monkeypatch.setattr(language, "_chosen", "it")
    assert [titles.arm(name) for name in alike] == ["by road", "by sea"]
    monkeypatch.setattr(language, "_chosen", "en")
    assert [titles.arm(name) for name in alike] == ["Road", "Sea"]
    assert [titles.arm(name) for name in ("far", "by_air")] == ["far", "by air"]
    assert titles.arm("nowhere_else") == "nowhere else"


def test_a_choice_is_not_taken_for_a_programme_of_the_same_name(tmp_path: Path) -> None:
    points = pd.DataFrame({WAY: ["none", "hub"]})
    make(tmp_path, hub_gives_ten, programmes=("none",), points=points, seeds=2,
         factors=choosing({"none": "Nobody meets"}, "none", "hub"))  # fmt: skip
    found = answer(Store(tmp_path), "courses")
    titles = Titles().within(found.kept, found.arms)
    assert titles.arm("none") == "Nobody meets"
    assert titles.value(PROGRAMME, "none") == "None"


def test_numbers_have_titles_however_a_table_shows_them() -> None:
    titles = named({"1": "As usual", "0.5": "Half"}, "0.5", "1", "2")
    assert [titles.arm(each) for each in ("0.5", "1.0", 1, 2)] == ["Half", "As usual", "As usual", "2"]  # fmt: skip


@pytest.mark.parametrize("titles", [None, 3, ["a"], {"hub": 3}, {"hub": None}, {"hub": {}}])
def test_titles_of_another_version_end_no_report(titles: object, tmp_path: Path) -> None:
    points = pd.DataFrame({WAY: ["in_pairs", "hub"]})
    make(tmp_path, hub_gives_ten, programmes=("none",), points=points, seeds=3,
         factors=choosing(titles, "in_pairs", "hub"))  # fmt: skip
    assert "in pairs" in page([answer(Store(tmp_path), "courses")], Titles(), "9.9")


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_the_page_says_titles_wherever_it_names_an_arm(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_chosen", lang)
    points = pd.DataFrame({WAY: ["in_pairs", "hub"]})
    make(tmp_path, hub_gives_ten, programmes=("none",), points=points,
         factors=choosing(WAYS, "in_pairs", "hub"))  # fmt: skip
    text = page([answer(Store(tmp_path), "courses")], Titles(), "9.9")
    shown, _, _ = text.partition("<details>")
    for code, title in WAYS.items():
        assert shown.count(title[lang]) > 5
        assert shown.count(f"({code})") == 1  # in brackets, where the numbers come from
    assert "in pairs" not in shown
    assert shown.count("in_pairs") == 1


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_where_it_fails_is_said_by_titles(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_chosen", lang)
    points = pd.DataFrame({WAY: ["in_pairs", "hub"]})
    make(tmp_path, hub_gives_ten, points=points, seeds=2,
         factors=choosing(WAYS, "in_pairs", "hub"))  # fmt: skip
    found = answer(Store(tmp_path), "courses")
    titles = Titles({"city": {lang: "A town"}}).within(found.kept, found.arms)
    box = Box((Range(WAY, None, None, ("hub",)), Range("context", None, None, ("city",))),
              0.9, 0.8, 0.3, 9, 8, 30)  # fmt: skip
    for told in (box_words(box, "courses", found, titles)[0], draw_box(box, points, titles, "")):
        assert WAYS["hub"][lang] in told
        assert "A town" in told


def test_french_sets_a_space_before_the_colon_of_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_chosen", "fr")
    points = pd.DataFrame({WAY: ["in_pairs", "hub"]})
    make(tmp_path, hub_gives_ten, points=points, seeds=2, factors=choosing(WAYS, "in_pairs", "hub"))
    found = answer(Store(tmp_path), "courses")
    text = page([found, found], Titles(), "9.9")
    assert 'aria-label="Études">Études\u00a0:' in text
