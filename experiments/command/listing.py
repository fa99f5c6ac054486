"""`tessuto list`: what can be run, measured, changed or taken away."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer

from simulation.language import msg, translate

Line = dict[str, Any]


class Thing(StrEnum):
    """What can be listed."""

    CONTEXTS = "contexts"
    PROGRAMMES = "programmes"
    METHODS = "methods"
    METRICS = "metrics"
    PARAMETERS = "parameters"
    SUBMODELS = "submodels"
    ABLATIONS = "ablations"


def show_list(
    what: Annotated[
        Thing, typer.Argument(metavar="|".join(Thing), help=translate("What to list."))
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help=translate("Write it as JSON, for machines."))
    ] = False,
) -> None:
    lines = list(_LISTS[what]())
    if as_json:
        typer.echo(json.dumps(lines, ensure_ascii=False, indent=2))
        return
    from rich.console import Console
    from rich.table import Table

    columns = _COLUMNS[what]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, title in columns.items():
        table.add_column(translate(title), overflow="fold", no_wrap=name == "name")
    for line in lines:
        table.add_row(*(_cell(line[name]) for name in columns))
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        console.width = 160
    console.print(table)


def _contexts() -> Iterator[Line]:
    from simulation.context_files import CONTEXTS, stated

    for name in CONTEXTS.names():
        said = stated(name)
        yield {
            "name": name,
            "title": in_language(said.get("title", name)),
            "firms": None if said.get("register_file") else said["firms"],  # None: all in it
            "months": said["months"],
            "description": in_language(said.get("description", "")),
        }


def _programmes() -> Iterator[Line]:
    from simulation.read_programme import programmes, read_programme

    for name in programmes():
        programme = read_programme(name)
        yield {
            "name": name,
            "title": in_language(programme.title),
            "actions": len(programme.actions),
            "money": programme.budget.money,
            "description": in_language(programme.description),
        }


def _methods() -> Iterator[Line]:
    from simulation.accompaniment.observable import settings_of
    from simulation.declarations import METHODS, discover

    discover()
    for name, method in sorted(METHODS.items()):
        yield {
            "name": name,
            "levels": [str(level) for level in method.levels],
            "capability": translate(method.capability),
            "settings": sorted(settings_of(name)),
            "meaning": translate(method.doc),
        }


def _metrics() -> Iterator[Line]:
    from simulation.declarations import METRICS, discover

    discover()
    for name, metric in METRICS.items():
        yield {
            "name": name,
            "label": translate(metric.label),
            "unit": translate(metric.unit),
            "better": metric.better,
            "meaning": translate(metric.doc),
        }


def _parameters() -> Iterator[Line]:
    from simulation.declarations import PARAMETERS, declared_parameters, discover

    discover()
    for group, declaration in sorted(PARAMETERS.items()):
        for name, declared in declared_parameters(declaration).items():
            if not declared.is_ablation:
                yield {
                    "name": f"{group}.{name}",
                    "value": declared.default,
                    "low": declared.low,
                    "high": declared.high,
                    "unit": translate(declared.unit),
                    "source": declared.source,
                    "meaning": translate(declared.doc),
                }


def _submodels() -> Iterator[Line]:
    from simulation.declarations import SUBMODELS, discover
    from simulation.schedule import MONTH

    discover()
    order = {name: place for place, name in enumerate(MONTH, 1)}
    for name, submodel in sorted(SUBMODELS.items(), key=lambda each: order.get(each[0], 99)):
        yield {
            "name": name,
            "place": order.get(name),
            "meaning": translate(submodel.doc),
            "writes": list(submodel.writes),
        }


def _ablations() -> Iterator[Line]:
    from simulation.declarations import PARAMETERS, declared_parameters, discover

    discover()
    for group, declaration in sorted(PARAMETERS.items()):
        for name, declared in declared_parameters(declaration).items():
            if declared.is_ablation:
                yield {
                    "name": f"{group}.{name}",
                    "theses": declared.thesis.split(),
                    "meaning": translate(declared.doc),
                }


def in_language(text: str | dict[str, str]) -> str:
    """A scenario's own text, in the current language if it has it, else in English or any."""
    from simulation.language import current_language

    if isinstance(text, str):
        return text
    return text.get(current_language()) or text.get("en") or next(iter(text.values()), "")


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


_LISTS: dict[Thing, Callable[[], Iterator[Line]]] = {
    Thing.CONTEXTS: _contexts,
    Thing.PROGRAMMES: _programmes,
    Thing.METHODS: _methods,
    Thing.METRICS: _metrics,
    Thing.PARAMETERS: _parameters,
    Thing.SUBMODELS: _submodels,
    Thing.ABLATIONS: _ablations,
}
_COLUMNS = {
    Thing.CONTEXTS: {"name": msg("context"), "title": msg("what it is")},
    Thing.PROGRAMMES: {
        "name": msg("programme"),
        "title": msg("what it is"),
        "actions": msg("actions"),
        "money": msg("month's wages"),
        "description": msg("description"),
    },
    Thing.METHODS: {
        "name": msg("method"),
        "levels": msg("levels"),
        "capability": msg("capability"),
        "settings": msg("settings"),
        "meaning": msg("meaning"),
    },
    Thing.METRICS: {
        "name": msg("metric"),
        "label": msg("label"),
        "unit": msg("unit"),
        "meaning": msg("meaning"),
    },
    Thing.PARAMETERS: {
        "name": msg("parameter"),
        "value": msg("value"),
        "low": msg("from"),
        "high": msg("to"),
        "unit": msg("unit"),
        "source": msg("source"),
        "meaning": msg("meaning"),
    },
    Thing.SUBMODELS: {
        "place": msg("turn"),
        "name": msg("process"),
        "meaning": msg("meaning"),
    },
    Thing.ABLATIONS: {
        "name": msg("switch"),
        "theses": msg("theses"),
        "meaning": msg("what it takes away when off"),
    },
}
