"""Share of the sessions of the last twelve months that the facilitator called."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.sessions import SessionTally


@metric(label=msg("Convened by the facilitator"), unit="share")
def convened_by_facilitator(sessions: SessionTally) -> float:
    """Share of the sessions of the last twelve months that the facilitator called."""
    return sessions.led_by_facilitator
