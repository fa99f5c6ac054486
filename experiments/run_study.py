"""Live the runs of a study that its store does not hold yet, and keep them as they come.

`run(study, store)` does a whole study; `evaluate(study, points, store)` does the points that a
search asks for and returns their table: both go through the store, so nothing is lived twice.

Raises: InputError for what cannot be run, written, or reached.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.many.alone import Alone
from experiments.many.chunk import MOST_RUNS, Answer, live_chunk
from experiments.many.coordinate import Coordinator
from experiments.many.engine import Chunk, Engine
from experiments.many.job import Job
from experiments.many.processes import Processes, processors
from experiments.many.warm_up import warm_up
from experiments.run_folder import Described
from experiments.store.compacting import compact
from experiments.store.failures import note_failure
from experiments.store.kept_study import KeptStudy, keep_study
from experiments.store.store import Store
from experiments.store.writing import WritableStore, writing
from experiments.study.enough import wide, widths
from experiments.study.plan import Plan, plan_of
from experiments.study.points import points_from
from experiments.study.read_study import as_plain, study_and_places
from experiments.study.study import Study
from simulation.declarations import METRICS, discover
from simulation.errors import InputError
from simulation.reading import Placed

if TYPE_CHECKING:
    import pandas as pd

PRELOADED = ("experiments.many.chunk",)


class Watch:
    """What is told while runs are lived; says whether to go on. This one says nothing."""

    def waits(self, who: str) -> None:
        """Somebody else writes in this store."""

    def notice(self, said: str) -> None:
        """Something is odd."""

    def begins(self, missing: int, held: int) -> None:
        """So many runs are to be lived, so many are there already."""

    def lived(self, runs: int) -> None:
        """So many more have come back."""

    def failed(self, runs: int) -> None:
        """So many more have failed."""

    def goes_on(self) -> bool:
        """Whether more runs may be begun."""
        return True


@dataclass
class Finished:
    """How a study went: runs asked for, there already, lived now, failed; what it took."""

    study: KeptStudy
    asked: int = 0
    held: int = 0
    lived: int = 0
    failed: int = 0
    left: int = 0
    seconds: float = 0.0
    working: float = 0.0
    engine_seconds: float = 0.0
    workers: int = 1
    finished: bool = True
    widths: dict[str, float] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    @property
    def busy(self) -> float:
        """The share of their time that workers worked, from the first chunk to the last."""
        whole = self.engine_seconds * self.workers
        return self.working / whole if whole else 0.0


@dataclass
class Settings:
    """Who does the work: processes here (`workers`), or Dask (`scheduler`)."""

    workers: int | None = None
    scheduler: str = ""
    retry: bool = False


def run(
    study: Study | str | Path,
    store: Store | str | Path,
    settings: Settings | None = None,
    watch: Watch | None = None,
    given: Placed | None = None,
) -> Finished:
    """Live what is missing of a study; return how it went. The store holds the answers."""
    if not isinstance(study, Study):
        study, given = study_and_places(study)
    plan = plan_of(study, given)
    return _lived(plan, _path(store), settings or Settings(), watch or Watch())


def evaluate(
    study: Study,
    points: pd.DataFrame,
    store: Store | str | Path,
    settings: Settings | None = None,
    watch: Watch | None = None,
    seeds: Iterable[int] | None = None,
) -> pd.DataFrame:
    """Return the table of a study at these points (a column per factor), lived where missing.

    The columns are those of `Store.table`; `point` counts the rows of `points` from 0. With
    `seeds`, on these histories instead of the study's.
    """
    plan = Plan(study, points_from(points, study.factors))
    finished = _lived(
        plan, _path(store), settings or Settings(), watch or Watch(), tuple(seeds or ())
    )
    if not finished.finished:
        raise KeyboardInterrupt
    return Store(_path(store)).table(finished.study)


def as_kept(plan: Plan, seeds: tuple[int, ...]) -> KeptStudy:
    """Return what the store keeps of a study beside its runs."""
    import hashlib
    import json

    study = plan.study
    told = as_plain(study)
    mark = json.dumps([told, plan.code, list(map(list, plan.points.units.tolist())),
                       plan.points.shown()], sort_keys=True, default=str)  # fmt: skip
    discover()
    return KeptStudy(
        name=study.name or "study",
        digest=hashlib.blake2b(mark.encode(), digest_size=4).hexdigest(),
        title=study.title,
        description=study.description,
        study=told,
        contexts=tuple(study.contexts),
        programmes=tuple(study.programmes),
        factors={
            path: {
                "role": "uncertainty" if path in study.uncertainties else "lever",
                "kind": factor.kind,
                **factor.model_dump(mode="json", exclude_none=True),
            }
            for path, factor in study.factors.items()
        },
        outcomes=study.outcomes,
        metrics={
            name: Described(
                METRICS[name].label, METRICS[name].unit, METRICS[name].doc, METRICS[name].better
            )
            for name in plan.metrics
        },
        design={"kind": study.design.kind, **study.design.model_dump(exclude_none=True)},
        points=len(plan.points),
        seeds=seeds,
        code=plan.code,
        version=version("tessuto"),
        written=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        plans={
            name: programme.model_dump(mode="json") for name, programme in plan.programmes.items()
        },
    )


def _path(store: Store | str | Path) -> Path:
    return store.path if isinstance(store, Store) else Path(store)


def _lived(
    plan: Plan, path: Path, settings: Settings, watch: Watch, seeds: tuple[int, ...] = ()
) -> Finished:
    with writing(path, watch.waits) as store:
        return _Running(plan, store, settings, watch).all(seeds)


class _Running:
    """One study being lived, from the first look into the store to the last file."""

    def __init__(self, plan: Plan, store: WritableStore, settings: Settings, watch: Watch) -> None:
        self.plan = plan
        self.store = store
        self.settings = settings
        self.watch = watch
        self.engine: Engine[Job] | None = None
        self.rows: Any = None
        self.finished: Finished

    def all(self, seeds: tuple[int, ...]) -> Finished:
        begun = time.perf_counter()
        replications = self.plan.study.replications
        if not seeds:
            seeds = tuple(range(replications.first, replications.first + replications.seeds))
        self.store.sweep()
        notices = self.store.set_aside()
        for said in notices:
            self.watch.notice(said)
        self.finished = Finished(as_kept(self.plan, seeds), notices=notices)
        try:
            self._until_enough(seeds)
        finally:
            if self.engine is not None:
                self.engine.close()
        if self.finished.finished:
            self._compact()
        self.finished.seconds = time.perf_counter() - begun
        return self.finished

    def _compact(self) -> None:
        """Pour small chunks together; where that fails, nothing is lost but tidiness."""
        try:
            compact(self.store)
        except InputError as error:
            self.finished.notices.append(str(error))
            self.watch.notice(str(error))

    def _until_enough(self, seeds: tuple[int, ...]) -> None:
        replications = self.plan.study.replications
        while True:
            self._some(seeds)
            if not self.finished.finished or not replications.until:
                return
            table = self.store.table(self.finished.study)
            self.finished.widths = widths(table, self.plan.study)
            n = len(seeds)
            if not wide(self.finished.widths, replications.until) or n >= replications.most:
                return
            more = min(replications.batch, replications.most - n)
            seeds = (*seeds, *range(seeds[-1] + 1, seeds[-1] + 1 + more))

    def _some(self, seeds: tuple[int, ...]) -> None:
        """Live what is missing for these seeds."""
        kept = as_kept(self.plan, seeds)
        self.rows = self.plan.rows(seeds)
        keep_study(self.store.path / "studies" / kept.full_name, kept, self.rows)
        told = self.finished
        told.study = kept
        asked = dict.fromkeys([*self.rows["run"], *(t for t in self.rows["twin"] if t)])
        wanted = self._wanted(asked)
        told.asked, told.held = len(asked), len(asked) - len(wanted) - told.lived
        self.watch.begins(len(wanted), len(asked) - len(wanted))
        if not wanted:
            return
        self._started()
        assert self.engine is not None
        coordinator = Coordinator(
            self.engine, self._take, self._note, self.watch.goes_on, MOST_RUNS
        )
        before = told.lived + told.failed
        begun = time.perf_counter()
        told.finished = coordinator.run(self.plan.jobs(self.rows, wanted), len(wanted))
        told.engine_seconds += time.perf_counter() - begun
        told.left = len(wanted) - (told.lived + told.failed - before)

    def _wanted(self, asked: dict[str, None]) -> dict[str, frozenset[str]]:
        """Return what is to be lived: not there, or there without a metric that is asked for."""
        needed = frozenset(self.plan.metrics)
        failed = set() if self.settings.retry else set(self.store.failures()["run"])
        held = self.store.catalogue.runs
        wanted = {}
        for run_ in asked:
            if run_ in failed:
                self.finished.failed += 1
            elif run_ not in held:
                wanted[run_] = frozenset[str]()
            elif not needed <= held[run_].metrics:
                wanted[run_] = held[run_].metrics
        return wanted

    def _started(self) -> None:
        """Start whoever does the work, once."""
        if self.engine is not None:
            return
        workers = self.settings.workers or processors()
        if self.settings.scheduler:
            from experiments.many.cluster import Cluster

            self.engine = Cluster(live_chunk, self.settings.scheduler, workers)
        elif workers == 1:
            self.engine = Alone(live_chunk)
        else:
            for scenario, programme in self.plan.samples():
                warm_up(scenario, [programme])
            self.engine = Processes(live_chunk, workers, PRELOADED)
        self.finished.workers = self.engine.workers

    def _take(self, _chunk: Chunk[Job], answer: Answer) -> float:
        for content in answer.files:
            self.store.keep(content)
        self.finished.lived += answer.lived
        self.finished.working += answer.seconds
        self.watch.lived(answer.lived)
        for each in answer.failed:
            self._noted(each.run, each.error, each.trace)
        return answer.seconds

    def _note(self, job: Job, why: str) -> None:
        self._noted(job.identity, why, "")

    def _noted(self, run_: str, error: str, trace: str) -> None:
        self.finished.failed += 1
        self.watch.failed(1)
        rows = self.rows[(self.rows["run"] == run_) | (self.rows["twin"] == run_)]
        first = rows.iloc[0]
        inputs = {
            name: getattr(first[name], "item", lambda v=first[name]: v)()
            for name in rows.columns
            if not name.startswith("unit:") and name not in ("run", "twin", "onset")
        }
        told = {
            "run": run_, "study": self.finished.study.full_name, "error": error, "trace": trace,
            "when": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "twin": bool(first["run"] != run_),
        }  # fmt: skip
        note_failure(self.store.path, {**inputs, **told})
