"""Each rule of the model as sentences that could be wrong: a situation, a process, an outcome.

A file `<submodel>.yaml` beside this one holds a list of

    sentence:  what should be true, in words
    situation: firms (how many), months, process (default: the file's submodel; a list works),
               columns {table.column or table.column[index]: value}, ties [[i, j, {trust: .8}]],
                          meetings [[i, j]] (-2: outside), ablate, scenario {path: value}, seed,
               then (columns and ties that change halfway: the process goes on as long again)
    otherwise: the contrast: what differs from the situation, all else and all draws the same
    outcome:   an expression, or several, over `before`, `after`, `otherwise`
               (tables and columns as arrays; `events`: how often each kind happened)
    known_bug: what is wrong in the model, as long as the sentence is not true of it

Firms have no ties and hold no meetings unless the situation says so. Short for many: `ties: woven`
keeps the ties of the start, `{circle: 3}` ties each firm to the next three, `{halves: 1}` each firm
of the first half to one of the second; `meetings: halves` lets those meet. All else is the neutral
territory's start. `after.met` holds all meetings of all months, as pairs.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from simulation.declarations import SUBMODELS, discover
from simulation.entities.ties import NEVER, connect, free_place
from simulation.model import Territory
from simulation.randomness import Draws
from simulation.schedule import MONTH, bind
from simulation.table import Table

discover()

FOLDER = Path(__file__).parent
DELEGATING = {"intervene", "serve"}
"""What these do stands in `simulation/accompaniment/` and is tested with the methods there."""
KEYS = {
    "firms",
    "months",
    "process",
    "columns",
    "ties",
    "meetings",
    "ablate",
    "scenario",
    "seed",
    "context",
    "then",
}


def told() -> list[tuple[str, dict[str, Any]]]:
    return [
        (path.stem, item)
        for path in sorted(FOLDER.glob("*.yaml"))
        for item in YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    ]


def set_up(situation: dict[str, Any]) -> Territory:
    assert not set(situation) - KEYS, f"unknown: {set(situation) - KEYS}"
    changes = {"warm_up": 0, **situation.get("scenario", {})}
    if "ablate" in situation:
        changes["ablate"] = situation["ablate"]
    territory = Territory(
        situation.get("context", "baseline"),
        situation.get("seed", 1),
        n_firms=situation.get("firms", 6),
        months=max(12, situation.get("months", 1)),
        events="all",
        **changes,
    )
    firms = territory.scenario.firms
    if situation.get("ties") != "woven":
        for row in range(territory.ties.rows):
            territory.ties.vacate(row)
    tie_all(territory, situation.get("ties", []))
    pairs = situation.get("meetings", [])
    if pairs == "halves":
        pairs = [[i, i + firms // 2] for i in range(firms // 2)]
    pairs = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    territory.meetings.count = 0
    territory.meetings.add(pairs[:, 0], pairs[:, 1], 0)
    for path, value in situation.get("columns", {}).items():
        put(territory, path, value)
    return territory


def tie_all(territory: Territory, told: Any) -> None:
    firms = territory.scenario.firms
    if isinstance(told, dict):
        told = dict(told)
        circle, halves = told.pop("circle", 0), told.pop("halves", 0)
        pairs = [(i, (i + step) % firms) for i in range(firms) for step in range(1, circle + 1)]
        pairs += [(i, i + firms // 2) for i in range(firms // 2) if halves]
        told = [[i, j, told] for i, j in pairs]
    for i, j, *felt in told if told != "woven" else ():
        tie(territory, i, j, **(felt[0] if felt else {}))


def tie(
    territory: Territory,
    i: int,
    j: int,
    *,
    trust: float = 0.5,
    respect: float = 0.95,
    history: int = 12,
    joint: int = NEVER,
    met: int = 0,
    trust_back: float | None = None,
) -> None:
    ties = territory.ties
    d, e = free_place(ties, i), free_place(ties, j)
    connect(ties, i, j, d, e, trust, respect, respect, met, 1)
    ties.history[i, d] = ties.history[j, e] = history
    ties.joint[i, d] = ties.joint[j, e] = joint
    if trust_back is not None:
        ties.trust[j, e] = trust_back


def put(territory: Territory, path: str, value: Any) -> None:
    table, column, index = re.fullmatch(r"(\w+)\.(\w+)(?:\[(.+)\])?", path).groups()
    values = getattr(getattr(territory, table), column)
    where = eval(f"np.index_exp[{index}]", {"np": np}) if index else np.index_exp[:]
    values[where] = value


def apply(territory: Territory, situation: dict[str, Any], submodel: str) -> np.ndarray:
    named = situation.get("process", submodel)
    names = [named] if isinstance(named, str) else named
    offered = territory._offered()
    seed = situation.get("seed", 1)
    streams = {name: Draws(seed, name) for name in names}
    month = [bind(name, {**offered, Draws: streams[name]}) for name in names]
    halves = [{}, situation["then"]] if "then" in situation else [{}]
    met = []
    for change in halves:
        tie_all(territory, change.get("ties", []))
        for path, value in change.get("columns", {}).items():
            put(territory, path, value)
        for _ in range(situation.get("months", 1)):
            for stream in streams.values():
                stream.turn(territory.clock.step)
            for process, arguments in month:
                process(*arguments)
            held = territory.meetings
            met.append(np.stack([held.first[: held.count], held.second[: held.count]], axis=1))
            territory.clock.advance()
    return np.concatenate(met)


def seen(territory: Territory) -> SimpleNamespace:
    tables = {
        name: SimpleNamespace(
            **{column: values.copy() for column, values in part.arrays().items()},
            **({"count": part.count} if hasattr(part, "count") else {}),
        )
        for name, part in vars(territory).items()
        if isinstance(part, Table)
    }
    happened = Counter(territory.events.frame()["kind"])
    return SimpleNamespace(**tables, events=happened, month=territory.clock.month)


def contrasted(situation: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    other = copy.deepcopy(situation)
    for key, value in change.items():
        if isinstance(value, dict):
            other[key] = {**other.get(key, {}), **value}
        else:
            other[key] = value
    return other


def carried_out(situation: dict[str, Any], submodel: str) -> tuple[Any, Any]:
    territory = set_up(situation)
    before = seen(territory)
    met = apply(territory, situation, submodel)
    after = seen(territory)
    after.met = met
    return before, after


SENTENCES = told()


def case(submodel: str, item: dict[str, Any]) -> Any:
    known = item.get("known_bug")
    marks = [pytest.mark.xfail(strict=True, reason=known)] if known else []
    return pytest.param(submodel, item, id=f"{submodel}: {item['sentence']}", marks=marks)


@pytest.mark.parametrize(("submodel", "item"), [case(*told) for told in SENTENCES])
def test_sentence(submodel, item):
    assert set(item) <= {"sentence", "situation", "otherwise", "outcome", "known_bug"}
    situation = item.get("situation") or {}
    names: dict[str, Any] = {"np": np, "abs": abs, "len": len, "set": set}
    names["before"], names["after"] = carried_out(situation, submodel)
    if "otherwise" in item:
        other = contrasted(situation, item["otherwise"])
        _, names["otherwise"] = carried_out(other, submodel)
    outcomes = item["outcome"] if isinstance(item["outcome"], list) else [item["outcome"]]
    for outcome in outcomes:
        assert bool(np.all(eval(outcome, {"__builtins__": {}, **names}))), (
            f"{item['sentence']}: not {outcome}"
        )


def test_every_process_is_told_in_at_least_three_sentences():
    count = Counter(submodel for submodel, _ in SENTENCES)
    assert not set(count) - set(SUBMODELS), "a file that names no process"
    short = {name: count[name] for name in set(SUBMODELS) - DELEGATING if count[name] < 3}
    assert not short
    assert set(MONTH) <= set(count) | DELEGATING


def test_no_sentence_is_told_twice():
    sentences = [item["sentence"] for _, item in SENTENCES]
    assert len(set(sentences)) == len(sentences)
