"""Which metrics are asked for, by name.

Raises: InputError for one that is not measured.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulation.declarations import METRICS, discover
from simulation.errors import InputError
from simulation.language import translate
from simulation.near_names import near


def read_outcomes(text: str | None, usual: Sequence[str]) -> tuple[str, ...]:
    """Return the metrics named in `a,b,c`, each once; without a text, the usual ones."""
    discover()
    if text is None:
        return tuple(name for name in usual if name in METRICS)
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in names:
        if name not in METRICS:
            said = translate("no metric is called {name}", name=repr(name))
            raise InputError(said + near(name, METRICS), place="--outcomes")
    if not names:
        raise InputError(translate("no metric is named"), place="--outcomes")
    return names
