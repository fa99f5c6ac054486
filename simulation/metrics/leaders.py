"""Firms whom opposed partners trust and who alone join them, in a hundred (S68)."""

from simulation.declarations import metric
from simulation.entities.firms import Firms
from simulation.entities.joint_work import Relations
from simulation.entities.ties import Ties
from simulation.instruments.leadership import federated_pairs
from simulation.language import msg

OPPOSED, PAIRS = 0.15, 3
"""Distance of visions from which two are opposed; pairs from which joining them is leading."""


@metric(label=msg("Federating leaders"), unit="firms", every=12)
def leaders(firms: Firms, ties: Ties, relations: Relations) -> float:
    """Firms whom opposed partners trust and who alone join them, in a hundred (S68)."""
    pairs = federated_pairs(
        firms.alive, ties.neighbour, ties.mirror, ties.trust, firms.vision,
        relations.trusted_from, OPPOSED, True,
    )  # fmt: skip
    return 100.0 * float((pairs >= PAIRS).sum()) / max(1, int(firms.alive.sum()))
