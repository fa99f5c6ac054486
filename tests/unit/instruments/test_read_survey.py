"""Every way a survey file comes, and every fault it may have."""

import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.errors import InputError
from simulation.instruments.answer_cells import answer_in
from simulation.instruments.column_names import item_and_question
from simulation.instruments.read_items import read_items
from simulation.instruments.read_survey import read_mapping, read_rounds, read_survey
from simulation.instruments.survey import Survey

SHIPPED = Path(__file__).resolve().parents[3] / "scenarios" / "surveys"
HEADER = "respondent_id;round;category;level;item_id;importance;current;desired"


def survey_of(folder: Path, *rows: str, header: str = HEADER, **options: object) -> Survey:
    path = folder / "survey.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return read_survey(path, **options)  # type: ignore[arg-type]


def refusal(folder: Path, *rows: str, header: str = HEADER, **options: object) -> str:
    with pytest.raises(InputError) as caught:
        survey_of(folder, *rows, header=header, **options)
    return str(caught.value)


def test_shipped_files_are_what_the_script_makes() -> None:
    made = runpy.run_path(str(Path(__file__).parent / "make_valley_survey.py"))["files"]()
    for name, content in made.items():
        assert (SHIPPED / name).read_bytes() == content, name


def test_wide_and_long_say_the_same() -> None:
    items = read_items(SHIPPED / "valley_items.csv")
    long = read_survey(SHIPPED / "valley_survey.csv", items)
    wide = read_survey(SHIPPED / "valley_survey_wide.csv", items)
    assert (len(long.respondents), len(set(long.categories)), len(long.items)) == (63, 8, 14)
    np.testing.assert_array_equal(long.answers, wide.answers)
    np.testing.assert_array_equal(long.no_opinion, wide.no_opinion)
    assert long.categories == wide.categories
    assert 3.5 in long.importance


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_separators_encodings_and_line_ends(
    tmp_path: Path, separator: str, encoding: str, newline: str
) -> None:
    rows = [
        ["Répondant", "Catégorie", "Thème", "Importance", "Actuel", "Souhaité", "Commentaire"],
        ["r1", "hôtellerie", "été", '"4,5"', "2", "5", '"deux\nlignes; ""et"", plus"'],
        ["r2", "élu", "été", "NSP", "-", "s.o.", ""],
    ]
    text = newline.join(separator.join(row) for row in rows) + newline
    path = tmp_path / "s.csv"
    path.write_bytes(text.encode(encoding))
    found = read_survey(path)
    assert found.categories == ("hôtellerie", "élu")
    assert found.items[0].item_id == "été"
    assert found.importance[:, 0].tolist()[0] == 4.5
    assert found.no_opinion[:3, 1, 0].tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("cell", "value", "no_opinion"),
    [("NSP", None, True), ("s.o.", None, True), ("non so", None, True), ("Don't know", None, True),
     ("N/A", None, False), ("-", None, False), ("–", None, False), ("", None, False),
     ("4", 4.0, False), ("3,5", 3.5, False), (" 3.5 ", 3.5, False)],
)  # fmt: skip
def test_cells(cell: str, value: float | None, no_opinion: bool) -> None:
    read = answer_in(cell)
    assert read is not None
    assert read[1] is no_opinion
    assert np.isnan(read[0]) if value is None else read[0] == value


@pytest.mark.parametrize("cell", ["four", "4/5", "???", "4 5", "1e9", "=1+1", "inf"])
def test_unreadable_cells_are_not_guessed(cell: str) -> None:
    assert answer_in(cell) is None


@pytest.mark.parametrize(
    ("header", "expected"),
    [("Q1_importance", ("Q1", "importance")), ("Q1_actuel", ("Q1", "current")),
     ("Q12 [souhaité]", ("Q12", "desired")), ("attuale_D3", ("D3", "current")),
     ("bois (dans 5 ans)", ("bois", "desired")),
     ("Q1_par_la_formation", ("Q1", "by_training")), ("comment", None), ("importance", None)],
)  # fmt: skip
def test_wide_headers(header: str, expected: tuple[str, str] | None) -> None:
    assert item_and_question(header) == expected


