"""A user's own firms and relations: what the file says is what lives; what is wrong has its line."""

from __future__ import annotations

import datetime
import random
import re
from pathlib import Path

import numpy as np
import pytest

from simulation.entities.markets import MARKETS, TECHNOLOGIES
from simulation.entities.ties import BUSINESS, KNOWLEDGE
from simulation.errors import InputError
from simulation.model import Territory
from simulation.places import scenarios_folder
from simulation.read_scenario import overlaid, read_scenario
from simulation.register.firms import Register
from simulation.register.own_firms import register_of
from simulation.scenario import Scenario

SIMPLE = "id,product,technology,market,employees,founded,owner_age,x,y,closed\n"
THREE = (
    SIMPLE
    + "c,hotel,manual,visitors,3,1990,44,10,0,\na,bakery,,,,,,0,0,\nb,bakery,,,1,1985-06,,5,5,no\n"
)
HEAD = (
    "siret,etatAdministratifEtablissement,dateCreationEtablissement,trancheEffectifsEtablissement,"
    "activitePrincipaleEtablissement,codeCommuneEtablissement,"
    "coordonneeLambertAbscisseEtablissement,coordonneeLambertOrdonneeEtablissement\n"
)
CODES = {"10.7": "bakery", "10.71C": "restaurant", "55": "hotel", "68": None}


def scenario_of(
    folder: Path, text: str | bytes, relations: str | None = None, **named: object
) -> Scenario:
    (folder / "firms.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    changes: dict[str, object] = {
        "register_file": {"file": str(folder / "firms.csv"), **named}, "warm_up": 0, "months": 12,
    }  # fmt: skip
    if relations is not None:
        (folder / "ties.csv").write_text(relations, encoding="utf-8")
        changes["relations_file"] = {"file": str(folder / "ties.csv")}
    return read_scenario("baseline", changes)


def register(folder: Path, text: str | bytes, **named: object) -> Register:
    found = register_of(scenario_of(folder, text, **named))
    assert found is not None
    return found


def complaint(
    folder: Path, text: str | bytes, relations: str | None = None, **named: object
) -> str:
    with pytest.raises(InputError) as caught:
        scenario_of(folder, text, relations, **named)
    return str(caught.value)


def test_what_the_file_says_is_what_lives(tmp_path: Path) -> None:
    scenario = scenario_of(tmp_path, THREE)
    territory = Territory(scenario, seed=3)
    firms, names = territory.firms, territory.markets.names
    assert scenario.firms == 3
    assert [names[p] for p in firms.product[:3]] == ["bakery", "bakery", "hotel"]
    assert TECHNOLOGIES[firms.technology[2]] == "manual"
    assert MARKETS[firms.market[2]] == "visitors"
    assert firms.collaborators[1:3].tolist() == [1, 3]
    assert firms.age[2] == 44
    assert firms.founded[2] == -1 - 120
    assert firms.founded[1] == -1 - (14 * 12 + 7)
    assert firms.place[:3].tolist() == [[0, 0.25], [0.5, 0.75], [1, 0.25]]
    assert 0 <= firms.collaborators[0] <= 9
    assert territory.run().clock.month == 12


def test_a_person_finds_a_firm_again(tmp_path: Path) -> None:
    territory = Territory(scenario_of(tmp_path, THREE), seed=3)
    found = territory.register
    assert found is not None
    assert found.id_of(territory.firms.id[2]) == "c"
    assert found.identity_of("b") == territory.firms.id[1]
    assert found.table()["id"].tolist() == ["a", "b", "c"]
    assert found.id_of(20_007) is None
    with pytest.raises(InputError, match="no firm of the register is called 'z'"):
        found.identity_of("z")


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    folder = scenarios_folder() / "registers"
    states = []
    for shuffle in (False, True):
        made = {}
        for name in ("valley_firms.csv", "valley_relations.csv"):
            head, *rows = (folder / name).read_text(encoding="utf-8").splitlines()
            if shuffle:
                random.Random(4).shuffle(rows)
            (tmp_path / name).write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
            made[name] = {"file": str(tmp_path / name)}
        changes = {
            "register_file": made["valley_firms.csv"],
            "relations_file": made["valley_relations.csv"],
        }
        territory = Territory(
            read_scenario("alpine_valley", {"months": 6, "warm_up": 0, **changes}), seed=2
        )
        territory.run()
        states.append((territory.firms.skills.copy(), territory.ties.trust.copy()))
    assert all(np.array_equal(a, b) for a, b in zip(*states, strict=True))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_files_as_spreadsheets_write_them(tmp_path: Path, encoding: str, separator: str) -> None:
    text = 'id,product,note\r\né1,bakery,"two\r\nlines, ""quoted"""\r\n\r\né2,hotel,\r\n'
    if separator != ",":
        text = re.sub(r",(?! )", separator, text)
    assert register(tmp_path, text.encode(encoding)).ids == ("é1", "é2")


def test_columns_may_have_other_names(tmp_path: Path) -> None:
    text = "Nom;Métier;Effectif\nx;bakery;2,0\n"
    found = register(
        tmp_path, text, columns={"id": "Nom", "product": "Métier", "employees": "Effectif"}
    )
    assert (found.ids, found.fewest.tolist()) == (("x",), [2])


