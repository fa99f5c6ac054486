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
    Bytes,
    Flags,
    Floats,
    Identities,
    Integers,
    Shorts,
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
    )
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
        markets.need, markets.related, markets.demand, markets.outside, markets.local,
        markets.holders, markets.listed, clock.month, clock.step, founding.opening * youth,
        founding.necessity * min(5.0, 10.0 * jobless),
        founding.expected_living * (activity.wage + activity.fixed_cost),
        founding.same_trade, founding.inheritance, founding.talent, founding.start_capital,
        round(founding.first_contacts), founding.tradition_lost, founding.inherited_place,
        founding.listed_ways, activity.match_weight, draw.key,
        born, parents,
        firms.alive, firms.id, firms.founded, firms.product, firms.technology, firms.market,
        firms.skills, firms.internal_dialogue, firms.age, firms.openness, firms.life_project,
        firms.capital, firms.formality, firms.stage, firms.stage_since, firms.confidence,
        firms.principles, firms.language, firms.place, firms.outside, firms.match,
        firms.habits, firms.awareness, firms.alarm, firms.worry, firms.quality, firms.dip,
        firms.profit, firms.fortune, firms.fresh, firms.lent, firms.reflection, firms.motivation,
        firms.support, firms.vision, firms.successor, ties.neighbour, ties.mirror, ties.trust,
        ties.respect,
        ties.history, ties.met, ties.joint, ties.purposes, ties.balance,
    )
    if count:
        surroundings.unemployed[0] = max(0.0, surroundings.unemployed[0] - count)
        events.note(
            Kind.FOUNDED, clock.month, firms.id, born, others=parents,
            values=firms.product.astype(np.float64),
        )


