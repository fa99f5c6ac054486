"""Share of products of which some way of working is a tradition or a rule."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.rungs import RungTally


@metric(label=msg("Products with a tradition"), unit="share", every=3)
def traditions(routines: RungTally) -> float:
    """Share of products of which some way of working is a tradition or a rule."""
    return routines.traditions
