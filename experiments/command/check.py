"""`tessuto check`: whether scenarios, programmes and studies can be run, without running them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from experiments.command.exit_codes import BAD_INPUT
from simulation.errors import InputError
from simulation.language import ntranslate, translate


def check(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help=translate("Files, or names of contexts and programmes.")
        ),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help=translate("Write it as JSON, for machines."))
    ] = False,
) -> None:
    found: list[dict[str, object]] = []
    for name in files:
        try:
            said, doubts = _fine(name)
        except InputError as error:
            found.append({"file": name, "fine": False, "error": str(error), "line": error.line})
            if not as_json:
                typer.echo(f"tessuto: {error}", err=True)
        else:
            found.append({"file": name, "fine": True, "doubts": doubts})
            for line in () if as_json else (said, *(f"  {doubt}" for doubt in doubts)):
                typer.echo(line)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    if not all(each["fine"] for each in found):
        raise typer.Exit(BAD_INPUT)


def _fine(name: str) -> tuple[str, list[str]]:
    """What is said of a scenario or programme that can be run, and what is odd about it."""
    from experiments.study.read_study import is_study
    from simulation.read_programme import is_programme, read_programme
    from simulation.read_scenario import read_scenario

    file = Path(name).name
    if is_study(name):
        return _fine_study(name, file)
    if is_programme(name):
        programme = read_programme(name)
        said = ntranslate(
            "{file}: fine; a programme of {n} action, {money} month's wages",
            "{file}: fine; a programme of {n} actions, {money} month's wages",
            len(programme.actions),
            file=file,
            money=f"{programme.budget.money:g}",
        )
        return said, list(programme.warnings)
    scenario = read_scenario(name)
    said = translate(
        "{file}: fine; {firms} firms, {months} months after a warm-up of {warm_up}",
        file=file,
        firms=scenario.firms,
        months=scenario.months,
        warm_up=scenario.warm_up,
    )
    return said, []


def _fine_study(name: str, file: str) -> tuple[str, list[str]]:
    """What is said of a study that can be run, and what it will not answer."""
    from experiments.command.counts import runs_words
    from experiments.study.counting import counted
    from experiments.study.plan import plan_of
    from experiments.study.read_study import read_study, study_and_places

    study, (_, given) = read_study(name), study_and_places(name)
    plan = plan_of(study, given)
    arms, seeds = len(study.contexts) * len(study.programmes), study.replications.seeds
    said = translate(
        "{file}: fine; {points}, {arms}, {seeds}: {runs}",
        file=file,
        points=ntranslate("{n} point", "{n} points", len(plan.points)),
        arms=ntranslate("{n} arm each", "{n} arms each", arms),
        seeds=ntranslate("{n} history", "{n} histories", seeds),
        runs=runs_words(counted(plan)),
    )
    return said, plan.doubts
