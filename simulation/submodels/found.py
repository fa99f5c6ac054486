"""New firms are born: out of another firm, towards an opening, or for want of a job.

A founder is a child of the place: of somebody's trade, language, principles and contacts. An
opening draws founders only if they expect to live from it; need drives them whether or not. Where
room for new firms is known (an agency lists it), some of those who leave the trade that they come
from go there.

Shapes: F rows, K skills, V values. In: free rows, demand, people, unemployed. Out: all columns of
the new firms, their first ties.
Source: klepper2007 (spin-offs inherit), facts 2.1; concepts S20, S22, S85.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.clock import Clock
from simulation.declarations import (
    Flags,
    Floats,
    Identities,
    parameter,
    parameters,
    submodel,
    switch,
)
from simulation.entities.community import ADULT, Population, Surroundings
from simulation.entities.firms import MONTHS_IN_ID, Activity, Firms, Stage
from simulation.entities.markets import Markets
from simulation.entities.ties import BUSINESS, Ties, connect, free_place, place_of
from simulation.events import EventLog, Kind
from simulation.instruments.similarity import closeness, regard
from simulation.randomness import Draws, normal, uniform


@parameters
class Found:
    """How many try, and with what they start."""

    opening: float = parameter(
        0.030, unit="chance per month", low=0, high=1, source="facts 2.1",
        doc="Chance that somebody thinks of founding in a free slot, among usual youth.",
    )
    necessity: float = parameter(
        0.002, unit="chance per month", low=0, high=1, source="assumption",
        doc="Chance added when one resident worker in ten is out of work.",
    )
    expected_living: float = parameter(
        0.6, unit="share of cost", low=0, high=3, source="assumption",
        doc="Sales, in shares of a one-person firm's cost, that a founder by choice expects.",
    )
    same_trade: float = parameter(
        0.6, unit="share", low=0, high=1, source="klepper2007",
        doc="Founders who stay in the trade that they come from.",
    )
    inheritance: float = parameter(
        0.75, unit="share", low=0, high=1, source="klepper2007",
        doc="Share of the parent firm's skills that a founder takes along.",
    )
    talent: float = parameter(
        0.18, unit="level", low=0, high=1, source="assumption",
        doc="Spread of founders' own gifts (standard deviation).",
    )
    start_capital: float = parameter(
        0.74, unit="month's wages", low=0, high=60, source="assumption",
        doc="Median savings a founder starts with.",
    )
    first_contacts: float = parameter(
        3, unit="ties", low=0, high=10, source="assumption",
        doc="Contacts a founder takes over: the parent firm and its partners.",
    )
    tradition_lost: float = parameter(
        0.35, unit="level", low=0, high=1, source="assumption",
        doc="Craft a founder can have in a product that nobody holds here any more (S31).",
    )
    inherited_place: bool = switch(
        True, thesis="S20", doc="Founders inherit language, principles and contacts."
    )
    listed_ways: bool = switch(
        True, thesis="S85 C7", doc="Founders hear where there is room for new firms."
    )


@submodel(
    writes=(
        "firms.*", "ties.*", "surroundings.unemployed",
    ),
    compiled=True,
)
def found(
    firms: Firms, ties: Ties, markets: Markets, population: Population,
    surroundings: Surroundings, activity: Activity, founding: Found, clock: Clock,
    events: EventLog, draw: Draws,
) -> None:
    """New firms are born: out of another firm, towards an opening, or for want of a job."""
    youth = float(population.people[ADULT] / population.at_start[ADULT])
    jobless = float(surroundings.unemployed[0] / max(1.0, surroundings.incomes[0]))
    born = np.zeros(firms.rows, dtype=np.bool_)
    parents = np.empty(firms.rows, dtype=np.int64)
    count = _found(
        firms, ties, markets, activity, founding, clock.month, clock.step, youth, jobless, draw.key,
        born, parents,
    )
    if count:
        surroundings.unemployed[0] = max(0.0, surroundings.unemployed[0] - count)
        events.note(
            Kind.FOUNDED, clock.month, firms.id, born, others=parents,
            values=firms.product.astype(np.float64),
        )


@njit(cache=True)
def _found(
    firms: Firms, ties: Ties, markets: Markets, activity: Activity, founding: Found, month: int,
    step: int, youth: float, jobless: float, key: np.uint64, born: Flags, parents: Identities,
) -> int:
    """Fill free rows; say in which a firm was `born` and out of which; return how many."""
    opening = founding.opening * youth
    necessity = founding.necessity * min(5.0, 10.0 * jobless)
    living = founding.expected_living * (activity.wage + activity.fixed_cost)
    count = 0
    for i in range(firms.rows):
        if firms.alive[i]:
            continue
        u = uniform(key, i, 0)
        if u >= opening + necessity:
            continue
        parent = _parent(firms, born, int(uniform(key, i, 1) * firms.rows))
        if parent < 0:
            continue
        p, t, m = _segment(firms, markets, activity, founding, i, parent, key)
        fit = _learn_trade(firms, markets, founding, i, parent, p, t, m, key)
        pull = np.exp(activity.match_weight * fit)
        others = markets.local[p, m] + markets.outside[p, m]
        expected = markets.demand[p, m] * pull / (others + pull)
        if u >= necessity and expected < living:
            continue
        count += 1
        born[i] = True
        parents[i] = firms.id[parent]
        firms.alive[i] = True
        firms.id[i] = i * MONTHS_IN_ID + step + 1
        firms.founded[i] = month
        firms.product[i], firms.technology[i], firms.market[i] = p, t, m
        firms.match[i] = min(1.0, fit)
        _begin(firms, founding, i, parent, month, key)
        _take_after(firms, founding, i, parent, key)
        if founding.inherited_place:
            _take_over_contacts(firms, ties, i, parent, round(founding.first_contacts), step)
    return count


@njit(cache=True)
def _parent(firms: Firms, born: Flags, probe: int) -> int:
    """Return the first firm from a row on that lived before this month; -1 if there is none."""
    for shift in range(firms.rows):
        j = (probe + shift) % firms.rows
        if firms.alive[j] and not born[j]:
            return j
    return -1


@njit(cache=True)
def _segment(
    firms: Firms, markets: Markets, activity: Activity, founding: Found, i: int, parent: int,
    key: np.uint64,
) -> tuple[int, int, int]:
    """Return product, technology, market: the parent's, those near it, or where room is known."""
    p, t, m = int(firms.product[parent]), int(firms.technology[parent]), int(firms.market[parent])
    if uniform(key, i, 2) < founding.same_trade:
        return p, t, m
    p = markets.related[p, int(uniform(key, i, 3) * min(6, markets.related.shape[1]))]
    if uniform(key, i, 4) < 0.5:
        m = int(uniform(key, i, 5) * markets.need.shape[2])
    if founding.listed_ways:
        q, v = _listed_way(markets, firms.skills[parent], t, activity.match_weight)
        if uniform(key, i, 6) < markets.listed[q, v]:
            return q, t, v
    return p, t, m


