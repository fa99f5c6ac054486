"""What a report calls contexts: by titles in the reader's language, no two of a study alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.report.answer import answer
from analysis.report.page import page
from analysis.report.titles import Titles
from experiments.claims.as_studies import as_studies
from experiments.claims.read_claims import read_claims
from experiments.command.titles import titles_of
from experiments.store import Store
from experiments.store.kept_study import KeptStudy
from experiments.study.plan import Plan
from experiments.study.points import points_of
from experiments.study.read_study import read_study, studies
from experiments.study.recorded import as_kept
from experiments.study.study import Design, Study
from simulation import language
from simulation.read_scenario import contexts
from tests.unit.report.made_up_store import make, plus_ten_in_the_valley

SHIPPED = [read_study(name) for name in studies()]
SHIPPED += [study for claim in read_claims() for study in as_studies(claim, 2)]
TITLES = titles_of(name for study in SHIPPED for name in study.contexts)
CALM = {"en": "calm", "fr": "calme", "it": "calma"}


def kept_of(study: Study) -> KeptStudy:
    """What a store would keep of a study; what varies in it does not matter here."""
    still = {"uncertainties": {}, "levers": {}, "design": Design(factorial=True)}
    bare = study.model_copy(update=still)
    return as_kept(Plan(bare, points_of(bare)), (1,))


def titled(**titles: object) -> dict[str, object]:
    """A study in plain values, its contexts called like this."""
    told = {name: {"of": name, "set": {"title": title}} for name, title in titles.items()}
    return {"study": {"contexts": told}, "contexts": tuple(titles)}


@pytest.mark.parametrize("study", SHIPPED, ids=lambda study: study.name)
def test_no_two_contexts_of_a_study_are_called_alike(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = kept_of(study)
    own = TITLES.within(kept)
    for lang in language.LANGUAGES:
        monkeypatch.setattr(language, "_chosen", lang)
        called = {name: own.context(name) for name in kept.contexts}
        assert len(set(called.values())) == len(called)
        for name in called.keys() - set(contexts()):
            assert set(kept.title_of(name)) == {"en", "fr", "it"}, name
            assert lang == "en" or name.partition(" | ")[2] not in called[name].split(" | "), name


def test_a_title_stands_for_the_variant_or_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_chosen", "fr")
    places = {"valley": "", "valley | a": CALM, "port": {"en": "A port", "fr": "Un port"}}
    kept = make(tmp_path, plus_ten_in_the_valley, seeds=2, **titled(**places))
    own = Titles({"valley": {"fr": "Une vallée"}}).within(kept)
    assert [own.context(each) for each in places] == ["Une vallée", "Une vallée | calme", "Un port"]
    assert own.context("nowhere | b_c") == "nowhere | b_c"


def test_contexts_called_alike_keep_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_chosen", "it")
    same = {"old_port": {"en": "Old", "it": "Porto"}, "new_port": {"en": "New", "it": "Porto"}}
    kept = make(tmp_path, plus_ten_in_the_valley, seeds=2, **titled(**same))
    own = Titles().within(kept)
    assert [own.context(each) for each in same] == ["old port", "new port"]
    monkeypatch.setattr(language, "_chosen", "en")
    assert [own.context(each) for each in same] == ["Old", "New"]


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_the_page_says_titles_wherever_it_names_a_context(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_chosen", lang)
    make(tmp_path, plus_ten_in_the_valley, **titled(valley="", **{"valley | xyz": CALM}))
    text = page([answer(Store(tmp_path), "courses")], Titles(), "9.9")
    shown, _, as_run = text.partition("<details>")
    assert shown.count(f"valley | {CALM[lang]}") > 5
    assert shown.count("xyz") == 1  # in brackets, where the numbers come from
    assert "xyz" in as_run
