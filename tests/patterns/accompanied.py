"""Lives of a territory under programmes, and what is measured on them, paired by seed.

An arm is a context, a programme and changes; a study is a weighted sum of one measure over arms.
All arms of a study share the seed, hence every draw that the difference does not touch.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.stats import t as student

from simulation.accompaniment.programme import Programme
from simulation.declarations import METRICS, discover
from simulation.entities.charter import Phase
from simulation.model import Territory

discover()
FIRMS, MONTHS, WARM_UP = 120, 96, 24


@dataclass(frozen=True)
class Arm:
    """A territory, what changes in it, and a programme as the values of a file."""

    context: str = "baseline"
    programme: Mapping[str, Any] | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    months: int = MONTHS
    firms: int = FIRMS

    @property
    def key(self) -> str:
        """The arm as text: two arms with the same text are the same life."""
        parts = [self.context, self.programme, dict(self.changes), self.months, self.firms]
        return json.dumps(parts, sort_keys=True)

    def live(self, seed: int) -> Territory:
        """Live it, or remember it."""
        return _lived(self.key, seed)

    def live_for(self, seed: int, measures: Iterable[str]) -> Territory:
        """Live it, observing only what these measures ask for."""
        asked = {measure.partition("@")[0] for measure in measures}
        return _life(self.key, seed, asked & set(METRICS))

    def but(self, **changes: Any) -> Arm:
        """The same with changes by path, dots written as two underscores."""
        more = {name.replace("__", "."): value for name, value in changes.items()}
        return Arm(self.context, self.programme, {**self.changes, **more}, self.months, self.firms)

    def under(self, programme: Mapping[str, Any] | None) -> Arm:
        """The same territory under another programme."""
        return Arm(self.context, programme, self.changes, self.months, self.firms)


@functools.lru_cache(maxsize=24)
def _lived(key: str, seed: int) -> Territory:
    return _life(key, seed, None)


def _life(key: str, seed: int, metrics: set[str] | None) -> Territory:
    context, programme, changes, months, firms = json.loads(key)
    plan = Programme() if programme is None else Programme.model_validate(programme)
    changes = {"warm_up": WARM_UP, **changes}
    return Territory(
        context, seed, n_firms=firms, months=months, programme=plan, metrics=metrics, **changes
    ).run()


@dataclass(frozen=True)
class Study:
    """A question, the arms that answer it, and how they are weighed against each other."""

    name: str
    concepts: tuple[str, ...]
    question: str
    measure: str
    arms: Mapping[str, Arm]
    weights: Mapping[str, float]
    thesis: bool = False

    def values(self, seed: int) -> dict[str, float]:
        """The measure in every arm of a pair."""
        return {name: measured(arm.live(seed), self.measure) for name, arm in self.arms.items()}


def study(
    name: str,
    question: str,
    measure: str,
    one: Arm,
    other: Arm,
    *,
    thesis: bool = False,
    concepts: str = "",
) -> Study:
    """The plain case: one arm minus another."""
    named = tuple(concepts.split()) or (name.split(".", maxsplit=1)[0],)
    arms = {"with": one, "without": other}
    return Study(name, named, question, measure, arms, {"with": 1.0, "without": -1.0}, thesis)


def interaction(
    name: str,
    question: str,
    measure: str,
    both: Arm,
    one: Arm,
    other: Arm,
    neither: Arm,
    *,
    thesis: bool = False,
    concepts: str = "",
) -> Study:
    """Two by two: what both together do beyond the sum of each alone."""
    arms = {"both": both, "one": one, "other": other, "neither": neither}
    weights = {"both": 1.0, "one": -1.0, "other": -1.0, "neither": 1.0}
    named = tuple(concepts.split()) or (name.split(".", maxsplit=1)[0],)
    return Study(name, named, question, measure, arms, weights, thesis)


def measured(territory: Territory, measure: str) -> float:
    """A measure by its text.

    `metric@month`: mean of the year up to that month of the story (`end`: the last);
    `metric@a-b`: mean of the months a to b; `joined@month`: share of the living firms in a session,
    led or their own, in the year up to then; `events kind@a-b`: events of a kind; `kept name`: what
    the programme kept last; `charter name`: an attribute of the charter.
    """
    what, _, when = measure.partition("@")
    last = territory.clock.months - 1
    if "-" in when:
        begin, end = (int(part) for part in when.split("-"))
    else:
        end = last if when in ("", "end") else int(when)
        begin = end - 11
    if what in METRICS:
        column = territory.observations.names.index(what)
        warm_up = territory.clock.warm_up
        values = territory.observations.values[warm_up + begin : warm_up + end + 1, column]
        return float(np.nanmean(values)) if np.isfinite(values).any() else float("nan")
    kind, _, name = what.partition(" ")
    if kind == "kept":
        return float(territory.steering.kept.get(name, np.nan))
    if kind == "charter":
        return _of_charter(territory, name)
    events = territory.events.frame()
    events = events[events["month"].between(begin, end)]
    if kind == "events":
        return float((events["kind"] == name).sum())
    if kind == "joined":
        who = events.loc[events["kind"].isin(["session", "own_session"]), "subject"]
        return float(who.nunique() / max(1, int(territory.firms.alive.sum())))
    raise ValueError(measure)


def _of_charter(territory: Territory, name: str) -> float:
    """An attribute of the charter; `signed_in`: month in which it came into force."""
    charter = territory.charter
    if name == "signed_in":
        months = [move.month for move in charter.log if move.phase == Phase.IMPLEMENTATION]
        return float(months[0]) if months else float("nan")
    return float(getattr(charter, name))


@dataclass(frozen=True)
class Found:
    """What a study found: mean over pairs, 95 % interval, how often above nought."""

    mean: float
    half: float
    above: int
    equal: int
    pairs: int
    arms: dict[str, float]
    spent: dict[str, float]

    @property
    def low(self) -> float:
        """Lower end of the interval."""
        return self.mean - self.half

    @property
    def high(self) -> float:
        """Upper end of the interval."""
        return self.mean + self.half

    @property
    def sign(self) -> str:
        """`+`, `-`, or `0` where the interval holds nought."""
        return "+" if self.low > 0 else "-" if self.high < 0 else "0"

    def __str__(self) -> str:
        arms = ", ".join(f"{name} {value:.4g}" for name, value in self.arms.items())
        return (
            f"{self.mean:+.4g} [{self.low:+.4g}, {self.high:+.4g}], above 0 in {self.above} of "
            f"{self.pairs} (equal in {self.equal}); {arms}"
        )


def find(asked: Study, seeds: Iterable[int]) -> Found:
    """Carry a study out here and now."""
    rows = {seed: asked.values(seed) for seed in seeds}
    spent = {
        name: float(np.mean([arm.live(seed).steering.account.money for seed in rows]))
        for name, arm in asked.arms.items()
    }
    return summed_up(asked, list(rows.values()), spent)


def summed_up(asked: Study, rows: list[dict[str, float]], spent: dict[str, float]) -> Found:
    """Summarise the pairs of a study."""
    values = np.array([[row[name] for name in asked.arms] for row in rows])
    values = values[np.isfinite(values).all(axis=1)]
    weights = np.array([asked.weights[name] for name in asked.arms])
    apart = values @ weights
    n = len(apart)
    error = apart.std(ddof=1) / np.sqrt(n) if n > 1 else np.inf
    return Found(
        float(apart.mean()) if n else float("nan"),
        float(student.ppf(0.975, max(1, n - 1)) * error),
        int((apart > 1e-12).sum()),
        int((np.abs(apart) <= 1e-12).sum()),
        n,
        dict(zip(asked.arms, values.mean(axis=0).tolist() if n else [], strict=False)),
        spent,
    )


def find_all(
    studies: Iterable[Study], seeds: Iterable[int], processes: int = 2
) -> dict[str, Found]:
    """Carry many studies out, living each arm once a seed; with one process, in this one."""
    studies, seeds = list(studies), list(seeds)
    asked: dict[str, tuple[Arm, set[str]]] = {}
    for each in studies:
        for arm in each.arms.values():
            asked.setdefault(arm.key, (arm, set()))[1].add(each.measure)
    jobs = [(arm, seed, sorted(names)) for arm, names in asked.values() for seed in seeds]
    if processes == 1:
        results = [_job(job) for job in jobs]
    else:
        with ProcessPoolExecutor(processes) as pool:
            results = list(pool.map(_job, jobs, chunksize=8))
    known = {(arm.key, seed): result for (arm, seed, _), result in zip(jobs, results, strict=True)}
    found = {}
    for each in studies:
        rows = [
            {name: known[arm.key, seed][each.measure] for name, arm in each.arms.items()}
            for seed in seeds
        ]
        spent = {
            name: float(np.mean([known[arm.key, seed]["spent"] for seed in seeds]))
            for name, arm in each.arms.items()
        }
        found[each.name] = summed_up(each, rows, spent)
    return found


def _job(job: tuple[Arm, int, list[str]]) -> dict[str, float]:
    arm, seed, names = job
    territory = arm.live_for(seed, names)
    values = {name: measured(territory, name) for name in names}
    return {**values, "spent": float(territory.steering.account.money)}
