"""Which runs a store holds and in which file, told by the files themselves.

A run that stands in two files (a compaction was cut short, two stores were poured together) counts
once: the file with the most metrics, then the first by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from experiments.store.chunks import FORMAT, BrokenChunkError, Footer, LivedRun, footer_of


@dataclass(frozen=True)
class Held:
    """One run and where it is kept."""

    lived: LivedRun
    file: str
    metrics: frozenset[str]
    code: str
    version: str


class Catalogue:
    """The runs of a folder of chunks; look again with `refresh`."""

    def __init__(self, folder: Path) -> None:
        """Begin without having looked."""
        self.folder = folder
        self.files: dict[str, Footer] = {}
        self.broken: dict[str, str] = {}
        self.runs: dict[str, Held] = {}
        self._seen: dict[str, tuple[int, int]] = {}

    def refresh(self) -> None:
        """Read the footers of files that are new or changed, forget those that are gone."""
        present = dict(self._present())
        for name in [name for name in self._seen if name not in present]:
            self._forget(name)
        for name, mark in present.items():
            if self._seen.get(name) == mark:
                continue
            self._seen[name] = mark
            self.files.pop(name, None)
            self.broken.pop(name, None)
            try:
                footer = footer_of(self.folder / name)
                if footer.format > FORMAT:
                    raise BrokenChunkError(f"{name} was written in format {footer.format}")
            except FileNotFoundError:
                self._forget(name)
            except BrokenChunkError as error:
                self.broken[name] = str(error)
            else:
                self.files[name] = footer
        self.runs = {}
        for name in sorted(self.files):
            self._count(name)

    def add(self, name: str) -> None:
        """Count a file that has just been written here."""
        path = self.folder / name
        stat = path.stat()
        self._seen[name] = (stat.st_size, stat.st_mtime_ns)
        self.files[name] = footer_of(path)
        self._count(name)

    def lose(self, name: str, why: str) -> None:
        """Stop counting on a file that turned out to be unreadable."""
        self.files.pop(name, None)
        self.broken[name] = why
        self.runs = {}
        for kept in sorted(self.files):
            self._count(kept)

    def _count(self, name: str) -> None:
        footer = self.files[name]
        metrics = frozenset(footer.metrics)
        for lived in footer.runs:
            before = self.runs.get(lived.run)
            if before is None or len(metrics) > len(before.metrics):
                self.runs[lived.run] = Held(lived, name, metrics, footer.code, footer.version)

    def _present(self) -> Iterator[tuple[str, tuple[int, int]]]:
        if not self.folder.is_dir():
            return
        for path in self.folder.glob("*.parquet"):
            if path.name.startswith("."):
                continue
            try:
                stat = path.stat()
            except FileNotFoundError:
                continue
            yield path.name, (stat.st_size, stat.st_mtime_ns)

    def _forget(self, name: str) -> None:
        self._seen.pop(name, None)
        self.files.pop(name, None)
        self.broken.pop(name, None)
