"""Mean level of skill over firms and domains."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.skills import SkillTally


@metric(label=msg("Mean skill"), unit="level", better=1)
def mean_skill(skills: SkillTally) -> float:
    """Mean level of skill over firms and domains."""
    return skills.mean
