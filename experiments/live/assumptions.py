"""The drawer of assumptions: a few declared parameters that a sceptic may change, in both worlds.

Since the two worlds share them, only the gap between the worlds is the accompaniment's doing.
"""

from __future__ import annotations

import math
import re
from functools import partial
from typing import Any

from experiments.live.languages import in_all, translated
from experiments.live.sources import source_in_words
from simulation.declarations import PARAMETERS, declared_parameters
from simulation.language import msg, translate
from simulation.scenario import Scenario

SHOWN = {
    "exchange_knowledge.absorption": msg("Absorption in a meeting"),
    "meet.strangers": msg("Meetings with strangers"),
    "meeting_habits.frequency": msg("Meetings sought"),
    "practise_and_forget.forgetting": msg("Forgetting"),
    "relations.trusted_from": msg("Trust that counts"),
    "harden_habits.growth": msg("Hardening of habits"),
}
STEPS = 100


def assumptions(scenario: Scenario) -> list[dict[str, Any]]:
    """Return the parameters of the drawer with their value in the scenario, range and source."""
    told = []
    for path, title in SHOWN.items():
        group, name = path.split(".")
        declared = declared_parameters(PARAMETERS[group])[name]
        usual = getattr(getattr(scenario.parameters, group), name)
        high = min(declared.high, 1.0) if declared.low == 0 else declared.high
        high = max(high, usual)
        told.append(
            {
                "name": path,
                "title": translated(title),
                "what": in_all(partial(_without_symbol, declared.doc)),
                "unit": translated(declared.unit),
                "low": declared.low,
                "high": high,
                "step": 10.0 ** math.floor(math.log10((high - declared.low) / STEPS)),
                "digits": 3,
                "usual": usual,
                "source": in_all(partial(source_in_words, declared.source)),
            }
        )
    return told


def _without_symbol(meaning: str) -> str:
    """Return what a parameter means without the sign that its equation has for it."""
    return re.sub(r" \((?:mu|nu|[a-z]|S\d+|C\d+)\)", "", translate(meaning))
