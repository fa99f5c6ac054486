"""`tessuto check`: whether scenario files can be run, without running them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from simulation.errors import InputError
from simulation.language import translate

BAD_INPUT = 2


def check(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help=translate("Files or names of contexts."))
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help=translate("Write it as JSON, for machines."))
    ] = False,
) -> None:
    from simulation.read_scenario import read_scenario

    found: list[dict[str, object]] = []
    for name in files:
        try:
            scenario = read_scenario(name)
        except InputError as error:
            found.append({"file": name, "fine": False, "error": str(error), "line": error.line})
            if not as_json:
                typer.echo(f"tessuto: {error}", err=True)
        else:
            found.append({"file": name, "fine": True})
            if not as_json:
                said = translate(
                    "{file}: fine; {firms} firms, {months} months after a warm-up of {warm_up}",
                    file=Path(name).name,
                    firms=scenario.firms,
                    months=scenario.months,
                    warm_up=scenario.warm_up,
                )
                typer.echo(said)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    if not all(each["fine"] for each in found):
        raise typer.Exit(BAD_INPUT)
