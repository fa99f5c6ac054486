"""Useful messages that a firm gives to others in a month: as many as are taken."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.skills import SkillTally


@metric(label=msg("Useful messages given"), unit="messages per firm", better=1)
def messages_sent(skills: SkillTally) -> float:
    """Useful messages that a firm gives to others in a month: as many as are taken."""
    return skills.sent
