"""Number of very small firms that live."""

from simulation.declarations import metric
from simulation.entities.firms import Firms


@metric(label="Firms", unit="firms", better=1)
def firms(all_firms: Firms) -> float:
    """Number of very small firms that live."""
    return float(all_firms.alive.sum())
