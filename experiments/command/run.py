"""`tessuto run`: live a territory, say in words what happened, keep metrics, events and figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.command.exit_codes import INTERRUPTED
from experiments.command.options import AsJson, Changes, Context, Firms, Months, Out, Quiet
from simulation.errors import InputError
from simulation.language import translate

if TYPE_CHECKING:
    from experiments.run_folder import Run

RESULTS = Path("results")
EVENTS = ("life", "all", "none")
TWINS = ("no_shock",)


def run(
    context: Context,
    programme: Annotated[
        str,
        typer.Option(
            metavar="P",
            help=translate("Name of a programme (see `tessuto list programmes`) or a file."),
        ),
    ] = "none",
    seed: Annotated[
        int, typer.Option(min=0, help=translate("Which of the possible histories."))
    ] = 1,
    months: Months = None,
    firms: Firms = None,
    changes: Changes = None,
    out: Out = None,
    twin: Annotated[
        str | None,
        typer.Option(
            metavar="|".join(TWINS),
            help=translate("Live a twin beside it: same seed, without the shock."),
        ),
    ] = None,
    threads: Annotated[
        int, typer.Option(min=1, help=translate("Threads; the results do not depend on them."))
    ] = 1,
    events: Annotated[
        str,
        typer.Option(metavar="|".join(EVENTS), help=translate("How much of each life is kept.")),
    ] = "life",
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    from experiments.command.changes import overrides_of
    from experiments.command.kinds import see_a_context
    from experiments.study.cell import onset_of
    from simulation.read_programme import read_programme, without_chosen
    from simulation.read_scenario import read_scenario

    _one_of("--events", events, EVENTS)
    if twin is not None:
        _one_of("--twin", twin, TWINS)
    overrides = overrides_of(changes, firms=firms, months=months)
    see_a_context(context)
    scenario = read_scenario(context, overrides)
    if twin is not None and onset_of(scenario) < 0:
        said = translate("no shock falls within these months: the twin lives the same history")
        typer.echo(said, err=True)
    plan = without_chosen(read_programme(programme), overrides)

    from experiments.run_folder import folder_name, prepare

    under = plan.name if plan.actions else ""
    folder = out or RESULTS / folder_name(scenario.name, under, f"seed{seed}")
    prepare(folder)

    from experiments.command.progress import Progress
    from experiments.one_run import Living

    with Progress(shown=not (quiet or as_json)) as progress:
        living = Living(
            scenario, seed, events=events, threads=threads, twin=twin or "", programme=plan
        )
        progress.begin(living.territory.clock.steps)
        finished = living.live(progress.month)
        progress.say(translate("Drawing and writing"))
        kept = living.kept(interrupted=not finished)
        words, files = _write(folder, kept)
    _report(kept, words, files, as_json=as_json, quiet=quiet)
    if not finished:
        said = translate(
            "Stopped after {done} of {planned} months; what was computed is kept in {folder}.",
            done=kept.manifest.months,
            planned=kept.manifest.planned_months,
            folder=folder,
        )
        typer.echo(said, err=True)
        raise typer.Exit(INTERRUPTED)


def _write(folder: Path, kept: Run) -> tuple[list[str], list[Path]]:
    from analysis.drawing import draw_all
    from analysis.summary import summary
    from experiments.run_folder import SUMMARY, write

    words = summary(kept)
    others = {SUMMARY: ("\n".join(words) + "\n").encode(), **draw_all(kept)}
    return words, write(folder, kept, others)


def _report(kept: Run, words: list[str], files: list[Path], *, as_json: bool, quiet: bool) -> None:
    if as_json:
        last = kept.metrics.iloc[-1]
        said = {
            "context": kept.manifest.context,
            "seed": kept.manifest.seed,
            "programme": kept.manifest.programme.get("name", ""),
            "done": kept.manifest.done,
            "months": kept.manifest.months,
            "interrupted": kept.manifest.interrupted,
            "folder": str(files[0].parent),
            "files": [path.name for path in files],
            "last_month": {name: _plain(last[name]) for name in kept.manifest.metrics},
            "summary": words,
        }
        typer.echo(json.dumps(said, ensure_ascii=False, indent=2))
    elif not quiet:
        for line in words:
            typer.echo(line)
        typer.echo("\n" + translate("Results in {folder}:", folder=files[0].parent))
        for path in files:
            typer.echo(f"  {path.name}")


def _plain(value: Any) -> float | None:
    number = float(value)
    return None if number != number else number  # noqa: PLR0124  (nan is not JSON)


def _one_of(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        message = translate(
            "{value} is not one of {known}", value=repr(value), known=", ".join(known)
        )
        raise InputError(message, place=option)
