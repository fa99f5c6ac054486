"""`tessuto claims`: the claims of the text, measured, judged by a rule stated beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from experiments.command.exit_codes import FAILED, INTERRUPTED
from experiments.command.options import (
    STORE,
    AsJson,
    Firms,
    InStore,
    OutFolder,
    Quiet,
    Workers,
)
from simulation.errors import InputError
from simulation.language import number, translate

if TYPE_CHECKING:
    from analysis.claims.measured import Measured
    from experiments.claims.claim import Claim
    from experiments.claims.measuring import Answers, Size

RESULTS = Path("results/claims")
SIZES = ("quick", "full")


def claims(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[C1 ... C10 Q1 Q2]", help=translate("Which claims; all if none.")),
    ] = None,
    size: Annotated[
        str,
        typer.Option(
            metavar="quick|full",
            help=translate("Two contexts and ten histories, or every context and thirty."),
        ),
    ] = "quick",
    seeds: Annotated[
        int | None,
        typer.Option(min=1, help=translate("How many histories, instead of the size's.")),
    ] = None,
    firms: Firms = None,
    store: InStore = STORE,
    out: OutFolder = RESULTS,
    workers: Workers = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Live what the store lacks, judge, write the table of verdicts."""
    from experiments.claims.measuring import SEEDS, answers, sized
    from experiments.claims.read_claims import read_claims
    from experiments.command.study_progress import StudyProgress
    from experiments.run_folder import prepare
    from experiments.run_study import Settings

    if size not in SIZES:
        said = translate("one of {known} was expected", known=", ".join(SIZES))
        raise InputError(f"{size!r}; {said}", place="--size")
    chosen = read_claims(names or ())
    wanted = sized(chosen, cast("Size", size))
    histories = seeds or SEEDS[cast("Size", size)]
    prepare(out)
    try:
        with StudyProgress(shown=not (quiet or as_json)) as progress:
            found = answers(wanted, histories, store, Settings(workers), progress, firms)
    except KeyboardInterrupt:
        found = None
    if found is None or not found.finished:
        typer.echo(
            translate("Stopped; what was lived is kept in {store}: the same command goes on.",
                      store=store), err=True)  # fmt: skip
        raise typer.Exit(INTERRUPTED)
    told, files = _written(wanted, found, histories, firms, out)
    _report(told, files, as_json=as_json, quiet=quiet)
    if found.failed:
        raise typer.Exit(FAILED)


def _written(
    claims: Sequence[Claim], found: Answers, seeds: int, firms: int | None, out: Path
) -> tuple[Measured, list[Path]]:
    """Judge, and write the verdicts and the runs they rest on."""
    from importlib.metadata import version

    from analysis.claims.measured import measured
    from analysis.claims.tables import run_table, verdict_table, verdict_values
    from analysis.claims.words import document
    from analysis.exports import json_text, parquet
    from experiments.command.titles import titles_of
    from experiments.comparison import keep
    from experiments.one_run import code_hash
    from experiments.spreadsheet import csv_of

    told = measured(
        claims, found.tables, seeds=seeds, firms=firms or claims[0].firms,
        version=version("tessuto"), code=code_hash(), failed=found.failed,
    )  # fmt: skip
    names = [name for claim in claims for name in claim.contexts]
    files = {
        "verdicts.md": document(told, titles_of(names)).encode(),
        "verdicts.csv": csv_of(verdict_table(told)),
        "verdicts.json": json_text(verdict_values(told), indent=1).encode(),
        "verdicts_runs.parquet": parquet(run_table(told.claims, found.tables)),
    }
    return told, keep(out, files)


def _report(told: Measured, files: list[Path], *, as_json: bool, quiet: bool) -> None:
    if as_json:
        typer.echo(files[2].read_text(encoding="utf-8").rstrip())
        return
    if quiet:
        return
    from rich.console import Console

    from analysis.claims.words import by_chance

    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        console.width = 160
    console.print(_table(told))
    typer.echo(
        translate(
            "{n} differences judged, {clear} clear, {chance} expected to seem so by chance, "
            "{surviving} clear after Holm's correction. The model is judged, never a real place.",
            n=number(len(told.differences)), clear=number(told.clear),
            chance=by_chance(told), surviving=number(told.surviving),
        )
    )  # fmt: skip
    typer.echo("\n" + translate("Results in {folder}:", folder=files[0].parent))
    for path in files:
        typer.echo(f"  {path.name}")


def _table(told: Measured) -> Any:
    from rich.table import Table

    from analysis.claims.verdict import WORDS
    from analysis.claims.words import counts, mechanisms
    from experiments.claims.claim import said

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in (translate("claim"), translate("contrast"), translate("contexts"),
                  translate("without the mechanism")):  # fmt: skip
        table.add_column(title, overflow="fold")
    for claim in told.claims:
        for name, contrast in claim.contrasts.items():
            found = told.of(claim.claim, name)
            verdict = translate(WORDS[told.verdict(claim.claim, name)])
            several = len(found) > 1
            table.add_row(claim.claim, said(contrast.question),
                          counts(found) if several else verdict, mechanisms(found))  # fmt: skip
    return table
