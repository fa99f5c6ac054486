"""What the place could build on: skill, strong relations, young owners, variety, openness (mean).

Each part is a share: mean skill over that of the best elsewhere, strong ties among all ties, years
to 75 of the mean owner over 50, entropy of jobs over its maximum, mean openness. It uses only what
can be seen at the time, so that it can be tried as a forecast (S45). The weights are equal for want
of evidence.
"""

import numpy as np

from simulation.declarations import metric
from simulation.entities.markets import Markets
from simulation.language import msg
from simulation.tallies.economy import EconomyTally
from simulation.tallies.owners import OwnerTally
from simulation.tallies.skills import SkillTally
from simulation.tallies.ties import TieTally
from simulation.tallies.variety import VarietyTally


@metric(label=msg("Potential"), unit="index", better=1, every=3)
def potential(
    skills: SkillTally,
    ties: TieTally,
    economy: EconomyTally,
    variety: VarietyTally,
    owners: OwnerTally,
    markets: Markets,
) -> float:
    """What the place could build on: skill, strong relations, young owners, variety, openness."""
    best = sum(markets.frontier.tolist()) / len(markets.frontier)
    entropy = variety.unrelated + variety.related
    parts = (
        min(1.0, skills.mean / best),
        ties.strong if economy.firms and ties.mean else 0.0,
        min(1.0, max(0.0, (75.0 - economy.owner_age) / 50.0)),
        entropy / np.log2(max(2, markets.rows)),
        owners.openness,
    )
    return float(sum(parts) / len(parts))
