"""A first run is compiled from both ends of a month: by one more process, once, where there is room."""

from __future__ import annotations

import subprocess
import sys

import pytest

from experiments.command.progress import Progress
from experiments.many import compile_together
from simulation.model import Territory
from simulation.schedule import MONTH


@pytest.fixture
def begun(monkeypatch) -> list[list[str]]:
    """The commands that were begun; nothing is."""
    commands = []

    class Helper:
        def __init__(self, command: list[str], **_how: object) -> None:
            commands.append(command)

        def kill(self) -> None:
            """Be gone."""

    monkeypatch.setattr(subprocess, "Popen", Helper)
    compile_together.begin.cache_clear()
    yield commands
    compile_together.begin.cache_clear()


def test_one_process_helps_however_many_loops_are_compiled(begun, monkeypatch):
    monkeypatch.setattr(compile_together, "processors", lambda: 2)
    waiting = Progress(shown=False)
    for _ in range(3):
        waiting.on_start(None)
    assert begun == [[sys.executable, "-c", compile_together.WORK]]


def test_nobody_helps_on_a_single_processor(begun, monkeypatch):
    monkeypatch.setattr(compile_together, "processors", lambda: 1)
    Progress(shown=False).on_start(None)
    assert begun == []


def test_every_part_of_a_month_is_lived_from_the_last_to_the_first(monkeypatch):
    lived = []
    really = Territory.begin_month

    def watched(territory: Territory) -> None:
        really(territory)
        territory.processes = [
            (lambda *_a, name=name: lived.append(name), ()) for name in territory.month_of_processes
        ]

    monkeypatch.setattr(Territory, "begin_month", watched)
    compile_together.backwards()
    assert lived == list(reversed(MONTH))


def test_what_a_process_is_begun_with_can_be_done():
    command = [sys.executable, "-c", compile_together.WORK]
    done = subprocess.run(command, check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
