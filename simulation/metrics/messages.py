"""Useful messages that a firm takes from others in a month (S08)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.skills import SkillTally


@metric(label=msg("Useful messages"), unit="messages per firm", better=1)
def messages(skills: SkillTally) -> float:
    """Useful messages that a firm takes from others in a month (S08)."""
    return skills.received
