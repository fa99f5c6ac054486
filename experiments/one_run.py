"""Live one territory, and its twin if asked, and keep what was seen.

Raises: InputError for a scenario or option that cannot be run.
"""

from __future__ import annotations

import datetime
import hashlib
import platform
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd

import simulation
from experiments.run_folder import Described, Manifest, Run
from experiments.what_was_done import what_was_done
from simulation.accompaniment.programme import Programme
from simulation.declarations import METRICS
from simulation.entities.ties import PROJECT
from simulation.model import Territory
from simulation.read_programme import read_programme
from simulation.scenario import Scenario
from simulation.twin import twin_without_threats

LIBRARIES = ("mesa", "networkx", "numba", "numpy", "pandas", "pydantic", "scipy")
TWINS = ("no_shock",)

EachMonth = Callable[[Territory], bool]


class Living:
    """A territory that is lived month by month, and can be told to stop between two months."""

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        *,
        events: str,
        threads: int,
        twin: str = "",
        programme: str | Path | Programme = "none",
    ) -> None:
        """Set up a territory, and its twin: same world, seed, programme, without the threats."""
        self.begun = datetime.datetime.now(datetime.UTC)
        self._clock = time.perf_counter()
        self.seed = seed
        self.twin = twin
        plan = read_programme(programme)
        self.territory = Territory(scenario, seed, programme=plan, events=events, threads=threads)
        self.scenario = self.territory.scenario
        self.second: Territory | None = None
        if twin:
            spared = twin_without_threats(scenario)
            self.second = Territory(spared, seed, programme=plan, events=events, threads=threads)

    @property
    def steps(self) -> int:
        """Months to live in all, those of the twin included."""
        return self.territory.clock.steps * (1 if self.second is None else 2)

    def live(self, each_month: EachMonth) -> bool:
        """Live on to the end; `each_month` says whether to go on. True if nothing stopped it.

        The twin lives month by month beside the territory: stopped early, both reach as far.
        """
        while self.territory.running:
            self.territory.step()
            if self.second is not None:
                self.second.step()
            if not each_month(self.territory):
                return not self.territory.running
        return True

    def kept(self, interrupted: bool) -> Run:
        """What was seen so far."""
        territory, clock = self.territory, self.territory.clock
        metrics = _observed(territory)
        events = territory.events.frame().assign(twin=False)
        if self.second is not None:
            other = _observed(self.second).drop(columns=["month", "date"])
            metrics = metrics.join(other.add_prefix("twin."))
            told = self.second.events.frame().assign(twin=True)
            events = pd.concat([events, told], ignore_index=True)
        economy = self.scenario.economy
        manifest = Manifest(
            context=self.scenario.name,
            title=self.scenario.title,
            seed=self.seed,
            start=self.scenario.start,
            months=max(0, clock.month),
            planned_months=self.scenario.months,
            warm_up=clock.warm_up,
            version=version("tessuto"),
            code=code_hash(),
            metrics={
                name: Described(each.label, each.unit, each.doc, each.better)
                for name, each in METRICS.items()
            },
            scenario=self.scenario.model_dump(mode="json"),
            interrupted=interrupted,
            twin=self.twin,
            events=territory.events.level,
            begun=self.begun.isoformat(timespec="seconds"),
            seconds=round(time.perf_counter() - self._clock, 3),
            python=platform.python_version(),
            libraries={name: version(name) for name in LIBRARIES},
            products=tuple(economy.products),
            technologies=tuple(economy.technologies),
            markets=tuple(economy.markets),
            threats=tuple((each.name, each.month_of(clock)) for each in self.scenario.threats),
            programme=territory.programme.model_dump(mode="json"),
            done=what_was_done(territory) if territory.programme.actions else {},
        )
        return Run(
            manifest, metrics, events, _firms_at_the_end(territory), _ties_at_the_end(territory)
        )


def code_hash() -> str:
    """A fingerprint of the model's sources: two runs with the same one obeyed the same rules."""
    digest = hashlib.blake2b(digest_size=8)
    folder = Path(simulation.__path__[0])
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _firms_at_the_end(territory: Territory) -> pd.DataFrame:
    firms = territory.firms
    rows = np.flatnonzero(firms.alive)
    plain = {
        name: getattr(firms, name)[rows]
        for name, declared in firms.columns.items()
        if not declared.shape and name != "alive"
    }
    return pd.DataFrame(
        {
            **plain,
            "product": [territory.markets.names[p] for p in firms.product[rows]],
            "family": territory.markets.family[firms.product[rows]],
            "x": firms.place[rows, 0],
            "y": firms.place[rows, 1],
        }
    )


def _ties_at_the_end(territory: Territory) -> pd.DataFrame:
    firms, ties = territory.firms, territory.ties
    row, place = np.nonzero(ties.neighbour > np.arange(firms.rows)[:, None])
    partner, mirror = ties.neighbour[row, place], ties.mirror[row, place]
    return pd.DataFrame(
        {
            "a": firms.id[row],
            "b": firms.id[partner],
            "trust": 0.5 * (ties.trust[row, place] + ties.trust[partner, mirror]),
            "months": ties.history[row, place],
            "joint": (ties.purposes[row, place] & PROJECT) > 0,
        }
    )


def _observed(territory: Territory) -> pd.DataFrame:
    frame = territory.observations.frame(territory.clock.warm_up).reset_index()
    dates = [territory.clock.date(int(month)) for month in frame["month"]]
    frame.insert(1, "date", pd.to_datetime(pd.Series(dates, dtype="object")))
    return frame
