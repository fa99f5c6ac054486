"""The tables of the ODD (simulation/README.md), generated from the declarations.

Each stands between `<!-- table: NAME -->` and `<!-- end: NAME -->`; what is between is replaced.
What is counted stands inside a line of any document, between `<!-- count: NAME -->` and its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from simulation.declarations import (
    METRICS,
    PARAMETERS,
    SUBMODELS,
    declared_parameters,
    discover,
    needed,
)
from simulation.schedule import MONTH
from simulation.table import TABLES


def fill(text: str) -> str:
    """The document with every table between its marks written again."""
    discover()

    def replaced(found: re.Match[str]) -> str:
        name = found["name"]
        if found["kind"] == "count" and name in COUNTS:
            return f"<!-- count: {name} -->{COUNTS[name]()}<!-- end: {name} -->"
        if found["kind"] == "table" and name in MAKERS:
            return f"<!-- table: {name} -->\n\n{MAKERS[name]()}\n\n<!-- end: {name} -->"
        return found[0]

    marked = r"<!-- (?P<kind>table|count): (?P<name>[a-z_]+) -->.*?<!-- end: (?P=name) -->"
    return re.sub(marked, replaced, text, flags=re.S)


def named_in(text: str) -> set[str]:
    """The tables that the document has a place for."""
    return set(re.findall(r"<!-- table: ([a-z_]+) -->", text))


def _state_variables() -> str:
    parts = []
    for name, table in sorted(TABLES.items()):
        if not table.__module__.startswith("simulation."):
            continue  # a table of somebody's own
        rows = [
            (
                f"`{column}`",
                _dimensions(declared.shape),
                declared.unit,
                _bounds(declared.low, declared.high),
                declared.doc,
            )
            for column, declared in table.columns.items()
        ]
        sentence = (table.__doc__ or "").split("\n", 1)[0]
        head = ("state variable", "for each", "unit", "bounds", "meaning")
        parts.append(f"**{name.capitalize()}.** {sentence}\n\n{_table(head, rows)}")
    return "\n\n".join(parts)


def _schedule() -> str:
    rows = []
    for place, name in enumerate(MONTH, 1):
        submodel = SUBMODELS[name]
        reads = sorted(
            {kind.__name__.lower() for kind in needed(submodel.function).values()} & set(TABLES)
        )
        writes = ", ".join(f"`{column}`" for column in submodel.writes)
        rows.append((str(place), f"`{name}`", submodel.doc, ", ".join(reads), writes))
    return _table(("turn", "process", "what happens", "tables it sees", "what it writes"), rows)


def _parameters() -> str:
    rows = []
    for group, declaration in sorted(PARAMETERS.items()):
        for name, declared in declared_parameters(declaration).items():
            if not declared.is_ablation:
                rows.append(
                    (
                        f"`{group}.{name}`",
                        f"{declared.default:g}",
                        _bounds(declared.low, declared.high),
                        declared.unit,
                        declared.source,
                        declared.doc,
                    )
                )
    assumed, of = _assumed()
    count = f"{of} parameters, of which {assumed} are assumptions."
    head = ("parameter", "value", "bounds", "unit", "source", "meaning")
    return f"{count}\n\n{_table(head, rows)}"


def _assumed() -> tuple[int, int]:
    """How many parameters are assumptions, and how many there are; switches are not counted."""
    sources = [
        declared.source
        for declaration in PARAMETERS.values()
        for declared in declared_parameters(declaration).values()
        if not declared.is_ablation
    ]
    return sources.count("assumption"), len(sources)


def _ablations() -> str:
    rows = [
        (f"`{group}.{name}`", declared.thesis, declared.doc)
        for group, declaration in sorted(PARAMETERS.items())
        for name, declared in declared_parameters(declaration).items()
        if declared.is_ablation
    ]
    return _table(("switch", "theses", "mechanism that it removes"), rows)


def _metrics() -> str:
    signs = {1: "more", -1: "less", 0: "neither"}
    rows = [
        (f"`{name}`", metric.label, metric.unit, signs[metric.better], metric.doc)
        for name, metric in sorted(METRICS.items())
    ]
    return _table(("metric", "label", "unit", "better", "meaning"), rows)


def _dimensions(shape: Iterable[str]) -> str:
    return " x ".join(shape) or "row"


def _bounds(low: float, high: float) -> str:
    if low == float("-inf") and high == float("inf"):
        return "any"
    if high == float("inf"):
        return f"from {low:g}"
    if low == float("-inf"):
        return f"to {high:g}"
    return f"{low:g} to {high:g}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_line(head), _line(["---"] * len(head)), *(_line(row) for row in rows)]
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


MAKERS: dict[str, Callable[[], str]] = {
    "state_variables": _state_variables,
    "schedule": _schedule,
    "parameters": _parameters,
    "ablations": _ablations,
    "metrics": _metrics,
}
COUNTS: dict[str, Callable[[], str]] = {
    "assumptions": lambda: "{} of {}".format(*_assumed()),
}
