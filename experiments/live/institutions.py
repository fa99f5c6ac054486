"""What lasts beyond persons: networks that keep their identity, habits that harden, the charter.

Shapes: as in `recording`; what is returned is ready for JSON.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.live.languages import spoken, translated
from experiments.live.pair import Pair
from experiments.live.recording import World
from simulation.entities.charter import Charter, Phase, State
from simulation.entities.markets import TECHNOLOGIES
from simulation.language import msg

LEAST_MONTHS = 12
MOST_NETWORKS = 12
RUNGS = (msg("habit"), msg("norm"), msg("tradition"), msg("law or rule"))
WAYS = {
    "manual": msg("by hand"),
    "mechanised": msg("with machines"),
    "digital": msg("digitally"),
}
PHASES = {
    Phase.ENGAGEMENT: msg("engagement"),
    Phase.DIAGNOSIS: msg("shared diagnosis"),
    Phase.FORUM: msg("forum"),
    Phase.STRATEGY: msg("strategy"),
    Phase.CHARTER: msg("charter"),
    Phase.IMPLEMENTATION: msg("carrying out"),
    Phase.EVALUATION: msg("evaluation"),
    Phase.AUTONOMY: msg("autonomy"),
    Phase.FAILED: msg("given up"),
}
STATES = {
    State.WAITING: msg("waiting"),
    State.OPEN: msg("under way"),
    State.KEPT: msg("kept"),
    State.LATE: msg("late"),
    State.BROKEN: msg("broken"),
}

THEMES = {
    "quick win": msg("a quick win"),
    "water and soils": msg("water and soils"),
    "energy and climate": msg("energy and climate"),
    "mobility": msg("mobility"),
    "waste": msg("waste"),
    "anticipation": msg("anticipation"),
}
INDICATORS = {
    "signal": msg("strength of the signals of a change"),
    "surroundings.environment": msg("quality of the environment"),
}


def networks(world: World) -> list[dict[str, Any]]:
    """Return the networks that lived longest: who stayed of the founders, and their identity."""
    seen = world.networks
    lived = seen.groupby("network").size()
    kept = lived[lived >= LEAST_MONTHS].sort_values(ascending=False).index[:MOST_NETWORKS]
    column = {name: seen[name].to_numpy() for name in seen.columns}
    told = []
    for number in sorted(int(each) for each in kept):
        own = column["network"] == number
        told.append(
            {
                "group": min(255, number + 1),
                "months": column["month"][own].tolist(),
                "members": column["members"][own].tolist(),
                "founders": int(column["founders"][own][0]),
                "staying": column["staying"][own].tolist(),
                "identity": column["identity"][own].round(3).tolist(),
            }
        )
    return told


def ladder(pair: Pair) -> dict[str, Any]:
    """Return the names on the ladder, and who stands where from when: changes only."""
    products = list(pair.scenario.economy.products)
    return {
        "rungs": [translated(rung) for rung in RUNGS],
        "ways": [translated(WAYS[name]) for name in TECHNOLOGIES],
        "products": [spoken(name) for name in products],
        "without": _moves(pair.without),
        "with": _moves(pair.accompanied),
    }


def _moves(world: World) -> list[list[int]]:
    """Return (month, product, way, rung) wherever a rung changes; all begin as habits."""
    first = np.zeros_like(world.rungs[:1])
    places = np.argwhere(np.diff(world.rungs, axis=0, prepend=first))
    return [[*place, int(world.rungs[tuple(place)])] for place in places.tolist()]


def charter(pair: Pair) -> dict[str, Any] | None:
    """Return the charter of the accompanied world, or nothing if none was ever begun."""
    found: Charter = pair.accompanied.charter
    if not found.begun:
        return None
    return {
        "phase": translated(PHASES[found.phase]),
        "signed": found.signed,
        "firms": sum(not each.is_body for each in found.signatories),
        "bodies": sum(each.is_body for each in found.signatories),
        "log": [
            {"month": move.month, "phase": translated(PHASES[move.phase])} for move in found.log
        ],
        "clauses": [
            {
                "theme": translated(THEMES.get(clause.theme, clause.theme)),
                "indicator": translated(INDICATORS.get(clause.indicator, clause.indicator)),
                "baseline": round(clause.baseline, 3),
                "target": round(clause.target, 3),
                "trigger": round(clause.trigger, 3),
                "deadline": clause.deadline,
                "bound": len(clause.bound),
                "state": translated(STATES[clause.state]),
                "kind": clause.state.name.lower(),
            }
            for clause in found.clauses
        ],
    }
