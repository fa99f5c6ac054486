"""Share that could live with the middle of the visions, in the group where fewest can."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.visions import VisionTally


@metric(
    label=msg("Acceptability for the group that likes it least"),
    unit="share",
    better=1,
    every=12,
)
def least_acceptability(visions: VisionTally) -> float:
    """Share that could live with the middle of the visions, in the group where fewest can."""
    return visions.least
