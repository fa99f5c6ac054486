"""What the checker of a scenario complains of, in words, with file, line, place and near names.

Bounds, units and known names are read from the schema that the declarations give.

Raises: nothing; returns the InputError to raise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from simulation.declarations import PARAMETERS
from simulation.errors import InputError
from simulation.language import msg, translate
from simulation.near_names import near
from simulation.placed import Placed, kind
from simulation.scenario import scenario_model

Path = tuple[str | int, ...]
Schema = dict[str, Any]

_EXPECTED = {
    "number": msg("a number was expected"),
    "integer": msg("a whole number was expected"),
    "boolean": msg("true or false was expected"),
    "string": msg("a text was expected"),
    "object": msg("a mapping was expected"),
    "array": msg("a list was expected"),
}
_SIZES = {
    "too_short": msg("{n} entries; at least {bound} were expected"),
    "too_long": msg("{n} entries; at most {bound} were expected"),
}
_VALUES = {
    "no_month": msg("{value} is no month; YYYY-MM or a number of months was expected"),
    "no_day": msg("{value} is no date; YYYY-MM-DD was expected"),
    "finite_number": msg("{value} is no finite number"),
}
_NAMED = {
    "skill": msg("{name} is no skill"),
    "market": msg("{name} is no market"),
    "technology": msg("{name} is no technology"),
    "age group": msg("{name} is no age group"),
}


def explained(error: ValidationError, given: Placed, schema: Schema | None = None) -> InputError:
    """Return the first complaint, in the order of the file, and how many there are.

    `schema` is the JSON schema of what was checked; without it, that of a scenario.
    """
    complaints: dict[Path, tuple[Placed, str]] = {}
    for each in error.errors(include_url=False):
        path = _path(each["loc"], each["type"], given)
        found, _ = given.nearest(path)
        complaints.setdefault(path, (found, _message(dict(each), path, schema or _schema())))
    path, (found, message) = min(
        complaints.items(), key=lambda item: item[1][0].line or float("inf")
    )
    if len(complaints) > 1:
        message += translate(" (the first of {n} problems)", n=len(complaints))
    return misplaced(given, path, message)


def misplaced(given: Placed, path: Path, message: str) -> InputError:
    """Return an error at the place where the value of a path was given."""
    found, _ = given.nearest(path)
    return InputError(message, file=found.file, line=found.line, place=dotted(path) or None)


def dotted(path: Iterable[str | int]) -> str:
    """Return a path as people write it: `threats.0.demand`."""
    return ".".join(str(part) for part in path)


def _path(loc: Path, problem: str, given: Placed) -> Path:
    """Drop what is not in the data: tags of alternatives, and pydantic's mark for keys."""
    path: list[str | int] = []
    here: Placed | None = given
    for place, part in enumerate(loc):
        inner = here.part(part) if here else None
        if inner is not None:
            path.append(part)
            here = inner
        elif problem == "missing" and place == len(loc) - 1:
            path.append(part)
    return tuple(path)


def _message(error: Mapping[str, Any], path: Path, whole: Schema) -> str:
    problem, value, context = error["type"], error.get("input"), error.get("ctx") or {}
    what = context.get("what", "")
    if problem == "extra_forbidden":
        return _unknown_key(path, value, whole)
    if problem == "missing":
        meaning = schema_at(path, whole).get("description", "")
        return translate("is missing") + (f": {meaning}" if meaning else "")
    if problem == "unknown_name":
        name = str(context["name"])
        return translate(_NAMED[what], name=repr(name)) + near(name, context["known"])
    if problem in _VALUES:
        return translate(_VALUES[problem], value=shown(value))
    if problem in {"greater_than", "greater_than_equal", "less_than", "less_than_equal"}:
        return _outside(value, schema_at(path, whole))
    if problem in {"too_short", "too_long"}:
        bound = context.get("min_length" if problem == "too_short" else "max_length")
        sentence = _SIZES[problem]
        return translate(sentence, n=context.get("actual_length"), bound=bound)
    if problem == "literal_error":
        known = [str(each) for each in schema_at(path, whole).get("enum", ())]
        return translate("{value} is not known", value=shown(value)) + near(str(value), known)
    return _wrong_kind(value, schema_at(path, whole), str(error.get("msg", "")))