@njit(cache=True)
def _found(
    need: Floats, related: Integers, demand: Floats, outside_pull: Floats, local: Floats,
    holders: Integers, listed: Floats, month: int, step: int, opening: float, necessity: float,
    expected_living: float, same_trade: float, inheritance: float, talent: float,
    start_capital: float, first_contacts: int, tradition_lost: float, inherited_place: bool,
    listed_ways: bool, match_weight: float, key: np.uint64, born: Flags, parents: Identities,
    alive: Flags, identity: Identities, founded: Integers, product: Shorts,
    technology: Shorts, market: Shorts, skills: Floats, internal_dialogue: Floats,
    age: Floats, openness: Floats, life_project: Floats, capital: Floats, formality: Floats,
    stage: Bytes, stage_since: Integers, confidence: Floats, principles: Floats,
    language: Floats, place: Floats, outside: Floats, match: Floats, habits: Floats,
    awareness: Floats, alarm: Floats, worry: Floats, quality: Floats, dip: Floats,
    profit: Floats, fortune: Floats, fresh: Floats, lent: Floats, reflection: Floats,
    motivation: Floats, support: Floats, vision: Floats, successor: Bytes, neighbour: Integers,
    mirror: Bytes, trust: Floats,
    respect: Floats, history: Shorts, met: Integers, joint: Integers, purposes: Bytes,
    balance: Shorts,
) -> int:
    rows = len(alive)
    n_markets = need.shape[2]
    count = 0
    for i in range(rows):
        if alive[i]:
            continue
        u = uniform(key, i, 0)
        if u >= opening + necessity:
            continue
        parent = -1
        probe = int(uniform(key, i, 1) * rows)
        for shift in range(rows):
            j = (probe + shift) % rows
            if alive[j] and not born[j]:
                parent = j
                break
        if parent < 0:
            continue
        p, t, m = product[parent], technology[parent], market[parent]
        if uniform(key, i, 2) >= same_trade:
            p = related[p, int(uniform(key, i, 3) * min(6, related.shape[1]))]
            if uniform(key, i, 4) < 0.5:
                m = int(uniform(key, i, 5) * n_markets)
            if listed_ways:
                q, v = _listed_way(
                    skills[parent], t, need, demand, outside_pull, local, listed, match_weight
                )
                if uniform(key, i, 6) < listed[q, v]:
                    p, m = q, v
        fit = 0.0
        for k in range(skills.shape[1]):
            own = 0.25 + talent * normal(key, i, 10 + 2 * k)
            level = inheritance * skills[parent, k] + (1.0 - inheritance) * own
            level += 0.5 * talent * normal(key, i, 30 + 2 * k)
            if k == 0 and p != product[parent] and holders[p] == 0:
                level = min(level, tradition_lost)
            skills[i, k] = min(0.95, max(0.02, level))
            fit += need[p, t, m, k] * skills[i, k]
        pull = np.exp(match_weight * fit)
        others = local[p, m] + outside_pull[p, m]
        expected = demand[p, m] * pull / (others + pull)
        if u >= necessity and expected < expected_living:
            continue
        count += 1
        born[i] = True
        parents[i] = identity[parent]
        alive[i] = True
        identity[i] = i * MONTHS_IN_ID + step + 1
        founded[i] = month
        product[i], technology[i], market[i] = p, t, m
        age[i] = 24.0 + 26.0 * uniform(key, i, 50) ** 1.3
        openness[i] = min(1.0, max(0.05, 0.35 + 0.3 * openness[parent] + 0.15 * normal(key, i, 51)))
        life_project[i] = min(1.0, max(0.0, 0.4 + 0.18 * normal(key, i, 53)))
        internal_dialogue[i] = min(
            1.0, max(0.05, 0.3 + 0.5 * internal_dialogue[parent] + 0.12 * normal(key, i, 55))
        )
        capital[i] = start_capital * np.exp(0.6 * normal(key, i, 57))
        formality[i] = min(1.0, max(0.05, formality[parent] + 0.1 * normal(key, i, 59)))
        stage[i] = Stage.CREATION
        stage_since[i] = month
        confidence[i] = 0.4 + 0.3 * uniform(key, i, 61)
        outside[i] = 0.3 * uniform(key, i, 62) * openness[i]
        match[i] = min(1.0, fit)
        habits[i] = 0.05
        awareness[i] = 0.5 * awareness[parent]
        alarm[i] = 0.0
        worry[i] = 0.0
        quality[i] = 0.0
        dip[i] = 0.0
        profit[i] = 0.0
        fortune[i] = 0.0
        fresh[i] = 0.0
        lent[i] = 0.0
        reflection[i] = 0.0
        motivation[i] = 0.5
        support[i] = 0.5 * support[parent] + 0.15
        vision[i] = vision[parent]
        successor[i] = 0
        for v in range(principles.shape[1]):
            if inherited_place:
                base_principle, base_language = principles[parent, v], language[parent, v]
            else:
                base_principle = uniform(key, i, 70 + v)
                base_language = uniform(key, i, 80 + v)
            holding = base_principle + 0.05 * normal(key, i, 90 + 2 * v)
            principles[i, v] = min(1.0, max(0.0, holding))
            language[i, v] = min(1.0, max(0.0, base_language + 0.05 * normal(key, i, 100 + 2 * v)))
        for axis in range(2):
            near = place[parent, axis] + 0.08 * normal(key, i, 110 + 2 * axis)
            place[i, axis] = min(1.0, max(0.0, near))
        if not inherited_place:
            continue
        wanted = first_contacts
        for choice in range(-1, neighbour.shape[1]):
            if wanted == 0:
                break
            j = parent if choice < 0 else neighbour[parent, choice]
            if j < 0 or j == i or place_of(neighbour, i, j) >= 0:
                continue
            d, e = free_place(neighbour, i), free_place(neighbour, j)
            if d < 0 or e < 0:
                continue
            shared = closeness(principles[i], principles[j])
            connect(
                neighbour, mirror, trust, respect, history, met, joint, purposes, balance,
                i, j, d, e, 0.4 if choice < 0 else 0.2, regard(shared, match[j]),
                regard(shared, match[i]), step, BUSINESS,
            )
            wanted -= 1
    return count


@njit(cache=True)
def _listed_way(
    skills: Floats, t: int, need: Floats, demand: Floats, outside_pull: Floats, local: Floats,
    listed: Floats, match_weight: float,
) -> tuple[int, int]:
    """Return the listed segment that promises most to somebody who can do this."""
    best, best_q, best_v = -1.0, 0, 0
    for q in range(listed.shape[0]):
        for v in range(listed.shape[1]):
            if listed[q, v] <= 0.0:
                continue
            fit = 0.0
            for k in range(len(skills)):
                fit += need[q, t, v, k] * skills[k]
            pull = np.exp(match_weight * fit)
            promise = demand[q, v] * pull / (local[q, v] + outside_pull[q, v] + pull)
            if listed[q, v] * promise > best:
                best, best_q, best_v = listed[q, v] * promise, q, v
    return best_q, best_v
