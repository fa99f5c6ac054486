"""People from elsewhere bring their ways; those who deal with them take on some of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.entities.markets import VISITORS

if TYPE_CHECKING:
    from tests.reference.obvious_model import ObviousTerritory


def mingle(territory: ObviousTerritory) -> None:
    """The more a firm deals with people from elsewhere, the more it speaks and holds as they do."""
    rule = territory.parameters.mingle
    if not rule.ways_of_elsewhere:
        return
    for firm in territory.firms():
        dealing = firm.outside + territory.influx
        if firm.market == VISITORS:
            dealing += rule.visitors
        step = rule.assimilation * firm.openness * min(1.0, dealing)
        firm.language = [at + step * (rule.elsewhere - at) for at in firm.language]
        firm.principles = [at + step * (rule.elsewhere - at) for at in firm.principles]
