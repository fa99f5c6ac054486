"""Measure the plans that a search found again, on histories that it has never seen.

Whatever is chosen because it did best looks better than it is. On fresh seeds, pair by pair with
the programme as it is, it looks like what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.run_study import Settings, Watch
from experiments.search.search import Asked, lived

if TYPE_CHECKING:
    import pandas as pd

FIRST_FRESH = 100_001
"""Far from the seeds of any search or study."""


def on_fresh_seeds(
    asked: Asked,
    plans: Sequence[dict[str, int]],
    fresh: int,
    store: Path,
    settings: Settings | None = None,
    watch: Watch | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the runs of the plans (by `point`), and those of the programme as it is."""
    seeds = range(FIRST_FRESH, FIRST_FRESH + fresh)
    moved = lived(asked, plans, store, settings, watch, seeds)
    usual = lived(asked, None, store, settings, watch, seeds)
    return moved, usual
