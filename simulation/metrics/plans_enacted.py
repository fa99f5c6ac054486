"""Sessions held with somebody in the room, as a share of those due by the plan."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.sessions import SessionTally


@metric(label=msg("Plans enacted"), unit="share", better=1)
def plans_enacted(sessions: SessionTally) -> float:
    """Sessions held with somebody in the room, as a share of those due by the plan."""
    return sessions.enacted
