"""Mean trust in the partners of a tie."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.ties import TieTally


@metric(label=msg("Trust"), unit="share", better=1)
def mean_trust(ties: TieTally) -> float:
    """Mean trust in the partners of a tie."""
    return ties.trust
