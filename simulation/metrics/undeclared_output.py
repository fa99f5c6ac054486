"""Share of all sales that is not declared (S36)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.economy import EconomyTally


@metric(label=msg("Undeclared sales"), unit="share", better=-1)
def undeclared_output(economy: EconomyTally) -> float:
    """Share of all sales that is not declared (S36)."""
    return economy.undeclared
