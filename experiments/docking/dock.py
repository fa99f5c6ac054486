"""Dock a published rule: live it under the settings asked for, and hold it against its targets.

    from experiments.docking import dock, verdicts
    table = dock("cowan_jonard", n_agents=200, rewiring=[0, 0.1, 1], runs=20)
    table = dock("axelrod", graph=networkx.karate_club_graph())
    verdicts("march", dock("march"))

Raises: InputError for an unknown paper, setting or value, and for a network that does not fit.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, astuple
from typing import Any

import pandas as pd

from experiments.docking.networks import edges_of_graph
from experiments.docking.paper import Paper
from experiments.docking.runs import Runs
from experiments.docking.settings import by_name, cells
from experiments.docking.targets import FULL, QUICK, Verdict
from simulation.declarations import Integers
from simulation.errors import InputError
from simulation.language import translate
from simulation.near_names import near
from simulation.randomness import Draws

PAPERS = (
    "cowan_jonard",
    "march",
    "lazer_friedman",
    "fang_lee_schilling",
    "hegselmann_krause",
    "axelrod",
)
SIZES = (QUICK, FULL)
MOST_RUNS = 1_000_000
OWN, GIVEN = "the paper's", "given"
Rows = list[dict[str, Any]]


def dock(
    name: str,
    *,
    runs: int | None = None,
    size: str = QUICK,
    seed: int = 1,
    graph: Any = None,
    **settings: Any,
) -> pd.DataFrame:
    """Live a published rule; return a row per run (and moment) with settings and outcomes.

    Without settings: the paper's own sweep and the conditions that should change its finding.
    With settings or a networkx `graph`: the paper's sweep, with these in place of its own; a
    setting may be one value or several. Columns: every setting, `run`, then the outcomes.
    """
    planned = plan(paper(name), runs=runs, size=size, graph=graph, settings=settings)
    rows: Rows = []
    for each in planned.lives(seed):
        rows += each
    return pd.DataFrame(rows)


def paper(name: str) -> Paper:
    """Return a docked paper by name."""
    if name not in PAPERS:
        raise InputError(
            translate("there is no docking {name}", name=repr(name)) + near(name, PAPERS)
        )
    found: Paper = importlib.import_module(f"experiments.docking.{name}").PAPER
    return found


class Plan:
    """Which settings are lived, how often, on which network."""

    def __init__(self, docked: Paper, asked: list[Any], runs: int, edges: Integers | None) -> None:
        self.paper = docked
        self.asked = asked
        self.runs = runs
        self.edges = edges
        self.network = OWN if edges is None else GIVEN

    def lives(self, seed: int) -> Iterator[Rows]:
        """Live run after run, each under all settings, and hand out the rows of each."""
        if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**63:
            said = translate("{value}; a whole number from 0 was expected", value=seed)
            raise InputError(said, place="seed")
        draws = Draws(seed, f"docking.{self.paper.name}")
        for run in range(self.runs):
            for asked in self.asked:
                draws.turn(run)
                told = asdict(asked)
                yield [
                    {**told, "graph": self.network, "run": run, **outcome}
                    for outcome in self.paper.live(asked, self.edges, draws.key)
                ]

    def __len__(self) -> int:
        """Number of lives."""
        return self.runs * len(self.asked)


def plan(
    docked: Paper, *, runs: int | None, size: str, graph: Any, settings: Mapping[str, Any]
) -> Plan:
    """Check everything that is asked for, and return what is to be lived."""
    if size not in SIZES:
        raise InputError(
            translate("{value} is not known", value=repr(size)) + near(str(size), SIZES),
            place="size",
        )
    wanted = docked.runs[size] if runs is None else runs
    if isinstance(wanted, bool) or not isinstance(wanted, int) or not 1 <= wanted <= MOST_RUNS:
        said = translate("{value}; a whole number from 1 to {most} was expected", value=wanted,
                         most=MOST_RUNS)  # fmt: skip
        raise InputError(said, place="runs")
    settings = by_name(docked.settings, settings, docked.name)
    sweeps: list[Mapping[str, Any]] = list(docked.sweeps)
    edges = None
    if graph is not None:
        nodes, edges = edges_of_graph(graph)
        sweeps = [
            {
                **docked.sweeps[0],
                **docked.with_graph,
                **settings,
                "n_agents": _size(nodes, settings),
            }
        ]
    elif settings:
        sweeps = [{**docked.sweeps[0], **settings}]
    asked = [each for sweep in sweeps for each in cells(docked.settings, sweep, docked.name)]
    for each in asked:
        docked.check(each, edges is not None)
    return Plan(docked, list(dict.fromkeys(asked)), wanted, edges)


def _size(nodes: int, settings: Mapping[str, Any]) -> int:
    told = settings.get("n_agents", nodes)
    if told != nodes:
        said = translate("{n} is not the number of nodes of the graph ({nodes}); leave it out",
                         n=told, nodes=nodes)  # fmt: skip
        raise InputError(said, place="n_agents")
    return nodes


def usual(docked: Paper) -> dict[str, Any]:
    """Return the paper's own settings, its own network among them."""
    return {**asdict(docked.settings()), "graph": OWN}


def verdicts(name: str, table: pd.DataFrame, size: str = QUICK) -> pd.DataFrame:
    """Hold a table against the targets of its paper: a row per target that it can tell about.

    Targets hold for the paper's own settings; where others were asked for, nothing is judged. The
    column `origin` says whose each target is: the paper's own, a replicator's, or a re-run's.
    """
    docked = paper(name)
    runs = Runs(table, usual(docked), docked.outcomes)
    judged = [target.judged(runs, size) for target in docked.targets]
    found = [astuple(each) for each in judged if each is not None]
    return pd.DataFrame(found, columns=list(Verdict.__dataclass_fields__))
