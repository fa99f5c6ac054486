"""A programme with some of its fields changed by path, order and rhythm of its actions too.

Paths: `start`, `dose`, `budget.money`, `facilitator.stance`, `actions.<name>.every` (one action by
its name, `actions.*.every` all of them). `order: [a, b, c]` lets these actions follow each other:
each begins when the one before is over, the first when the earliest of them did. `rhythm: 2` puts
twice the months between sessions: as many sessions, as many hours, spread over twice the time.
A programme without actions is the same whatever levers say.

Raises: InputError for a path or value that the programme cannot have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from simulation.accompaniment.programme import Programme
from simulation.errors import InputError
from simulation.explanation import explained
from simulation.language import translate
from simulation.near_names import near
from simulation.placed import placed
from simulation.read_programme import read_programme

Plain = dict[str, Any]


def with_levers(programme: Programme, values: Mapping[str, Any]) -> Programme:
    """Return the programme with values laid over it, or as it is if it has no actions."""
    return changed(programme, values) if programme.actions else programme


def changed(programme: Programme, values: Mapping[str, Any]) -> Programme:
    """Return the checked programme with values laid over it, in the order in which they stand."""
    if not values:
        return programme
    told = programme.model_dump()
    told["actions"] = list(told["actions"])
    for path, value in values.items():
        try:
            _lay(told, path, value)
        except InputError as error:
            raise InputError(error.message, place=path) from None
    told["actions"] = tuple(told["actions"])
    try:
        return read_programme(Programme.model_validate(told, strict=True))
    except ValidationError as error:
        said = explained(error, placed(told), Programme.model_json_schema())
        raise InputError(said.message, place=said.place) from None


def _lay(told: Plain, path: str, value: Any) -> None:
    if path == "order":
        told["actions"] = _ordered(told["actions"], value)
    elif path == "rhythm":
        for action in told["actions"]:
            action["every"] = _spread(action["every"], value)
    elif path.startswith("actions."):
        name, fields = _which(path.removeprefix("actions."), told["actions"])
        for action in told["actions"]:
            if name in ("*", action["name"]):
                _put(action, fields, value)
    else:
        _put(told, path.split("."), value)


def _which(path: str, actions: Sequence[Plain]) -> tuple[str, list[str]]:
    """Return the action's name, which may hold spaces and dots, and the path inside it."""
    names = [action["name"] for action in actions]
    for name in sorted((*names, "*"), key=len, reverse=True):
        if path.startswith(f"{name}."):
            return name, path.removeprefix(f"{name}.").split(".")
    meant = path.partition(".")[0]
    raise InputError(translate("no action is called {name}", name=repr(meant)) + near(meant, names))


def _put(part: Plain, path: Sequence[str], value: Any) -> None:
    head, *rest = path
    if head not in part:
        raise InputError(translate("unknown key") + near(head, part))
    if not rest:
        part[head] = _whole(value) if isinstance(part[head], int) else value
    elif isinstance(part[head], dict):
        _put(part[head], rest, value)
    else:
        said = translate("{value} has no part {head}", value=repr(part[head]), head=repr(rest[0]))
        raise InputError(said)


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _spread(every: int, factor: Any) -> int:
    if isinstance(factor, bool) or not isinstance(factor, int | float) or factor <= 0:
        raise InputError(translate("a number above 0 was expected"))
    return max(1, round(every * factor))


def _ordered(actions: Sequence[Plain], order: Any) -> list[Plain]:
    """Return the actions, those of the order one after the other."""
    names = [action["name"] for action in actions]
    if (
        not isinstance(order, tuple | list)
        or not order
        or not all(isinstance(name, str) for name in order)
    ):
        raise InputError(translate("a list of names of actions was expected"))
    for name in order:
        if name not in names:
            said = translate("no action is called {name}", name=repr(name))
            raise InputError(said + near(name, names))
    if len(set(order)) < len(order):
        raise InputError(translate("an action stands twice"))
    by_name = {action["name"]: dict(action) for action in actions}
    begins = min(by_name[name]["start"] for name in order)
    for before, name in zip((None, *order), order, strict=False):
        action = by_name[name]
        others = tuple(each for each in action["after"] if each not in order)
        action["after"] = others if before is None else (*others, before)
        action["start"] = begins
    return [by_name[name] for name in names]
