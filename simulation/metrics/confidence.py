"""Mean belief of owners that what is tried will work."""

from simulation.declarations import metric
from simulation.entities.firms import Firms
from simulation.language import msg


@metric(label=msg("Confidence"), unit="share", better=1, every=3)
def confidence(firms: Firms) -> float:
    """Mean belief of owners that what is tried will work."""
    return float(firms.confidence[firms.alive].mean()) if firms.alive.any() else float("nan")
