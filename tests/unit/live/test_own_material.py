"""Addresses, files brought and files taken away: round trips, and what is refused, in words."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.live.bands import Bands
from experiments.live.charts import CHARTS
from experiments.live.configuration import Configuration
from experiments.live.configuration_file import LARGEST, as_json, read_configuration
from experiments.live.export.archive import archive
from experiments.live.export.picture import caption, picture
from experiments.live.export.report import report
from experiments.live.languages import titled
from experiments.live.link import address_of, is_whole, read_address
from experiments.live.material.panel import firms_of
from experiments.live.material.reading import read_brought
from experiments.live.pair import Pair, lived
from simulation.errors import InputError
from simulation.places import scenarios_folder

PLAN = b"name: mine\nactions:\n  - {name: circle, method: action_learning, sessions: 3}\n"
TERRITORY = b"extends: baseline\nfirms: 90\nmonths: 24\n"
SURVEYS = scenarios_folder() / "surveys"


@pytest.fixture(scope="module")
def pair() -> Pair:
    return lived(Configuration(firms=40, programme="training_only"))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"territory": "alpine_valley", "seed": 7, "firms": 300, "projector": True},
        {"assumptions": {"meet.strangers": 0.4}, "strength": 0.5, "delay": -12},
        {"programme": "agenda21", "against": "cash", "start": 12, "leaves": 60, "language": "it"},
    ],
)
def test_an_address_comes_back_as_it_went(changes: dict[str, object]) -> None:
    configuration = Configuration().changed(**changes)
    found, notices = read_address(address_of(configuration), "fr")
    assert (found, notices) == (configuration, ())
    assert is_whole(configuration)
    assert len(address_of(configuration)) < 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("firms=99999", {"firms": 2000}),
        ("firms=-3&seed=x", {"firms": 40}),
        ("territory=alpin_valley", {"territory": "alpine_valley"}),
        ("territory=../../etc/passwd", {}),
        ("programme=" + "x" * 300, {}),
        ("set.meet.strangers=9", {}),
        ("set.nothing=1&set.meet.strangers=0.4", {"assumptions": {"meet.strangers": 0.4}}),
        ("own_plan=%7B%7D&initial=1", {}),
        ("language=de", {}),
        ("strength=inf", {}),
        ("v=0.0.0", {}),
        ("%ff%fe&=&;;", {}),
        ("a=1&" * 500, {}),
    ],
)
def test_a_bad_address_gives_the_nearest_state_and_a_notice(
    query: str, expected: dict[str, object]
) -> None:
    found, notices = read_address(query, "en")
    assert found == Configuration().changed(**{"language": "en", **expected})
    assert notices or query == "%ff%fe&=&;;"
    assert all(len(notice) < 300 for notice in notices)
    again, _ = read_address(query, "it")
    assert again.language == "it"


def test_a_configuration_comes_back_from_its_file() -> None:
    plan = read_brought("plan.yaml", PLAN, "fr").programme
    assert plan is not None
    mine = Configuration().changed(
        own_plan=plan.model_dump(mode="json"), initial={"skills.level": 0.4}
    )
    again = read_configuration("c.json", as_json(mine).encode(), "fr")
    assert again.plan() == mine.plan()
    assert again.scenario() == mine.scenario()
    assert not is_whole(mine)
    assert "own_plan" not in address_of(mine)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("c.json", b'{\n"seed": 1,\n"firms": 1}', "c.json:3: firms: 1 est hors de"),
        ("c.json", b'{"firmz": 100}', "voisins"),
        ("c.json", b'{"territory": "/etc/passwd.yaml"}', "aucun contexte"),
        ("c.json", b'{"programme": "../x.yaml"}', "aucun programme"),
        ("p.yaml", b"actions:\n  - {name: a, method: nothing}\n", "p.yaml:2"),
        ("t.yaml", b"extends: ../t.yaml\nfirms: 10\n", "t.yaml:1: extends"),
        ("t.yaml", b"extends: baseline\nregister_file: {file: /etc/passwd}\n", "t.yaml:2"),
        ("t.yaml", b"extends: baseline\nfirms: -4\n", "t.yaml:2: firms"),
        ("s.csv", b"respondent_id;item_id;importance;current\nr1;a;9;1\n", "s.csv:2: importance"),
        ("s.csv", b"", "s.csv:1"),
        ("c.json", b'{\n"seed": 1,,\n"firms": 80}', "c.json:2: ce n'est pas du JSON : il manque"),
        ("c.json", b'{\n"seed": [1, 2', "c.json:2: ce n'est pas du JSON : il finit avant"),
        ("x.exe", b"MZ", "x.exe"),
        ("big.yaml", b" " * (LARGEST + 1), "big.yaml"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_line(name: str, content: bytes, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_brought(name, content, "fr")
    assert said in str(refused.value)


def test_files_are_taken_for_what_they_are() -> None:
    territory = read_brought("../../mine.yaml", TERRITORY, "fr").territory
    assert Path(territory).name == "mine.yaml"
    mine = Configuration().changed(territory=territory)
    assert mine.scenario().months == 24
    assert "tessuto" not in address_of(mine)
    assert not is_whole(mine)
    items = read_brought("items.csv", (SURVEYS / "valley_items.csv").read_bytes(), "fr").items
    assert len(items) == 14
    for given in ((), items):
        survey = (SURVEYS / "valley_survey.csv").read_bytes()
        found = read_brought("s.csv", survey, "fr", given).diagnosis
        assert found is not None
        assert len(found.survey.respondents) == 63
        assert found.linked


def test_the_zip_holds_all_of_it_and_is_always_the_same(pair: Pair) -> None:
    packed = archive(pair, "fr")
    assert packed == archive(pair, "fr")
    files = zipfile.ZipFile(io.BytesIO(packed))
    data = pd.read_csv(files.open("data.csv"))
    assert len(data) == pair.scenario.months
    assert data["with.jobs"].iloc[-1] == pair.accompanied.values["jobs"].iloc[-1]
    told = json.loads(files.read("metadata.json"))
    assert set(told["columns"]) == {c.removeprefix("with.") for c in data if c.startswith("with.")}
    assert read_address(told["address"], "fr")[0] == pair.configuration
    again = read_configuration("c.json", files.read("configuration.json"), "fr")
    assert again == pair.configuration
    report = files.read("report.html").decode()
    assert 'lang="fr"' in report
    assert "http" not in report.replace("http://www.w3.org", "")


def test_the_zip_holds_the_pairs_and_the_logs(pair: Pair) -> None:
    values = np.full((2, 30, pair.scenario.months, len(CHARTS)), np.nan)
    values[:, :3] = 7.0
    packed = archive(pair, "it", Bands(3, values, pair.arms, pair.configuration.seed))
    files = zipfile.ZipFile(io.BytesIO(packed))
    told = pd.read_csv(files.open("pairs.csv"))
    assert list(told.columns) == ["pair", "seed", "quantity", "with", "without"]
    assert len(told) == 3 * len(CHARTS)
    assert "pairs.csv: 3 coppie su 30" in files.read("README.txt").decode()
    log = pd.read_csv(files.open("events.csv"))
    assert len(log) == len(pair.without.events) + len(pair.accompanied.events)
    assert "pairs.csv" not in zipfile.ZipFile(io.BytesIO(archive(pair, "it"))).namelist()


def test_pictures_say_where_they_come_from(pair: Pair) -> None:
    assert picture(pair, "it").startswith(b"\x89PNG")
    drawn = picture(pair, "it", "svg").decode()
    assert "<svg" in drawn


@pytest.mark.parametrize(("asked", "taken"), [(60, 60), (12, 40), (9000, 2000)])
def test_a_territory_keeps_its_own_firms_as_far_as_the_page_can(asked: int, taken: int) -> None:
    found = read_brought("mine.yaml", TERRITORY.replace(b"90", str(asked).encode()), "fr")
    assert found.firms == asked
    assert firms_of(found) == {"firms": taken}
    scenario = Configuration().changed(territory=found.territory, **firms_of(found)).scenario()
    assert scenario.firms == taken


def test_a_territory_that_asks_for_no_firms_takes_the_page_s() -> None:
    plain = TERRITORY.replace(b"firms: 90\n", b"")
    assert firms_of(read_brought("mine.yaml", plain, "fr")) == {}


@pytest.mark.parametrize("lang", ["fr", "it", "en"])
def test_picture_and_report_are_signed_with_titles_not_with_file_names(
    pair: Pair, lang: str
) -> None:
    said = caption(pair, lang)
    assert titled(pair.scenario.title, "")[lang] in said
    assert titled(pair.plan.title, "")[lang] in said
    assert pair.plan.name not in said
    assert pair.scenario.name not in said


def test_an_assumption_is_reported_by_its_title() -> None:
    changed = lived(Configuration(firms=40, assumptions={"meet.strangers": 0.2}))
    written = report(changed, "it")
    assert "meet.strangers" not in written
    assert "Incontri con sconosciuti" in written
