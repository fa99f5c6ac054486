"""The folder that one run leaves behind, and reading it again, also years later.

Holds `metrics.parquet` (a row per month), `events.parquet` (a row per event), `firms.parquet` and
`ties.parquet` (as they were at the end), `manifest.json` (labels, units, scenario, seed, versions:
all that a reader needs, so that results outlive the code), `summary.txt` and figures. Every file
is written beside its place and moved there whole; the manifest comes last: a folder that has one
is complete.

Raises: InputError for a folder that cannot be written, or is not one of ours.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd

from simulation.errors import InputError
from simulation.language import translate

FORMAT = 1
MANIFEST = "manifest.json"
METRICS = "metrics.parquet"
EVENTS = "events.parquet"
FIRMS = "firms.parquet"
TIES = "ties.parquet"
SUMMARY = "summary.txt"
NO_MANIFEST = (
    ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip
_LONGEST_NAME = 120


@dataclass(frozen=True)
class Described:
    """What a column of the metrics means."""

    label: str
    unit: str
    doc: str = ""
    better: int = 0


@dataclass(frozen=True)
class Manifest:
    """Everything needed to read a run, cite it and do it again."""

    context: str
    seed: int
    start: date
    months: int
    planned_months: int
    version: str
    code: str
    metrics: Mapping[str, Described]
    scenario: Mapping[str, Any]
    format: int = FORMAT
    title: str | Mapping[str, str] = ""
    interrupted: bool = False
    twin: str = ""
    events: str = "life"
    warm_up: int = 0
    begun: str = ""
    seconds: float = 0.0
    python: str = ""
    libraries: Mapping[str, str] = field(default_factory=dict)
    products: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    threats: tuple[tuple[str, int], ...] = ()
    programme: Mapping[str, Any] = field(default_factory=dict)
    done: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> str:
        """The manifest as JSON, with dates in ISO format."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False, default=str) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read a manifest; keys of other versions are ignored. Raises KeyError, ValueError."""
        raw = json.loads(text)
        known = {each.name for each in fields(cls)}
        values = {name: value for name, value in raw.items() if name in known}
        values["start"] = date.fromisoformat(raw["start"])
        values["metrics"] = {
            name: Described(
                meaning["label"],
                meaning["unit"],
                meaning.get("doc", ""),
                meaning.get("better", 0),
            )
            for name, meaning in raw["metrics"].items()
        }
        for name in ("products", "technologies", "markets"):
            values[name] = tuple(raw.get(name, ()))
        values["threats"] = tuple((name, int(month)) for name, month in raw.get("threats", ()))
        return cls(**values)


@dataclass(frozen=True)
class Run:
    """One run as it is kept.

    `metrics` has a row per month, with `month` (0 is the start of the story, the warm-up is
    negative), `date` and one column per metric; with a twin, also `twin.<metric>`. `events` has
    month, kind, subject, other (identities, -1: nobody), value, and twin (whether it happened in
    the twin). `firms` (a row per living firm, with its place x, y) and `ties` (a row per relation:
    a, b, trust, months, joint) are the last month's.
    """

    manifest: Manifest
    metrics: pd.DataFrame
    events: pd.DataFrame
    firms: pd.DataFrame = field(default_factory=pd.DataFrame)
    ties: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def story(self) -> pd.DataFrame:
        """The months of the story: the warm-up left out."""
        return self.metrics[self.metrics["month"] >= 0]

    def has(self, *names: str) -> bool:
        """Whether the run measured all these."""
        return all(name in self.metrics for name in names)

    def when(self, month: int) -> date:
        """The first day of a month of the story."""
        count = self.manifest.start.year * 12 + self.manifest.start.month - 1 + int(month)
        return date(count // 12, count % 12 + 1, 1)


def folder_name(*names: str) -> str:
    """A folder's name made of names that people gave: it stays where it is put.

    >>> folder_name("../../valley", "seed1")
    'valley-seed1'
    """
    kept = re.sub(r"[^\w.]+", "-", "-".join(name for name in names if name))
    return kept.strip(".-")[:_LONGEST_NAME] or "run"


def prepare(folder: Path) -> None:
    """Make the folder and see that files can be written there. Raises InputError."""
    if folder.exists() and not folder.is_dir():
        raise InputError(translate("this is a file, a folder was expected"), file=folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = error.strerror or str(error)
        message = translate("results cannot be written to {folder}: {reason}", folder=folder,
                            reason=reason)  # fmt: skip
        raise InputError(message) from error


def write(folder: Path, run: Run, others: Mapping[str, bytes]) -> list[Path]:
    """Keep a run and the `others` files (name to bytes); return what was written."""
    for stale in _files_of_an_older_run(folder):
        stale.unlink(missing_ok=True)
    tables = {METRICS: run.metrics, EVENTS: run.events, FIRMS: run.firms, TIES: run.ties}
    files = {name: _parquet(table) for name, table in tables.items()} | dict(others)
    files[MANIFEST] = run.manifest.to_json().encode()
    for name, content in files.items():
        replace(folder / name, content)
    return [folder / name for name in files]


def replace(path: Path, content: bytes) -> None:
    """Put a file in its place whole or not at all, whatever happens. Raises InputError."""
    if path.exists() and not path.is_file():  # a folder, or a device such as /dev/full
        if path.is_dir():
            raise InputError(translate("this is a folder; the name of a file was expected"),
                             file=path)  # fmt: skip
        raise InputError(translate("this is no regular file: nothing is put in its place"),
                         file=path)  # fmt: skip
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
        _settled(path.parent)
    except BaseException as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            reason = error.strerror or str(error)
            message = translate("cannot be written: {reason}", reason=reason)
            raise InputError(message, file=path) from error
        raise


def _settled(folder: Path) -> None:
    """See that the new name is on the disk, where the system lets one ask."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(folder: Path) -> Run:
    """The run that a folder keeps. Raises InputError when there is none that can be read."""
    if not folder.is_dir():
        raise InputError(translate("there is no folder {folder}", folder=folder))
    path = folder / MANIFEST
    if not path.is_file():
        raise InputError(
            translate("{folder} holds no finished run: manifest.json is missing", folder=folder)
        )
    try:
        manifest = Manifest.from_json(path.read_text(encoding="utf-8"))
    except NO_MANIFEST as error:
        message = translate("this is not the manifest of a run ({reason})", reason=repr(error))
        raise InputError(message, file=path) from error
    ends = [_table(folder / name) if (folder / name).is_file() else pd.DataFrame()
            for name in (FIRMS, TIES)]  # fmt: skip
    return Run(manifest, _table(folder / METRICS), _table(folder / EVENTS), *ends)


def _table(path: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(path)
    except (OSError, ValueError) as error:
        message = translate("the table cannot be read: {reason}", reason=error)
        raise InputError(message, file=path) from error


def _parquet(table: pd.DataFrame) -> bytes:
    buffer = BytesIO()
    table.to_parquet(buffer, index=False, compression="zstd")
    return buffer.getvalue()


def _files_of_an_older_run(folder: Path) -> Iterable[Path]:
    """What an older run left here, its manifest first; nothing in a folder that is not ours."""
    if not (folder / MANIFEST).is_file():
        return []
    ours = [
        MANIFEST,
        METRICS,
        EVENTS,
        FIRMS,
        TIES,
        SUMMARY,
        *sorted(f.name for f in folder.glob("*.png")),
    ]
    return [folder / name for name in ours]