def test_who_is_left_out_is_counted(tmp_path: Path) -> None:
    rows = "a,hotel,,,,,,,,yes\nb,hotel,,,12,,,,,\nc,hotel,,,,2004-05,,,,\nd,hotel,,,,,,,,1998-01-01\ne,hotel,,,,,,,,2009\n"
    found = register(tmp_path, SIMPLE + rows)
    assert found.ids == ("e",)
    assert found.left_out == {
        "closed": 2,
        "more than 9 collaborators": 1,
        "founded after the start": 1,
    }


def test_the_french_register_is_read(tmp_path: Path) -> None:
    rows = (
        "00000000000017,A,1990-02-03,01,10.71C,73001,900000.5,6500000\n"
        "00000000000025,A,1900-01-01,NN,10.72Z,73001,[ND],[ND]\n"
        "00000000000033,A,,,55.10Z,73001,900100,6500200\n"
        "00000000000041,F,1990-02-03,03,55.10Z,,,\n"
        "00000000000058,A,1990-02-03,11,99.99Z,,,\n"
        "00000000000066,A,1990-02-03,03,68.20A,,,\n"
        "00000000000074,A,1990-02-03,03,[ND],,,\n"
    )
    found = register(tmp_path, HEAD + rows, layout="sirene", products=CODES)
    names = list(read_scenario("baseline").economy.products)
    assert found.ids[0] == "00000000000017"
    assert [names[p] if p >= 0 else "" for p in found.product] == [
        "restaurant",
        "bakery",
        "hotel",
        "",
    ]
    assert list(zip(found.fewest, found.most, strict=True)) == [(1, 2), (0, 0), (-1, -1), (6, 9)]
    assert found.founded[0] == 1990 * 12 + 1
    assert found.founded[1] == -1
    assert sum(found.left_out.values()) == 3
    territory = Territory(
        scenario_of(tmp_path, HEAD + rows, layout="sirene", products=CODES), seed=1
    )
    assert territory.firms.collaborators[0] in {1, 2}
    assert 6 <= territory.firms.collaborators[3] <= 9


