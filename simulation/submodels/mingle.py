"""People from elsewhere bring their ways; those who deal with them take on some of it.

Who has contacts outside, sells to visitors, or works beside people who came for a while (the crews
of a building site), slowly speaks and holds to things more as people do elsewhere: the open more
than the closed. Nothing here is lost at once, and nothing brings it back but one's own partners.

Shapes: F firms, V values. In: openness, outside (F), market (F), influx. Out: language,
principles (F, V).
Source: berry1997 (acculturation); concepts S23, S27.
"""

from __future__ import annotations

from numba import njit

from simulation.blocks import Blocks
from simulation.declarations import Flags, Floats, Shorts, parameter, parameters, submodel, switch
from simulation.entities.community import Surroundings
from simulation.entities.firms import Firms
from simulation.entities.markets import VISITORS


@parameters
class Mingle:
    """How much of the ways of elsewhere is taken on."""

    assimilation: float = parameter(
        0.004, unit="share per month", low=0, high=1, source="assumption",
        doc="Share of the distance to the ways of elsewhere that daily dealing with it closes.",
    )
    elsewhere: float = parameter(
        0.9, unit="position", low=0, high=1, source="assumption",
        doc="Where people elsewhere stand in language and principles; a place begins around 0.5.",
    )
    visitors: float = parameter(
        0.5, unit="share", low=0, high=1, source="assumption",
        doc="How daily the dealing of those is who live by visitors.",
    )
    ways_of_elsewhere: bool = switch(
        True, thesis="S23 S27", doc="Dealing with people from elsewhere changes one's ways."
    )


@submodel(writes=("firms.language", "firms.principles"))
def mingle(firms: Firms, surroundings: Surroundings, mingling: Mingle, blocks: Blocks) -> None:
    """People from elsewhere bring their ways; those who deal with them take on some of it."""
    if not mingling.ways_of_elsewhere:
        return
    blocks.sweep(
        _mingle, firms.rows, firms.alive, firms.openness, firms.outside, firms.market,
        float(surroundings.influx[0]), mingling.assimilation, mingling.elsewhere,
        mingling.visitors, firms.language, firms.principles,
    )


@njit(cache=True, nogil=True)
def _mingle(
    begin: int, end: int, alive: Flags, openness: Floats, outside: Floats, market: Shorts,
    influx: float, assimilation: float, elsewhere: float, visitors: float, language: Floats,
    principles: Floats,
) -> None:
    for i in range(begin, end):
        if not alive[i]:
            continue
        dealing = outside[i] + influx
        if market[i] == VISITORS:
            dealing += visitors
        step = assimilation * openness[i] * min(1.0, dealing)
        for v in range(principles.shape[1]):
            language[i, v] += step * (elsewhere - language[i, v])
            principles[i, v] += step * (elsewhere - principles[i, v])
