"""Share of the biggest trusting circle that is lost without ties that hang on led sessions."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.dependence import DependenceTally


@metric(label=msg("Dependence on the facilitator"), unit="share", better=-1)
def dependence(ties: DependenceTally) -> float:
    """Share of the biggest trusting circle that is lost without ties that hang on led sessions."""
    return ties.circle_lost
