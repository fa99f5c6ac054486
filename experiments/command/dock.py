"""`tessuto dock [NAME]`: published rules, held against what is known of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from experiments.command.exit_codes import INTERRUPTED
from experiments.command.options import AsJson, Out
from simulation.language import number, translate
from simulation.purpose import purpose

RESULTS = Path("results") / "docking"


def dock(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help=translate("Which paper; all unless told."))
    ] = None,
    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help=translate("Change a setting of the paper; a list for several; may be repeated."),
        ),
    ] = None,
    graph: Annotated[
        Path | None,
        typer.Option(help=translate("A network of yours: GraphML, or two names per line.")),
    ] = None,
    runs: Annotated[
        int | None, typer.Option(min=1, help=translate("Runs per setting; else by the size."))
    ] = None,
    size: Annotated[
        str,
        typer.Option(metavar="quick|full", help=translate("Fewer runs, wider margins; or all.")),
    ] = "quick",
    seed: Annotated[int, typer.Option(min=0, help=translate("Seed of all chance."))] = 1,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    from experiments.command.docking import asked, docked, written
    from experiments.docking.dock import PAPERS
    from experiments.run_folder import prepare

    plans = asked([name] if name else list(PAPERS), changes, graph, runs, size)
    folder = out or RESULTS
    prepare(folder)
    told = {}
    for plan in plans:
        result = docked(plan, size, seed, shown=not as_json)
        told[plan.paper.name] = result.data() | {"files": written(result, folder)}
        for line in () if as_json else (*result.words(), ""):
            typer.echo(line)
        if result.interrupted:
            break
    if as_json:
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        typer.echo(purpose())
        typer.echo(translate("Tables and pictures are in {folder}", folder=folder))
    if result.interrupted:
        said = translate(
            "Stopped after {done} of {planned} runs; what was computed is kept in {folder}.",
            done=number(result.lives), planned=number(len(plan)), folder=folder,
        )  # fmt: skip
        typer.echo(said, err=True)
        raise typer.Exit(INTERRUPTED)
