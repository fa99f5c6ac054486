"""Every reader of files that people give, with shipped files to spoil: name -> (files, how it reads)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import experiments
from experiments.command.changes import overrides_of
from experiments.live.configuration import Configuration
from experiments.live.configuration_file import as_json, read_configuration
from experiments.live.link import read_address
from experiments.run_folder import MANIFEST, read
from experiments.study.points import points_of
from experiments.study.read_study import read_study
from simulation.errors import InputError
from simulation.instruments.read_items import read_items
from simulation.instruments.read_survey import read_mapping, read_rounds, read_survey
from simulation.places import scenarios_folder
from simulation.read_programme import fitted, read_programme, with_initial_states
from simulation.read_scenario import read_scenario
from simulation.register.firms import Register, read_register
from simulation.register.relations import read_relations
from simulation.scenario import Scenario

Read = Callable[[Path], object]
SHIPPED = scenarios_folder()
FEW_LINES = 30
START = 2005 * 12
MAPPING = b"column;item_id;question\nApprentissage - importance;apprentissage;importance\nQ2;apprentissage;actuel\n"
MANIFESTS = (
    json.dumps({
        "context": "baseline", "seed": 1, "start": "2001-01-01", "months": 12, "planned_months": 12, "version": "0", "code": "x",
        "metrics": {"jobs": {"label": "Jobs", "unit": "persons"}}, "scenario": {}, "threats": [["crisis", 4]], "products": ["hotel"],
    }).encode(),
)  # fmt: skip
STUDIES = sorted((Path(experiments.__path__[0]) / "studies").glob("*.yaml"))
ADDRESSES = (
    b"?context=mono_product&seed=3&lang=it",
    b"context=alpine_valley&firms=300&programme=cash",
    b"",
)
SETTINGS = tuple(
    text.encode()
    for text in ("meet.strangers=0.4", "threats.0.onset=12", "start=2001-05-01", "title={en: x, fr: y}", "ablate=[respect_gate]")
)  # fmt: skip


def _files(folder: str, *suffixes: str) -> tuple[bytes, ...]:
    found = [path for suffix in suffixes for path in sorted((SHIPPED / folder).glob(f"*{suffix}"))]
    return tuple(b"\n".join(path.read_bytes().split(b"\n")[:FEW_LINES]) + b"\n" for path in found)


def _whole(folder: str) -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted((SHIPPED / folder).glob("*.yaml")))


@lru_cache(maxsize=1)
def _baseline() -> Scenario:
    return read_scenario("baseline")


@lru_cache(maxsize=1)
def _valley() -> tuple[Scenario, Register]:
    valley = read_scenario("alpine_valley")
    path = SHIPPED / "registers" / "valley_firms.csv"
    return valley, read_register(path, "simple", {}, {}, tuple(valley.economy.products), START)


def _programme(path: Path) -> None:
    programme = fitted(read_programme(path), _baseline())
    with_initial_states(_baseline(), programme)


def _survey(path: Path) -> None:
    read_survey(path)
    read_survey(path, read_items(SHIPPED / "surveys" / "valley_items.csv"))


def _register(layout: str) -> Read:
    codes = {"10": "bakery", "5": "hotel", "68": None} if layout == "sirene" else {}

    def reading(path: Path) -> None:
        names = tuple(_valley()[0].economy.products)
        read_register(path, layout, {}, codes, names, START)

    return reading


def _relations(path: Path) -> None:
    read_relations(path, {}, _valley()[1], 24)


def _setting(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    read_scenario("baseline", overrides_of([text]))


def _study(path: Path) -> None:
    study = read_study(path)
    if study.replications.seeds <= 30 and "sobol" not in study.design:
        points_of(study)


def _configuration(path: Path) -> None:
    read_configuration("any.json", path.read_bytes(), "fr")


def _address(path: Path) -> None:
    """An address is never refused: the nearest valid state and notices are the answer."""
    query = path.read_bytes().decode("utf-8", "replace")
    found, _ = read_address(query, "fr")
    found.scenario()
    raise InputError("taken")


def _manifest(path: Path) -> None:
    shutil.copy(path, path.parent / MANIFEST)
    try:
        read(path.parent)
    except InputError as error:
        # The manifest was fine; the tables beside it are not there.
        if "metrics.parquet" not in str(error):
            raise


READERS: dict[str, tuple[tuple[bytes, ...], Read]] = {
    "scenario": (_whole("contexts"), read_scenario),
    "programme": (_whole("programmes"), _programme),
    "survey": (_files("surveys", "survey.csv", "wide.csv"), _survey),
    "rounds": (_files("surveys", "survey.csv"), read_rounds),
    "items": (_files("surveys", "items.csv"), read_items),
    "mapping": ((MAPPING,), read_mapping),
    "register": (_files("registers", "firms.csv"), _register("simple")),
    "sirene": (_files("registers", "sirene.csv"), _register("sirene")),
    "relations": (_files("registers", "relations.csv"), _relations),
    "setting": (SETTINGS, _setting),
    "study": (tuple(p.read_bytes() for p in STUDIES), _study),
    "configuration": ((as_json(Configuration()).encode(),), _configuration),
    "address": (ADDRESSES, _address),
    "manifest": (MANIFESTS, _manifest),
}
