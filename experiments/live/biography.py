"""One firm's life in words beside its twin's, and where the two lives fork.

The twin is the same firm in the other world: same seat, same month of founding.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import pandas as pd

from analysis.story import Chapter, chapters, parted
from experiments.live.languages import in_all
from experiments.live.pair import Pair
from experiments.live.recording import World
from experiments.run_folder import Manifest, Run
from simulation.errors import InputError
from simulation.language import date_of, translate

MOST_CHAPTERS = 250
PARTS = ("with", "without", "fork")


def life(pair: Pair, firm: int) -> dict[str, Any]:
    """Return both lives of a firm, in all languages, ready for JSON."""
    told = in_all(lambda: _in_words(pair, firm))
    parts = {part: {lang: said[part] for lang, said in told.items()} for part in PARTS}
    return {"firm": firm, **parts}


def firm_at(world: World, row: int, month: int) -> int | None:
    """Return who sits in a row in a month."""
    found = None
    for seat, since, firm, _ in world.tenants:
        if seat == row and since <= month:
            found = firm
    return found


def most_eventful(pair: Pair) -> int:
    """Return the firm of the start whose two lives differ in most turns."""
    counts = []
    for world in (pair.accompanied, pair.without):
        log = world.events
        turns = log[log["kind"].isin(["innovated", "network_joined", "project_succeeded",
                                      "transmitted", "closed", "signal_seen"])]  # fmt: skip
        counts.append(turns[turns["subject"] >= 0].groupby("subject").size())
    start = {firm for _, month, firm, _ in pair.without.tenants if month == 0}
    both = counts[0].sub(counts[1], fill_value=0).abs() + 0.01 * counts[0].add(
        counts[1], fill_value=0
    )
    known = both[both.index.isin(start)]
    return int(known.index[int(known.argmax())]) if len(known) else min(start)


def _chapters(pair: Pair, world: World, firm: int) -> list[Chapter]:
    try:
        return chapters(_run(pair), firm, world.events)
    except InputError:
        return []


def _in_words(pair: Pair, firm: int) -> dict[str, Any]:
    """Return both lives and where they part, in the language in force."""
    one, other = (_chapters(pair, world, firm) for world in (pair.accompanied, pair.without))
    fork = _fork(pair, one, other)
    return {
        "with": _told(one, fork["shared"]),
        "without": _told(other, fork["shared"]),
        "fork": fork,
    }


def _told(lived: Sequence[Chapter], parted_at: int) -> list[dict[str, Any]]:
    """Return a life's chapters; where the lives fork, whatever happens counts as a turn."""
    return [
        {
            "month": each.month,
            "date": each.date,
            "say": each.sentence,
            "turn": each.turn or place == parted_at,
        }
        for place, each in enumerate(lived[:MOST_CHAPTERS])
    ]


def _fork(pair: Pair, one: Sequence[Chapter], other: Sequence[Chapter]) -> dict[str, Any]:
    """Return the month in which the two lives part, and that in words."""
    shared, goes_on, elsewhere = parted(one, other)
    if not one or not other:
        arm = pair.arms.here if one else pair.arms.there
        said = translate("This firm exists in one world only: {arm}.", arm=arm.said)
        return {"month": None, "shared": 0, "say": said}
    if not goes_on and not elsewhere:
        return {"month": None, "shared": len(shared), "say": translate("Both lives are the same.")}
    month = min(each[0].month for each in (goes_on, elsewhere) if each)
    said = translate("The two lives fork in {date}.", date=date_of(pair.when(month)))
    return {"month": month, "shared": len(shared), "say": said}


def _run(pair: Pair) -> Run:
    """Return what the words of a life need to know of the run."""
    manifest = Manifest(
        context=pair.scenario.name,
        seed=pair.configuration.seed,
        start=pair.scenario.start,
        months=pair.scenario.months,
        planned_months=pair.scenario.months,
        version=version("tessuto"),
        code="",
        metrics={},
        scenario={},
        warm_up=pair.scenario.warm_up,
        products=tuple(pair.scenario.economy.products),
    )
    return Run(manifest, pd.DataFrame(), pd.DataFrame())
