"""Mean habit of thinking over what one does."""

from simulation.declarations import metric
from simulation.entities.firms import Firms
from simulation.language import msg


@metric(label=msg("Habit of reflection"), unit="share", better=1, every=3)
def reflection(firms: Firms) -> float:
    """Mean habit of thinking over what one does."""
    return float(firms.reflection[firms.alive].mean()) if firms.alive.any() else float("nan")
