"""How far every group could live with the middle of the groups' visions: nobody is outvoted."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.visions import VisionTally


@metric(label=msg("Acceptability of a common vision"), unit="share", better=1, every=12)
def acceptability(visions: VisionTally) -> float:
    """How far every group could live with the middle of the groups' visions: nobody is outvoted."""
    return visions.acceptability
