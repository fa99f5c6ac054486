"""Of firms that see it coming: those in a joint project or learning a new routine."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.response import ResponseTally


@metric(label=msg("Firms that decide"), unit="share", better=1, every=3)
def response_decide(answer: ResponseTally) -> float:
    """Of firms that see it coming: those in a joint project or learning a new routine."""
    return answer.decided
