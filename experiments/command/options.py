"""The options that several commands share, each worded once.

The sentences are only marked here; `app.py` translates them when the language is known.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.language import msg

STORE = Path("results/store")
"""Where runs are kept unless told otherwise."""

Context = Annotated[
    str,
    typer.Argument(
        metavar="CONTEXT",
        help=msg("Name of a context (see `tessuto list contexts`) or a file of yours."),
    ),
]
Months = Annotated[int | None, typer.Option(min=1, help=msg("Months to live after the warm-up."))]
Firms = Annotated[int | None, typer.Option(min=1, help=msg("Firms at the start."))]
Changes = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help=msg("Change one value of the scenario; may be repeated."),
    ),
]
Workers = Annotated[int | None, typer.Option(min=1, help=msg("Processes; all cores unless told."))]
InStore = Annotated[
    Path, typer.Option("--store", metavar="DIR", help=msg("The folder that keeps the runs."))
]
OfStore = Annotated[
    Path, typer.Argument(metavar="STORE", help=msg("The folder that keeps the runs."))
]
Out = Annotated[Path | None, typer.Option(metavar="DIR", help=msg("Where to write the results."))]
OutFolder = Annotated[Path, typer.Option(metavar="DIR", help=msg("Where to write the results."))]
AsJson = Annotated[
    bool, typer.Option("--json", help=msg("Say what happened as JSON, for machines."))
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=msg("Say nothing but errors."))]
