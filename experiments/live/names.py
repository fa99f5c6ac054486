"""Which territories and programmes a visitor may name: those that are here, or were brought.

A name that is a path would let a visitor read files of this machine; it is refused here, so that
no way into the page can forget it. Territories that visitors brought lie in a folder of this
process, the oldest making room.
Raises: InputError for any other name.
"""

from __future__ import annotations

import hashlib
import tempfile
from functools import cache
from pathlib import Path

from simulation.errors import InputError
from simulation.language import translate
from simulation.near_names import near
from simulation.read_programme import programmes
from simulation.read_scenario import contexts

MOST_TERRITORIES = 32


def territory_named(name: str) -> str:
    """The name or file of a territory that may be read."""
    if name in contexts() or _is_own(name):
        return name
    raise InputError(translate("no context is called {name}", name=repr(name[:80]))
                     + near(name[:80], contexts()))  # fmt: skip


def programme_named(name: str) -> str:
    """The name of a programme that comes with the package."""
    if name in programmes():
        return name
    raise InputError(translate("no programme is called {name}", name=repr(name[:80]))
                     + near(name[:80], programmes()))  # fmt: skip


def keep_territory(name: str, content: bytes) -> str:
    """Keep a territory's file for as long as this process lives; return what names it."""
    folder = Path(_folder().name)
    place = folder / hashlib.blake2b(content, digest_size=6).hexdigest()
    place.mkdir(exist_ok=True)
    path = place / f"{name}.yaml"
    path.write_bytes(content)
    for old in sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime)[:-MOST_TERRITORIES]:
        for file in old.iterdir():
            file.unlink()
        old.rmdir()
    return str(path)


def _is_own(name: str) -> bool:
    folder = Path(_folder().name)
    known = {str(path) for path in folder.glob("*/*.yaml")}
    return name in known


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="tessuto-")
