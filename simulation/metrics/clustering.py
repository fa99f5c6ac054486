"""Share of pairs of a firm's partners that are partners of each other."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.cohesion import ClosureTally


@metric(label=msg("Closed triangles"), unit="share", every=12)
def clustering(graph: ClosureTally) -> float:
    """Share of pairs of a firm's partners that are partners of each other."""
    return graph.closed
