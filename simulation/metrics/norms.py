"""Share of products of which some way of working is a norm or more."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.rungs import RungTally


@metric(label=msg("Products with a norm"), unit="share", every=3)
def norms(routines: RungTally) -> float:
    """Share of products of which some way of working is a norm or more."""
    return routines.norms
