"""`tessuto report`: one page about the studies of a store, from the answer to the last run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.command.options import OfStore
from simulation.errors import InputError
from simulation.language import translate, use_language

MOST_STUDIES = 8


def report(
    store: OfStore,
    studies: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[STUDY ...]", help=translate("Studies of the store; the latest if none.")
        ),
    ] = None,
    out: Annotated[Path, typer.Option(metavar="FILE", help=translate("The page to write."))] = Path(
        "report.html"
    ),
    lang: Annotated[str | None, typer.Option(help=translate("Language: fr, it or en."))] = None,
) -> None:
    """Work the answers out and write the page."""
    from importlib.metadata import version

    from analysis.report.answer import answer
    from analysis.report.page import page
    from experiments.command.titles import titles_of
    from experiments.run_folder import prepare, replace
    from experiments.store import Store

    if lang is not None:
        use_language(lang)
    if not store.is_dir():
        raise InputError(translate("there is no folder {folder}", folder=store))
    opened = Store(store)
    names = list(studies or ()) or _latest(opened)
    answers = []
    for name in names:
        found = answer(opened, name)
        if found.table.empty:
            said = translate("{name} has no run yet", name=repr(name))
            raise InputError(said, file=store)
        answers.append(found)
    for notice in opened.notices:
        typer.echo(notice, err=True)
    prepare(out.parent)
    titles = titles_of(name for each in answers for name in each.kept.contexts)
    text = page(answers, titles, version("tessuto"))
    replace(out, text.encode())
    typer.echo(translate("Written: {file}", file=out))


def _latest(store: object) -> list[str]:
    """The studies shown when none is named: the latest of each name that has runs."""
    listed = store.studies()  # type: ignore[attr-defined]
    with_runs = listed[listed["done"] > 0].drop_duplicates("name")
    if with_runs.empty:
        raise InputError(translate("there is no study with runs in it"), file=store.path)  # type: ignore[attr-defined]
    left = len(with_runs) - MOST_STUDIES
    if left > 0:
        said = translate("{n} older studies are left out: name those that you want", n=left)
        typer.echo(said, err=True)
    return [
        f"{row['name']}-{row['digest']}" for row in with_runs.head(MOST_STUDIES).to_dict("records")
    ]
