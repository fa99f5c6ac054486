"""Share of a circle's members who came to the last session; 0 without a programme."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.sessions import SessionTally


@metric(label=msg("Attendance"), unit="share", better=1)
def attendance(sessions: SessionTally) -> float:
    """Share of a circle's members who came to the last session; 0 without a programme."""
    return sessions.attendance
