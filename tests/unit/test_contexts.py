"""Every context that comes with the package: sourced, in three languages, and alive."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from simulation.context_files import stated
from simulation.model import Territory
from simulation.placed import Placed
from simulation.places import scenarios_folder
from simulation.read_scenario import contexts, read_scenario
from simulation.reading import read_yaml

FOLDER = scenarios_folder() / "contexts"
EXPECTED = {
    "alpine_valley", "textile_district", "riviera_tourism", "mono_product", "never_developed",
    "degraded_city", "declining_sector", "restructuring_sector", "baseline",
}  # fmt: skip
BIBLIOGRAPHY = scenarios_folder().parent / "simulation" / "references.bib"


def numbers(part: Placed, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every number and date that stands in a file; an entry of a list goes by its name."""
    if isinstance(part.value, dict):
        for name, inner in part.value.items():
            yield from numbers(inner, (*path, name))
    elif isinstance(part.value, list):
        for place, inner in enumerate(part.value):
            named = inner.part("name")
            yield from numbers(inner, (*path, str(named.value if named else place)))
    elif _is_number(part.value) or _is_date(part.value):
        yield path


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_date(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"\d{4}-\d\d(-\d\d)?", value))


def test_the_kinds_of_places_are_there() -> None:
    assert set(contexts()) >= EXPECTED


@pytest.mark.parametrize("name", contexts())
def test_every_number_says_where_it_comes_from(name: str) -> None:
    written = read_yaml(FOLDER / f"{name}.yaml")
    sources = written.value.pop("sources", Placed({})).plain()
    bare = [path for path in numbers(written) if not any(
        ".".join(path[: n + 1]) in sources for n in range(len(path))
    )]  # fmt: skip
    assert not bare, f"no source for {['.'.join(path) for path in bare]}"
    paths = {".".join(path[: n + 1]) for path in numbers(written) for n in range(len(path))}
    assert set(sources) <= paths, "a source of nothing"


@pytest.mark.parametrize("name", contexts())
def test_sources_exist(name: str) -> None:
    known = set()
    if BIBLIOGRAPHY.is_file():
        known = set(re.findall(r"@\w+\{([^,\s]+),", BIBLIOGRAPHY.read_text(encoding="utf-8")))
    for source in read_scenario(name).sources.values():
        assert source == "assumption" or re.fullmatch(r"facts \d(\.\d)?", source) or source in known


@pytest.mark.parametrize("name", contexts())
def test_a_context_says_what_it_is_in_three_languages(name: str) -> None:
    scenario = read_scenario(name)
    for text in (scenario.title, scenario.description):
        assert isinstance(text, dict)
        assert set(text) == {"fr", "it", "en"}
        assert all(len(each) > 5 for each in text.values())
    head = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[:2]
    assert all(line.startswith("# ") for line in head), "two lines on what the place is"


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_context_stands_before_its_first_threat(name: str) -> None:
    territory = Territory(name, seed=1, events="none")
    scenario, clock = territory.scenario, territory.clock
    first = min((each.month_of(clock) for each in scenario.threats), default=96)
    firms = territory.run(clock.warm_up + min(first, 96)).observations.frame(clock.warm_up)["firms"]
    assert firms.between(0.8 * scenario.firms, 1.3 * scenario.firms).all()


def test_the_valley_loses_people_as_the_alps_did() -> None:
    """Facts 2.6: communes of the mountains, -0.85 % a year."""
    territory = Territory("alpine_valley", seed=1, events="none").run()
    people = territory.observations.frame(60)["population"]
    a_year = (people.iloc[-1] / people.loc[0]) ** (12 / 239) - 1
    assert -0.0105 < a_year < -0.0065


@pytest.mark.parametrize("name", contexts())
def test_a_list_shows_what_the_checked_context_says(name: str) -> None:
    said, checked = stated(name), read_scenario(name)
    assert (said["months"], said["title"]) == (checked.months, checked.title)
    assert said.get("register_file") or said["firms"] == checked.firms


def test_a_list_of_contexts_needs_nothing_that_counts() -> None:
    heavy = "{'numpy', 'numba', 'pandas', 'mesa', 'pydantic'} & set(sys.modules)"
    listing = "from experiments.command.listing import _contexts; list(_contexts())"
    told = f"import sys; {listing}; print({heavy})"
    ended = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "set()"
