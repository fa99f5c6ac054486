"""Skills in use grow towards what the trade can teach; unused ones fade.

Craft is tacit: it grows only towards the best living holder of the product's tradition. When the
last holder goes, the tradition is lost, and demand alone does not bring it back (S31).

Shapes: F firms, K skills, P products, T technologies, M markets. In: need (P, T, M,
K). Out: skills (F, K), tradition (P).
Source: facts 4.4 (forgetting is contested: sweep it); polanyi1966 (tacit knowledge).
"""

from __future__ import annotations

from numba import njit

from simulation.blocks import Blocks
from simulation.declarations import (
    Flags,
    Floats,
    Integers,
    Shorts,
    parameter,
    parameters,
    submodel,
    switch,
)
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets

CRAFT = 0


@parameters
class PractiseAndForget:
    """How skills follow use."""

    learning_by_doing: float = parameter(
        0.004, unit="share per month", low=0, high=1, source="assumption",
        doc="Share of the gap to what can be taught that full use of a skill closes.",
    )
    forgetting: float = parameter(
        0.002, unit="share per month", low=0, high=0.25, source="facts 4.4",
        doc="Share of an unused skill that is lost.",
    )
    ceiling: float = parameter(
        0.65, unit="level", low=0, high=1, source="assumption",
        doc="Level that practice alone can reach in a skill that can be written down.",
    )
    master_from: float = parameter(
        0.6, unit="level", low=0, high=1, source="assumption",
        doc="Craft from which a firm counts as a holder of the product's know-how.",
    )
    without_tradition: float = parameter(
        0.35, unit="level", low=0, high=1, source="assumption",
        doc="Craft that practice alone can reach where no holder lives.",
    )
    fading: float = parameter(
        0.061, unit="share per month", low=0, high=1, source="facts 4.4",
        doc="Share of what was taught, and is not yet practice, that is lost.",
    )
    settling: float = parameter(
        0.0324, unit="share per month", low=0, high=1, source="facts 4.4",
        doc="Share of what was taught that becomes practice; more where people reflect on it.",
    )
    reflecting: float = parameter(
        3.0, unit="times", low=0, high=20, source="assumption",
        doc="How much faster it becomes practice in a firm that reflects fully.",
    )
    letting_go: float = parameter(
        0.25, unit="share per month", low=0, high=1, source="facts 4.1",
        doc="Share of what a mentor lends that goes in a month in which nobody renews it.",
    )
    tacit_craft: bool = switch(
        True, thesis="S31", doc="Craft is learned only where somebody holds it."
    )


@submodel(
    writes=(
        "firms.skills", "firms.fresh", "firms.lent", "markets.tradition", "markets.holders",
    )
)
def practise_and_forget(
    firms: Firms, markets: Markets, practice: PractiseAndForget, blocks: Blocks
) -> None:
    """Skills in use grow towards what the trade can teach; unused ones fade."""
    _follow_tradition(
        firms.alive, firms.product, firms.skills, practice.master_from,
        practice.without_tradition, markets.tradition, markets.holders,
    )
    blocks.sweep(
        _practise, firms.rows, firms.alive, firms.product, firms.technology, firms.market,
        markets.need, markets.tradition, practice.learning_by_doing, practice.forgetting,
        practice.ceiling, practice.tacit_craft, practice.fading, practice.settling,
        practice.reflecting, practice.letting_go, firms.reflection, firms.skills, firms.fresh,
        firms.lent,
    )


@njit(cache=True)
def _follow_tradition(
    alive: Flags, product: Shorts, skills: Floats, master_from: float,
    without_tradition: float, tradition: Floats, holders: Integers,
) -> None:
    tradition[:] = without_tradition
    holders[:] = 0
    for i in range(len(alive)):
        if alive[i]:
            craft = skills[i, CRAFT]
            tradition[product[i]] = max(tradition[product[i]], craft)
            holders[product[i]] += craft >= master_from


@njit(cache=True, nogil=True)
def _practise(
    begin: int, end: int, alive: Flags, product: Shorts, technology: Shorts, market: Shorts,
    need: Floats, tradition: Floats, learning_by_doing: float, forgetting: float,
    ceiling: float, tacit_craft: bool, fading: float, settling: float, reflecting: float,
    letting_go: float, reflection: Floats, skills: Floats, fresh: Floats, lent: Floats,
) -> None:
    n_skills = skills.shape[1]
    for i in range(begin, end):
        if not alive[i]:
            continue
        p, t, m = product[i], technology[i], market[i]
        for k in range(n_skills):
            use = min(1.0, need[p, t, m, k] * n_skills)
            top = ceiling
            if k == CRAFT:
                top = tradition[p] if tacit_craft else 1.0
            skills[i, k] += learning_by_doing * use * max(0.0, top - skills[i, k])
            skills[i, k] *= 1.0 - forgetting * max(0.0, 1.0 - use)
            if fresh[i, k] > 0.0:
                lost = fading * float(fresh[i, k])
                stays = settling * (1.0 + reflecting * reflection[i]) * float(fresh[i, k])
                skills[i, k] = max(0.0, skills[i, k] - lost)
                fresh[i, k] = max(0.0, float(fresh[i, k]) - lost - stays)
            if lent[i, k] > 0.0:
                gone = min(letting_go * float(lent[i, k]), skills[i, k])
                skills[i, k] -= gone
                lent[i, k] = max(0.0, float(lent[i, k]) - gone)
