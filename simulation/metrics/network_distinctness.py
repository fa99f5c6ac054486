"""By how much networks agree more with their own founding than with the others' (S14)."""

from simulation.declarations import metric
from simulation.entities.networks import Networks
from simulation.instruments.identity import own_beyond_others
from simulation.language import msg


@metric(label=msg("Networks that are themselves"), unit="share", better=1, every=12)
def network_distinctness(networks: Networks) -> float:
    """By how much networks agree more with their own founding than with the others' (S14)."""
    return own_beyond_others(
        networks.alive,
        networks.members,
        networks.principles,
        networks.norms,
        networks.technical_quality,
        networks.first_principles,
        networks.first_norms,
        networks.first_quality,
    )
