"""Dask does the same work: the same bits, from a cluster here and from a scheduler's address."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from experiments.command.app import call
from tests.experiments.conftest import COMMAND, ROOT, chunks, ended, started

Same = Callable[[Path], None]
pytestmark = pytest.mark.slow


def test_a_scheduler_that_is_not_there_is_told_within_seconds(
    small_study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for address in ("tcp://127.0.0.1:9", "nonsense"):
        begun = time.monotonic()
        words = ["study", "run", str(small_study), "--store", str(tmp_path), "--scheduler", address]
        assert call(words) == 2
        assert time.monotonic() - begun < 20
        error = capsys.readouterr().err
        assert "--scheduler" in error
        assert address in error
        assert "Traceback" not in error
    assert not chunks(tmp_path)


def test_a_local_cluster_drains_on_ctrl_c_and_processes_go_on_with_the_same_bits(
    small_study: Path, tmp_path: Path, same: Same
) -> None:
    process = started("run", small_study, tmp_path, "--scheduler", "local")
    _wait(lambda: chunks(tmp_path))
    os.killpg(process.pid, signal.SIGINT)
    code, said = ended(process)
    assert code == 130, said
    assert "Traceback" not in said
    assert "--scheduler local" in said
    code, said = ended(started("resume", "small", tmp_path, "--workers", "1"))
    assert code == 0, said
    same(tmp_path)


@pytest.mark.nightly
def test_a_scheduler_elsewhere_gives_the_same_bits_and_its_end_is_told(
    small_study: Path, tmp_path: Path, same: Same
) -> None:
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", "--host",
            "127.0.0.1", "--scheduler-file", str(tmp_path / "where.json"), "--no-dashboard"]  # fmt: skip
    with subprocess.Popen(dask, cwd=ROOT, stderr=subprocess.DEVNULL) as scheduler:
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file",
                  str(tmp_path / "where.json"), "--nworkers", "2", "--nthreads", "1",
                  "--no-dashboard"]  # fmt: skip
        with subprocess.Popen(worker, cwd=ROOT, stderr=subprocess.DEVNULL) as workers:
            try:
                address = _address(tmp_path / "where.json")
                store = tmp_path / "store"
                words = [*COMMAND, "run", str(small_study), "--store", str(store),
                         "--scheduler", address]  # fmt: skip
                done = subprocess.run(
                    words, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
                )
                assert done.returncode == 0, done.stderr
                same(store)
                long = [*words[:-4], "--store", str(tmp_path / "cut"), *words[-2:],
                        "--months", "600", "--firms", "200"]  # fmt: skip
                cut = subprocess.Popen(long, cwd=ROOT, text=True, stderr=subprocess.PIPE,
                                       stdout=subprocess.DEVNULL)  # fmt: skip
                _wait(lambda: chunks(tmp_path / "cut"))
                scheduler.kill()
                said = cut.communicate(timeout=600)[1]
                assert cut.returncode == 2, said
                assert "has gone away" in said
                assert "Traceback" not in said
            finally:
                workers.kill()
                scheduler.kill()


def _address(file: Path) -> str:
    import json

    _wait(file.is_file)
    return str(json.loads(file.read_text())["address"])


def _wait(what: Callable[[], object]) -> None:
    ends = time.monotonic() + 300
    while not what():
        assert time.monotonic() < ends, "it never came"
        time.sleep(0.05)
