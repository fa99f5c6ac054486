"""Programmes: whatever a person writes there is one clear error with its place; dose zero is nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulation.accompaniment.observable import observable, settings_of
from simulation.accompaniment.programme import Action, Programme
from simulation.errors import InputError
from simulation.model import Territory
from simulation.read_programme import (
    is_programme,
    programme_schema,
    programmes,
    read_programme,
    without_chosen,
)
from simulation.table import TABLES, Table

SHIPPED = [name for name in programmes() if name != "none"]
A = "actions:\n  - name: a\n    method: project_work\n"
WRONG = {
    "unknown key": ("actionz: []", "p.yaml:1: actionz: unknown key; near: actions"),
    "unknown key of an action": (
        A + "    houres: 3",
        "p.yaml:4: actions.0.houres: unknown key; near: hours",
    ),
    "unknown method": (
        "actions:\n  - name: a\n    method: project_wrk",
        "p.yaml:3: actions.0.method: no method is called 'project_wrk'; near: project_work",
    ),
    "unknown choice": (
        "actions:\n  - {name: a, method: adaptive, choices: [brokerag]}",
        "actions.0.choices.0: no method is called 'brokerag'; near: brokerage",
    ),
    "nothing to choose": (
        "actions:\n  - {name: a, method: adaptive}",
        "an adaptive action needs choices",
    ),
    "unknown actor": (
        A + "    actor: mayor",
        "p.yaml:4: actions.0.actor: 'mayor' is not known; known: chamber",
    ),
    "unknown quantity": (
        A + "    enter:\n      needs:\n        meantrust: {at_least: 0.2}",
        "p.yaml:6: actions.0.enter.needs.meantrust: nothing is observed under the name 'meantrust'; near: mean_trust",
    ),
    "bounds contradict": (
        A + "    leave: {needs: {mean_trust: {at_least: 0.5, at_most: 0.2}}}",
        "nothing is at least 0.5 and at most 0.2: this gate can never open",
    ),
    "bound out of range": (
        A + "    leave: {needs: {mean_trust: {at_least: 5}}}",
        "5 is outside [0, 1]: this gate can never open",
    ),
    "no bound": (
        A + "    leave: {needs: {mean_trust: {}}}",
        "a condition needs at_least or at_most",
    ),
    "budget below a session": (
        "budget: {money: 0.01}\n" + A,
        "p.yaml:1: budget.money: 0.01 month's wages do not pay for one session; the cheapest takes 0.08",
    ),
    "money from nowhere": (
        "actions:\n  - {name: a, method: cash_transfer, settings: {amount: 3}}",
        "3 are paid out in a session, but only 0 counted as money",
    ),
    "unknown setting": (
        "actions:\n  - {name: a, method: cash_transfer, settings: {amuont: 3}}",
        "actions.0.settings.amuont: unknown key; near: amount",
    ),
    "after a circle": (
        "actions:\n  - {name: a, method: project_work, after: [b]}\n  - {name: b, method: project_work, after: [a]}",
        "p.yaml:2: actions.0.after: 'a' comes after itself: it can never begin",
    ),
    "after nothing": (
        A + "    after: [bb]",
        "actions.0.after.0: 'bb' is no action of this programme",
    ),
    "back to nothing": (
        A + "    leave: {needs: {jobs: {at_least: 1}}, return_to: x}",
        "actions.0.leave.return_to: 'x' is no action",
    ),
    "two of a name": (
        A + "  - {name: a, method: brokerage}",
        "p.yaml:4: actions.1.name: two actions are called 'a'",
    ),
    "exclusive phases": (
        "actions:\n  - {name: a, method: project_work, phase: x, exclusive: true}\n  - {name: b, method: project_work, phase: y, exclusive: true, start: 3}",
        "p.yaml:3: actions.1.start: the exclusive phases 'y' and 'x' overlap: 'b' begins before 'a' is over",
    ),
    "nobody": (A + "    participants: {count: 0}", "a count of 0 invites nobody"),
    "a level that is none": (A + "    level: 7", "actions.0.level: 7 is not known; known: 1, 2, 3"),
    "a level left out": (A + "    level:", "actions.0.level"),
    "unknown choice of people": (A + "    participants: {choose: best}", "'best' is not known"),
    "dose": ("dose: -1", "p.yaml:1: dose: -1 is outside [0, 10]"),
    "nan": ("dose: .nan", "p.yaml:1: dose: nan is no finite number"),
    "a text": ("dose: 'x'", "p.yaml:1: dose: 'x' is a text; a number was expected"),
    "true": (
        A + "    sessions: true",
        "p.yaml:4: actions.0.sessions: true; a whole number was expected",
    ),
    "no name": ("actions:\n  - {method: project_work}", "p.yaml:2: actions.0.name: is missing"),
    "empty": ("", "p.yaml:1: the file is empty"),
    "a list": ("- a", "a mapping of keys to values was expected, not a list"),
    "extends nothing": (
        "extends: facilitatd",
        "p.yaml:1: extends: no programme is called 'facilitatd'; near: facilitated",
    ),
    "extends a context": ("extends: baseline", "no programme is called 'baseline'"),
    "no starting state": (
        "initial: {firms: 3}",
        "initial.firms: only starting states can stand here",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_with_its_place(case: str, tmp_path: Path) -> None:
    text, said = WRONG[case]
    path = tmp_path / "p.yaml"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        read_programme(path)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (A + "    participants: {families: [textiles]}", "p.yaml:4: actions.0.participants.families.0: 'textiles' is not among the families of this scenario: nobody would be selected; near: textile"),
        (A + "    participants: {products: [hotels]}", "'hotels' is not among the products of this scenario"),
        ("initial:\n  skills.level: 7", "p.yaml:2: initial.skills.level: 7.0 is outside [0, 1]"),
        ("initial:\n  skills.leel: 0.7", "p.yaml:2: initial.skills.leel: unknown key; near: level"),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_territory_is_said(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        Territory("baseline", n_firms=12, months=1, programme=path)
    assert said in str(caught.value)


def test_a_folder_and_an_unknown_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="this is a folder"):
        read_programme(tmp_path)
    with pytest.raises(InputError, match="near: facilitated"):
        read_programme("facilitate")


def test_a_programme_made_in_python_is_checked_too() -> None:
    with pytest.raises(InputError, match="no method is called 'x'"):
        read_programme(Programme(actions=(Action(name="a", method="x"),)))


def test_oddities_are_warnings(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(
        "start: 500\nfacilitator: {count: 0}\n" + A + "    level: 2\n    sessions: 0\n"
        "    participants: {count: 99, kinds: [chamber]}"
    )
    warnings = Territory("baseline", n_firms=12, months=1, programme=path).programme.warnings
    told = " ".join(warnings)
    for said in (
        "not made for level 2", "no session is planned", "after the end of the story",
        "99 are invited, but there are 12 firms", "no facilitator to lead it", "kinds of bodies",
    ):  # fmt: skip
        assert said in told


def test_programmes_extend_programmes(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("extends: facilitated\nfacilitator: {leaves: 12}")
    mine, base = read_programme(path), read_programme("facilitated")
    assert mine.actions == base.actions
    assert mine.facilitator.leaves == 12
    assert mine.facilitator.count == base.facilitator.count
    assert is_programme(path)
    assert not is_programme("baseline")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_programme_costs_the_same_by_design(name: str) -> None:
    programme = read_programme(name)
    planned = sum(
        a.sessions * (a.hours * programme.budget.rate + a.money) for a in programme.actions
    )
    assert programme.budget.money == read_programme("cash").budget.money
    assert planned == pytest.approx(programme.budget.money, rel=0.001)
    assert programme.warnings == ()
    for text in (programme.title, programme.description):
        assert isinstance(text, dict)
        assert set(text) == {"en", "fr", "it"}
    assert programme.sources


@pytest.mark.parametrize("name", SHIPPED)
def test_dose_zero_gives_the_same_bits_as_nothing(name: str) -> None:
    ours = read_programme(name).model_copy(update={"dose": 0.0, "start": 0})
    one = Territory("mono_product", 5, n_firms=30, months=9, programme=ours, warm_up=2).run()
    other = Territory("mono_product", 5, n_firms=30, months=9, warm_up=2).run()
    for table in (value for value in vars(one).values() if isinstance(value, Table)):
        twin = getattr(other, type(table).__name__.lower())
        if len(table) != len(twin):
            continue  # facilitators are there, and do nothing
        for column in TABLES[type(table).__name__.lower()].columns:
            same = np.array_equal(getattr(table, column), getattr(twin, column), equal_nan=True)
            assert same, (type(table).__name__, column)
    seen, expected = one.observations.frame(2), other.observations.frame(2)
    assert seen.equals(expected)


def test_starting_states_are_laid_over_the_scenario_but_not_over_what_was_chosen() -> None:
    plan = read_programme(Programme(name="p", initial={"skills.level": 0.3}))
    assert Territory("baseline", n_firms=12, months=1, programme=plan).scenario.skills.level == 0.3
    mine = Territory("baseline", n_firms=12, months=1, programme=plan, skills__level=0.6)
    assert mine.scenario.skills.level == 0.6
    assert without_chosen(plan, ["skills"]).initial == {}


def test_gates_know_what_methods_record_and_settings_what_they_read() -> None:
    known = observable()
    assert known["coverage"] == (0.0, 1.0)
    assert {"consensus", "set_size", "acceptability", "need_digital", "jobs"} <= set(known)
    assert settings_of("cash_transfer") == {"amount"}


def test_the_schema_names_every_key() -> None:
    schema = programme_schema()
    assert {"extends", "actions", "initial", "assumed"} <= set(schema["properties"])
    assert "exclusive" in schema["$defs"]["Action"]["properties"]
