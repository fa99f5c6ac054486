"""Share of trades and kinds of bodies that have taken part so far; 0 without a programme."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.sessions import SessionTally


@metric(label=msg("Coverage of categories"), unit="share", better=1)
def coverage(sessions: SessionTally) -> float:
    """Share of trades and kinds of bodies that have taken part so far; 0 without a programme."""
    return sessions.coverage
