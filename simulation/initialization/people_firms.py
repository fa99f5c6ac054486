"""The firms of the start: what they make, who owns them, what they can do, where they are.

Where a user's register says something of a firm, that is taken instead of what was drawn.

Shapes: F rows, of which the first n are taken; K skills, V values.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.clock import Clock
from simulation.entities.firms import MONTHS_IN_ID, Firms, Stage
from simulation.entities.markets import MARKETS, SKILLS, TECHNOLOGIES, Markets
from simulation.initialization.enrol_register import (
    collaborators_of,
    drawn_only,
    months_in_business,
    places_of,
)
from simulation.randomness import Draws
from simulation.register.firms import Register
from simulation.scenario import Scenario


def people_firms(
    firms: Firms, markets: Markets, n: int, scenario: Scenario, clock: Clock, draw: Draws,
    register: Register | None = None,
) -> None:
    """Fill the first n rows with firms as the register says or the scenario describes them."""
    given = register.over if register else drawn_only
    economy, owners, culture = scenario.economy, scenario.owners, scenario.culture
    firms.alive[:n] = True
    firms.id[:n] = np.arange(n) * MONTHS_IN_ID
    shares = np.array([item.share for item in economy.products.values()])
    firms.product[:n] = given("product", _choose(draw.uniforms(n, 0), shares))
    for_technology, for_market = draw.uniforms(n, 1), draw.uniforms(n, 2)
    for p, item in enumerate(economy.products.values()):
        mine = np.flatnonzero(firms.product[:n] == p)
        technologies = np.array([item.technologies.get(name, 0.0) for name in TECHNOLOGIES])
        sold_to = np.array([item.markets.get(name, 0.0) for name in MARKETS])
        firms.technology[mine] = _choose(for_technology[mine], technologies)
        firms.market[mine] = _choose(for_market[mine], sold_to)
    firms.technology[:n] = given("technology", firms.technology[:n])
    firms.market[:n] = given("market", firms.market[:n])
    age = owners.age.mean + owners.age.spread * draw.normals(n, 3)
    firms.age[:n] = given("owner_age", np.clip(age, 22, 84))
    in_business = np.maximum(0, firms.age[:n] - 22) * 12 * draw.uniforms(n, 5)
    if register:
        in_business = months_in_business(register, clock, in_business)
    firms.founded[:n] = -clock.warm_up - 1 - in_business.astype(np.int32)
    firms.stage[:n] = np.where(in_business > 60, Stage.MATURITY, Stage.GROWTH)
    firms.stage_since[:n] = -clock.warm_up - 60
    for name, k in (
        ("openness", 6), ("life_project", 8), ("internal_dialogue", 10), ("formality", 12),
        ("confidence", 14), ("outside", 16), ("habits", 18),
    ):
        trait = getattr(owners, name)
        getattr(firms, name)[:n] = np.clip(trait.mean + trait.spread * draw.normals(n, k), 0.02, 1)
    people = -np.log(1 - draw.uniforms(n, 20)) * owners.collaborators
    firms.collaborators[:n] = np.minimum(9, np.floor(people))
    if register:
        firms.collaborators[:n] = collaborators_of(register, firms.collaborators[:n], draw)
    savings = 4.0 * np.exp(0.6 * draw.normals(n, 21))
    firms.capital[:n] = savings * (1 + 0.5 * firms.collaborators[:n])
    asked = markets.need[firms.product[:n], firms.technology[:n], firms.market[:n]] * len(SKILLS)
    for k, skill in enumerate(SKILLS):
        level: Any = scenario.skills.level + scenario.skills.by_skill.get(skill, 0.0)
        level = level + scenario.skills.own_trade * np.minimum(asked[:, k], 2.0)
        level = level + scenario.skills.spread * draw.normals(n, 30 + 2 * k)
        firms.skills[:n, k] = np.clip(level, 0.02, 0.95)
    side = scenario.culture.groups
    group = (draw.uniforms(n, 60) * side).astype(np.int32)
    for v in range(firms.language.shape[1]):
        centre = draw.uniforms(side, 61 + v)
        founding = draw.uniforms(side, 71 + v)
        lean = 0.5 + (1 - culture.common) * (centre[group] - 0.5)
        held = 0.5 + (1 - culture.common) * (founding[group] - 0.5)
        firms.language[:n, v] = np.clip(lean + culture.spread * draw.normals(n, 80 + 2 * v), 0, 1)
        firms.principles[:n, v] = np.clip(held + culture.spread * draw.normals(n, 90 + 2 * v), 0, 1)
    family = markets.family[firms.product[:n]]
    for v in range(firms.language.shape[1]):
        families = int(markets.family.max()) + 1
        spoken = 0.5 + culture.trades * (draw.uniforms(families, 140 + v) - 0.5)
        markets.jargon[:, v] = spoken[markets.family]
    for v in range(firms.vision.shape[1]):
        wanted = draw.uniforms(int(markets.family.max()) + 1, 110 + v)
        leaning = 0.5 + culture.interests * (wanted[family] - 0.5)
        firms.vision[:n, v] = np.clip(leaning + 0.1 * draw.normals(n, 120 + 2 * v), 0, 1)
    firms.motivation[:n] = np.clip(0.5 + 0.12 * draw.normals(n, 130), 0.05, 0.95)
    firms.support[:n] = np.clip(0.3 + 0.1 * draw.normals(n, 132), 0.02, 0.95)
    firms.place[:n, 0] = draw.uniforms(n, 100)
    firms.place[:n, 1] = draw.uniforms(n, 101)
    if register:
        firms.place[:n] = places_of(register, firms.place[:n], draw)


def _choose(drawn: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Return for each draw the index of a share, in proportion to the shares."""
    bounds = np.cumsum(shares) / shares.sum()
    return np.minimum(np.searchsorted(bounds, drawn, side="right"), len(shares) - 1)
