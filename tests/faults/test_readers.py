"""Whatever is in a file, a reader takes it or complains in one line: no traceback, no hang."""

from __future__ import annotations

import os
import resource
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded

from simulation.declarations import discover
from simulation.errors import InputError
from tests.faults.mutations import spoiled
from tests.faults.readers import READERS, SHIPPED

EACH = int(os.environ.get("TESSUTO_INPUTS", "40"))
NIGHTLY = int(os.environ.get("TESSUTO_NIGHTLY_INPUTS", "10000"))
AT_ONCE = 1000
SECONDS, WAITING = 10, 12
MEGABYTES = 400
LONGEST_LINE = 1100


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop whatever works longer, or waits far longer: a hang is a failure and not a wait.

    Seconds of the processor, so that a busy machine makes no fault of a reader.
    """

    def late(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"more than {seconds} seconds for one input")

    timers = ((signal.SIGPROF, signal.ITIMER_PROF, seconds),
              (signal.SIGALRM, signal.ITIMER_REAL, seconds * WAITING))  # fmt: skip
    before = [signal.signal(sent, late) for sent, _, _ in timers]
    for _, timer, length in timers:
        signal.setitimer(timer, length)
    try:
        yield
    finally:
        for (sent, timer, _), usual in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(sent, usual)


@pytest.fixture(scope="module", autouse=True)
def all_loaded() -> None:
    """Load what the first input would otherwise pay for."""
    discover()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder laid out as the shipped ones, so that files named beside are found."""
    shutil.copytree(SHIPPED / "registers", tmp_path / "registers")
    (tmp_path / "contexts").mkdir()
    return tmp_path / "contexts"


def read_spoiled(reader: str, folder: Path, inputs: int, seed: int | None = None) -> int:
    """Give a reader so many spoiled files; return how many it refused."""
    files, read = READERS[reader]
    path = folder / ("mine.yaml" if reader in {"scenario", "programme", "study"} else "mine.csv")
    said: list[str] = []

    @settings(
        max_examples=inputs,
        derandomize=seed is None,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(content=spoiled(files))
    def one(content: bytes) -> None:
        path.write_bytes(content)
        try:
            with within(SECONDS):
                read(path)
        except InputError as error:
            said.append(str(error))

    (one if seed is None else seeded(seed)(one))()
    assert all(line.strip() and len(line) < LONGEST_LINE for line in said)
    return len(said)


@pytest.mark.parametrize("reader", READERS)
def test_spoiled_files_are_taken_or_refused(reader: str, folder: Path) -> None:
    assert read_spoiled(reader, folder, EACH) > 0


@pytest.mark.nightly
@pytest.mark.parametrize("reader", READERS)
def test_many_spoiled_files_are_taken_or_refused(reader: str, folder: Path) -> None:
    """At least 100,000 inputs in all; memory must not grow with them."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refused = sum(
        read_spoiled(reader, folder, min(AT_ONCE, NIGHTLY - done), seed=done)
        for done in range(0, NIGHTLY, AT_ONCE)
    )
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert refused > NIGHTLY / 4
    assert grown < MEGABYTES
