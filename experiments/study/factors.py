"""The values that a factor takes, from its place in the unit interval, as a grid, or from a name.

Shapes: places in [0, 1] (points,), out: one value for each. A choice is shown by its name, or by
itself where it is a plain value; everything else is a number.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.study.study import KINDS, Factor
from experiments.study.titles import title_faults
from simulation.language import translate
from simulation.near_names import near

Plain = str | int | float | bool


def faults(factor: Factor) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what is wrong with a factor, with where in it."""
    if not factor.kind:
        yield (), translate("one of {known} was expected", known=", ".join(KINDS))
        return
    yield from _faults_of_the_titles(factor)
    if factor.kind == "choices":
        if not chosen_from(factor):
            yield ("choices",), translate("no choice is named")
        elif len(set(map(str, chosen_from(factor)))) < len(chosen_from(factor)):
            yield ("choices",), translate("a choice stands twice")
        return
    low, high = bounds(factor)
    place = (factor.kind, "low") if factor.kind == "normal" else (factor.kind,)
    if not low < high:
        said = translate("from {low} to {high} is no range", low=f"{low:g}", high=f"{high:g}")
        yield place, said
    if factor.kind == "log_uniform" and low <= 0:
        yield place, translate("orders of size begin above 0, not at {low}", low=f"{low:g}")
    if factor.kind == "integers" and not (float(low).is_integer() and float(high).is_integer()):
        yield place, translate("whole numbers were expected")


def _faults_of_the_titles(factor: Factor) -> Iterator[tuple[tuple[str, ...], str]]:
    known = chosen_from(factor)
    if factor.titles is not None and factor.kind != "choices":
        yield ("titles",), translate("only choices have titles")
        return
    for name, title in (factor.titles or {}).items():
        if name not in known:
            said = translate("no choice is called {name}", name=repr(name))
            yield ("titles", name), said + near(name, known)
        for inside, message in title_faults(title):
            yield ("titles", name, *inside), message


def bounds(factor: Factor) -> tuple[float, float]:
    """Return the least and the greatest value of a range."""
    if factor.normal is not None:
        return factor.normal.low, factor.normal.high
    found = factor.uniform or factor.log_uniform or factor.integers
    assert found is not None
    return found


def chosen_from(factor: Factor) -> dict[str, Any]:
    """Return the choices by the name under which they are shown."""
    if isinstance(factor.choices, dict):
        return dict(factor.choices)
    return {str(shown(value)): value for value in factor.choices or ()}


def values_at(factor: Factor, places: npt.ArrayLike) -> list[Any]:
    """Return the value at each place: the distribution's quantile, or the choice."""
    u = np.clip(np.asarray(places, dtype=np.float64), 0.0, 1.0)
    if factor.kind == "choices":
        known = list(chosen_from(factor).values())
        return [known[min(int(each * len(known)), len(known) - 1)] for each in u]
    low, high = bounds(factor)
    if factor.kind == "integers":
        whole = np.minimum(np.floor(low + u * (high - low + 1)), high)
        return [int(each) for each in whole]
    if factor.kind == "log_uniform":
        found = low * (high / low) ** u
    elif factor.normal is not None:
        from scipy.stats import truncnorm

        mean, sd = factor.normal.mean, factor.normal.sd
        found = truncnorm.ppf(u, (low - mean) / sd, (high - mean) / sd, loc=mean, scale=sd)
    else:
        found = low + u * (high - low)
    return [float(each) for each in np.clip(found, low, high)]


def has_grid(factor: Factor) -> bool:
    """Whether a full factorial knows which values to take."""
    return factor.levels is not None or factor.kind in ("choices", "integers")


def grid(factor: Factor) -> list[Any] | None:
    """Return the values that a full factorial takes; None where nobody said how many."""
    if factor.kind == "choices":
        return list(chosen_from(factor).values())
    if factor.levels is not None:
        return list(dict.fromkeys(values_at(factor, np.linspace(0.0, 1.0, factor.levels))))
    if factor.kind == "integers":
        low, high = bounds(factor)
        return list(range(int(low), int(high) + 1))
    return None


def extremes(factor: Factor) -> list[Any]:
    """Return the values to try when a study is checked."""
    if factor.kind == "choices":
        return list(chosen_from(factor).values())
    return values_at(factor, [0.0, 1.0])


def shown_in_table(factor: Factor, value: Any) -> Plain:
    """Return how a value stands in a table: a choice by its name."""
    if isinstance(factor.choices, dict):
        return next(name for name, each in factor.choices.items() if _same(each, value))
    return shown(value)


def from_table(factor: Factor, cell: Any) -> Any:
    """Return the value that a table's cell means. Raises ValueError for one that is not allowed."""
    if factor.kind == "choices":
        known = chosen_from(factor)
        for name, value in known.items():
            if str(cell) == name or _same(value, cell) or _same_number(value, cell):
                return value
        said = translate("{value} is not one of {known}", value=repr(cell), known=", ".join(known))
        raise ValueError(said)
    try:
        number = float(cell)
    except (TypeError, ValueError):
        number = math.nan
    low, high = bounds(factor)
    if not low <= number <= high:
        said = translate("{value} is outside {bounds}", value=repr(cell),
                         bounds=f"[{low:g}, {high:g}]")  # fmt: skip
        raise ValueError(said)
    if factor.kind == "integers":
        if not number.is_integer():
            raise ValueError(translate("a whole number was expected"))
        return int(number)
    return number


def shown(value: Any) -> Plain:
    """Return a plain value as it is, anything else as one line of JSON."""
    if isinstance(value, str | int | float | bool):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def _same_number(one: Any, other: Any) -> bool:
    if isinstance(one, bool) or not isinstance(one, int | float):
        return False
    try:
        return float(other) == float(one)
    except (TypeError, ValueError):
        return False


def labels(factor: Factor, values: Sequence[Any]) -> list[Plain]:
    """Return how a column of values stands in a table."""
    return [shown_in_table(factor, value) for value in values]
