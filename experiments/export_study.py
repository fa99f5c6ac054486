"""A study's answers as tidy tables that any program reads, with a dictionary of their columns.

Writes `runs` (a row per run), `points` (a row per point), `months` if asked (a row per run and
month), `dictionary` (a row per column: table, column, role, unit, meaning) and `study.json`.

Raises: InputError for another format or a folder that cannot be written.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.outcomes import read_outcome
from experiments.run_folder import prepare, replace
from experiments.spreadsheet import csv_of
from experiments.store.kept_study import UNIT, KeptStudy
from experiments.store.store import Store
from simulation.errors import InputError
from simulation.language import translate
from simulation.near_names import near

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("parquet", "csv")
MEANINGS = {
    "run": "identity of the run: two rows with the same one are the same run",
    "point": "number of the point of the design, from 0",
    "context": "the territory",
    "programme": "the programme of accompaniment; pairs are compared within one seed",
    "seed": "which of the possible histories; the same in all arms",
    "month": "month of the story, from 0",
}
MEASURES = {
    "": "mean of the months asked for, of the last 12 unless told",
    "loss": "area below the twin spared the threats, in per cent months",
    "resistance": "1 minus the deepest fall below the twin: 1 untouched, 0 nothing left",
    "recovery": "months until back at 95 % of the twin for good; infinite where that never was",
    "renewal": "growth from the trough over the twin's growth from the same month",
}
UNITS = {
    "loss": "per cent of the twin's level, times months",
    "resistance": "share",
    "recovery": "months",
    "renewal": "ratio to the twin's growth",
}


def export_study(
    store: Store, kept: KeptStudy, folder: Path, *, form: str = "parquet", months: bool = False
) -> list[Path]:
    """Write the tables; return where they are."""
    if form not in FORMATS:
        said = translate("{value} is not one of {known}", value=repr(form),
                         known=", ".join(FORMATS))  # fmt: skip
        raise InputError(said + near(form, FORMATS), place="--format")
    prepare(folder)
    tables = {"runs": store.table(kept), "points": store.points(kept).reset_index()}
    if months:
        tables["months"] = store.months(kept, list(kept.metrics))
    tables["dictionary"] = dictionary(kept, tables)
    for name, table in tables.items():
        replace(folder / f"{name}.{form}", _written(table, form))
    replace(folder / "study.json", kept.to_json().encode())
    return [*(folder / f"{name}.{form}" for name in tables), folder / "study.json"]


def dictionary(kept: KeptStudy, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what every column of these tables means: table, column, role, unit, meaning."""
    import pandas as pd

    rows = [
        (table, column, *_meaning(kept, str(column)))
        for table, frame in tables.items()
        for column in frame.columns
    ]
    return pd.DataFrame(rows, columns=["table", "column", "role", "unit", "meaning"])


def _meaning(kept: KeptStudy, column: str) -> tuple[str, str, str]:
    if column in MEANINGS:
        return "key", "", MEANINGS[column]
    if column in kept.factors:
        factor = kept.factors[column]
        return str(factor["role"]), "", " ".join(_range(factor))
    if column.startswith(UNIT):
        path = column.removeprefix(UNIT)
        return "design", "share", f"where {path} lies between the ends of its range, 0 to 1"
    if column in kept.metrics:
        metric = kept.metrics[column]
        return "metric", metric.unit, metric.doc
    outcome = read_outcome(column)
    metric = kept.metrics[outcome.metric]
    unit = UNITS.get(outcome.measure, metric.unit)
    return "outcome", unit, f"{metric.doc} ({MEASURES[outcome.measure]})"


def _range(factor: object) -> Iterator[str]:
    assert isinstance(factor, dict)
    for name, value in factor.items():
        if name not in ("role", "kind"):
            yield f"{name}: {value}"


def _written(table: pd.DataFrame, form: str) -> bytes:
    if form == "csv":
        return csv_of(table)
    buffer = BytesIO()
    table.to_parquet(buffer, index=False, compression="zstd")
    return buffer.getvalue()
