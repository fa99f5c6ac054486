"""The command: how fast it starts, and how long the first run compiles."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from tests.benchmarks.measuring import CONTEXT, Measured, at_most, wall_time

ROOT = Path(__file__).resolve().parents[2]


def start_up(quick: bool) -> Iterator[Measured]:
    """e: the command, warm."""
    command = Path(sys.executable).with_name("tessuto")
    for arguments in (["--help"], ["list", "contexts"]):
        _run([str(command), *arguments])
        times = [
            wall_time(partial(_run, [str(command), *arguments])) for _ in range(3 if quick else 5)
        ]
        yield Measured(
            "e", f"tessuto {' '.join(arguments)}", **at_most(median(times), 2.0, "s"), note="wall"
        )


def first_run(quick: bool) -> Iterator[Measured]:
    """f: a first command with nothing compiled, then again from the cache."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "NUMBA_CACHE_DIR": f"{folder}/loops", "PYTHONPATH": str(ROOT)}
        command = str(Path(sys.executable).with_name("tessuto"))
        small = ["--firms", "100", "--months", "12", "--quiet", "--out", f"{folder}/results"]
        work = [command, "run", CONTEXT, *small]
        before = os.times().children_user
        cold = wall_time(lambda: _run(work, environment))
        worked = os.times().children_user - before
        warm = wall_time(lambda: _run(work, environment))
    yield Measured(
        "f",
        "first tessuto run, into an empty cache",
        **at_most(cold, 60, "s"),
        note=f"wall, its figures too; 100 firms, one year and the warm-up; {worked:.0f} s of work",
    )
    yield Measured("f", "the same run again, from the cache", warm, "s", note="wall")


def _run(command: list[str], environment: dict[str, str] | None = None) -> None:
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)
