"""Share of firms that belong to an innovative network."""

from simulation.declarations import metric
from simulation.entities.firms import Firms


@metric(label="Firms in networks", unit="share", better=1)
def networked_firms(firms: Firms) -> float:
    """Share of firms that belong to an innovative network."""
    living = firms.alive.sum()
    return float(((firms.network >= 0) & firms.alive).sum() / living) if living else float("nan")
