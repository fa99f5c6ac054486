"""Add to a store: one coordinator at a time, every file whole or not at all.

Whoever holds the lock may write; the lock goes with its process, however that ends. A file that is
torn or that something else wrote is set aside in `set_aside/`, never deleted.

Raises: InputError for a folder that cannot be written, or that a later version made.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from experiments.run_folder import prepare, replace
from experiments.store.chunks import FORMAT, BrokenChunkError, see_whole
from experiments.store.store import Store
from simulation.errors import InputError
from simulation.language import translate

MARK = "store.json"
LOCK = ".lock"
WHO = ".lock-held-by"
EVERY = 0.5

_SEEN_WHOLE: set[tuple[str, int]] = set()
"""Files whose every page this process has read once."""


class WritableStore(Store):
    """A store that this process may add to, while it holds the lock."""

    def keep(self, content: bytes) -> str:
        """Add a chunk; return its name. Raises InputError where there is no room for it."""
        name = f"{os.urandom(8).hex()}.parquet"
        replace(self.catalogue.folder / name, content)
        self.catalogue.add(name)
        return name

    def set_aside(self) -> list[str]:
        """Move files that cannot be read out of the way; return what is said of them."""
        said = []
        for name in sorted({*self.catalogue.broken, *self._torn_inside()}):
            why = self.catalogue.broken.get(name, "")
            aside = self.path / "set_aside"
            aside.mkdir(exist_ok=True)
            (self.catalogue.folder / name).rename(aside / name)
            said.append(
                translate("{file} cannot be read and is set aside: {reason}", file=name, reason=why)
            )
        self.catalogue.refresh()
        return said

    def _torn_inside(self) -> list[str]:
        """Return files whose footer is whole and whose pages are not."""
        torn = []
        for name in list(self.catalogue.files):
            path = self.catalogue.folder / name
            mark = (str(path.resolve()), path.stat().st_mtime_ns)
            if mark in _SEEN_WHOLE:
                continue
            try:
                see_whole(path)
                _SEEN_WHOLE.add(mark)
            except BrokenChunkError as error:
                self.catalogue.lose(name, str(error))
                torn.append(name)
        return torn

    def sweep(self) -> None:
        """Remove what a killed coordinator had begun to write."""
        for folder in (self.catalogue.folder, self.path, *self.path.glob("studies/*")):
            for begun in folder.glob(".*.*.????????"):
                begun.unlink(missing_ok=True)


@contextmanager
def writing(
    path: str | Path,
    waits: Callable[[str], None] = lambda _who: None,
    goes_on: Callable[[], bool] = lambda: True,
) -> Iterator[WritableStore]:
    """Hold the lock of a store, made if it is not there.

    `waits` is told whom it waits for, `goes_on` says whether to. Raises KeyboardInterrupt if not.
    """
    from filelock import FileLock, Timeout

    folder = Path(path)
    prepare(folder)
    lock = FileLock(folder / LOCK)
    told = False
    while True:
        try:
            lock.acquire(timeout=0 if not told else EVERY)
            break
        except Timeout:
            if not told:
                waits(_who(folder))
            told = True
            if not goes_on():
                raise KeyboardInterrupt from None
    try:
        _marked(folder)
        replace(folder / WHO, json.dumps(_me()).encode())
        (folder / "chunks").mkdir(exist_ok=True)
        yield WritableStore(folder)
    except OSError as error:
        raise unwritable(folder, error) from error
    finally:
        (folder / WHO).unlink(missing_ok=True)
        lock.release()


def unwritable(folder: Path, error: OSError) -> InputError:
    """Return what is said when a store cannot be written."""
    said = translate("results cannot be written to {folder}: {reason}", folder=folder,
                     reason=error.strerror or str(error))  # fmt: skip
    return InputError(said)


def _marked(folder: Path) -> None:
    """Write that this is a store, or see that it is one of a format we know."""
    path = folder / MARK
    if not path.is_file():
        replace(path, (json.dumps({"tessuto_store": FORMAT}) + "\n").encode())
        return
    try:
        form = int(json.loads(path.read_text(encoding="utf-8"))["tessuto_store"])
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(translate("this is not the mark of a store"), file=path) from error
    if form > FORMAT:
        said = translate("a later version of tessuto made this store (format {n}): it can be read, "
                         "nothing is written there", n=form)  # fmt: skip
        raise InputError(said, file=path)


def _me() -> dict[str, object]:
    return {"process": os.getpid(), "machine": socket.gethostname()}


def _who(folder: Path) -> str:
    try:
        told = json.loads((folder / WHO).read_text(encoding="utf-8"))
        return translate("process {process} on {machine}", **told)
    except (OSError, ValueError, TypeError):
        return translate("another process")
