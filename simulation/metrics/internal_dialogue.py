"""Mean share of what the owner learns that becomes practice."""

from simulation.declarations import metric
from simulation.entities.firms import Firms
from simulation.language import msg


@metric(label=msg("Dialogue inside firms"), unit="share", better=1, every=3)
def internal_dialogue(firms: Firms) -> float:
    """Mean share of what the owner learns that becomes practice."""
    return float(firms.internal_dialogue[firms.alive].mean()) if firms.alive.any() else float("nan")
