"""Compiled loops are kept between runs, and made anew when anything that they rest on changes.

Numba asks only whether the file of a loop has changed; but what a loop calls, and the constants it
names, are compiled into it. So here a loop counts as unchanged as long as its file and all files of
ours that it imports, directly or through others, hold the same text.

Where loops are kept is left to Numba: beside the sources, or where they cannot be written, in the
user's own cache; or in NUMBA_CACHE_DIR. Before 0.62 Numba cannot be told: delete its caches there.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

import numba
from numba.core import caching

OURS = ("simulation", "experiments")
_ROOT = Path(__file__).resolve().parents[1]
_MODULE = rf"((?:{'|'.join(OURS)})(?:\.\w+)*)"
_IMPORT = re.compile(
    rf"^[ \t]*(?:from[ \t]+{_MODULE}[ \t]+import[ \t]+(\([^)]*\)|[^\n]+)|import[ \t]+{_MODULE})",
    re.MULTILINE,
)
_NAME = re.compile(r"\w+")


class _ByContent:
    """Tells Numba that a loop is unchanged by what its sources say, not by when they were saved."""

    _py_file: str

    def get_source_stamp(self) -> Any:
        """Return what changes with the sources of a loop; of other people's files, Numba's own."""
        path = Path(self._py_file).resolve()
        if path.is_relative_to(_ROOT):
            file = path.relative_to(_ROOT).as_posix()
            if file in _our_files():
                return stamp(file)
        return super().get_source_stamp()  # type: ignore[misc]


class InGivenFolder(_ByContent, caching.UserProvidedCacheLocator):
    """In the folder that NUMBA_CACHE_DIR names."""


class BesideSources(_ByContent, caching.InTreeCacheLocator):
    """In `__pycache__`."""


class OfTheUser(_ByContent, caching.UserWideCacheLocator):
    """In the user's cache, where an installation is read-only."""


def keep_by_content() -> None:
    """Have Numba keep loops this way, unless somebody has told it another one."""
    if not getattr(numba.config, "CACHE_LOCATOR_CLASSES", None):
        ours = (f"{__name__}.{each.__name__}" for each in (InGivenFolder, BesideSources, OfTheUser))
        others = ("IPythonCacheLocator", "ZipCacheLocator")
        setattr(numba.config, "CACHE_LOCATOR_CLASSES", ",".join((*ours, *others)))  # noqa: B010


@cache
def stamp(file: str) -> str:
    """Return a hash of a file and of all files of ours that it imports, however far away."""
    reached, waiting = {file}, [file]
    while waiting:
        new = _imported(waiting.pop()) - reached
        reached |= new
        waiting.extend(new)
    digest = hashlib.blake2b(digest_size=16)
    for each in sorted(reached):
        digest.update(_digest(each))
    return digest.hexdigest()


@cache
def _imported(file: str) -> frozenset[str]:
    """Return the files of ours that a file names in its imports."""
    found: set[str] = set()
    for module, names, alone in _IMPORT.findall((_ROOT / file).read_text(encoding="utf-8")):
        place = (module or alone).replace(".", "/")
        found.add(f"{place}.py")
        found.update(f"{place}/{name}.py" for name in _NAME.findall(names))
    return frozenset(found & _our_files())


@cache
def _our_files() -> frozenset[str]:
    return frozenset(
        path.relative_to(_ROOT).as_posix() for name in OURS for path in (_ROOT / name).rglob("*.py")
    )


@cache
def _digest(file: str) -> bytes:
    return hashlib.blake2b((_ROOT / file).read_bytes()).digest()


keep_by_content()
