"""What happens to a sweep: killed workers and coordinators, Ctrl-C, a full disk, a torn file.

Each time at most what was in flight is lost, `resume` completes, and the answers are those of an
undisturbed run, bit for bit.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.experiments.conftest import chunks, ended, started

Same = Callable[[Path], None]
pytestmark = pytest.mark.slow

ALONE = ("--workers", "1")
"""Where it does not matter who does the work: the bits are the same."""


def wait_for(what: Callable[[], object], seconds: float = 300.0) -> None:
    """Look again and again until something holds."""
    ends = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < ends, "it never came"
        time.sleep(0.005)


def workers_of(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """The processes that live runs: children of the server that forks them."""
    own = psutil.Process(process.pid)
    return [child for server in own.children() for child in server.children()]


def test_a_killed_worker_costs_nothing(small_study: Path, tmp_path: Path, same: Same) -> None:
    process = started("run", small_study, tmp_path)
    wait_for(lambda: chunks(tmp_path))
    workers_of(process)[0].send_signal(signal.SIGKILL)
    code, said = ended(process)
    assert code == 0, said
    same(tmp_path)


def test_a_killed_coordinator_loses_what_was_in_flight(
    small_study: Path, tmp_path: Path, same: Same
) -> None:
    process = started("run", small_study, tmp_path)
    wait_for(lambda: len(chunks(tmp_path)) >= 2)
    crew = workers_of(process)
    process.kill()
    process.communicate()
    _, alive = psutil.wait_procs(crew, timeout=10)
    assert not alive  # workers end when their coordinator has gone
    before = {path.name: path.stat().st_mtime_ns for path in chunks(tmp_path)}
    assert before
    code, said = ended(started("resume", "small", tmp_path, *ALONE))
    assert code == 0, said
    assert re.search(r"[1-9]\d* were there", said)
    same(tmp_path)


def test_ctrl_c_drains_and_says_how_to_go_on(small_study: Path, tmp_path: Path, same: Same) -> None:
    process = started("run", small_study, tmp_path)
    wait_for(lambda: chunks(tmp_path))
    os.killpg(process.pid, signal.SIGINT)
    code, said = ended(process)
    assert code == 130, said
    assert "Traceback" not in said
    found = re.search(r"Go on with: tessuto study (.*)", said)
    assert found, said
    word, study, option, store = shlex.split(found[1])
    assert (word, option, store) == ("resume", "--store", str(tmp_path))
    code, said = ended(started(word, study, Path(store), *ALONE))
    assert code == 0, said
    same(tmp_path)


def test_a_second_ctrl_c_abandons(small_study: Path, tmp_path: Path) -> None:
    process = started("run", small_study, tmp_path, "--months", "900", "--firms", "100")
    wait_for(lambda: workers_of(process))
    time.sleep(0.5)
    for _ in range(2):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.3)
    code, said = ended(process)
    assert code == 130, said
    assert "resume small" in said
    assert "Traceback" not in said


def mounted(folder: Path) -> bool:
    """Mount a filesystem of 2 MB, where that is allowed."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    return subprocess.run(mount, capture_output=True, check=False).returncode == 0


@pytest.fixture
def little_room(tmp_path: Path) -> Iterator[Path]:
    """A filesystem of 2 MB."""
    folder = tmp_path / "little"
    if not mounted(folder):
        pytest.skip("no small filesystem can be mounted here; files of limited size are tried")
    yield folder
    subprocess.run(["umount", str(folder)], check=False)


def test_a_full_disk_loses_nothing_that_was_written(
    small_study: Path, little_room: Path, same: Same
) -> None:
    ballast = little_room / "ballast"
    room = os.statvfs(little_room)
    ballast.write_bytes(b"x" * (room.f_bavail * room.f_frsize - 60_000))
    code, said = ended(started("run", small_study, little_room))
    assert code == 2, said
    assert "No space left" in said
    assert "Traceback" not in said
    held = chunks(little_room)
    ballast.unlink()
    code, said = ended(started("run", small_study, little_room, *ALONE))
    assert code == 0, said
    if held:
        assert re.search(r"[1-9]\d* were there", said)
    same(little_room)


def test_where_files_cannot_grow_it_says_so(small_study: Path, tmp_path: Path, same: Same) -> None:
    import resource
    import sys

    if mounted(tmp_path / "little"):
        subprocess.run(["umount", str(tmp_path / "little")], check=False)
        pytest.skip("a small filesystem can be mounted here, and is tried instead")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)); "
    code = limit + "from experiments.command.app import main; main()"
    words = [sys.executable, "-B", "-c", code, "study", "run", str(small_study),
             "--store", str(tmp_path), "--workers", "1"]  # fmt: skip
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 9000
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stderr
    assert not list(tmp_path.glob("chunks/.*"))
    code_, said = ended(started("run", small_study, tmp_path))
    assert code_ == 0, said
    same(tmp_path)


def test_torn_and_foreign_files_are_set_aside(
    small_study: Path, tmp_path: Path, same: Same
) -> None:
    code, said = ended(started("run", small_study, tmp_path, "--seeds", "6", *ALONE))
    assert code == 0, said
    whole = max(chunks(tmp_path), key=lambda path: path.stat().st_size)
    content = whole.read_bytes()
    torn, bent = tmp_path / "chunks" / "torn.parquet", tmp_path / "chunks" / "bent.parquet"
    torn.write_bytes(content[: len(content) // 2])
    bent.write_bytes(content[:1000] + bytes(200) + content[1200:])
    (tmp_path / "chunks" / "foreign.parquet").write_bytes(b"not a table at all")
    whole.unlink()
    code, said = ended(started("run", small_study, tmp_path, *ALONE))
    assert code == 0, said
    for name in ("torn", "bent", "foreign"):
        assert f"{name}.parquet" in said
        assert (tmp_path / "set_aside" / f"{name}.parquet").is_file()
    same(tmp_path)


def test_two_coordinators_share_one_store(small_study: Path, tmp_path: Path, same: Same) -> None:
    both = [started("run", small_study, tmp_path) for _ in range(2)]
    answers = [ended(process) for process in both]
    assert [code for code, _ in answers] == [0, 0], answers
    said = [text for _, text in answers]
    assert sum("Waiting: " in text for text in said) == 1, said  # who holds it may not be told yet
    lived = [int(re.search(r"(\d+) lived now", text)[1]) for text in said]  # type: ignore[index]
    assert sorted(lived) == [0, 96]
    same(tmp_path)
