"""People at work in very small firms, owners included."""

from simulation.declarations import metric
from simulation.entities.firms import Firms


@metric(label="Jobs", unit="persons", better=1)
def jobs(firms: Firms) -> float:
    """People at work in very small firms, owners included."""
    return float(firms.alive.sum() + firms.collaborators.sum())
