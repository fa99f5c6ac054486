"""Owners compare what they do with what they could do one step away, and some change.

An owner judges by what it can sell now, moved by what is seen coming, and expects elsewhere what
its size, its lead and its reach of distant markets would bring there. Willingness is openness,
freed from habits, with confidence; company lowers reluctance. What a firm can do is its own skills
pooled with those of partners it can work with. Change asks for unlearning: performance dips
before it recovers. Failure costs money and confidence.

Shapes: F firms, P products, T technologies, M markets, K skills, D ties. In: awareness, alarm,
quality, dip, formality, outside (F), supply (P), skills (F, K), trust (F, D), need (P, T, M, K).
Out: product, technology, market, habits, dip, capital, confidence, stage_since (F).
Source: nelson1982, schumpeter1942 (creative destruction); hedberg1981 (unlearning); concepts S13,
S33, S37, S59. Weighing alternatives one step away: hausmann2007 (product space).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.blocks import Blocks
from simulation.clock import Clock
from simulation.declarations import (
    Bytes,
    Floats,
    parameter,
    parameters,
    submodel,
    switch,
)
from simulation.entities.community import Routines
from simulation.entities.firms import Activity, Firms, pull_of_sizes
from simulation.entities.joint_work import Relations, joint_places
from simulation.entities.markets import Markets, reach
from simulation.entities.networks import Networks
from simulation.entities.ties import Ties
from simulation.events import EventLog, Kind
from simulation.instruments.similarity import closeness
from simulation.randomness import Draws, uniform

REFUSED, SUCCEEDED, FAILED = 0, 1, 2


@parameters
class Innovate:
    """What makes an owner change, and what change costs."""

    review: float = parameter(
        0.5, unit="chance per month", low=0, high=1, source="assumption",
        doc="Chance that an owner looks at alternatives in a month.",
    )
    hurdle: float = parameter(
        0.15, unit="log points", low=0, high=3, source="assumption",
        doc="Expected gain in sales below which nobody moves.",
    )
    rung_hurdle: float = parameter(
        0.15, unit="log points per rung", low=0, high=3, source="assumption",
        doc="What each rung of the routine left behind adds to the hurdle (S72).",
    )
    company: float = parameter(
        0.5, unit="share", low=0, high=1, source="assumption",
        doc="Part of the reluctance that three or more joint partners take away (S13).",
    )
    cost: float = parameter(
        2.0, unit="month's wages", low=0, high=60, source="assumption",
        doc="What an attempt to change costs.",
    )
    difficulty: float = parameter(
        0.6, unit="level", low=0, high=1, source="assumption",
        doc="Match with the new activity at which an attempt succeeds every second time.",
    )
    steepness: float = parameter(
        12.0, unit="per level", low=0, high=100, source="assumption",
        doc="How sharply success follows the match.",
    )
    leaning: float = parameter(
        0.6, unit="share", low=0, high=1, source="assumption",
        doc="How much of a fully trusted partner's lead in a skill can be leaned on.",
    )
    stock_weight: float = parameter(
        0.3, unit="level", low=0, high=1, source="assumption",
        doc="What a full collective stock adds to the pooled match (S06).",
    )
    dip: float = parameter(
        0.35, unit="share", low=0, high=1, source="assumption",
        doc="Performance lost at first when a strong routine is unlearned (S59).",
    )
    kept_habits: float = parameter(
        0.3, unit="share", low=0, high=1, source="assumption",
        doc="Strength of the old routine that is left after unlearning it.",
    )
    courage: float = parameter(
        0.15, unit="share", low=0, high=1, source="assumption",
        doc="Confidence won by success, or lost by failure.",
    )
    companionship: bool = switch(True, thesis="S13 C1", doc="Going together lowers reluctance.")
    pooling: bool = switch(
        True, thesis="S07 C1 C5", doc="Partners' skills count in what a firm can do."
    )
    collective_stock: bool = switch(
        True, thesis="S06 C1", doc="A network's stock of knowledge helps its members."
    )
    foresight: bool = switch(
        True, thesis="S33 S37 C9", doc="Owners weigh what they see coming."
    )
    unlearning: bool = switch(
        True, thesis="S59 C8", doc="The old routine is unlearned; off: it stays and drags."
    )


@submodel(
    writes=(
        "firms.product", "firms.technology", "firms.market", "firms.habits", "firms.dip",
        "firms.capital", "firms.confidence", "firms.stage_since",
    ),
    compiled=True,
)
def innovate(
    firms: Firms, ties: Ties, markets: Markets, routines: Routines, networks: Networks,
    activity: Activity, relations: Relations, innovating: Innovate, clock: Clock,
    events: EventLog, blocks: Blocks, draw: Draws,
) -> None:
    """Owners compare what they do with what they could do one step away, and some change."""
    outcome = np.zeros(firms.rows, dtype=np.int8)
    turned = np.empty(firms.rows)
    blocks.sweep(
        _innovate, firms.rows, firms, ties, markets, routines, networks, activity, relations,
        innovating, clock.month, draw.key, outcome, turned,
    )
    if not np.count_nonzero(outcome):
        return
    events.note(Kind.INNOVATED, clock.month, firms.id, outcome == SUCCEEDED, values=turned)
    events.note(Kind.INNOVATION_FAILED, clock.month, firms.id, outcome == FAILED)


@njit(cache=True, nogil=True)
def _innovate(
    begin: int, end: int, firms: Firms, ties: Ties, markets: Markets, routines: Routines,
    networks: Networks, activity: Activity, relations: Relations, innovating: Innovate, month: int,
    key: np.uint64, outcome: Bytes, turned: Floats,
) -> None:
    company = innovating.company if innovating.companionship else 0.0
    leaning = innovating.leaning if innovating.pooling else 0.0
    stock_weight = innovating.stock_weight if innovating.collective_stock else 0.0
    n_technologies, n_markets = markets.need.shape[1], markets.need.shape[2]
    of_size = pull_of_sizes(activity.size_elasticity)
    pooled = np.empty(firms.skills.shape[1])
    places = np.empty(ties.neighbour.shape[1], dtype=np.int32)
    for i in range(begin, end):
        reviews = firms.alive[i] and uniform(key, i, 0) < innovating.review
        if not reviews or firms.capital[i] < innovating.cost:
            continue
        for k in range(len(pooled)):
            pooled[k] = firms.skills[i, k]
        partners = joint_places(ties, relations, i, places)
        for x in range(partners):
            d = places[x]
            j = ties.neighbour[i, d]
            share = leaning * ties.trust[i, d] * closeness(firms.language[i], firms.language[j])
            for k in range(len(pooled)):
                lent = share * (firms.skills[j, k] - firms.skills[i, k])
                pooled[k] = max(pooled[k], firms.skills[i, k] + lent)
        together = stock_weight * networks.stock[firms.network[i]] if firms.network[i] >= 0 else 0.0
        sees = firms.awareness[i] if innovating.foresight else 0.0
        p, t, m = firms.product[i], firms.technology[i], firms.market[i]
        carried = np.exp(firms.quality[i]) * (1.0 - firms.dip[i])
        carried *= of_size[firms.collaborators[i]]
        pull = carried * np.exp(activity.match_weight * firms.match[i]) * markets.supply[p]
        pull *= reach(m, firms.formality[i], firms.outside[i], activity.reach_without_contacts)
        now = _prospect(markets, p, m, pull, 0.0, sees)
        now *= 1.0 - firms.alarm[i]
        best, best_fit, best_p, best_t, best_m = 0.0, 0.0, p, t, m
        for option in range(4):
            q, u, v = p, t, m
            if option < 2:
                near = int(uniform(key, i, 1 + option) * min(4, markets.related.shape[1]))
                q = markets.related[p, near]
            elif option == 2:
                u = min(t + 1, n_technologies - 1)
            else:
                v = int(uniform(key, i, 3) * n_markets)
            if q == p and u == t and v == m:
                continue
            fit = together
            for k in range(len(pooled)):
                fit += markets.need[q, u, v, k] * pooled[k]
            pull = carried * np.exp(activity.match_weight * fit) * markets.supply[q]
            pull *= reach(v, firms.formality[i], firms.outside[i], activity.reach_without_contacts)
            adds = 0.0 if q == p and v == m else pull
            value = _prospect(markets, q, v, pull, adds, sees)
            if value > best:
                best, best_fit, best_p, best_t, best_m = value, fit, q, u, v
        if best <= 0.0 or now <= 0.0:
            continue
        gain = np.log(best / now) - innovating.hurdle - innovating.rung_hurdle * routines.rung[p, t]
        if gain <= 0.0:
            continue
        reluctance = 1.0 - firms.openness[i] * (1.0 - firms.habits[i]) * firms.confidence[i]
        reluctance *= 1.0 - company * min(1.0, partners / 3.0)
        if uniform(key, i, 4) >= (1.0 - reluctance) * (1.0 - np.exp(-gain)):
            continue
        firms.capital[i] -= innovating.cost
        chance = 1.0 / (1.0 + np.exp(-innovating.steepness * (best_fit - innovating.difficulty)))
        if uniform(key, i, 5) < chance:
            firms.product[i], firms.technology[i], firms.market[i] = best_p, best_t, best_m
            outcome[i] = SUCCEEDED
            turned[i] = best_p + 0.01 * p
            firms.stage_since[i] = month
            firms.confidence[i] += innovating.courage * (1.0 - firms.confidence[i])
            firms.dip[i] = min(
                0.9, max(firms.dip[i], innovating.dip * (0.3 + 0.7 * firms.habits[i]))
            )
            if innovating.unlearning:
                firms.habits[i] *= innovating.kept_habits
        else:
            outcome[i] = FAILED
            firms.confidence[i] *= 1.0 - innovating.courage


@njit(cache=True)
def _prospect(
    markets: Markets, p: int, m: int, pull: float, adds: float, sees: float
) -> float:
    """Return the sales to expect in a segment, as far as the owner sees what is coming."""
    everybody = markets.local[p, m] + markets.outside[p, m] + adds
    if everybody <= 0.0:
        return 0.0
    return float(markets.demand[p, m] * np.exp(sees * markets.coming[p, m]) * pull / everybody)
