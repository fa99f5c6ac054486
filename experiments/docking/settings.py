"""What a published rule can be asked: its settings, with bounds, checked before anything runs.

A setting is a field of the paper's frozen dataclass, declared by `setting`. Values come from
Python or from the words of a command line; each setting may be given several values, and may be
called by the paper's own symbol (`alpha`, `p1`, `F`).

Raises: InputError for an unknown name (with near ones), a wrong kind, a value out of bounds.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import Field, dataclass, field, fields
from typing import Any

from simulation.errors import InputError
from simulation.explanation import shown
from simulation.language import translate
from simulation.near_names import near

MOST_CELLS = 2_000


@dataclass(frozen=True)
class Meaning:
    """What a setting is, what it may be, and in which words."""

    doc: str
    low: float
    high: float
    choices: tuple[str, ...]
    symbol: str


def setting(
    default: Any,
    *,
    doc: str,
    low: float = -math.inf,
    high: float = math.inf,
    choices: tuple[str, ...] = (),
    symbol: str = "",
) -> Any:
    """Declare a setting: the paper's own value, bounds or choices, meaning, the paper's symbol."""
    return field(default=default, metadata={"meaning": Meaning(doc, low, high, choices, symbol)})


def declared(kind: type[Any]) -> dict[str, Field[Any]]:
    """Return the declared settings of a paper by name."""
    return {each.name: each for each in fields(kind)}


def meaning_of(declared_as: Field[Any]) -> Meaning:
    """Return what was declared of a setting."""
    found: Meaning = declared_as.metadata["meaning"]
    return found


def by_name(kind: type[Any], given: Mapping[str, Any], place: str) -> dict[str, Any]:
    """Return what is given with the paper's symbols replaced by names."""
    symbols = {meaning_of(each).symbol: name for name, each in declared(kind).items()}
    symbols.pop("", None)
    named: dict[str, Any] = {}
    for said, value in given.items():
        name = symbols.get(said, said)
        if name in named:
            twice = translate("is given twice, also as {symbol}", symbol=meaning_of(
                declared(kind)[name]).symbol)  # fmt: skip
            raise InputError(twice, place=f"{place}.{name}")
        named[name] = value
    return named


def cells(kind: type[Any], given: Mapping[str, Any], place: str) -> Iterator[Any]:
    """Return one settings object per combination of the values given."""
    known = declared(kind)
    values: dict[str, list[Any]] = {}
    for name, value in given.items():
        if name not in known:
            raise InputError(
                translate("unknown setting") + near(name, known), place=f"{place}.{name}"
            )
        several = list(value) if _is_several(value) else [value]
        if not several:
            raise InputError(translate("no value is given"), place=f"{place}.{name}")
        values[name] = [_checked(each, known[name], f"{place}.{name}") for each in several]
    number = math.prod(len(each) for each in values.values())
    if number > MOST_CELLS:
        said = translate("{n} combinations of settings; at most {most} were expected",
                         n=number, most=MOST_CELLS)  # fmt: skip
        raise InputError(said, place=place)
    for chosen in itertools.product(*values.values()):
        yield kind(**dict(zip(values, chosen, strict=True)))


def _is_several(value: Any) -> bool:
    if isinstance(value, str | bytes | Mapping):
        return False
    return isinstance(value, Sequence | set | range) or (hasattr(value, "shape") and value.shape)


def _checked(value: Any, declared_as: Field[Any], place: str) -> Any:
    """Return one value as the setting's own kind."""
    meaning = meaning_of(declared_as)
    value = value.item() if hasattr(value, "item") else value  # a number of NumPy is a number
    kind: Any = type(declared_as.default)
    if kind is bool:
        if isinstance(value, bool):
            return value
        raise _wrong(value, translate("true or false was expected"), place)
    if kind is str:
        if value in meaning.choices:
            return value
        said = translate("{value} is not known", value=shown(value))
        raise InputError(said + near(str(value), meaning.choices), place=place)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(value, translate("a number was expected"), place)
    if not math.isfinite(value):
        raise InputError(translate("{value} is no finite number", value=value), place=place)
    if kind is int:
        if value != int(value):
            raise _wrong(value, translate("a whole number was expected"), place)
        value = int(value)
    if not meaning.low <= value <= meaning.high:
        bounds = f"[{meaning.low:.10g}, {meaning.high:.10g}]"
        said = translate("{value} is outside {bounds}", value=value, bounds=bounds)
        raise InputError(said, place=place)
    return kind(value)


def _wrong(value: Any, expected: str, place: str) -> InputError:
    return InputError(f"{shown(value)}; {expected}", place=place)
