"""Standard deviation between firms of their mean skill."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.skills import SkillTally


@metric(label=msg("Differences of skill"), unit="level")
def skill_spread(skills: SkillTally) -> float:
    """Standard deviation between firms of their mean skill."""
    return skills.spread