@njit(cache=True)
def _learn_trade(
    firms: Firms, markets: Markets, founding: Found, i: int, parent: int, p: int, t: int, m: int,
    key: np.uint64,
) -> float:
    """Give the founder skills, learned from the parent firm or own; return how well they fit."""
    fit = 0.0
    for k in range(firms.skills.shape[1]):
        own = 0.25 + founding.talent * normal(key, i, 10 + 2 * k)
        level = founding.inheritance * firms.skills[parent, k]
        level += (1.0 - founding.inheritance) * own
        level += 0.5 * founding.talent * normal(key, i, 30 + 2 * k)
        if k == 0 and p != firms.product[parent] and markets.holders[p] == 0:
            level = min(level, founding.tradition_lost)
        firms.skills[i, k] = min(0.95, max(0.02, level))
        fit += markets.need[p, t, m, k] * firms.skills[i, k]
    return fit


@njit(cache=True)
def _begin(
    firms: Firms, founding: Found, i: int, parent: int, month: int, key: np.uint64
) -> None:
    """Set what a firm begins with: an owner, savings, and nothing lived through yet."""
    openness = 0.35 + 0.3 * firms.openness[parent] + 0.15 * normal(key, i, 51)
    dialogue = 0.3 + 0.5 * firms.internal_dialogue[parent] + 0.12 * normal(key, i, 55)
    formality = firms.formality[parent] + 0.1 * normal(key, i, 59)
    firms.age[i] = 24.0 + 26.0 * uniform(key, i, 50) ** 1.3
    firms.openness[i] = min(1.0, max(0.05, openness))
    firms.life_project[i] = min(1.0, max(0.0, 0.4 + 0.18 * normal(key, i, 53)))
    firms.internal_dialogue[i] = min(1.0, max(0.05, dialogue))
    firms.capital[i] = founding.start_capital * np.exp(0.6 * normal(key, i, 57))
    firms.formality[i] = min(1.0, max(0.05, formality))
    firms.confidence[i] = 0.4 + 0.3 * uniform(key, i, 61)
    firms.outside[i] = 0.3 * uniform(key, i, 62) * firms.openness[i]
    firms.awareness[i] = 0.5 * firms.awareness[parent]
    firms.support[i] = 0.5 * firms.support[parent] + 0.15
    firms.vision[i] = firms.vision[parent]
    firms.stage[i] = Stage.CREATION
    firms.stage_since[i] = month
    firms.motivation[i] = 0.5
    firms.habits[i] = 0.05
    firms.successor[i] = 0
    firms.alarm[i] = 0.0
    firms.worry[i] = 0.0
    firms.quality[i] = 0.0
    firms.dip[i] = 0.0
    firms.profit[i] = 0.0
    firms.fortune[i] = 0.0
    firms.reflection[i] = 0.0
    firms.fresh[i] = 0.0
    firms.lent[i] = 0.0


