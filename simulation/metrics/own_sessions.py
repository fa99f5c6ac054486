"""Sessions that circles convened by themselves in the last twelve months."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.sessions import SessionTally


@metric(label=msg("Own sessions"), unit="sessions", better=1)
def own_sessions(sessions: SessionTally) -> float:
    """Sessions that circles convened by themselves in the last twelve months."""
    return float(sessions.own)
