"""Awareness left when signals have ceased, as a share of its peak (S41)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.response import ResponseTally


@metric(label=msg("What is remembered"), unit="share", every=3)
def response_remember(answer: ResponseTally) -> float:
    """Awareness left when signals have ceased, as a share of its peak (S41)."""
    return answer.remembered
