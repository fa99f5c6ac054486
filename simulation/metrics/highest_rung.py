"""Highest rung of a routine: habit 0, norm 1, tradition 2, rule 3 (S72)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.rungs import RungTally


@metric(label=msg("Highest rung"), unit="rung", every=3)
def highest_rung(routines: RungTally) -> float:
    """Highest rung of a routine: habit 0, norm 1, tradition 2, rule 3 (S72)."""
    return routines.highest
