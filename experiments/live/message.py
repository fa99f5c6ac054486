"""What the browser is sent of a pair: one description and one block of bytes, once per change.

The block holds, one after the other: places (float32), the relations of both worlds (uint16), then
per world each firm each month in two bytes. The description says where each part begins.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.live.charts import HEADLINE, curves, sentence
from experiments.live.goals import goals
from experiments.live.institutions import charter, ladder, networks
from experiments.live.languages import spoken, titled
from experiments.live.narration import narration
from experiments.live.pair import Pair
from experiments.live.recording import World

WORLDS = ("without", "with")


def described(pair: Pair) -> tuple[dict[str, Any], bytes]:
    """Return the description of a pair, ready for JSON, and its block of bytes."""
    parts, block = _block(pair)
    scenario, economy = pair.scenario, pair.scenario.economy
    families = sorted({product.family for product in economy.products.values()})
    return {
        "months": scenario.months,
        "rows": pair.without.state.shape[1],
        "start": [scenario.start.year, scenario.start.month],
        "territory": titled(scenario.title, scenario.name),
        "about": titled(scenario.description, ""),
        "programme": titled(pair.plan.title, pair.plan.name),
        "arms": {"without": pair.arms.there.plain(), "with": pair.arms.here.plain()},
        "threats": [{"name": spoken(name), "month": month} for name, month in pair.threats],
        "begins": pair.plan.start if pair.plan.actions else None,
        "exit": pair.exit_month,
        "facilitated": bool(pair.plan.facilitator.count and pair.plan.actions),
        "families": [spoken(name) for name in families],
        "products": [spoken(name) for name in economy.products],
        "kinds": [families.index(product.family) for product in economy.products.values()],
        "curves": curves(pair),
        "headline": list(HEADLINE),
        "sentence": sentence(pair),
        "parts": parts,
        "narration": [told.plain() for told in narration(pair)],
        "networks": {name: networks(world) for name, world in _worlds(pair).items()},
        "ladder": ladder(pair),
        "charter": charter(pair),
        "goals": goals(pair),
        "money": round(float(pair.accompanied.values["money_spent"].iloc[-1]), 1),
        "tenants": {
            name: [list(map(int, each)) for each in world.tenants]
            for name, world in _worlds(pair).items()
        },
    }, block


def _worlds(pair: Pair) -> dict[str, World]:
    return dict(zip(WORLDS, (pair.without, pair.accompanied), strict=True))


def _block(pair: Pair) -> tuple[dict[str, list[int]], bytes]:
    """Return where each part begins and how long it is (in bytes), and all parts in one."""
    arrays: dict[str, Any] = {"places": pair.places.astype("<f4")}
    worlds = _worlds(pair)
    arrays |= {f"ties.{name}": world.ties.astype("<u2") for name, world in worlds.items()}
    for name, world in worlds.items():
        arrays |= {f"state.{name}": world.state, f"group.{name}": world.group}
    parts, at = {}, 0
    for name, array in arrays.items():
        parts[name] = [at, array.nbytes]
        at += array.nbytes
    return parts, b"".join(np.ascontiguousarray(each).tobytes() for each in arrays.values())
