"""Mean readiness of owners to take part in what is offered."""

from simulation.declarations import metric
from simulation.entities.firms import Firms
from simulation.language import msg


@metric(label=msg("Motivation to take part"), unit="share", better=1, every=3)
def motivation(firms: Firms) -> float:
    """Mean readiness of owners to take part in what is offered."""
    return float(firms.motivation[firms.alive].mean()) if firms.alive.any() else float("nan")
