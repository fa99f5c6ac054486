"""People who lost a job here, as a share of them and of those at work."""

from simulation.declarations import metric
from simulation.entities.community import Surroundings
from simulation.language import msg
from simulation.tallies.economy import EconomyTally


@metric(label=msg("Unemployed"), unit="share", better=-1)
def unemployed(surroundings: Surroundings, economy: EconomyTally) -> float:
    """People who lost a job here, as a share of them and of those at work."""
    idle = float(surroundings.unemployed[0])
    return idle / max(1.0, idle + economy.jobs)
