"""From a study to its runs: every point, context, programme and seed, each with its identity.

Replications are outermost, so that what is there when a sweep stops is balanced; the arms of a
point live the same territory with the same draws. Starting states that one programme carries hold
in every arm. Scenarios are made when they are needed and forgotten: a plan's size does not depend
on how large they are.

Raises: InputError, at the place in the study's file, for what cannot be run.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from experiments.many.job import Job, own_code, programme_print, scenario_print
from experiments.many.shared_past import gates_of
from experiments.outcomes import read_outcome
from experiments.study.cell import Cell, Marks, light, onset_of
from experiments.study.doubts import doubts_of
from experiments.study.factors import extremes
from experiments.study.kept_metrics import kept_metrics
from experiments.study.levers import changed, with_levers
from experiments.study.overlay import laid_over
from experiments.study.points import Points, points_of
from experiments.study.read_study import checked
from experiments.study.spelled_out import spelled_out
from experiments.study.study import Design, LatinHypercube, Study
from simulation.accompaniment.programme import Programme
from simulation.errors import InputError
from simulation.explanation import misplaced
from simulation.language import translate
from simulation.placed import Placed
from simulation.read_programme import fitted, read_programme, starting_states
from simulation.read_scenario import overlaid, read_scenario
from simulation.scenario import Scenario
from simulation.twin import twin_without_threats

if TYPE_CHECKING:
    import pandas as pd

REMEMBERED = 256

T = TypeVar("T")


@dataclass
class Plan:
    """The runs of a study for some seeds; `given` says where things stand in its file."""

    study: Study
    points: Points
    given: Placed = field(default_factory=lambda: Placed({}))
    code: str = field(default_factory=own_code)

    def __post_init__(self) -> None:
        """Read contexts and programmes."""
        study = self.study
        self.metrics = kept_metrics(study.outcomes, study.metrics)
        self.twins = any(read_outcome(text).needs_twin for text in study.outcomes)
        self.programmes = {name: self._programme(name) for name in study.programmes}
        self.contexts = {name: self._context(name) for name in study.contexts}
        several = len(self.programmes) > 1 or (study.levers and not study.uncertainties)
        self.kin = gates_of(self.programmes.values()) if several else None
        self._remember()

    def at_points(self, points: Points) -> Plan:
        """Return the same plan at other points; contexts and programmes are not read again."""
        other = copy(self)
        other.points = points
        other._remember()
        return other

    def _remember(self) -> None:
        self._at = lru_cache(maxsize=REMEMBERED)(self._made)
        self._armed = lru_cache(maxsize=REMEMBERED)(self._with_levers)
        self._lived_in = lru_cache(maxsize=REMEMBERED)(self._territory)

    @property
    def cells(self) -> int:
        """How many runs one seed makes, twins left out."""
        return len(self.points) * len(self.contexts) * len(self.programmes)

    @property
    def doubts(self) -> list[str]:
        """What can be run and will not answer all that is asked."""
        return list(doubts_of(self.study, self.contexts, self.programmes))

    @property
    def strikes(self) -> bool:
        """Whether twins are lived: an outcome needs them, and somewhere a threat falls."""
        return self.twins and any(onset_of(each) >= 0 for each in self.contexts.values())

    def rows(self, seeds: Iterable[int]) -> pd.DataFrame:
        """Return a row per run: run, twin, point, context, programme, seed, onset, factors, units.

        Runs of arms that levers do not touch stand once per point, with the same identity.
        """
        import pandas as pd

        from experiments.store.kept_study import UNIT

        columns: dict[str, list[Any]] = {
            name: [] for name in ("run", "twin", "point", "context", "programme", "seed", "onset")
        }
        marks = list(self._marks())
        for seed in seeds:
            for point, context, programme, mark in marks:
                run, twin = mark.identities(seed, self.code)
                told = (run, twin, point, context, programme, seed, mark.onset)
                for name, value in zip(columns, told, strict=True):
                    columns[name].append(value)
        frame = pd.DataFrame(columns)
        at_point = frame["point"].to_numpy(dtype=int)
        factors: dict[str, Any] = {}
        for at, (path, shown) in enumerate(self.points.shown().items()):
            factors[path] = [shown[point] for point in at_point]
            factors[UNIT + path] = self.points.units[at_point, at]
        return pd.concat([frame, pd.DataFrame(factors, index=frame.index)], axis=1)

    def jobs(self, plan: pd.DataFrame, wanted: Mapping[str, Collection[str]]) -> Iterator[Job]:
        """Yield each wanted run once, in the plan's order, its twin behind it.

        `wanted` gives, for each identity still to be lived, metrics beside the study's own.
        """
        given: set[str] = set()
        for run, twin, point, context, programme, seed in self._acting_first(plan):
            for identity, spared in ((run, False), (twin, True)):
                if identity not in wanted or identity in given:
                    continue
                given.add(identity)
                cell = self._at(int(point), context, programme)
                yield self._job(cell, int(seed), spared, wanted[identity])

    def _acting_first(self, plan: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
        """Yield the runs in order, of each territory those first that others can go on from."""
        keys = ("run", "twin", "point", "context", "programme", "seed")
        rows = zip(*(plan[key] for key in keys), strict=True)
        for _, arms in itertools.groupby(rows, key=lambda row: (row[5], row[2], row[3])):
            yield from sorted(arms, key=lambda row: not self.programmes[row[4]].actions)

    def _job(self, cell: Cell, seed: int, spared: bool, more: Collection[str]) -> Job:
        scenario = cell.twin if spared else cell.scenario
        assert scenario is not None
        return Job(
            scenario,
            cell.programme,
            seed,
            tuple(sorted({*self.metrics, *more})),
            self.code,
            cell.twin_print if spared else cell.scenario_print,
            cell.programme_print,
            self.kin,
        )

    def samples(self) -> Iterator[tuple[Scenario, Programme]]:
        """Yield what compiles differently: each programme, under each order of the month."""
        seen: set[str] = set()
        for point in range(min(len(self.points), REMEMBERED)):
            for context, programme in itertools.product(self.contexts, self.programmes):
                cell = self._at(point, context, programme)
                mark = f"{programme} {cell.scenario.schedule}"
                if mark not in seen:
                    seen.add(mark)
                    yield cell.scenario, cell.programme

    def check(self) -> None:
        """Try every extreme of every factor in every context. Raises InputError at its place."""
        for path, factor in self.study.uncertainties.items():
            for value in extremes(factor):
                for scenario in self.contexts.values():
                    self._placed(("uncertainties", path), laid_over, scenario, {path: value})
        acting = [each for each in self.programmes.values() if each.actions]
        for path, factor in self.study.levers.items():
            if not acting:
                said = translate("no programme of this study has actions that a lever could change")
                raise misplaced(self.given, ("levers", path), said)
            for value in extremes(factor):
                for programme in acting:
                    self._placed(("levers", path), with_levers, programme, {path: value})
        for context in self.contexts:
            for name in self.programmes:
                self._placed(("programmes", name), self._at, 0, context, name)

    def marks(self) -> Iterator[Marks]:
        """Yield, cell by cell, what the identities of its runs are made of."""
        yield from (mark for *_, mark in self._marks())

    def _marks(self) -> Iterator[tuple[int, str, str, Marks]]:
        for point in range(len(self.points)):
            for context in self.contexts:
                for programme in self.programmes:
                    yield point, context, programme, self._tried(point, context, programme).marks

    def _tried(self, point: int, context: str, programme: str) -> Cell:
        """Return a cell; values that do not go together are told with their point."""
        try:
            return self._at(point, context, programme)
        except InputError as error:
            place = translate("point {n}, {context}, {programme}", n=point, context=context,
                              programme=programme)  # fmt: skip
            raise InputError(f"{place}: {error}") from None

    def _made(self, point: int, context: str, programme: str) -> Cell:
        scenario, mark, twin, twin_mark, onset = self._lived_in(point, context)
        levers = self._levers(point)
        plan, plan_mark = self._armed(programme, tuple(map(repr, levers.items())), point)
        fitted(plan, scenario)
        return Cell(scenario, plan, mark, plan_mark, twin, twin_mark, onset)

    def _with_levers(self, name: str, _key: tuple[str, ...], point: int) -> tuple[Programme, str]:
        programme = light(with_levers(self.programmes[name], self._levers(point)))
        return programme, programme_print(programme)

    def _levers(self, point: int) -> dict[str, Any]:
        values = self.points.at(point)
        return {path: values[path] for path in self.study.levers}

    def _territory(
        self, point: int, context: str
    ) -> tuple[Scenario, str, Scenario | None, str, int]:
        values = self.points.at(point)
        uncertain = {path: values[path] for path in self.study.uncertainties}
        scenario = laid_over(self.contexts[context], uncertain)
        mark = scenario_print(scenario)
        onset = onset_of(scenario) if self.twins else -1
        if onset < 0:
            return scenario, mark, None, "", -1
        twin = twin_without_threats(scenario)
        return scenario, mark, twin, scenario_print(twin), onset

    def _context(self, name: str) -> Scenario:
        study, place = self.study, ("contexts", name)
        told = study.contexts[name]
        changes: dict[str, Any] = {**study.set, **told.set}
        changes |= {
            key: value
            for key, value in (("months", study.months), ("firms", study.firms))
            if value is not None
        }
        scenario = self._placed(place, read_scenario, told.of, changes)
        chosen = {*changes, *study.uncertainties}
        initial = self._placed(("programmes",), starting_states, self.programmes.values(), chosen)
        return self._placed(place, overlaid, scenario, initial) if initial else scenario

    def _programme(self, name: str) -> Programme:
        told = self.study.programmes[name]
        place = ("programmes", name)
        programme = self._placed(
            place, changed, self._placed(place, read_programme, told.of), told.set
        )
        return programme.model_copy(update={"name": name})

    def _placed(self, path: tuple[str | int, ...], make: Callable[..., T], *arguments: Any) -> T:
        """Do something; what goes wrong is told at the place in the study's file."""
        try:
            return make(*arguments)
        except InputError as error:
            if error.file is not None and error.line is not None:
                raise
            known = error.place is None or error.place.endswith(str(path[-1]))
            inner = "" if known else f"{error.place}: "
            raise misplaced(self.given, path, inner + error.message) from None


def plan_of(study: Study, given: Placed | None = None, points: Points | None = None) -> Plan:
    """Return the plan of a study, every context, programme and factor tried.

    With `points`, at these instead of its design's.
    """
    told = given or Placed({})
    if points is not None and study.factors:
        at_points = Design(latin_hypercube=LatinHypercube(points=len(points)))
        study = study.model_copy(update={"design": at_points})
    study = checked(spelled_out(study, told), told)
    plan = Plan(study, points or points_of(study), told)
    plan.check()
    return plan
