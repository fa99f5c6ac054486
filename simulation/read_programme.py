"""Find a programme by name or file, follow `extends`, check it, freeze it.

A programme extends programmes the way a scenario extends contexts (see `extending.py`): mappings
merge, lists are replaced whole, so a programme that says `actions` says all of them.

Raises: InputError with the file, line and path of what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from simulation.accompaniment.programme import Programme
from simulation.errors import InputError
from simulation.explanation import Path as Place
from simulation.explanation import explained, misplaced
from simulation.extending import Shelf, find, merged, read_with_bases
from simulation.language import msg, translate
from simulation.placed import Placed, placed
from simulation.programme_consistency import doubts, doubts_here, misfits, problems
from simulation.read_scenario import overlaid
from simulation.reading import read_yaml
from simulation.scenario import Scenario

OWN_KEYS = frozenset({"actions", "budget", "facilitator", "dose", "initial", "assumed"})

PROGRAMMES = Shelf(
    "programmes",
    msg("no programme is called {name}"),
    msg("the name of a programme was expected, not {kind}"),
    msg("{name} is neither a programme nor a YAML file in the folder of this file"),
)


def read_programme(name: str | Path | Programme) -> Programme:
    """Return the frozen programme of a name or file; one made by a program is checked too."""
    if isinstance(name, Programme):
        return name if name.given is not None else _consistent(name, placed(name.model_dump()))
    path = find(name, PROGRAMMES)
    given = read_with_bases(path, PROGRAMMES)
    given = merged(Placed({"name": Placed(path.stem, path, 1)}, path, 1), given)
    try:
        programme = Programme.model_validate(given.plain(), strict=True)
    except ValidationError as error:
        raise explained(error, given, _schema()) from None
    return _consistent(programme, given)


def programmes() -> list[str]:
    """Return the names of the programmes that come with the package."""
    return PROGRAMMES.names()


def is_programme(name: str | Path) -> bool:
    """Say whether a name or file means a programme rather than a scenario."""
    if str(name) in programmes():
        return True
    try:
        given = read_yaml(Path(name))
    except InputError:
        return False
    base = given.part("extends")
    if base is not None and isinstance(base.value, str) and base.value in programmes():
        return True
    return bool(OWN_KEYS & set(given.value))


def fitted(programme: Programme, scenario: Scenario) -> Programme:
    """Return the programme ready for a scenario. Raises InputError if it cannot be run there."""
    given = programme.given or placed(programme.model_dump())
    for path, message in misfits(programme, scenario):
        raise misplaced(given, path, message)
    here = (*programme.warnings, *doubts_here(programme, scenario))
    return programme.read_from(given, tuple(dict.fromkeys(here)))


def with_initial_states(scenario: Scenario, programme: Programme) -> Scenario:
    """Return the scenario with the starting states that a plan carries."""
    given = programme.given or placed(programme.model_dump())
    for name, value in programme.initial.items():
        try:
            scenario = overlaid(scenario, {name: value})
        except InputError as error:
            raise misplaced(given, ("initial", name), error.message) from None
    return scenario


def starting_states(programmes: Iterable[Programme], chosen: Iterable[str] = ()) -> dict[str, Any]:
    """Return what programmes to be compared carry together, but what was `chosen` otherwise.

    Raises InputError where two disagree.
    """
    chosen = tuple(chosen)
    together: dict[str, Any] = {}
    for programme in programmes:
        for path, value in without_chosen(programme, chosen).initial.items():
            if together.setdefault(path, value) != value:
                said = translate("{path} is set differently by two programmes: what would be "
                                 "compared are two territories", path=path)  # fmt: skip
                raise InputError(said, place=programme.name)
    return together


def without_chosen(programme: Programme, chosen: Iterable[str]) -> Programme:
    """Return the programme without the starting states for which something else was chosen."""
    paths = [f"{name}." for name in chosen]
    kept = {
        name: value
        for name, value in programme.initial.items()
        if not any(f"{name}.".startswith(path) or path.startswith(f"{name}.") for path in paths)
    }
    return programme.model_copy(update={"initial": kept})


def programme_schema() -> dict[str, Any]:
    """Return the JSON schema of programme files, for editors."""
    schema = {**_schema()}
    schema["title"] = "A tessuto programme"
    schema["properties"] = {
        "extends": {
            "type": "string",
            "description": "Name of a programme, or a file beside this one, that this one changes.",
        },
        **schema["properties"],
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _consistent(programme: Programme, given: Placed) -> Programme:
    for path, message in _in_order(programme, given):
        raise misplaced(given, path, message)
    return programme.read_from(given, tuple(doubts(programme)))


def _in_order(programme: Programme, given: Placed) -> Iterator[tuple[Place, str]]:
    """Yield the contradiction that stands first in the file, and how many there are."""
    found = sorted(problems(programme), key=lambda each: given.nearest(each[0])[0].line or 0)
    for path, message in found[:1]:
        more = translate(" (the first of {n} problems)", n=len(found)) if len(found) > 1 else ""
        yield path, message + more


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    return Programme.model_json_schema()
