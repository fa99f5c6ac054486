"""The report: planted answers come out, hostile labels stay labels, nothing is fetched."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.front import Gain, found_better
from analysis.report.answer import answer
from analysis.report.page import page
from analysis.report.titles import Titles
from analysis.report.words import answer_words, key_numbers, warnings
from analysis.statistics.paired_difference import paired_difference
from experiments.command.app import call
from experiments.export_study import dictionary
from experiments.store import Store
from simulation import language
from tests.unit.report.made_up_store import METRICS, make, plus_ten_in_the_valley

EVIL = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_chosen", "en")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store")
    make(path, plus_ten_in_the_valley)
    return path


def test_planted_effects_come_out_pair_by_pair(store: Path) -> None:
    found = answer(Store(store), "courses")
    jobs = {each.context: each for each in found.of("jobs@end")}
    assert jobs["valley"].paired.mean == pytest.approx(10, abs=0.7)
    assert jobs["city"].paired.mean == pytest.approx(-5, abs=0.7)
    assert (jobs["valley"].kind, jobs["city"].kind) == ("gain", "harm")
    assert (jobs["valley"].paired.better, jobs["city"].paired.worse) == (20, 20)
    assert found.robust is not None
    assert found.robust.regrets.loc["none", "valley"] == pytest.approx(10, abs=0.7)
    assert found.robust.best["greatest_regret"] == ("courses",)


def test_the_first_screen_says_it_in_words_and_four_numbers(store: Path) -> None:
    found = answer(Store(store), "courses")
    words = answer_words(found, Titles().within(found.kept))
    assert words[0].startswith(
        "With “Courses”, “Jobs, last year” came out better than with “None” in 20 of 40"
    )
    assert "where the reverse is: 1" in words[0]
    numbers = key_numbers(found, Titles().within(found.kept))
    assert len(numbers) == 4
    assert numbers[0][0] == "20 of 40"
    assert not list(warnings(found, Titles()))


def test_the_page_fetches_nothing_and_names_its_provenance(store: Path) -> None:
    text = page([answer(Store(store), "courses")], Titles(), "9.9")
    assert not re.search(r'(src|href)="(?!#|data:)', text)
    assert "http" not in re.sub(r'xmlns="[^"]*"', "", text)
    assert text.count("<svg") >= 2
    assert "<text" in text
    for said in (
        "Exploration, not prediction",
        "How to read",
        "courses-0123",
        "abc",
        "1-0-valley-none",
    ):
        assert said in text
    assert "/home/me" not in text
    link = re.search(r'href="data:text/csv;base64,([^"]*)"', text)
    assert link is not None
    assert base64.b64decode(link[1]).decode().startswith("study,context,arm,outcome")


def test_hostile_labels_are_shown_and_never_carried_out(tmp_path: Path) -> None:
    arm, place = f"{EVIL}a", f'"><img onerror=x>{EVIL}'
    make(tmp_path, lambda *_: 0.0, contexts=(place,), programmes=("none", arm, "=2+3"), seeds=6,
         title={"en": EVIL}, description=EVIL, plans={})  # fmt: skip
    text = page([answer(Store(tmp_path), "courses")], Titles(), EVIL)
    assert "<script" not in text
    assert "<img" not in text
    assert text.count("&lt;script&gt;") > 5
    link = re.search(r'href="data:text/csv;base64,([^"]*)"', text)
    assert link is not None
    assert ",'=2+3," in base64.b64decode(link[1]).decode()


def test_few_pairs_and_missing_runs_are_warned_of(tmp_path: Path) -> None:
    make(tmp_path, plus_ten_in_the_valley, seeds=6, missing=3)
    told = " ".join(warnings(answer(Store(tmp_path), "courses"), Titles()))
    assert "3 of 24 runs are not there yet" in told
    assert "Fewer than 20 pairs" in told


def test_where_courses_fail_is_found_and_said(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    points = pd.DataFrame({"relations.trust": rng.random(200), "noise": rng.random(200)})

    def planted(_context, programme, factors, _luck) -> float:
        if programme == "none":
            return 0.0
        return -4.0 if factors["relations.trust"] < 0.3 else 6.0

    make(tmp_path, planted, contexts=("valley",), points=points, seeds=1, design={"kind": "latin_hypercube"})  # fmt: skip
    found = answer(Store(tmp_path), "courses")
    box = found.boxes["courses"]
    assert box is not None
    assert box.density > 0.9
    assert box.ranges[0].at_most == pytest.approx(0.3, abs=0.05)
    assert box.unseen is not None
    assert 0.9 < box.unseen.density <= 1
    strongest = next(each for each in found.matters if each.arm == "courses").indices
    assert strongest is not None
    assert strongest.indices[0].factor == "relations.trust"
    text = page([found], Titles(factors={"relations.trust": "Trust at the start."}), "9.9")
    said = re.search(
        r"does worse than “None” mostly where Trust at the start is at most (0\.\d+)", text
    )
    assert said is not None
    assert float(said[1]) == pytest.approx(0.3, abs=0.05)
    assert "they look better than they are" in text
    assert "on the third left out" in text


@pytest.mark.parametrize(
    ("lang", "said"), [("fr", "Comment lire"), ("it", "Come leggere"), ("en", "How to read")]
)
def test_the_command_writes_the_page_in_three_languages(
    store: Path, tmp_path: Path, lang: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "page.html"
    assert call(["report", str(store), "--out", str(out), "--lang", lang]) == 0
    text = out.read_text(encoding="utf-8")
    assert said in text
    assert f'<html lang="{lang}">' in text
    assert capsys.readouterr().err == ""


def test_bad_input_is_one_line_and_no_page(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "page.html"
    assert call(["report", str(tmp_path / "nowhere"), "--out", str(out)]) == 2
    assert call(["report", str(store), "corses", "--out", str(out)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert "courses" in told[1]
    assert not out.exists()


def said_of(path: Path, planted: object, **kept: object) -> tuple[str, str]:
    """The first sentence and the whole page about a made-up study."""
    make(path, planted, **kept)
    found = answer(Store(path), "courses")
    return answer_words(found, Titles().within(found.kept, found.arms))[0], page(
        [found], Titles(), "9"
    )


def test_what_is_not_clear_is_said_to_be_not_clear(tmp_path: Path) -> None:
    def lucky(_context, programme, _factors, luck) -> float:
        return 0.0 if programme == "none" else float(luck.normal(0.5, 20))

    first, text = said_of(tmp_path, lucky, contexts=("valley",), seeds=10)
    assert first.startswith("Whether “Jobs, last year” is better with “Courses” than with “None”, "
                            "these histories do not tell: it was better in ")  # fmt: skip
    assert "came out better" not in text
    assert "mean difference, 95 % interval: not clear" in text


def test_no_difference_is_told_as_none_and_nobody_wins(tmp_path: Path) -> None:
    first, text = said_of(tmp_path, lambda *_: 0.0, seeds=6)
    assert first == ("“Courses” makes no difference to “Jobs, last year”: it was the same as with "
                     "“None” in all 12 histories.")  # fmt: skip
    assert "0 of 12" not in text
    assert "all arms leave equally much to regret" in text
    assert text.count("All arms are equal by this rule") == 3
    assert "has the best worst case" not in text


def test_of_what_is_neither_better_nor_worse_there_is_more(tmp_path: Path) -> None:
    neutral = {"jobs": replace(METRICS["jobs"], better=0), "mean_skill": METRICS["mean_skill"]}
    first, text = said_of(tmp_path, plus_ten_in_the_valley, metrics=neutral)
    assert "was higher than with “None” in 20 of 40" in first
    assert "more in 20 of 20" in text
    assert "to regret" not in text


def test_a_lever_is_told_choice_by_choice(tmp_path: Path) -> None:
    def twice(_context, programme, factors, luck) -> float:
        return (
            0.0 if programme == "none" else 8.0 * (factors["rhythm"] - 1) + float(luck.normal(0, 1))
        )

    rhythm = {"rhythm": {"role": "lever", "kind": "choices", "choices": [1, 2]}}
    _, text = said_of(tmp_path, twice, contexts=("valley",), points=pd.DataFrame({"rhythm": [1, 2]}),
                      factors=rhythm)  # fmt: skip
    table = text.partition("What the levers do")[2].partition("</table>")[0]
    rows = re.findall(r'<tr class="(\w+)"><td class="">rhythm</td><td class="">(\w+)</td>', table)
    assert rows == [("unclear", "1"), ("gain", "2")]
    assert "PRIM" not in text


def test_where_there_is_no_value_it_is_said_why(tmp_path: Path) -> None:
    first, text = said_of(tmp_path, plus_ten_in_the_valley, outcomes=("loss:jobs",), seeds=2)
    assert first == ("valley: “Jobs: lost to the shock” has no value, because no threat strikes "
                     "within the months lived there.")  # fmt: skip
    assert "– on average" not in text


def test_the_design_shows_no_folder(tmp_path: Path) -> None:
    design = {"kind": "table", "table": "/home/me/private/points.csv"}
    assert "/home/me" not in said_of(tmp_path, plus_ten_in_the_valley, design=design)[1]


def test_tables_keep_the_order_of_the_study(store: Path) -> None:
    found = answer(Store(store), "courses")
    assert found.robust is not None
    assert list(found.robust.regrets) == ["valley", "city"]
    assert list(found.robust.regrets.index) == ["none", "courses"]


def test_a_measure_against_the_twin_has_its_unit_in_the_dictionary(store: Path) -> None:
    kept = Store(store).study("courses")
    told = dictionary(kept, {"runs": pd.DataFrame(columns=["jobs@end", "loss:jobs"])})
    assert told["unit"].tolist() == ["persons", "per cent of the twin's level, times months"]


@pytest.mark.parametrize(("difference", "better"), [(0.0, False), (-2.0, False), (2.0, True)])
def test_a_search_knows_whether_it_found_anything_better(difference: float, better: bool) -> None:
    pair = paired_difference(np.full(6, 10.0 + difference), np.full(6, 10.0))
    gain = Gain(0, "jobs@end", 10 + difference, 10, 99.0, pair)
    assert found_better([gain], ("jobs@end",), np.array([1.0])) is better
