"""Firms alive at the first signal that have since changed what they do, of those left."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.response import ResponseTally


@metric(label=msg("Firms that act"), unit="share", better=1, every=3)
def response_act(answer: ResponseTally) -> float:
    """Firms alive at the first signal that have since changed what they do, of those left."""
    return answer.acted
