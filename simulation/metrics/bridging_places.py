"""Share of ties between firms of different neighbourhoods."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.cohesion import CohesionTally


@metric(label=msg("Ties across places"), unit="share", every=6)
def bridging_places(graph: CohesionTally) -> float:
    """Share of ties between firms of different neighbourhoods."""
    return graph.across_places