@njit(cache=True)
def _take_after(firms: Firms, founding: Found, i: int, parent: int, key: np.uint64) -> None:
    """Give the founder principles, a language and a place near the parent's (S20)."""
    for v in range(firms.principles.shape[1]):
        if founding.inherited_place:
            principle, word = firms.principles[parent, v], firms.language[parent, v]
        else:
            principle, word = uniform(key, i, 70 + v), uniform(key, i, 80 + v)
        principle += 0.05 * normal(key, i, 90 + 2 * v)
        word += 0.05 * normal(key, i, 100 + 2 * v)
        firms.principles[i, v] = min(1.0, max(0.0, principle))
        firms.language[i, v] = min(1.0, max(0.0, word))
    for axis in range(2):
        near = firms.place[parent, axis] + 0.08 * normal(key, i, 110 + 2 * axis)
        firms.place[i, axis] = min(1.0, max(0.0, near))


@njit(cache=True)
def _take_over_contacts(
    firms: Firms, ties: Ties, i: int, parent: int, wanted: int, step: int
) -> None:
    """Tie the founder to the parent firm, then to its partners."""
    for choice in range(-1, ties.neighbour.shape[1]):
        if wanted == 0:
            return
        j = parent if choice < 0 else ties.neighbour[parent, choice]
        if j < 0 or j == i or place_of(ties, i, j) >= 0:
            continue
        d, e = free_place(ties, i), free_place(ties, j)
        if d < 0 or e < 0:
            continue
        shared = closeness(firms.principles[i], firms.principles[j])
        connect(
            ties, i, j, d, e, 0.4 if choice < 0 else 0.2, regard(shared, firms.match[j]),
            regard(shared, firms.match[i]), step, BUSINESS,
        )
        wanted -= 1


@njit(cache=True)
def _listed_way(markets: Markets, skills: Floats, t: int, match_weight: float) -> tuple[int, int]:
    """Return the listed segment that promises most to somebody who can do this."""
    best, best_q, best_v = -1.0, 0, 0
    for q in range(markets.listed.shape[0]):
        for v in range(markets.listed.shape[1]):
            if markets.listed[q, v] <= 0.0:
                continue
            fit = 0.0
            for k in range(len(skills)):
                fit += markets.need[q, t, v, k] * skills[k]
            pull = np.exp(match_weight * fit)
            others = markets.local[q, v] + markets.outside[q, v]
            promise = markets.demand[q, v] * pull / (others + pull)
            if markets.listed[q, v] * promise > best:
                best, best_q, best_v = markets.listed[q, v] * promise, q, v
    return best_q, best_v
