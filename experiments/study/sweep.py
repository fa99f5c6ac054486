"""One coordinator at work: it lives what a store lacks of one plan after the other.

It holds the store's lock, and keeps its workers between plans. Every chunk is on the disk as soon
as it has come back.

Raises: InputError for what cannot be run, written, or reached.
"""

from __future__ import annotations

import datetime
import time
from types import TracebackType
from typing import Any, Self

from experiments.many.alone import Alone
from experiments.many.chunk import MOST_RUNS, Answer, live_chunk
from experiments.many.coordinate import Coordinator
from experiments.many.engine import Chunk, Engine
from experiments.many.job import Job
from experiments.many.processes import Processes, processors
from experiments.many.warm_up import warm_up
from experiments.store.compacting import compact
from experiments.store.failures import note_failure
from experiments.store.kept_study import UNIT, keep_study
from experiments.store.writing import WritableStore
from experiments.study.enough import wide, widths
from experiments.study.plan import Plan
from experiments.study.recorded import as_kept
from experiments.study.watching import Finished, Settings, Watch
from simulation.errors import InputError

PRELOADED = ("experiments.many.chunk",)
NO_INPUT = ("run", "twin", "onset")


class Sweep:
    """A store being added to; leave it to end the workers."""

    def __init__(self, store: WritableStore, settings: Settings, watch: Watch) -> None:
        """Put the store in order first: what cannot be read is set aside."""
        self.store = store
        self.settings = settings
        self.watch = watch
        self.rows: Any = None
        self.finished: Finished
        self._engine: Engine[Job] | None = None
        self._failing: set[str] = set()
        store.sweep()
        self._notices = store.set_aside()
        for said in self._notices:
            watch.notice(said)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._engine is not None:
            self._engine.close()

    def live(self, plan: Plan, seeds: tuple[int, ...] = (), *, recorded: bool = True) -> Finished:
        """Live what is missing of a plan; `recorded` says whether the store keeps it as a study."""
        begun = time.perf_counter()
        replications = plan.study.replications
        chosen = seeds or tuple(range(replications.first, replications.first + replications.seeds))
        self.finished = Finished(as_kept(plan, chosen), notices=list(self._notices))
        self._failing = set()
        for said in plan.doubts:
            self.watch.notice(said)
        self.finished.notices += plan.doubts
        while True:
            self._some(plan, chosen, recorded=recorded)
            if not self.finished.finished or seeds or not replications.until:
                break
            table = self.store.answers(self.rows, plan.study.outcomes)
            self.finished.widths = widths(table, plan.study)
            more = min(replications.batch, replications.most - len(chosen))
            if more <= 0 or not wide(self.finished.widths, replications.until):
                break
            chosen = (*chosen, *range(chosen[-1] + 1, chosen[-1] + 1 + more))
        self.finished.seconds = time.perf_counter() - begun
        return self.finished

    def tidy(self) -> None:
        """Pour small chunks together; where that fails, nothing is lost but tidiness."""
        try:
            compact(self.store)
        except InputError as error:
            self.watch.notice(str(error))

    def _some(self, plan: Plan, seeds: tuple[int, ...], *, recorded: bool) -> None:
        """Live what is missing for these seeds."""
        told = self.finished
        told.study = as_kept(plan, seeds)
        self.rows = plan.rows(seeds)
        if recorded:
            folder = self.store.path / "studies" / told.study.full_name
            keep_study(folder, told.study, self.rows)
        asked = dict.fromkeys([*self.rows["run"], *(twin for twin in self.rows["twin"] if twin)])
        wanted = self._wanted(plan, asked)
        told.asked = len(asked)
        told.held = len(asked) - len(wanted) - len(self._failing) - told.lived
        told.failed = len(self._failing)
        self.watch.begins(len(wanted), len(asked) - len(wanted))
        if not wanted:
            return
        engine = self._started(plan)
        before = told.lived + told.failed
        begun = time.perf_counter()
        coordinator = Coordinator(engine, self._take, self._note, self.watch.goes_on, MOST_RUNS)
        told.finished = coordinator.run(plan.jobs(self.rows, wanted), len(wanted))
        told.engine_seconds += time.perf_counter() - begun
        told.left = len(wanted) - (told.lived + told.failed - before)

    def _wanted(self, plan: Plan, asked: dict[str, None]) -> dict[str, frozenset[str]]:
        """Return what is to be lived: not there, or there without a metric that is asked for."""
        needed = frozenset(plan.metrics)
        if not self.settings.retry:
            self._failing |= set(self.store.failures()["run"]) & asked.keys()
        held = self.store.catalogue.runs
        wanted = {}
        for run in asked:
            if run in self._failing:
                continue
            if run not in held:
                wanted[run] = frozenset[str]()
            elif not needed <= held[run].metrics:
                wanted[run] = held[run].metrics
        return wanted

    def _started(self, plan: Plan) -> Engine[Job]:
        """Start whoever does the work, once."""
        if self._engine is None:
            workers = self.settings.workers or processors()
            if self.settings.scheduler:
                from experiments.many.cluster import Cluster

                self._engine = Cluster(live_chunk, self.settings.scheduler, workers)
            elif workers == 1:
                self._engine = Alone(live_chunk)
            else:
                for scenario, programme in plan.samples():
                    warm_up(scenario, [programme])
                self._engine = Processes(live_chunk, workers, PRELOADED)
        self.finished.workers = self._engine.workers
        return self._engine

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

    def _noted(self, run: str, error: str, trace: str) -> None:
        """Write down what failed, with what went in."""
        self._failing.add(run)
        self.finished.failed = len(self._failing)
        self.watch.failed(1)
        rows = self.rows[(self.rows["run"] == run) | (self.rows["twin"] == run)]
        inputs = {
            str(name): value
            for name, value in rows.head(1).to_dict("records")[0].items()
            if not str(name).startswith(UNIT) and name not in NO_INPUT
        }
        told = {
            "run": run,
            "study": self.finished.study.full_name,
            "error": error,
            "trace": trace,
            "twin": bool(rows["run"].iat[0] != run),
            "when": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        }
        note_failure(self.store.path, {**inputs, **told})
