"""`tessuto study`: run a study, go on with it, say how far it is, hand its answers over."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.command.exit_codes import FAILED, INTERRUPTED
from experiments.command.options import (
    STORE,
    AsJson,
    Firms,
    InStore,
    Months,
    Out,
    Quiet,
    Workers,
)
from simulation.errors import InputError
from simulation.language import msg, number, translate
from simulation.purpose import purpose

if TYPE_CHECKING:
    from experiments.run_study import Finished
    from experiments.store.kept_study import KeptStudy
    from experiments.study.study import Study
    from simulation.placed import Placed

NEEDED = ("duckdb", "filelock", "pyarrow", "SALib")
UNASKED = 2_000
"""A study of more runs than this asks first."""


def build() -> typer.Typer:
    """The subcommands of `tessuto study`, their help in the current language."""
    app = typer.Typer(
        callback=_before,
        help=translate("Many runs: from a study's file to answers in a store."),
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.command("run", help=translate("Live what the store does not hold yet of a study."))(run)
    app.command("resume", help=translate("Go on with a study that was stopped."))(resume)
    app.command("status", help=translate("Say how far the studies of a store are."))(status)
    app.command("list", help=translate("List the studies that come with it, and the store's."))(
        show_list
    )
    app.command("export", help=translate("Write a study's answers as tidy tables."))(export)
    return app


def _before(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
    else:
        _installed()


Named = Annotated[
    str, typer.Argument(metavar="STUDY", help=msg("Name of a study, or a file of yours."))
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="local|tcp://HOST:PORT",
        help=msg("Live the runs on Dask: a cluster here, or the one of this scheduler."),
    ),
]
Retry = Annotated[bool, typer.Option("--failed", help=msg("Try again the runs that failed."))]


def run(
    study: Named,
    store: InStore = STORE,
    workers: Workers = None,
    scheduler: Scheduler = None,
    seeds: Annotated[
        int | None, typer.Option(min=1, help=translate("How many histories, instead of its own."))
    ] = None,
    firms: Firms = None,
    months: Months = None,
    retry: Retry = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help=translate("Do not ask, however many runs."))
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    from experiments.study.read_study import read_study, study_and_places

    wanted = read_study(study, seeds=seeds, firms=firms, months=months)
    _, given = study_and_places(study)
    _agreed(wanted, yes=yes, asks=not as_json)
    _live(wanted, given, store, workers, scheduler, retry=retry, as_json=as_json, quiet=quiet)


def resume(
    study: Named,
    store: InStore = STORE,
    workers: Workers = None,
    scheduler: Scheduler = None,
    retry: Retry = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    from experiments.store import Store
    from experiments.study.read_study import from_plain

    kept = Store(store).study(_name(study))
    wanted = from_plain(kept.study)
    _live(wanted, None, store, workers, scheduler, retry=retry, as_json=as_json, quiet=quiet,
          former=kept)  # fmt: skip


def status(
    study: Annotated[
        str | None,
        typer.Argument(metavar="[STUDY]", help=translate("One study; all unless told.")),
    ] = None,
    store: InStore = STORE,
    as_json: AsJson = False,
) -> None:
    from experiments.command.study_words import status_lines, told_of

    told = told_of(store, None if study is None else _name(study))
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for line in (purpose(), *status_lines(told)):
        typer.echo(line)


def show_list(store: InStore = STORE, as_json: AsJson = False) -> None:
    from experiments.command.study_words import list_lines, shipped
    from experiments.store import Store

    told = shipped(store)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for line in list_lines(told):
        typer.echo(line)
    opened = Store(store)
    opened.studies()
    for notice in opened.notices:
        typer.echo(notice, err=True)


def export(
    study: Named,
    store: InStore = STORE,
    out: Out = None,
    form: Annotated[
        str, typer.Option("--format", metavar="parquet|csv", help=translate("Kind of table."))
    ] = "parquet",
    months: Annotated[
        bool, typer.Option("--months", help=translate("Every month of every run, too."))
    ] = False,
    as_json: AsJson = False,
) -> None:
    from experiments.export_study import export_study
    from experiments.store import Store

    opened = Store(store)
    kept = opened.study(_name(study))
    folder = out or Path("results") / f"{kept.name}-export"
    files = export_study(opened, kept, folder, form=form, months=months)
    if as_json:
        typer.echo(json.dumps({"folder": str(folder), "files": [f.name for f in files]}, indent=2))
        return
    typer.echo(translate("Results in {folder}:", folder=folder))
    for path in files:
        typer.echo(f"  {path.name}")


def _name(study: str) -> str:
    """Return the name under which a store keeps a study that was named by its file."""
    return Path(study).stem if study.endswith((".yaml", ".yml")) else study


def _installed() -> None:
    """See that what studies need is there. Raises InputError."""
    from importlib.util import find_spec

    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise InputError(
            translate(
                "studies need what `pip install tessuto[study]` brings; missing: {names}",
                names=", ".join(missing),
            )
        )


def _agreed(study: Study, *, yes: bool, asks: bool) -> None:
    """Ask before a design of very many runs; where nobody can answer, refuse it."""
    from experiments.outcomes import read_outcome
    from experiments.study.points import count_of

    arms = len(study.contexts) * len(study.programmes)
    twins = any(read_outcome(text).needs_twin for text in study.outcomes)
    runs = count_of(study) * arms * study.replications.seeds * (1 + twins)
    if yes or runs <= UNASKED:
        return
    if twins:
        said = translate("this study makes up to {n} runs, twins included", n=number(runs))
    else:
        said = translate("this study makes {n} runs", n=number(runs))
    if not (asks and sys.stdin.isatty()):
        raise InputError(said + translate("; say --yes to live them"), place=study.name)
    if not typer.confirm(said + translate("; live them?")):
        raise typer.Abort


def _live(
    study: Study, given: Placed | None, store: Path, workers: int | None,
    scheduler: str | None, *, retry: bool, as_json: bool, quiet: bool,
    former: KeptStudy | None = None,
) -> None:  # fmt: skip
    from experiments.command.study_progress import StudyProgress
    from experiments.command.study_words import finished_lines, finished_told, go_on
    from experiments.outcomes import read_outcome
    from experiments.run_study import Settings
    from experiments.run_study import run as run_study

    settings = Settings(workers, scheduler or "", retry)
    twins = any(read_outcome(text).needs_twin for text in study.outcomes)
    try:
        with StudyProgress(shown=not (quiet or as_json), twins=twins) as progress:
            done: Finished = run_study(study, store, settings, progress, given, former)
    except KeyboardInterrupt:
        typer.echo(translate("Abandoned; what came back is kept."), err=True)
        typer.echo(go_on(study.name, store, scheduler), err=True)
        raise typer.Exit(INTERRUPTED) from None
    told: dict[str, Any] = finished_told(done, store)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    elif not quiet:
        for line in (purpose(), *finished_lines(done, store)):
            typer.echo(line)
    if not done.finished:
        typer.echo(go_on(done.study.full_name, store, scheduler), err=True)
        raise typer.Exit(INTERRUPTED)
    if done.failed:
        raise typer.Exit(FAILED)
