"""Live the runs that claims ask for, through a store, and return what was read off them.

Two sizes: `full` is every context with thirty histories; `quick` two contexts of each contrast with
ten, to see that all runs, not to judge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from experiments.claims.as_studies import as_studies
from experiments.claims.claim import Claim
from experiments.run_study import Settings, Watch, run
from experiments.store import Store

if TYPE_CHECKING:
    import pandas as pd

Size = Literal["quick", "full"]
SEEDS: dict[Size, int] = {"quick": 10, "full": 30}
QUICK_CONTEXTS = 2


@dataclass(frozen=True)
class Answers:
    """The runs of claims, a table per claim; failed runs; whether everything asked for is there."""

    tables: dict[str, pd.DataFrame]
    failed: int
    finished: bool


def sized(claims: Sequence[Claim], size: Size) -> list[Claim]:
    """Return the claims at a size: `quick` leaves all but two contexts of a contrast out."""
    if size == "full":
        return list(claims)
    return [
        claim.model_copy(
            update={
                "contrasts": {
                    name: each.model_copy(
                        update={"contexts": (each.contexts or claim.contexts)[:QUICK_CONTEXTS]}
                    )
                    for name, each in claim.contrasts.items()
                }
            }
        )
        for claim in claims
    ]


def answers(
    claims: Sequence[Claim],
    seeds: int,
    store: Path,
    settings: Settings | None = None,
    watch: Watch | None = None,
    firms: int | None = None,
) -> Answers:
    """Live what the store lacks, and return the runs of every claim."""
    import pandas as pd

    tables, failed, finished = {}, 0, True
    for claim in claims:
        parts = []
        for study in as_studies(claim, seeds, firms):
            done = run(study, store, settings, watch)
            failed += done.failed
            finished = finished and done.finished
            parts.append(Store(store).table(done.study))
            if not done.finished:
                break
        tables[claim.claim] = pd.concat(parts, ignore_index=True)
        if not finished:
            break
    return Answers(tables, failed, finished)
