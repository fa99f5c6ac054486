"""The months of runs, asked of the chunk files with DuckDB, in memory.

Shapes: for each run (months, metrics), float64 of the float32 that is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from experiments.store.catalogue import Catalogue
from experiments.store.chunks import BrokenChunkError, see_whole

Floats = npt.NDArray[np.float64]


class Months(Mapping[str, Floats]):
    """The months of runs, by run; a column by the name of its metric."""

    def __init__(self, metrics: Sequence[str], found: dict[str, Floats]) -> None:
        """Hold (months, metrics) for each run."""
        self.metrics = tuple(metrics)
        self._found = found

    def __getitem__(self, run: str) -> Floats:
        """The months of one run (months, metrics)."""
        return self._found[run]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def column(self, run: str, metric: str) -> Floats:
        """One metric of one run (months)."""
        return self._found[run][:, self.metrics.index(metric)]


def months_of(catalogue: Catalogue, runs: Sequence[str], metrics: Sequence[str]) -> Months:
    """Return the months of the runs that are held; a metric that was not kept is NaN.

    A file that turns out to be unreadable is left out, and the catalogue knows.
    """
    import duckdb

    while True:
        wanted = {run: catalogue.runs[run].file for run in runs if run in catalogue.runs}
        try:
            return Months(metrics, _asked(catalogue, wanted, metrics))
        except duckdb.Error as error:
            broken = _unreadable(catalogue, set(wanted.values()))
            if not broken:
                raise
            for name in broken:
                catalogue.lose(name, str(error).splitlines()[0])


def _asked(
    catalogue: Catalogue, wanted: Mapping[str, str], metrics: Sequence[str]
) -> dict[str, Floats]:
    import duckdb
    import pandas as pd

    if not wanted:
        return {}
    files = sorted(set(wanted.values()))
    known = set().union(*(catalogue.files[name].metrics for name in files))
    columns = ", ".join(
        f'CAST(m."{name}" AS DOUBLE)' if name in known else "CAST(NULL AS DOUBLE)"
        for name in metrics
    )
    with duckdb.connect(":memory:") as database:
        picked = pd.DataFrame(
            {
                "run": list(wanted),
                "file": [str(catalogue.folder / name) for name in wanted.values()],
                "place": range(len(wanted)),
            }
        )
        database.register("picked", picked)
        rows = database.execute(
            f"SELECT p.place, m.month{', ' if columns else ''}{columns} "
            "FROM read_parquet(?, union_by_name = true, filename = true) m "
            "JOIN picked p ON m.run = p.run AND m.filename = p.file ORDER BY p.place, m.month",
            [[str(catalogue.folder / name) for name in files]],
        ).fetchnumpy()
    names = list(rows)
    place = np.asarray(rows[names[0]])
    values = np.column_stack(
        [np.ma.filled(np.ma.asarray(rows[name], dtype=np.float64), np.nan) for name in names[2:]]
        or [np.empty((len(place), 0))]
    )
    ends = np.searchsorted(place, np.arange(len(wanted) + 1))
    return {run: values[ends[at] : ends[at + 1]] for at, run in enumerate(wanted)}


def _unreadable(catalogue: Catalogue, files: set[str]) -> list[str]:
    broken = []
    for name in sorted(files):
        try:
            see_whole(catalogue.folder / name)
        except (BrokenChunkError, FileNotFoundError):
            broken.append(name)
    return broken