BROKEN = {
    "date": ("a,hotel,,,,1990-13-01,,,,\n", "firms.csv:2: founded: '1990-13-01' is no date"),
    "30 February": ("a,hotel,,,,30/02/1990,,,,\n", "firms.csv:2: founded: '30/02/1990' is no date"),
    "negative": ("a,hotel,,,1,,,,,\nb,hotel,,,-1,,,,,\n", "firms.csv:3: employees: '-1' is outside [0, 1e+06]"),
    "NaN": ("a,hotel,,,NaN,,,,,\n", "firms.csv:2: employees: 'NaN' is no number"),
    "inf": ("a,hotel,,,,,,inf,0,\n", "firms.csv:2: x: 'inf' is no number"),
    "a word": ("a,hotel,,,two,,,,,\n", "firms.csv:2: employees: 'two' is no number"),
    "age": ("a,hotel,,,,,7,,,\n", "firms.csv:2: owner_age: '7' is outside [18, 100]"),
    "product": ("a,hotel,,,,,,,,\nb,pub,,,,,,,,\nc,pub,,,,,,,,\nd,spa,,,,,,,,\n", "firms.csv:3: no product for activity pub (2), spa (1)"),
    "technology": ("a,hotel,steam,,,,,,,\n", "firms.csv:2: technology: 'steam' is not known; known: manual"),
    "same id": ("a,hotel,,,,,,,,\n\nb,hotel,,,,,,,,\na,hotel,,,,,,,,\n", "firms.csv:5: id 'a' stands twice, first in line 2"),
    "no id": ("a,hotel,,,,,,,,\n ,hotel,,,,,,,,\n", "firms.csv:3: the firm has no id"),
    "closed": ("a,hotel,,,,,,,,perhaps\n", "firms.csv:2: closed: 'perhaps' is no date"),
    "too few cells": ("a,hotel,,,,,,,,\nb,hotel\n", "firms.csv:3: 2 cells, the header has 10"),
    "too many cells": ("a,hotel,,,,,,,,,,\n", "firms.csv:2: 12 cells, the header has 10"),
    "after a quoted line break": ('"a\n\n1",hotel,,,,,,,,\nb,hotel,,,x,,,,,\n', "firms.csv:5: employees: 'x'"),
    "open quote": ('a,hotel,,,,,,,,\n"b,hotel,,,,,,,,\n', "firms.csv:3: "),
    "nobody": ("", "there is a header but no firm below it"),
    "all closed": ("a,hotel,,,,,,,,yes\n", "no firm is left"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_row_is_named_by_its_line(tmp_path: Path, case: str) -> None:
    rows, expected = BROKEN[case]
    assert complaint(tmp_path, SIMPLE + rows).startswith(
        expected.split("|")[0]
    ) or expected in complaint(tmp_path, SIMPLE + rows)


FILES = {
    "empty": ("", "firms.csv:1: the file is empty"),
    "no id column": ("ident,product\na,hotel\n", "firms.csv:1: column 'id' is missing; the file has: ident, product"),
    "near name": ("id,produit\na,hotel\n", "firms.csv:1: column 'product' is missing"),
    "misspelt": ("id,product,employes\na,hotel,3\n", "column 'employes' is not known; if it is 'employees'"),
    "column twice": ("id,id,product\na,b,hotel\n", "firms.csv:1: column 'id' occurs twice"),
    "zeros": (b"id,product\n\0\0,hotel\n", "this is not a text file"),
    "picture": (b"\x89PNG\r\n\x1a\n\x81\x8d", "this is not a text file"),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_no_register(tmp_path: Path, case: str) -> None:
    text, expected = FILES[case]
    assert expected in complaint(tmp_path, text)


def test_sirets_keep_their_zeros(tmp_path: Path) -> None:
    row = "17,A,1990-02-03,01,10.71C,73001,1,1\n"
    assert "'17' is no siret of 14 digits" in complaint(
        tmp_path, HEAD + row, layout="sirene", products=CODES
    )
    assert "'9Z' is no class of size" in complaint(
        tmp_path, HEAD + "00000000000017,A,,9Z,55,,,\n", layout="sirene", products=CODES
    )


def test_missing_files_and_folders(tmp_path: Path) -> None:
    for name, expected in (
        ("none.csv", "none.csv: there is no such file"),
        ("", "this is a folder"),
    ):
        with pytest.raises(InputError, match=expected):
            read_scenario("baseline", {"register_file": {"file": str(tmp_path / name)}})


TIES = "from,to,trust,respect,months,kind\n"
WRONG_TIES = {
    "nobody": ("a,z,,,,\n", "ties.csv:2: a tie to nobody: 'z' is not in the register"),
    "itself": ("a,b,,,,\nb,b,,,,\n", "ties.csv:3: 'b' is tied to itself"),
    "trust": ("a,b,1.2,,,\n", "ties.csv:2: trust: '1.2' is outside [0, 1]"),
    "NaN": ("a,b,nan,,,\n", "ties.csv:2: trust: 'nan' is no number"),
    "kind": ("a,b,,,,family\n", "ties.csv:2: 'family' is no kind of tie; known: business"),
    "twice": ("a,b,,,,\nb,a,,,,\na,b,,,,\n", "ties.csv:4: this tie stands twice, first in line 2"),
}


@pytest.mark.parametrize("case", WRONG_TIES)
def test_a_broken_tie_is_named_by_its_line(tmp_path: Path, case: str) -> None:
    rows, expected = WRONG_TIES[case]
    assert expected in complaint(tmp_path, THREE, TIES + rows)


def test_ties_are_as_the_file_says(tmp_path: Path) -> None:
    rows = "a,b,0.8,0.6,30,business\nb,a,0.4,,,knowledge\nc,a,,,,\n"
    territory = Territory(scenario_of(tmp_path, THREE, TIES + rows), seed=1)
    ties = territory.ties
    assert ties.neighbour[0, :3].tolist() == [1, 2, -1]
    assert ties.trust[0, 0] == 0.8
    assert ties.trust[1, 0] == 0.4
    assert ties.respect[0, 0] == ties.respect[1, 0] == 0.6
    assert ties.history[0, 0] == 30
    assert ties.purposes[0, 0] == BUSINESS | KNOWLEDGE
    assert 0.1 <= ties.trust[2, 0] <= 0.95


def test_ties_of_firms_left_out_are_left_out(tmp_path: Path) -> None:
    territory = Territory(
        scenario_of(tmp_path, THREE + "d,hotel,,,,,,,,yes\n", TIES + "a,d,,,,\n"), seed=1
    )
    assert (territory.ties.neighbour < 0).all()


def test_a_firm_with_too_many_ties_is_named(tmp_path: Path) -> None:
    firms = SIMPLE + "".join(f"f{n:02d},hotel,,,,,,,,\n" for n in range(30))
    ties = TIES + "".join(f"f00,f{n:02d},,,,\n" for n in range(1, 30))
    assert "firm 'f00' has 29 ties, a firm keeps up 16 at most" in complaint(tmp_path, firms, ties)


def test_the_register_gives_the_number_of_firms(tmp_path: Path) -> None:
    scenario = scenario_of(tmp_path, THREE)
    with pytest.raises(InputError, match="the register holds 3 firms"):
        overlaid(scenario, {"firms": 50})
    assert overlaid(scenario, {"months": 3}).firms == 3


def test_what_was_said_before_the_start_counts_from_it(tmp_path: Path) -> None:
    later = overlaid(scenario_of(tmp_path, THREE), {"start": datetime.date(1988, 1, 1)})
    assert later.firms == 2


@pytest.mark.parametrize("context", ["valley_register", "valley_sirene"])
def test_the_samples_live(context: str) -> None:
    territory = Territory(context, seed=1, months=12)
    assert territory.register is not None
    assert 60 <= len(territory.register) <= 120
    assert territory.register.left_out["closed"]
    assert territory.run().observations.frame(12)["firms"].iloc[-1] > 50
