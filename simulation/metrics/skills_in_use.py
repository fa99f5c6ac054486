"""Share of existing skills that the firm itself or a trusted partner asks for."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.use import UseTally


@metric(label=msg("Skills in use"), unit="share", better=1, every=6)
def skills_in_use(use: UseTally) -> float:
    """Share of existing skills that the firm itself or a trusted partner asks for."""
    return use.rate
