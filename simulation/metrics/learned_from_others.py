"""Skill that a firm learns from others in a month, added over domains."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.skills import SkillTally


@metric(label=msg("Learned from others"), unit="level per month", better=1)
def learned_from_others(skills: SkillTally) -> float:
    """Skill that a firm learns from others in a month, added over domains."""
    return skills.gained
