"""Residents of all ages."""

from simulation.declarations import metric
from simulation.entities.community import Population
from simulation.language import msg


@metric(label=msg("Population"), unit="persons", better=1)
def population(residents: Population) -> float:
    """Residents of all ages."""
    return float(sum(residents.people.tolist()))
