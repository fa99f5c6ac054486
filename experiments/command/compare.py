"""`tessuto compare`: the same histories under several programmes, difference by difference."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.command.exit_codes import FAILED, INTERRUPTED
from experiments.command.options import (
    AsJson,
    Changes,
    Context,
    Firms,
    Months,
    Out,
    Quiet,
    Workers,
)
from simulation.errors import InputError
from simulation.language import number, translate

if TYPE_CHECKING:
    from experiments.comparison import Comparison
    from experiments.many.arms import Arms

RESULTS = Path("results")
OUTCOMES = (
    "jobs", "firms", "mean_skill", "absorptive_capacity", "mean_trust", "networked_firms",
    "relational_capital", "awareness", "environment",
)  # fmt: skip


def compare(
    context: Context,
    programmes: Annotated[
        str,
        typer.Option(
            metavar="A,B,C",
            help=translate("Programmes or files; the others are compared with the first."),
        ),
    ],
    seeds: Annotated[
        int, typer.Option(min=1, help=translate("How many histories, each under every programme."))
    ] = 30,
    months: Months = None,
    firms: Firms = None,
    outcomes: Annotated[
        str | None,
        typer.Option(
            metavar="X,Y", help=translate("Metrics to compare (see `tessuto list metrics`).")
        ),
    ] = None,
    changes: Changes = None,
    out: Out = None,
    workers: Workers = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    from experiments.command.changes import overrides_of
    from experiments.command.comparing import written
    from experiments.command.kinds import see_a_context
    from experiments.command.several_runs import SeveralRuns
    from experiments.many.arms import arms
    from experiments.many.compared import compared
    from experiments.many.processes import processors
    from experiments.read_outcomes import read_outcomes
    from experiments.run_folder import folder_name, prepare
    from simulation.read_programme import read_programme, without_chosen
    from simulation.read_scenario import read_scenario

    overrides = overrides_of(changes, firms=firms, months=months)
    see_a_context(context)
    scenario = read_scenario(context, overrides)
    named = [name.strip() for name in programmes.split(",") if name.strip()]
    chosen = [without_chosen(read_programme(name), overrides) for name in named]
    wanted = read_outcomes(outcomes, OUTCOMES)
    design = arms(scenario, chosen, range(1, seeds + 1), wanted)
    folder = out or RESULTS / folder_name(scenario.name, "compared")
    prepare(folder)
    with SeveralRuns(shown=not (quiet or as_json)) as progress:
        finished = progress.live(design, workers or processors())
    if not design.done and not finished:
        raise KeyboardInterrupt
    if not design.done:
        raise InputError(_nothing(design))
    result = compared(design, interrupted=not finished)
    words, text, files = written(result, folder)
    _report(result, words, text, files, as_json=as_json, quiet=quiet)
    if not finished:
        typer.echo(
            translate(
                "Stopped after {done} of {planned} runs; what was computed is kept in {folder}.",
                done=number(len(design.done)),
                planned=number(len(design.programmes) * len(design.seeds)),
                folder=folder,
            ),
            err=True,
        )
        raise typer.Exit(INTERRUPTED)
    if design.failures:
        raise typer.Exit(FAILED)


def _nothing(design: Arms) -> str:
    name, seed, failure = design.failures[0]
    return translate(
        "no run came back; the first ({name}, seed {seed}) failed: {failure}",
        name=name,
        seed=seed,
        failure=failure,
    )


def _report(
    result: Comparison,
    words: list[str],
    text: str,
    files: list[Path],
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    for name, seed, failure in result.failures:
        said = translate("A run is missing ({name}, seed {seed}): {failure}",
                         name=name, seed=seed, failure=failure)  # fmt: skip
        typer.echo(said, err=True)
    if as_json:
        typer.echo(text.rstrip())
    elif not quiet:
        for line in words:
            typer.echo(line)
        typer.echo("\n" + translate("Results in {folder}:", folder=files[0].parent))
        for path in files:
            typer.echo(f"  {path.name}")
