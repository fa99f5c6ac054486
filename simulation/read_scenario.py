"""Find a scenario, follow `extends`, lay overrides over it, check it, freeze it.

How files extend each other is in `extending.py`. Overrides are laid over the result the same way,
by dotted path (`threats.0.demand` counts list entries from 0); a path that begins with a group of
parameters means `parameters.`.

Raises: InputError with the file, line and path of the value; for an override, with its path.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from simulation.consistency import problems
from simulation.context_files import CONTEXTS
from simulation.declarations import PARAMETERS
from simulation.errors import InputError
from simulation.explanation import explained, misplaced, schema_at
from simulation.extending import find, merged, read_with_bases
from simulation.language import translate
from simulation.placed import Placed, placed
from simulation.register.own_firms import register_of, relations_of
from simulation.scenario import Scenario, part_defaults, scenario_model


def read_scenario(name: str | Path, overrides: Mapping[str, Any] | None = None) -> Scenario:
    """Return the frozen scenario of a context's name or file, with dotted overrides laid over."""
    path = find(name, CONTEXTS)
    given = read_with_bases(path, CONTEXTS)
    named = Placed(path.stem, path, 1)
    given = merged(Placed({"name": named}, path, 1), given)
    return _checked(given, overrides or {})


def overlaid(scenario: Scenario, overrides: Mapping[str, Any]) -> Scenario:
    """Return a checked scenario with dotted overrides laid over it."""
    return _checked(placed(scenario.model_dump()), overrides)


def contexts() -> list[str]:
    """Return the names of the contexts that come with the package."""
    return CONTEXTS.names()


def _checked(given: Placed, overrides: Mapping[str, Any]) -> Scenario:
    registered = given.part("register_file")
    given = merged(placed(part_defaults()), given)
    for name, value in overrides.items():
        given = _laid(given, _full_path(name), name, placed(value))
    try:
        scenario = scenario_model().model_validate(given.plain())
    except ValidationError as error:
        raise explained(error, given) from None
    for path, message in problems(scenario):
        raise misplaced(given, path, message)
    register = register_of(scenario)
    if register is None:
        return scenario
    relations_of(scenario, register)
    n = len(register)
    wanted = overrides.get("firms", n) if registered and registered.value else n
    if wanted != n:
        message = translate("the register holds {n} firms, and they are all taken", n=n)
        raise InputError(message, place="firms")
    return scenario.model_copy(update={"firms": n})


def _full_path(name: str) -> tuple[str, ...]:
    """Return the parts of a dotted path, `parameters` put before a group of parameters."""
    scenario_model()
    path = tuple(name.split("."))
    if not all(path):
        message = translate("{path} is no path such as meet.strangers", path=repr(name))
        raise InputError(message)
    if path[0] not in PARAMETERS:
        return path
    own = Scenario.model_fields.get(path[0])
    return path if own and (len(path) == 1 or schema_at(path)) else ("parameters", *path)


def _laid(
    given: Placed, path: tuple[str, ...], name: str, value: Placed, *, top: bool = True
) -> Placed:
    """Return the tree with a value laid at a path; what is on the way loses its line in a file."""
    if not path:
        return merged(given, value)
    head, *rest = path
    inner = given.part(head)
    if isinstance(given.value, list):
        if inner is None:
            n = len(given.value)
            message = translate("there is no entry {head} in a list of {n}", head=repr(head), n=n)
            raise InputError(message, place=name)
        changed: Any = list(given.value)
        changed[int(head)] = _laid(inner, tuple(rest), name, value, top=False)
    elif isinstance(given.value, dict) or given.value is None:
        changed = dict(given.value or {})
        begun = inner if inner is not None else Placed({} if rest else None)
        changed[head] = _laid(begun, tuple(rest), name, value, top=False)
    else:
        message = translate("{value} has no part {head}", value=repr(given.value), head=repr(head))
        raise InputError(message, place=name)
    return Placed(changed, given.file, given.line) if top else Placed(changed)
