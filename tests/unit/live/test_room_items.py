"""A trainer's own items: from a file to the phone and the priorities, or a line that says why not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette

from analysis.gap.plan import plan_file
from experiments.command.app import call
from experiments.live.room.answers import as_csv, items_csv, survey_of
from experiments.live.room.own_items import read_own_items, without_label
from experiments.live.room.plan import choices_of, plan_of, state_title, title_of
from experiments.live.room.questionnaire import usual_questionnaire
from experiments.live.room.room import Room
from experiments.live.room.routes import room_routes
from simulation.errors import InputError
from simulation.instruments.diagnosis import diagnose
from simulation.instruments.read_items import read_items
from simulation.language import current_language
from simulation.places import scenarios_folder
from tests.unit.live.asking import Asking

HEADER = "item_id;label_fr;label_it;label_en;kind;scale_min;scale_max;linked_parameter;transform"
OWN = f"""{HEADER}
eau;L'eau de la rivière;L'acqua del fiume;Water of the river;need;1;5;;
savon;Cuire le savon <à froid>;Fare il sapone;Making soap;skill;1;5;skills.by_skill.craft;relative
friche;La friche;L'area dismessa;The wasteland;resource;1;5;;
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_own_items_reach_the_phone_and_the_plan(own: Path) -> None:
    room = Room(read_own_items(own))
    phone = Asking(Starlette(routes=room_routes(room)))
    base = f"/room/{room.token}"
    for n in range(6):
        phone.cookies.clear()
        form = {"form": form_of(phone.get(base).text)}
        phone.post(f"{base}/enter", form | {"category": "artisan"})
        room.open_survey(1)
        for number, answers in enumerate((("5", "2", "5"), ("4", "1", "5"), ("2", "4", "4")), 1):
            page = phone.get(f"{base}/{number}").text
            assert number != 2 or "Cuire le savon &lt;à froid&gt;" in page
            assert ("by_training" in page) == (number == 2)
            given = dict(zip(("importance", "current", "desired"), answers, strict=True))
            phone.post(f"{base}/{number}", {"form": form_of(page), **given})
        assert room.progress().finished["artisan"] == n + 1
    found = diagnose(survey_of(room, 1), 50)
    first = found.survey.items[found.priorities[0].item]
    assert first.item_id in {"eau", "savon"}
    plan = plan_of(found, "fr")
    assert "skills.by_skill.craft" in plan.initial
    titles = [choice.titles["fr"] for choice in choices_of(plan, room.questionnaire.items)]
    assert any("L'eau de la rivière" in title for title in titles)


def test_what_was_asked_and_answered_goes_into_the_gap_command(own: Path, tmp_path: Path) -> None:
    room = Room(read_own_items(own))
    room.open_survey(1)
    for n in range(6):
        room.come_in(f"v{n}", "elu")
        for item in room.questionnaire.items:
            room.answer(f"v{n}", item.item_id, {"importance": "4", "current": str(1 + n % 3)})
    (tmp_path / "room.csv").write_bytes(as_csv(room, (1, 2)))
    (tmp_path / "items.csv").write_bytes(items_csv(room))
    assert read_items(tmp_path / "items.csv") == room.questionnaire.items
    out = tmp_path / "out"
    answers, items = str(tmp_path / "room.csv"), str(tmp_path / "items.csv")
    assert call(["gap", answers, "--items", items, "--out", str(out)]) == 0
    written = (out / "plan.yaml").read_text(encoding="utf-8")
    assert written == plan_file(diagnose(survey_of(room, 1)), current_language())
    assert "skills.by_skill.craft" in written


def form_of(text: str) -> str:
    return re.search(r'name="form" value="(\w+)"', text)[1]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "empty"),
        (HEADER + "\n", 1, "header"),
        (OWN.replace("label_it", "lable_it"), 1, "did you mean label_it"),
        (OWN.replace("item_id;", "itm_id;"), 1, "did you mean item_id"),
        (OWN.replace("resource", "ressource"), 4, "did you mean resource"),
        (OWN.replace("need;1;5", "need;0;10"), 2, "7 steps"),
        (OWN.replace("need;1;5", "need;0.5;4.5"), 2, "whole steps"),
        (OWN.replace("friche;", "eau;"), 4, "twice"),
        (OWN.replace("skills.by_skill.craft", "skills.by_skill.craf"), 3, "craft"),
        (OWN.replace("skills.by_skill.craft", "seed"), 3, "seed"),
        (OWN.replace("friche;", "=1+1;"), 4, "formula"),
        (HEADER + "\n" + "".join(f"i{n};a;b;c;need;1;5;;\n" for n in range(41)), None, "40"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line, said: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_own_items(path)
    assert said in str(error.value)
    assert (error.value.line, error.value.file) == (line, path)


def test_a_label_that_is_missing_is_said_and_another_one_taken(tmp_path: Path, own: Path) -> None:
    assert without_label(read_own_items(own)) == {}
    own.write_text(OWN.replace("L'acqua del fiume", ""), encoding="utf-8")
    asked = read_own_items(own)
    assert without_label(asked) == {"it": ("eau",)}
    assert asked.items[0].label("it") == "L'eau de la rivière"


def test_the_shipped_items_pass_as_own_items() -> None:
    shipped = scenarios_folder() / "surveys" / "valley_items.csv"
    assert read_own_items(shipped).items == usual_questionnaire().items


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--items", "mine.csv"], "--room"),
        (["--keep", "here"], "--room"),
        (["--room", "--items", "nowhere.csv"], "nowhere.csv"),
        (["--room", "--items", "bad.csv"], "bad.csv:1"),
    ],
)
def test_nothing_is_served_of_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys, options: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.csv").write_text(OWN.replace("label_it", "lable_it"), encoding="utf-8")
    Path("mine.csv").write_text(OWN, encoding="utf-8")

    def served(*_args: object) -> None:
        raise AssertionError("a port was opened")

    monkeypatch.setattr("experiments.live.addresses.listening", served)
    assert call(["live", "--no-open", *options]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "skill", "project"),
    [
        ("fr", "Cuire le savon <à froid>", "Un projet sur ce point : L'eau de la rivière"),
        ("it", "Fare il sapone", "Un progetto su questo punto: L'acqua del fiume"),
        ("en", "Making soap", "A project on this: Water of the river"),
    ],
)
def test_states_and_projects_are_called_by_their_items(
    own: Path, lang: str, skill: str, project: str
) -> None:
    items = read_own_items(own).items
    assert state_title("skills.by_skill.craft", items, lang) == skill
    assert state_title("community.heritage", items, lang) == "community.heritage"
    assert title_of("project eau", items, lang) == project
