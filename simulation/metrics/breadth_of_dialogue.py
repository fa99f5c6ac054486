"""How many categories speak in sessions of late, and how evenly: 0 for a monologue."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.sessions import SessionTally


@metric(label=msg("Breadth of dialogue"), unit="share", better=1)
def breadth_of_dialogue(sessions: SessionTally) -> float:
    """How many categories speak in sessions of late, and how evenly: 0 for a monologue."""
    return sessions.breadth
