"""Share of strong ties that nothing but led sessions has kept alive for a year."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.dependence import DependenceTally


@metric(label=msg("Strong ties that hang on led sessions"), unit="share", better=-1)
def strong_ties_led(ties: DependenceTally) -> float:
    """Share of strong ties that nothing but led sessions has kept alive for a year."""
    return ties.hanging
