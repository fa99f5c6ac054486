"""Share of products of which some way of working has become a rule or a law."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.rungs import RungTally


@metric(label=msg("Products with a rule"), unit="share", every=3)
def rules(routines: RungTally) -> float:
    """Share of products of which some way of working has become a rule or a law."""
    return routines.rules
