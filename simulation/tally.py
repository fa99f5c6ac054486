"""A tally: what one pass over the tables counts for all the metrics that ask for it.

A metric names the tally in its signature, as it would name a table. The observations make it once,
give it what its own constructor names, and have it taken before the first metric that is due.
"""

from __future__ import annotations


class Tally:
    """Quantities counted together; `take` brings them up to date."""

    def take(self) -> None:
        """Count anew, from the tables as they are at the end of the month."""
        raise NotImplementedError
