"""One docking from what is asked to what is told and kept: words, JSON, tables, picture."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console
from rich.progress import track

from analysis.statistics.equivalence import MISSED, REPRODUCED, UNDECIDED, interval_of_mean
from experiments.command.changes import overrides_of
from experiments.docking.dock import Plan, Rows, paper, plan, verdicts
from experiments.docking.figure import draw
from experiments.docking.graph_file import read_graph
from experiments.docking.paper import Paper
from experiments.docking.runs import plain, told
from experiments.docking.targets import REBUILT, REPLICATED, STATED
from experiments.run_folder import replace
from experiments.spreadsheet import csv_of
from simulation.errors import InputError
from simulation.language import msg, number, translate

WORDS = {
    REPRODUCED: msg("reproduced"),
    MISSED: msg("NOT reproduced"),
    UNDECIDED: msg("undecided"),
}
MOST_CELLS_TOLD = 60


@dataclass(frozen=True)
class Docked:
    """What came of one docking: `lives` of them, a row per target in `judged` that can be told."""

    paper: Paper
    table: pd.DataFrame
    judged: pd.DataFrame
    lives: int
    interrupted: bool

    @property
    def runs(self) -> int:
        """Number of runs per setting."""
        return int(self.table["run"].nunique())

    def words(self) -> Iterator[str]:
        """Title, then a line per target, or per setting where nothing is aimed at."""
        yield translate(self.paper.title)
        restless = int((self.table["settled"] == 0).sum()) if "settled" in self.table else 0
        if restless:
            yield "  " + translate(
                "{n} of {all} runs had not come to rest when their time was over.",
                n=number(restless), all=number(len(self.table)),
            )  # fmt: skip
        if self.judged.empty:
            yield translate("  Nothing is aimed at for these settings. Mean [90 % interval]:")
            yield from self._cells()
            return
        row: Any
        for row in self.judged.itertuples():
            found = translate(
                "{verdict}: {claim}; target {target}, found {found} [{low}, {high}], {runs} runs",
                verdict=translate(WORDS[row.verdict]), claim=row.claim, target=row.target,
                found=plain(row.found), low=plain(row.low), high=plain(row.high),
                runs=number(row.runs),
            )  # fmt: skip
            yield f"  {found}"
        counts = self.judged["verdict"].value_counts()
        yield "  " + translate(
            "{yes} of {all} targets reproduced, {no} not, {undecided} undecided (too few runs).",
            yes=counts.get(REPRODUCED, 0), all=len(self.judged), no=counts.get(MISSED, 0),
            undecided=counts.get(UNDECIDED, 0),
        )  # fmt: skip
        whose = self.judged["origin"].value_counts()
        yield "  " + translate(
            "Of these targets the paper itself states {paper}; {replicator} are a replicator's "
            "data, {rebuilt} another implementation's, written for this project.",
            paper=whose.get(STATED, 0), replicator=whose.get(REPLICATED, 0),
            rebuilt=whose.get(REBUILT, 0),
        )  # fmt: skip

    def _cells(self) -> Iterator[str]:
        for row, (where, means) in enumerate(self.cells()):
            if row == MOST_CELLS_TOLD:
                yield "  ..."
                return
            line = ", ".join(
                f"{translate(self.paper.outcomes[name])} {plain(found['mean'])}"
                + (f" [{plain(found['low'])}, {plain(found['high'])}]" if self.runs > 1 else "")
                for name, found in means.items()
            )
            yield f"  {told(where)}: {line}" if where else f"  {line}"

    def cells(self) -> Iterator[tuple[dict[str, Any], dict[str, dict[str, float]]]]:
        """Return the settings that vary and the mean and interval of each outcome, per cell."""
        names = [each.name for each in fields(self.paper.settings)]
        names += [name for name in ("period",) if name in self.table]
        names = [name for name in names if self.table[name].nunique() > 1]
        parts = self.table.groupby(names, sort=False) if names else [((), self.table)]
        for values, part in parts:
            means = {}
            for outcome in self.paper.outcomes:
                column = part[outcome].to_numpy(dtype=float)
                low, high = interval_of_mean(column)
                means[outcome] = {"mean": float(column.mean()), "low": low, "high": high}
            yield dict(zip(names, values, strict=True)), means

    def data(self) -> dict[str, Any]:
        """What happened, as plain data."""
        return {
            "targets": [_finite(row) for row in self.judged.to_dict("records")],
            "cells": [
                {"settings": where} | {name: _finite(found) for name, found in means.items()}
                for where, means in self.cells()
            ],
            "interrupted": self.interrupted,
        }  # fmt: skip


def _finite(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Leave out what JSON cannot say: an interval without ends."""
    return {
        name: None if isinstance(value, float) and abs(value) == float("inf") else value
        for name, value in row.items()
    }


def asked(
    names: list[str], changes: list[str] | None, graph: Path | None, runs: int | None, size: str
) -> list[Plan]:
    """Check everything that is asked for, before anything is lived."""
    settings = overrides_of(changes)
    if settings and len(names) > 1:
        said = translate("settings belong to one paper: name it")
        raise InputError(said, place="--set")
    network = None if graph is None else read_graph(graph)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        plans = [
            plan(paper(name), runs=runs, size=size, graph=network, settings=settings)
            for name in names
        ]
    for said in dict.fromkeys(str(each.message) for each in caught):
        sys.stderr.write(f"{said}\n")
    return plans


def docked(planned: Plan, size: str, seed: int, *, shown: bool) -> Docked:
    """Live what is planned; after Ctrl-C, what was lived until then."""
    console = Console(stderr=True, markup=False, highlight=False)
    title = translate(planned.paper.title)
    if shown and not console.is_terminal:
        sys.stderr.write(f"{title} ...\n")
    lives = planned.lives(seed)
    rows: Rows = []
    lived = 0
    interrupted = False
    try:
        for each in track(
            lives, title, total=len(planned), console=console, transient=True,
            disable=not (shown and console.is_terminal),
        ):  # fmt: skip
            rows += each
            lived += 1
    except KeyboardInterrupt:
        interrupted = True
        if not rows:
            raise
    table = pd.DataFrame(rows)
    judged = verdicts(planned.paper.name, table, size)
    return Docked(planned.paper, table, judged, lived, interrupted)


def written(result: Docked, folder: Path) -> list[str]:
    """Keep table, verdicts and picture; return the files."""
    name = result.paper.name
    files = {
        f"{name}.csv": csv_of(result.table),
        f"{name}-verdicts.csv": csv_of(result.judged),
        f"{name}.png": draw(result.paper, result.table),
    }
    for file, content in files.items():
        replace(folder / file, content)
    return [str(folder / file) for file in files]
