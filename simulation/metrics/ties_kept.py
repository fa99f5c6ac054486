"""Ties of now and of a year ago: those in both, of those in either (Jaccard)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.ties import TieTally


@metric(label=msg("Ties kept over a year"), unit="share")
def ties_kept(ties: TieTally) -> float:
    """Ties of now and of a year ago: those in both, of those in either (Jaccard)."""
    return ties.kept_share
