"""Say where a compiled territory and the obvious one differ, column by column.

Only what exists is compared: living firms, ties that there are, networks known, projects under
way or ended this month. What a table keeps in an empty row means nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from simulation.entities.meetings import OUTSIDE
from simulation.entities.ties import BUSINESS, KNOWLEDGE, PROJECT
from simulation.model import Territory
from tests.reference.obvious_firm import ObviousFirm, Tie
from tests.reference.obvious_model import ObviousTerritory
from tests.reference.obvious_things import Meeting, Network, Project

OUTCOMES = {"under way": 0, "success": 1, "failure": 2}
BITS = {"business": BUSINESS, "knowledge": KNOWLEDGE, "project": PROJECT}

FIRMS: dict[str, Callable[[ObviousFirm, ObviousTerritory], Any]] = {
    "id": lambda firm, _: firm.identity,
    "alive": lambda firm, _: firm.alive,
    "network": lambda firm, obvious: place_in(obvious.networks, firm.network),
}
TIES: dict[str, Callable[[Tie], Any]] = {
    "neighbour": lambda tie: tie.partner.slot,
    "mirror": lambda tie: tie.partner.ties.index(tie.other),
    "purposes": lambda tie: sum(BITS[name] for name in tie.purposes),
}
MEETINGS: dict[str, Callable[[Meeting], Any]] = {
    "first": lambda meeting: meeting.first.slot,
    "second": lambda meeting: OUTSIDE if meeting.second is None else meeting.second.slot,
}
NETWORKS: dict[str, Callable[[Network], Any]] = {
    "alive": lambda _: True,
    "id": lambda network: network.identity,
    "identity": lambda network: network.agreement,
}
PROJECTS: dict[str, Callable[[Project], Any]] = {
    "alive": lambda project: project.outcome == "under way",
    "outcome": lambda project: OUTCOMES[project.outcome],
    "members": lambda project: seats(project, lambda firm: firm.slot),
    "identities": lambda project: seats(project, lambda firm: firm.identity),
}


def differences(
    territory: Territory,
    obvious: ObviousTerritory,
    columns: Iterable[str] = ("*",),
    tolerance: float = 1e-12,
) -> list[str]:
    """Return a line for each column, of those that a pattern names, in which the two differ."""
    wanted = tuple(columns)
    found = []
    for name, (rows, expected) in plain_columns(territory, obvious).items():
        table, column = name.split(".", 1)
        if not any(pattern in ("*", f"{table}.*", name) for pattern in wanted):
            continue
        actual = np.asarray(getattr(getattr(territory, table), column))[rows]
        line = difference(actual, expected, tolerance)
        if line:
            found.append(f"{name}: {line}")
    return found


def difference(actual: Any, expected: list[Any], tolerance: float) -> str:
    """Return how two columns differ, or nothing."""
    if len(actual) != len(expected):
        return f"compiled has {len(actual)}, obvious {len(expected)}"
    wanted = np.array(expected).reshape(actual.shape)
    if actual.dtype == np.float32:  # half as many digits are kept
        tolerance = max(tolerance, 1e-6)
    if actual.dtype.kind == "f":
        same = np.isclose(actual, wanted, rtol=tolerance, atol=tolerance)
    else:
        same = actual == wanted
    if same.all():
        return ""
    where = tuple(index.tolist() for index in np.argwhere(~same)[:3])
    return (
        f"{(~same).sum()} of {same.size} differ, first at {where}: "
        f"compiled {actual[~same][:3]}, obvious {wanted[~same][:3]}"
    )


Columns = dict[str, tuple[Any, list[Any]]]
"""For each column the places to compare, and the values there of the obvious model."""


def plain_columns(territory: Territory, obvious: ObviousTerritory) -> Columns:
    """Return all columns of the obvious model as the compiled one keeps them."""
    return {
        **of_firms(territory, obvious),
        **of_ties(territory, obvious),
        **of_meetings(territory, obvious),
        **of_networks_and_projects(territory, obvious),
        **of_the_world(territory, obvious),
    }


def of_firms(territory: Territory, obvious: ObviousTerritory) -> Columns:
    """All rows for who lives, the living for everything else."""
    columns: Columns = {}
    for name in territory.firms.columns:
        # In the row of a newborn stays what its predecessor said this month: metrics count it.
        by_month = name in ("sent", "received", "gained")
        firms = [
            firm for firm in obvious.firms() if not by_month or firm.founded < obvious.month - 1
        ]
        values = [_value(firm, name, FIRMS, obvious) for firm in firms]
        columns[f"firms.{name}"] = [firm.slot for firm in firms], values
    columns["firms.alive"] = slice(None), [firm is not None for firm in obvious.slots]
    return columns


def of_ties(territory: Territory, obvious: ObviousTerritory) -> Columns:
    """All places for who is whose partner, those taken for everything else."""
    nobody: list[Tie | None] = [None] * obvious.most_ties
    places = [nobody if firm is None else firm.ties for firm in obvious.slots]
    taken = np.array([[tie is not None for tie in ties] for ties in places])
    there = [tie for ties in places for tie in ties if tie is not None]
    columns: Columns = {
        f"ties.{name}": (taken, [_value(tie, name, TIES) for tie in there])
        for name in territory.ties.columns
    }
    columns["ties.neighbour"] = (
        slice(None),
        [[-1 if tie is None else tie.partner.slot for tie in ties] for ties in places],
    )
    return columns


def of_meetings(territory: Territory, obvious: ObviousTerritory) -> Columns:
    """Those of this month between slots that are still taken."""
    present = {OUTSIDE, *(firm.slot for firm in obvious.firms())}
    table = territory.meetings
    pairs = zip(table.first[: table.count].tolist(), table.second.tolist(), strict=False)
    there = [m for m, pair in enumerate(pairs) if present.issuperset(pair)]
    meetings = [
        meeting
        for meeting in obvious.meetings
        if present.issuperset(_value(meeting, side, MEETINGS) for side in ("first", "second"))
    ]
    return {
        f"meetings.{name}": (there, [_value(meeting, name, MEETINGS) for meeting in meetings])
        for name in table.columns
    }


def of_networks_and_projects(territory: Territory, obvious: ObviousTerritory) -> Columns:
    """All rows for whether there is one, those taken for everything else."""
    columns: Columns = {}
    for table, things, special in (
        ("networks", obvious.networks, NETWORKS),
        ("projects", obvious.projects, PROJECTS),
    ):
        there = [place for place, thing in enumerate(things) if thing is not None]
        for name in getattr(territory, table).columns:
            values = [_value(things[place], name, special) for place in there]
            columns[f"{table}.{name}"] = there, values
        alive = [thing is not None and special["alive"](thing) for thing in things]
        columns[f"{table}.alive"] = slice(None), alive
    return columns


def of_the_world(territory: Territory, obvious: ObviousTerritory) -> Columns:
    """Markets, routines, people, surroundings: every row exists."""
    columns: Columns = {
        f"{table}.{name}": (slice(None), [getattr(product, name) for product in obvious.products])
        for table in ("markets", "routines")
        for name in getattr(territory, table).columns
    }
    for name in territory.surroundings.columns:
        if hasattr(obvious, name):  # heritage: no process changes it
            columns[f"surroundings.{name}"] = slice(None), [getattr(obvious, name)]
    columns["population.people"] = slice(None), obvious.people
    columns["markets.frontier"] = slice(None), obvious.frontier
    columns["markets.need"] = slice(None), [product.need for product in obvious.products]
    return columns


def _value(thing: Any, name: str, special: dict[str, Callable[..., Any]], *more: Any) -> Any:
    return special[name](thing, *more) if name in special else getattr(thing, name)


def place_in(places: list[Any], thing: Any) -> int:
    """Return where a thing is, -1 for none."""
    return -1 if thing is None else places.index(thing)


def seats(project: Project, number: Callable[[ObviousFirm], int]) -> list[int]:
    """Return a number for each of five seats, -1 for an empty one."""
    taken = [-1 if firm is None else number(firm) for firm in project.members]
    return taken + [-1] * (5 - len(taken))
