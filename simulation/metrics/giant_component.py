"""Share of firms in the biggest component of the strong ties."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.cohesion import CohesionTally


@metric(label=msg("Biggest trusting circle"), unit="share", every=6)
def giant_component(graph: CohesionTally) -> float:
    """Share of firms in the biggest component of the strong ties."""
    return graph.giant
