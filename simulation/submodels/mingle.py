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
from simulation.declarations import parameter, parameters, submodel, switch
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


@submodel(writes=("firms.language", "firms.principles"), compiled=True)
def mingle(firms: Firms, surroundings: Surroundings, mingling: Mingle, blocks: Blocks) -> None:
    """People from elsewhere bring their ways; those who deal with them take on some of it."""
    if not mingling.ways_of_elsewhere:
        return
    blocks.sweep(_mingle, firms.rows, firms, mingling, float(surroundings.influx[0]))


@njit(cache=True, nogil=True)
def _mingle(begin: int, end: int, firms: Firms, mingling: Mingle, influx: float) -> None:
    for i in range(begin, end):
        if not firms.alive[i]:
            continue
        dealing = firms.outside[i] + influx
        if firms.market[i] == VISITORS:
            dealing += mingling.visitors
        step = mingling.assimilation * firms.openness[i] * min(1.0, dealing)
        for v in range(firms.principles.shape[1]):
            firms.language[i, v] += step * (mingling.elsewhere - firms.language[i, v])
            firms.principles[i, v] += step * (mingling.elsewhere - firms.principles[i, v])
