"""`tessuto story`: the life of one firm, dated, in words."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from simulation.language import translate
from simulation.purpose import purpose


def story(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help=translate("Folder of results of a run."))
    ],
    firm: Annotated[
        int | None,
        typer.Option(
            metavar="ID", help=translate("Which firm; left out, the most eventful life is told.")
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help=translate("Write it as JSON, for machines."))
    ] = False,
) -> None:
    from analysis.story import in_words, lives, most_eventful, parted
    from experiments.run_folder import read

    run = read(folder)
    chosen = most_eventful(run) if firm is None else firm
    told = lives(run, chosen)
    if as_json:
        shown = {
            "context": run.manifest.context,
            "seed": run.manifest.seed,
            "firm": chosen,
            "lives": {name: [asdict(each) for each in life] for name, life in told.items()},
        }
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    typer.echo(
        translate(
            "Firm {firm} of {context}, seed {seed}",
            firm=chosen,
            context=run.manifest.context,
            seed=run.manifest.seed,
        )
    )
    typer.echo(purpose())
    if "twin" not in told:
        _tell(in_words(told["as_run"]))
        return
    common, here, there = parted(told["as_run"], told["twin"])
    if common:
        typer.echo("\n" + translate("In both worlds:"))
        _tell(in_words(common))
    typer.echo("\n" + translate("As it happened:"))
    _tell(in_words(here) or [translate("Nothing more.")])
    typer.echo("\n" + translate("In the twin world, without the shock:"))
    never = translate("It never existed there.")
    _tell(in_words(there) or [translate("Nothing more.") if told["twin"] else never])


def _tell(lines: list[str]) -> None:
    for line in lines:
        typer.echo(f"  {line}")