def _unknown_key(path: Path, value: Any, whole: Schema) -> str:
    nested = _nested(path, value)
    if nested:
        return translate("a key has no dot here: write {nested}", nested=nested)
    known = schema_at(path[:-1], whole).get("properties", {})
    return translate("unknown key") + near(str(path[-1]), known)


def _nested(path: Path, value: Any) -> str:
    """How a dotted key is written in a file, a mapping within a mapping; empty without a dot."""
    parts = str(path[-1]).split(".")
    if len(parts) < 2 or not all(parts):
        return ""
    if len(path) == 1 and parts[0] in PARAMETERS:
        parts = ["parameters", *parts]
    told = shown(value) if isinstance(value, str | int | float) else "..."
    return ": {".join(parts) + f": {told}" + "}" * (len(parts) - 1)


def _outside(value: Any, schema: Schema) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    left = "[" if low is not None else "("
    low = schema.get("exclusiveMinimum") if low is None else low
    between = (
        f"{left}{_short(low, '-inf')}, {_short(high, 'inf')}{']' if high is not None else ')'}"
    )
    said = translate("{value} is outside {bounds}", value=shown(value), bounds=between)
    unit = schema.get("unit", "")
    return f"{said} {translate(unit)}" if unit else said


def _short(bound: float | None, unbounded: str) -> str:
    return unbounded if bound is None else f"{bound:.10g}"


def _wrong_kind(value: Any, schema: Schema, said: str) -> str:
    kinds = [each.get("type") for each in schema.get("anyOf", (schema,))]
    wanted = [each for each in dict.fromkeys(kinds) if each in _EXPECTED]
    expected = translate(_EXPECTED[wanted[0]]) if wanted else said
    if isinstance(value, str) and re.fullmatch(r"-?\d+,\d+", value):
        expected = translate("write a decimal point: {value}", value=value.replace(",", "."))
    if isinstance(value, Mapping | list | tuple | None):
        return f"{kind(value)}; {expected}"
    if isinstance(value, bool):
        return f"{shown(value)}; {expected}"
    return translate(
        "{value} is {kind}; {expected}", value=shown(value), kind=kind(value), expected=expected
    )


def shown(value: Any) -> str:
    """Return a value as it was written, cut short."""
    text = repr(str(value)) if not isinstance(value, int | float) else str(value)
    text = text.lower() if isinstance(value, bool) else text
    return text if len(text) <= 60 else text[:57] + "..."


def schema_at(path: Path, whole: Schema | None = None) -> Schema:
    """Return what a schema (without one: that of a scenario) says of a path, or nothing."""
    whole = whole or _schema()
    here: Schema = whole
    for part in path:
        found: Schema | None = None
        for branch in _branches(here, whole):
            inner = branch.get("properties", {}).get(str(part))
            inner = inner or branch.get("additionalProperties") or branch.get("items")
            if isinstance(inner, dict):
                found = inner
                break
        if found is None:
            return {}
        here = found
    branches = _branches(here, whole)
    return branches[0] if len(branches) == 1 else here


def _branches(schema: Schema, whole: Schema) -> list[Schema]:
    if "$ref" in schema:
        named: Schema = whole["$defs"][str(schema["$ref"]).rsplit("/", 1)[1]]
        return [named]
    return [inner for each in schema.get("anyOf", ()) for inner in _branches(each, whole)] or [
        schema
    ]


@lru_cache(maxsize=1)
def _schema() -> Schema:
    return scenario_model().model_json_schema()
