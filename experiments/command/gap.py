"""`tessuto gap SURVEY.csv`: from a survey to priorities, agreement, training needs and openings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.language import current_language, translate, use_language


def gap(
    survey: Annotated[Path, typer.Argument(help=translate("Answers as CSV, long or wide."))],
    items: Annotated[
        Path | None,
        typer.Option(help=translate("What the items are: labels, kind, scale, direction.")),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help=translate("Folder for tables, pictures and page."))
    ] = None,
    lang: Annotated[str | None, typer.Option(help=translate("Language: fr, it or en."))] = None,
    round_number: Annotated[
        int | None,
        typer.Option("--round", help=translate("Which round; the last one unless told.")),
    ] = None,
    territory: Annotated[
        str | None, typer.Option(help=translate("Which territory of several."))
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            help=translate("For forms with other headers: a CSV of column;item_id;question.")
        ),
    ] = None,
    latest_by: Annotated[
        str | None,
        typer.Option(help=translate("Column of times: of two answers keep the later one.")),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help=translate("Print the results as JSON."))
    ] = False,
) -> None:
    """Priorities and consensus, training needs and openings, from a survey."""
    from analysis.gap.results import write_results
    from analysis.gap.summary import summary
    from analysis.gap.tables import as_json, result_tables
    from simulation.instruments.diagnosis import diagnose
    from simulation.instruments.read_items import read_items
    from simulation.instruments.read_survey import read_mapping, read_survey

    if lang is not None:
        use_language(lang)
    spoken = current_language()
    diagnosis = diagnose(
        read_survey(
            survey,
            items=None if items is None else read_items(items),
            round_wanted=round_number,
            territory=territory,
            mapping=None if mapping is None else read_mapping(mapping),
            latest_by=latest_by,
        )
    )
    if json:
        typer.echo(as_json(result_tables(diagnosis, spoken), diagnosis))
    else:
        for line in summary(diagnosis, spoken):
            typer.echo(line)
    if out is not None:
        files = write_results(diagnosis, out, spoken)
        said = translate("Written to {folder}: {n} files; open {page}.",
                         folder=out, n=len(files), page=out / "page.html")  # fmt: skip
        typer.echo(said, err=json)
        _check_plan(out / "plan.yaml")


def _check_plan(plan: Path) -> None:
    """Say whether the simulator takes the plan as it is: items may name what it does not have."""
    from simulation.errors import InputError
    from simulation.read_programme import read_programme, with_initial_states
    from simulation.read_scenario import read_scenario

    try:
        with_initial_states(read_scenario("baseline"), read_programme(plan))
    except InputError as error:
        said = translate("The plan cannot be run before this is put right: {error}", error=error)
    else:
        said = translate("The plan can be run: tessuto run CONTEXT --programme {plan}", plan=plan)
    typer.echo(said, err=True)
