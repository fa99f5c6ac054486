"""Standard deviation of skill between firms, as a share of the mean."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.skills import SkillTally


@metric(label=msg("Relative differences of skill"), unit="share")
def skill_variation(skills: SkillTally) -> float:
    """Standard deviation of skill between firms, as a share of the mean."""
    return skills.spread / skills.mean if skills.mean else float("nan")
