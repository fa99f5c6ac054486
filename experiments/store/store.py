"""Read a store: its studies, their tables, their months, what failed.

One folder: `chunks/*.parquet` (runs, month by month), `studies/<name>-<digest>/` (what was asked),
`failures.jsonl` (what could not be lived). Only the chunks and the failures are the truth; the
catalogue is made again whenever a store is opened. Reading never changes anything.

Raises: InputError for a folder, a study or a metric that is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.outcomes import Outcome, read_outcome, value_of
from experiments.store.catalogue import Catalogue
from experiments.store.failures import read_failures
from experiments.store.kept_study import (
    STUDY,
    UNIT,
    KeptStudy,
    read_kept_study,
    read_plan,
    runs_and_twins,
)
from experiments.store.queries import Floats, Months, months_of
from simulation.errors import InputError
from simulation.language import translate
from simulation.near_names import near

if TYPE_CHECKING:
    import pandas as pd

INDEX = ("run", "point", "context", "programme", "seed")


class Store:
    """A folder of runs. Reads only; `experiments.store.writing` adds to it."""

    def __init__(self, path: str | Path) -> None:
        """Open a folder; it need not exist yet."""
        self.path = Path(path)
        self.catalogue = Catalogue(self.path / "chunks")
        self.catalogue.refresh()
        self._unreadable: dict[str, str] = {}

    def refresh(self) -> None:
        """Look again at what others have written since."""
        self.catalogue.refresh()

    @property
    def notices(self) -> list[str]:
        """What cannot be read of this store, in words: files, and studies as far as looked at."""
        studies = [
            translate("the study {name} cannot be read: {reason}", name=name, reason=why)
            for name, why in sorted(self._unreadable.items())
        ]
        return studies + [
            translate("{file} cannot be read and is left out: {reason}", file=name, reason=why)
            for name, why in sorted(self.catalogue.broken.items())
        ]

    def studies(self) -> pd.DataFrame:
        """Return a row per study, the latest first.

        Columns: name, digest, title, runs (planned), twins (planned beside them), done (of the
        runs), points, code, version, written. A study that cannot be read is among the `notices`.
        """
        import pandas as pd

        rows = []
        for kept in self._kept():
            try:
                planned, twins = runs_and_twins(self.plan(kept))
            except InputError as error:
                self._unreadable[kept.full_name] = str(error)
                continue
            rows.append(
                {
                    "name": kept.name,
                    "digest": kept.digest,
                    "title": kept.title,
                    "runs": len(planned),
                    "twins": len(twins),
                    "done": len(planned & self.catalogue.runs.keys()),
                    "points": kept.points,
                    "code": kept.code,
                    "version": kept.version,
                    "written": kept.written,
                }
            )
        columns = ["name", "digest", "title", "runs", "twins", "done", "points", "code", "version",
                   "written"]  # fmt: skip
        return pd.DataFrame(rows, columns=columns)

    def study(self, name: str | KeptStudy) -> KeptStudy:
        """Return a study as run; of several of one name the latest (`name-digest` for another)."""
        if isinstance(name, KeptStudy):
            return name
        found = self._kept()
        for kept in found:
            if name in (kept.name, kept.full_name):
                return kept
        if not self.path.is_dir():
            raise InputError(translate("there is no folder {folder}", folder=self.path))
        for folder in self._folders():
            if name in (folder.name, folder.name.rpartition("-")[0]):
                return read_kept_study(folder)
        said = translate("{folder} holds no study called {name}", folder=self.path, name=repr(name))
        raise InputError(said + near(str(name), {kept.name for kept in found}))

    def plan(self, study: str | KeptStudy) -> pd.DataFrame:
        """Return a row per run asked for.

        Columns: run, twin (identity of the run spared the threats, or empty), point, context,
        programme, seed, onset (month of the first threat, -1: none), one per factor.
        """
        return read_plan(self._folder(self.study(study))).pipe(_without_units)

    def points(self, study: str | KeptStudy) -> pd.DataFrame:
        """Return a row per point of the design, indexed by `point`, in the design's order.

        A column per factor, and `unit:<path>`: where it lies in the unit cube, which is what
        Sobol's and Morris' analyses take.
        """
        plan = read_plan(self._folder(self.study(study)))
        columns = [name for name in plan.columns if name not in (*INDEX, "twin", "onset")]
        return plan.drop_duplicates("point").set_index("point")[columns].sort_index()

    def table(self, study: str | KeptStudy, outcomes: Sequence[str] | None = None) -> pd.DataFrame:
        """Return the study's answers, tidy: a row per run that is there, in the plan's order.

        Columns: run (identity), point, context, programme, seed, one per factor named by its path,
        one per outcome named by its expression (those of the study, or others that the metrics
        kept allow).
        """
        kept = self.study(study)
        asked = outcomes or kept.outcomes
        for text in asked:
            read_outcome(text, kept.metrics)
        return self.answers(self.plan(kept), asked)

    def answers(self, plan: pd.DataFrame, outcomes: Sequence[str]) -> pd.DataFrame:
        """Return the runs of a plan that are there with these outcomes, as `table` does."""
        asked = [read_outcome(text) for text in outcomes]
        plan = _without_units(plan)
        plan = plan[plan["run"].isin(list(self.catalogue.runs))].reset_index(drop=True)
        wanted = list(plan["run"])
        if any(each.needs_twin for each in asked):
            wanted += [run for run in plan["twin"] if run]
        metrics = list(dict.fromkeys(each.metric for each in asked))
        series = months_of(self.catalogue, wanted, metrics)
        for each in asked:
            plan[each.name] = _values(each, plan, series)
        return plan.drop(columns=["twin", "onset"])

    def months(self, study: str | KeptStudy, metrics: Collection[str]) -> pd.DataFrame:
        """Return the months of the study's runs: run, month, one column per metric."""
        import pandas as pd

        kept = self.study(study)
        plan = self.plan(kept)
        names = list(dict.fromkeys(metrics))
        for name in names:
            read_outcome(name, kept.metrics)
        lived = months_of(self.catalogue, list(plan["run"].drop_duplicates()), names)
        lengths = [len(values) for values in lived.values()]
        frame = pd.DataFrame({"run": np.repeat(np.array(list(lived), dtype=object), lengths)})
        frame["month"] = np.concatenate([np.arange(0), *(np.arange(n) for n in lengths)])
        whole = np.concatenate(list(lived.values()) or [np.empty((0, len(names)))])
        frame[names] = whole
        return frame

    def failures(self, study: str | KeptStudy | None = None) -> pd.DataFrame:
        """Return what could not be lived and has not been since, the latest of each run.

        Columns: run, study, point, context, programme, seed, error, trace, when.
        """
        found = read_failures(self.path)
        found = found[~found["run"].isin(list(self.catalogue.runs))]
        if study is not None:
            plan = self.plan(study)
            found = found[found["run"].isin({*plan["run"], *plan["twin"]})]
        return found.reset_index(drop=True)

    def runs(self) -> pd.DataFrame:
        """Return a row per run held, of any study and version.

        Columns: run, context, programme, seed, months, firms, seconds, code, version, file.
        """
        import pandas as pd

        rows: list[dict[str, Any]] = [
            {**vars(held.lived), "code": held.code, "version": held.version, "file": held.file}
            for held in self.catalogue.runs.values()
        ]
        columns = ["run", "context", "programme", "seed", "months", "firms", "seconds", "code",
                   "version", "file"]  # fmt: skip
        return pd.DataFrame(rows, columns=columns)

    def _kept(self) -> list[KeptStudy]:
        kept = []
        for folder in self._folders():
            try:
                kept.append(read_kept_study(folder))
            except InputError as error:
                self._unreadable[folder.name] = str(error)
        return sorted(kept, key=lambda each: (each.written, each.digest), reverse=True)

    def _folders(self) -> list[Path]:
        return sorted(path.parent for path in self.path.glob(f"studies/*/{STUDY}"))

    def _folder(self, kept: KeptStudy) -> Path:
        return self.path / "studies" / kept.full_name


def _without_units(plan: pd.DataFrame) -> pd.DataFrame:
    return plan[[name for name in plan.columns if not name.startswith(UNIT)]]


def _values(outcome: Outcome, plan: pd.DataFrame, series: Months) -> Floats:
    """Return one outcome for every run of the plan; runs of the same length at once."""
    out = np.full(len(plan), np.nan)
    runs, twins = plan["run"].tolist(), plan["twin"].tolist()
    if outcome.needs_twin:
        keys = [
            (len(series[run]), len(series.get(twin, ())), int(onset))
            for run, twin, onset in zip(runs, twins, plan["onset"].tolist(), strict=True)
        ]
    else:
        keys = [(len(series[run]), 0, -1) for run in runs]
    for key in dict.fromkeys(keys):
        lived, spared, onset = key
        rows = [row for row, each in enumerate(keys) if each == key]
        mine = np.stack([series.column(runs[row], outcome.metric) for row in rows])
        twin = None
        if outcome.needs_twin and lived == spared:
            twin = np.stack([series.column(twins[row], outcome.metric) for row in rows])
        out[rows] = value_of(outcome, mine, twin, onset)
    return out