def test_mapping_names_columns_of_any_form(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(
        "column;item_id;question\nIs it important?;wood;importance\nHow is it?;wood;actuel\n"
    )
    mapping = read_mapping(tmp_path / "m.csv")
    header = "id;Is it important?;How is it?"
    found = survey_of(tmp_path, "a;5;2", header=header, mapping=mapping)
    assert (found.importance[0, 0], found.current[0, 0]) == (5, 2)
    said = refusal(tmp_path, "a;5;2", header="id;Is it importnt?;How is it?", mapping=mapping)
    assert "Is it important?" in said
    assert "did you mean 'Is it importnt?'" in said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["a;1;x;3;i;5;2;9"], "survey.csv:2: desired: 9 is outside the scale 1-5 of item 'i'"),
        (["a;1;x;3;i;0;2;3", "b;1;x;3;i;1;0;3"], "2 such answers, on lines 2, 3"),
        (["a;1;x;3;i;good;2;3"], "survey.csv:2: importance: 'good' is not an answer from 1 to 5"),
        (["a;1;x;3;i;5;2;5", "b;1;x;3;i;5;2;5", "a;1;x;3;i;4;2;5"], "2 times, on lines 2, 4"),
        (["a;1;x;3;i;5;2;5", "a;1;y;3;k;5;2;5"], "survey.csv:3: category: respondent 'a'"),
        (["a;1;x;7;i;5;2;5"], "survey.csv:2: level: '7' is not level 1, 2 or 3"),
        (["a;first;x;3;i;5;2;5"], "survey.csv:2: round: 'first' is not a whole number"),
        ([";1;x;3;i;5;2;5"], "survey.csv:2: respondent_id: no respondent"),
        (["a;1;x;3;;5;2;5"], "survey.csv:2: item_id: no item"),
        (["a;1;x;3;i;5;2;5;and; more"], "survey.csv:2: 10 cells, but the header has 8"),
        (['a;1;x;3;i;5;2;"5'], "quotes are not closed"),
        ([], "a header but no answer"),
    ],
)
def test_faults_are_refused_with_their_place(tmp_path: Path, rows: list[str], said: str) -> None:
    assert said in refusal(tmp_path, *rows)


def test_faulty_headers(tmp_path: Path) -> None:
    assert "no column current" in refusal(tmp_path, "a;i;5", header="id;item_id;importance")
    twice = "id;item;importance;current;repondant"
    assert "both mean" in refusal(tmp_path, "a;i;5;2;1", header=twice)
    assert "occurs twice" in refusal(tmp_path, "a;i;5;5", header="id;item_id;current;current")
    (tmp_path / "x.csv").write_bytes(b"PK\x03\x04\0\0\0\0")
    with pytest.raises(InputError, match="not a text file"):
        read_survey(tmp_path / "x.csv")
    with pytest.raises(InputError, match="there is no such file"):
        read_survey(tmp_path / "absent.csv")
    (tmp_path / "e.csv").write_bytes(b"")
    with pytest.raises(InputError, match="empty"):
        read_survey(tmp_path / "e.csv")


def test_latest_answer_only_when_a_time_is_named(tmp_path: Path) -> None:
    rows = ["a;i;5;2;2026-01-01T10:00", "a;i;4;3;2026-01-02T10:00"]
    header = "id;item_id;importance;current;sent"
    assert "times" in refusal(tmp_path, *rows, header=header)
    assert survey_of(tmp_path, *rows, header=header, latest_by="sent").importance[0, 0] == 4


def test_scales_are_brought_together_only_when_declared(tmp_path: Path) -> None:
    items = tmp_path / "items.csv"
    items.write_text("item_id;scale_min;scale_max;reverse\ni;0;10;\nk;1;5;yes\n")
    rows = ["a;1;x;3;i;10;0;5", "a;1;x;3;k;5;4;2"]
    found = survey_of(tmp_path, *rows, items=read_items(items))
    assert found.answers[:3, 0, 0].tolist() == [5, 1, 3]
    # How much it matters is not turned round; how it is and how it should be are.
    assert found.answers[:3, 0, 1].tolist() == [5, 2, 4]
    assert "outside the scale" in refusal(tmp_path, *rows)


@pytest.mark.parametrize(
    ("line", "said"),
    [("i;needs;1;5;", "did you mean need?"), ("i;need;5;1;", "whole steps upwards"),
     ("i;need;x;5;", "scale_min: 'x' is not a number"), ("i;need;1;5;maybe", "reverse: 'maybe'")],
)  # fmt: skip
def test_items_file_faults(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "items.csv"
    path.write_text(f"item_id;kind;scale_min;scale_max;reverse\n{line}\n")
    with pytest.raises(InputError) as caught:
        read_items(path)
    assert str(caught.value).startswith("items.csv:2")
    assert said in str(caught.value)


def test_unknown_item_lists_the_near_one(tmp_path: Path) -> None:
    items = tmp_path / "items.csv"
    items.write_text("item_id;kind\nhousing;need\n")
    said = refusal(tmp_path, "a;1;x;3;housng;5;2;5", items=read_items(items))
    assert "did you mean housing?" in said


def test_rounds_and_territories_are_not_pooled(tmp_path: Path) -> None:
    rows = ["a;1;x;3;i;5;2;5", "a;2;x;3;i;5;4;5"]
    assert survey_of(tmp_path, *rows).current[0, 0] == 4
    assert survey_of(tmp_path, *rows, round_wanted=1).current[0, 0] == 2
    assert "the file holds 1, 2" in refusal(tmp_path, *rows, round_wanted=3)
    assert [s.round for s in read_rounds(tmp_path / "survey.csv")] == [1, 2]
    header = "id;territory;item_id;importance;current"
    rows = ["a;north;i;5;2", "b;south;i;5;4"]
    assert "several territories" in refusal(tmp_path, *rows, header=header)
    assert survey_of(tmp_path, *rows, header=header, territory="south").respondents == ("b",)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=200))
def test_no_bytes_make_it_stumble(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(HEADER.encode() + b"\n" + content)
    said = _said_of(path)
    assert said is None or "any.csv" in said


def _said_of(path: Path) -> str | None:
    """The error a file gives, or None when it can be read."""
    try:
        read_survey(path)
    except InputError as error:
        return str(error)
    return None
