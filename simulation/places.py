"""Where the files that come with the package lie, in a checkout and once installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def scenarios_folder() -> Path:
    """The folder of the contexts, programmes and surveys that come with the package.

    A wheel carries it as `simulation/_scenarios`; a checkout (also `pip install -e .`) has it
    beside `simulation/`. Raises FileNotFoundError when the installation lost it.
    """
    for folder in (_PACKAGE / "_scenarios", _PACKAGE.parent / "scenarios"):
        if folder.is_dir():
            return folder
    message = f"no scenarios beside or inside {_PACKAGE}: the installation is incomplete"
    raise FileNotFoundError(message)
