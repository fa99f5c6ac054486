"""Share of residents between 20 and 39."""

from simulation.declarations import metric
from simulation.entities.community import ADULT, Population
from simulation.language import msg


@metric(label=msg("Young adults"), unit="share", better=1)
def youth(residents: Population) -> float:
    """Share of residents between 20 and 39."""
    people = residents.people.tolist()
    return float(people[ADULT] / sum(people))
