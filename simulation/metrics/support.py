"""Mean credit that owners give to those who accompany."""

from simulation.declarations import metric
from simulation.entities.firms import Firms
from simulation.language import msg


@metric(label=msg("Support for those who accompany"), unit="share", better=1, every=3)
def support(firms: Firms) -> float:
    """Mean credit that owners give to those who accompany."""
    return float(firms.support[firms.alive].mean()) if firms.alive.any() else float("nan")
