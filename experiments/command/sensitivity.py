"""`tessuto sensitivity`: from studies in a store to the published table of what answers hang on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.command.options import OfStore, OutFolder
from simulation.errors import InputError
from simulation.language import translate

RESULTS = Path("results/sensitivity")
USUAL = ("morris_all", "sobol_ten", "robust_to_structure")


def sensitivity(
    store: OfStore,
    studies: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[STUDY ...]",
            help=translate("Studies of the store; those that come with it for this if none."),
        ),
    ] = None,
    out: OutFolder = RESULTS,
) -> None:
    """Read, rank, write."""
    from analysis.exports import json_text, parquet
    from analysis.sensitivity.ranking import index_table, run_table
    from analysis.sensitivity.ranking import sensitivity as ranked
    from analysis.sensitivity.words import document, of_context
    from experiments.command.titles import titles_of
    from experiments.comparison import keep
    from experiments.run_folder import folder_name, prepare
    from experiments.spreadsheet import csv_of
    from experiments.store import Store

    if not store.is_dir():
        raise InputError(translate("there is no folder {folder}", folder=store))
    opened = Store(store)
    names = list(studies or ())
    if not names:
        there = set(opened.studies()["name"])
        names = [name for name in USUAL if name in there]
    if not names:
        said = translate("it holds none of {names}: run them with `tessuto study run`",
                         names=", ".join(USUAL))  # fmt: skip
        raise InputError(said, file=store)
    prepare(out)
    found = ranked(opened, names)
    told = [
        {
            "study": each.kept.full_name, "version": each.kept.version, "code": each.kept.code,
            "runs": each.runs, "seeds": each.kept.seeds, "design": dict(each.kept.design),
            "as_run": dict(each.kept.study),
            "ten": [{"assumption": name, "times": times} for name, times in each.ten()],
            "variants": each.variants.to_dict(orient="records"),
        }
        for each in found
    ]  # fmt: skip
    contexts = dict.fromkeys(name for each in found for name in each.sampled_contexts)
    titles = titles_of(name for each in found for name in each.kept.contexts)
    files = keep(
        out,
        {
            "sensitivity.md": document(found, titles).encode(),
            **{
                f"{folder_name(name)}.md": of_context(found, name, titles).encode()
                for name in contexts
            },
            "sensitivity.csv": csv_of(index_table(found)),
            "sensitivity.json": json_text(told, indent=1).encode(),
            "sensitivity_runs.parquet": parquet(run_table(found)),
        },
    )
    typer.echo(translate("Results in {folder}:", folder=out))
    for path in files:
        typer.echo(f"  {path.name}")
