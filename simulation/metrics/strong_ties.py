"""Share of ties with mutual trust, respect and acquaintance, fit for joint work."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.ties import TieTally


@metric(label=msg("Strong ties"), unit="share", better=1)
def strong_ties(ties: TieTally) -> float:
    """Share of ties with mutual trust, respect and acquaintance, fit for joint work."""
    return ties.strong
