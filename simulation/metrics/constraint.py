"""Burt's constraint, mean over firms: high where partners all know each other."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.cohesion import ClosureTally


@metric(label=msg("Constraint by one's own circle"), unit="index", every=12)
def constraint(graph: ClosureTally) -> float:
    """Burt's constraint, mean over firms: high where partners all know each other."""
    return graph.constraint
