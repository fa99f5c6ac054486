"""Live the runs of a study that its store does not hold yet, and keep them as they come.

`run(study, store)` does a whole study. A search asks for points as it goes along:

    with Evaluator(study, store) as ask:
        table = ask(points)

`evaluate(study, points, store)` does that once. All go through the store: nothing is lived twice.

Raises: InputError for what cannot be run, written, or reached.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from experiments.store.kept_study import KeptStudy
from experiments.store.store import Store
from experiments.store.writing import writing
from experiments.study.own_files import changed_since
from experiments.study.plan import plan_of
from experiments.study.points import middle, points_from
from experiments.study.read_study import study_and_places
from experiments.study.study import Study
from experiments.study.sweep import Sweep
from experiments.study.watching import Finished, Settings, Watch
from simulation.placed import Placed

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Evaluator", "Finished", "Settings", "Watch", "evaluate", "run"]


def run(
    study: Study | str | Path,
    store: Store | str | Path,
    settings: Settings | None = None,
    watch: Watch | None = None,
    given: Placed | None = None,
    former: KeptStudy | None = None,
) -> Finished:
    """Live what is missing of a study; return how it went. The store holds the answers.

    With `former`, the study as it was lived before: what has changed since is told.
    """
    if not isinstance(study, Study):
        study, given = study_and_places(study)
    plan = plan_of(study, given)
    watch = watch or Watch()
    changed = [] if former is None else list(changed_since(former, plan))
    for said in changed:
        watch.notice(said)
    with writing(_path(store), watch.waits, watch.goes_on) as opened:
        with Sweep(opened, settings or Settings(), watch) as sweep:
            finished = sweep.live(plan)
        finished.notices = [*changed, *finished.notices]
        if finished.finished:
            sweep.tidy()
        return finished


class Evaluator:
    """Answers for whatever points it is asked, workers and lock held between the questions."""

    def __init__(
        self,
        study: Study,
        store: Store | str | Path,
        settings: Settings | None = None,
        watch: Watch | None = None,
    ) -> None:
        """Prepare to ask about a study; its own design does not matter."""
        self._plan = plan_of(study, points=middle(study.factors))
        self._path = _path(store)
        self._settings = settings or Settings()
        self._watch = watch or Watch()
        self._open = ExitStack()
        self._sweep: Sweep | None = None

    def __enter__(self) -> Self:
        watch = self._watch
        opened = self._open.enter_context(writing(self._path, watch.waits, watch.goes_on))
        self._sweep = self._open.enter_context(Sweep(opened, self._settings, watch))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def __call__(self, points: pd.DataFrame, seeds: Iterable[int] | None = None) -> pd.DataFrame:
        """Return the table of these points (a column per factor), lived where missing.

        The columns are those of `Store.table`; `point` counts the rows of `points` from 0. With
        `seeds`, on these histories instead of the study's. Raises KeyboardInterrupt when stopped.
        """
        assert self._sweep is not None, "use it in a `with` block"
        study = self._plan.study
        plan = self._plan.at_points(points_from(points, study.factors))
        finished = self._sweep.live(plan, tuple(seeds or ()), recorded=False)
        if not finished.finished:
            raise KeyboardInterrupt
        return self._sweep.store.answers(self._sweep.rows, study.outcomes)


def evaluate(
    study: Study,
    points: pd.DataFrame,
    store: Store | str | Path,
    settings: Settings | None = None,
    watch: Watch | None = None,
    seeds: Iterable[int] | None = None,
) -> pd.DataFrame:
    """Return the table of a study at these points, lived where missing (see `Evaluator`)."""
    with Evaluator(study, store, settings, watch) as ask:
        return ask(points, seeds)


def _path(store: Store | str | Path) -> Path:
    return store.path if isinstance(store, Store) else Path(store)
