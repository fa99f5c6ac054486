"""Find a file by the name it has on its shelf, and lay it over the files that it `extends`.

`extends` names a file of the same shelf (a context, a programme), or a file in the folder of the
file that extends it (or below): no absolute paths, no `..`. The extending file wins. Mappings
merge key by key, at every depth; lists, texts and numbers are replaced whole; `null` puts nothing
in the place of a value.

Raises: InputError with the file and the line of what cannot be found or goes round in a circle.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulation.errors import InputError
from simulation.language import translate
from simulation.near_names import near
from simulation.placed import Placed, kind
from simulation.places import scenarios_folder
from simulation.reading import read_yaml

LONGEST_CHAIN = 20
SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of files that have names, and what is said when a name is not among them."""

    folder: str
    unknown: str
    not_a_name: str
    neither: str
    adjust: Callable[[Placed, Path], Placed] | None = None
    root: Callable[[], Path] = scenarios_folder

    def names(self) -> list[str]:
        """Return the names of the files that come with the package."""
        folder = self.root() / self.folder
        files = (name for name in os.listdir(folder) if name.endswith(".yaml"))
        return sorted(name.removesuffix(".yaml") for name in files)

    def file(self, name: str) -> Path:
        """Return where the file of a name lies."""
        return self.root() / self.folder / f"{name}.yaml"


def find(name: str | Path, shelf: Shelf) -> Path:
    """Return the file of a name on the shelf, or the file that was named."""
    text = str(name)
    if text in shelf.names():
        return shelf.file(text)
    path = Path(text)
    is_path = path.suffix in SUFFIXES or path.name != text
    try:
        is_path = is_path or path.exists()
    except (OSError, ValueError):
        is_path = False
    if is_path:
        return path
    said = translate(shelf.unknown, name=repr(text[:80]))
    raise InputError(said + near(text[:80], shelf.names()))


def read_with_bases(path: Path, shelf: Shelf, above: tuple[Path, ...] = ()) -> Placed:
    """Return what a file says, laid over the file that it extends, and so on."""
    given = read_yaml(path)
    base = given.part("extends")
    own = {name: part for name, part in given.value.items() if name != "extends"}
    given = Placed(own, given.file, given.line)
    if shelf.adjust is not None:
        given = shelf.adjust(given, path)
    if base is None:
        return given
    chain = (*above, resolved(path))
    named = _base(base, path, shelf)
    if resolved(named) in chain:
        circle = " -> ".join(each.name for each in (*chain, named))
        message = translate("extends goes round in a circle: {circle}", circle=circle)
        raise InputError(message, file=path, line=base.line, place="extends")
    if len(chain) > LONGEST_CHAIN:
        message = translate("more than {most} files extend each other", most=LONGEST_CHAIN)
        raise InputError(message, file=path, line=base.line, place="extends")
    return merged(read_with_bases(named, shelf, chain), given)


def _base(base: Placed, path: Path, shelf: Shelf) -> Path:
    """Return the file that `extends` means. Raises InputError for any other place."""

    def refused(message: str) -> InputError:
        return InputError(message, file=path, line=base.line, place="extends")

    name = base.value
    if not isinstance(name, str):
        raise refused(translate(shelf.not_a_name, kind=kind(name)))
    if re.fullmatch(r"[\w-]+", name):
        if name not in shelf.names():
            said = translate(shelf.unknown, name=repr(name[:80]))
            raise refused(said + near(name[:80], shelf.names()))
        return shelf.file(name)
    folder = resolved(path).parent
    try:
        found = (folder / name).resolve()
        inside = found.is_relative_to(folder) and not Path(name).is_absolute()
        if not inside or ".." in re.split(r"[/\\]", name) or found.suffix not in SUFFIXES:
            raise refused(translate(shelf.neither, name=repr(name[:80])))
        if not found.exists():
            raise refused(translate("there is no file {name}", name=repr(name[:80])))
    except (OSError, ValueError, RuntimeError) as error:
        raise refused(translate("{name} is no file name", name=repr(name[:80]))) from error
    return found


def resolved(path: Path) -> Path:
    """Return where a path leads, or the path itself if that cannot be told."""
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return path


def merged(base: Placed, change: Placed) -> Placed:
    """Return a value with a change laid over it."""
    if not (isinstance(base.value, dict) and isinstance(change.value, dict)):
        return change
    both = dict(base.value)
    for name, value in change.value.items():
        both[name] = merged(both[name], value) if name in both else value
    own = change if change.line is not None or base.line is None else base
    return Placed(both, own.file, own.line)
