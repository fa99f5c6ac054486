"""The files of the contexts: their shelf, and what one says before anything in it is checked.

Light on purpose: a list of contexts needs neither the model nor anything that counts.

Raises: InputError with the file and the line of what cannot be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulation.extending import Shelf, find, merged, read_with_bases, resolved
from simulation.language import msg
from simulation.placed import Placed


def _locate_files(given: Placed, path: Path) -> Placed:
    """Read the names of registers as relative to the file that names them."""
    for key in ("register_file", "relations_file"):
        part = given.part(key)
        named = part.part("file") if part and isinstance(part.value, dict) else None
        if named and isinstance(named.value, str) and named.value and "\0" not in named.value:
            full = str(resolved(path).parent / named.value)
            located = Placed({key: Placed({"file": Placed(full, named.file, named.line)})})
            given = merged(given, located)
    return given


CONTEXTS = Shelf(
    "contexts",
    msg("no context is called {name}"),
    msg("the name of a context was expected, not {kind}"),
    msg("{name} is neither a context nor a YAML file in the folder of this file"),
    _locate_files,
)


def stated(name: str) -> Mapping[str, Any]:
    """Return what the file of a context says, laid over the files that it extends."""
    said = read_with_bases(find(name, CONTEXTS), CONTEXTS).plain()
    return said if isinstance(said, dict) else {}
