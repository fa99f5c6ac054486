"""Share of the charter's finished clauses that were broken; 0 while none is finished."""

from simulation.declarations import metric
from simulation.entities.charter import Charter, State
from simulation.language import msg


@metric(label=msg("Promises broken"), unit="share", better=-1)
def promises_broken(charter: Charter) -> float:
    """Share of the charter's finished clauses that were broken; 0 while none is finished."""
    return charter.share(State.BROKEN)
