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
    ),
    compiled=True,
)
def practise_and_forget(
    firms: Firms, markets: Markets, practice: PractiseAndForget, blocks: Blocks
) -> None:
    """Skills in use grow towards what the trade can teach; unused ones fade."""
    _follow_tradition(firms, markets, practice)
    blocks.sweep(_practise, firms.rows, firms, markets, practice)


@njit(cache=True)
def _follow_tradition(firms: Firms, markets: Markets, practice: PractiseAndForget) -> None:
    markets.tradition[:] = practice.without_tradition
    markets.holders[:] = 0
    for i in range(firms.rows):
        if firms.alive[i]:
            p, craft = firms.product[i], firms.skills[i, CRAFT]
            markets.tradition[p] = max(markets.tradition[p], craft)
            markets.holders[p] += craft >= practice.master_from


@njit(cache=True, nogil=True)
def _practise(
    begin: int, end: int, firms: Firms, markets: Markets, practice: PractiseAndForget
) -> None:
    n_skills = firms.skills.shape[1]
    for i in range(begin, end):
        if not firms.alive[i]:
            continue
        p, t, m = firms.product[i], firms.technology[i], firms.market[i]
        for k in range(n_skills):
            use = min(1.0, markets.need[p, t, m, k] * n_skills)
            top = practice.ceiling
            if k == CRAFT:
                top = markets.tradition[p] if practice.tacit_craft else 1.0
            missing = max(0.0, top - firms.skills[i, k])
            firms.skills[i, k] += practice.learning_by_doing * use * missing
            firms.skills[i, k] *= 1.0 - practice.forgetting * max(0.0, 1.0 - use)
            if firms.fresh[i, k] > 0.0:
                lost = practice.fading * float(firms.fresh[i, k])
                stays = practice.settling * (1.0 + practice.reflecting * firms.reflection[i])
                stays *= float(firms.fresh[i, k])
                firms.skills[i, k] = max(0.0, firms.skills[i, k] - lost)
                firms.fresh[i, k] = max(0.0, float(firms.fresh[i, k]) - lost - stays)
            if firms.lent[i, k] > 0.0:
                gone = min(practice.letting_go * float(firms.lent[i, k]), firms.skills[i, k])
                firms.skills[i, k] -= gone
                firms.lent[i, k] = max(0.0, float(firms.lent[i, k]) - gone)
