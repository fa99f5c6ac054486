"""Share of the needs that is believed to lie elsewhere than it does."""

from simulation.accompaniment.steering import Steering
from simulation.accompaniment.teaching import Teaching
from simulation.declarations import metric
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.language import msg


@metric(label=msg("Error of the diagnosis"), unit="share", better=-1, every=12)
def diagnosis_error(
    steering: Steering, firms: Firms, markets: Markets, teaching: Teaching
) -> float:
    """Share of the needs that is believed to lie elsewhere than it does."""
    return steering.known_needs.error(firms, markets, teaching.level)
