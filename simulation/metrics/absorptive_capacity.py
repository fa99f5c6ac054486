"""Root of fitting skill times internal dialogue, mean over firms."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.skills import SkillTally


@metric(label=msg("Absorptive capacity"), unit="share", better=1)
def absorptive_capacity(skills: SkillTally) -> float:
    """Root of fitting skill times internal dialogue, mean over firms."""
    return skills.absorptive
