"""`tessuto search`: other orders and rhythms of a programme, at the same cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.command.exit_codes import INTERRUPTED
from experiments.command.options import STORE, AsJson, InStore, Out, Quiet, Workers
from simulation.errors import InputError
from simulation.language import msg, number, translate

if TYPE_CHECKING:
    from analysis.front import Gain
    from experiments.search.search import Asked, Found

USUAL = "jobs@end,networked_firms@end"


def search(
    programme: Annotated[
        str, typer.Argument(metavar="PROGRAMME", help=translate("A programme, by name or file."))
    ],
    contexts: Annotated[
        str, typer.Option("--contexts", metavar="A,B", help=translate("Where it is to do well."))
    ] = "baseline",
    outcomes: Annotated[
        str, typer.Option(metavar="X,Y", help=translate("What it is to do well by, two at least."))
    ] = USUAL,
    generations: Annotated[
        int, typer.Option(min=1, help=translate("How many rounds of plans."))
    ] = 8,
    population: Annotated[
        int, typer.Option(min=4, help=translate("How many plans in a round."))
    ] = 16,
    seeds: Annotated[
        int, typer.Option(min=2, help=translate("Histories behind each plan while searching."))
    ] = 6,
    fresh: Annotated[
        int, typer.Option(min=5, help=translate("Fresh histories for the plans that are found."))
    ] = 30,
    firms: Annotated[int, typer.Option(min=1, help=translate("Firms at the start."))] = 100,
    months: Annotated[
        int, typer.Option(min=1, help=translate("Months to live after the warm-up."))
    ] = 120,
    store: InStore = STORE,
    out: Out = None,
    workers: Workers = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Search, measure what is found on fresh histories, and write it."""
    from experiments.command.study_progress import StudyProgress
    from experiments.run_folder import prepare
    from experiments.run_study import Settings
    from experiments.search.measure import on_fresh_seeds
    from experiments.search.search import Asked
    from experiments.search.search import search as run_search
    from experiments.search.space import space_of
    from simulation.read_programme import read_programme

    chosen = read_programme(programme)
    asked = Asked(
        space_of(chosen), programme, _contexts(contexts), _outcomes(outcomes), months, firms,
        seeds, population, generations,
    )  # fmt: skip
    folder = out or Path("results") / f"{chosen.name}-searched"
    prepare(folder)
    settings = Settings(workers)
    try:
        with StudyProgress(shown=not (quiet or as_json)) as progress:
            found = run_search(asked, store, settings, progress)
            moved, usual = on_fresh_seeds(asked, found.plans, fresh, store, settings, progress)
    except KeyboardInterrupt:
        said = translate("Stopped; what was lived is kept in {store}: the same command goes on.",
                         store=store)  # fmt: skip
        typer.echo(said, err=True)
        raise typer.Exit(INTERRUPTED) from None
    from analysis.front import found_better, gains

    told = gains(moved, usual, asked.outcomes, asked.signs, found.outcomes)
    files = _written(asked, found, told, folder)
    better = found_better(told, asked.outcomes, asked.signs)
    _report(found, told, files, better=better, as_json=as_json, quiet=quiet)


def _contexts(text: str) -> tuple[str, ...]:
    from simulation.read_scenario import read_scenario

    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in names:
        read_scenario(name)
    if not names:
        raise InputError(translate("no context is named"), place="--contexts")
    return names


def _outcomes(text: str) -> tuple[str, ...]:
    from experiments.outcomes import read_outcome
    from simulation.declarations import METRICS, discover

    discover()
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in names:
        read_outcome(name, METRICS)
    if len(names) < 2:
        raise InputError(translate("two outcomes at least are weighed"), place="--outcomes")
    return names


def _written(asked: Asked, found: Found, told: list[Gain], folder: Path) -> list[Path]:
    from analysis.exports import json_text
    from analysis.front import gain_table
    from experiments.comparison import keep
    from experiments.search.plan_file import plan_file
    from experiments.spreadsheet import csv_of

    files = {
        "front.csv": csv_of(gain_table(told)),
        "front.json": json_text(_values(asked, found, told)).encode(),
    }
    for place, plan in enumerate(found.plans, 1):
        head = f"Plan {place} of a search over orders and rhythms of {asked.programme}."
        files[f"plan_{place}.yaml"] = plan_file(asked.space.programme, plan, head).encode()
    return keep(folder, files)


def _values(asked: Asked, found: Found, told: list[Gain]) -> dict[str, Any]:
    from analysis.front import gain_table
    from experiments.one_run import code_hash

    return {
        "programme": asked.programme, "contexts": asked.contexts, "outcomes": asked.outcomes,
        "seeds": asked.seeds, "population": asked.population, "generations": asked.generations,
        "tried": found.tried, "code": code_hash(), "plans": found.plans,
        "front": gain_table(told).to_dict(orient="records"),
    }  # fmt: skip


def _report(
    found: Found, told: list[Gain], files: list[Path], *, better: bool, as_json: bool, quiet: bool
) -> None:
    if as_json:
        typer.echo(files[1].read_text(encoding="utf-8").rstrip())
        return
    if quiet:
        return
    from rich.console import Console
    from rich.table import Table

    from analysis.claims.words import frequency, interval_text
    from analysis.report.words import few_pairs

    typer.echo(
        translate(
            "{tried} plans tried; {n} are beaten by no other. Measured again on fresh histories, "
            "against the programme as it is:",
            tried=number(found.tried), n=number(len(found.plans)),
        )
    )  # fmt: skip
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in (translate("plan"), translate("Outcome"), translate("difference [95 % interval]"),
                  translate("better in")):  # fmt: skip
        table.add_column(title, overflow="fold")
    for each in told:
        table.add_row(str(each.plan + 1), each.outcome, interval_text(each.paired),
                      frequency(each.paired))  # fmt: skip
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        console.width = 120
    console.print(table)
    if not better:
        said = msg("On fresh histories no plan is clearly better than the programme as it is, on "
                   "any outcome: the search found nothing that beats it.")  # fmt: skip
        typer.echo("\n" + translate(said))
    for warning in few_pairs(min(each.paired.pairs for each in told)):
        typer.echo("\n" + warning)
    typer.echo("\n" + translate("Results in {folder}:", folder=files[0].parent))
    for path in files:
        typer.echo(f"  {path.name}")
