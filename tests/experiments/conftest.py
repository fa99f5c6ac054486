"""Small studies for these tests, the command in a process of its own, and what a store answers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from experiments.store import Store

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", "from experiments.command.app import main; main()", "study"]
SMALL = """
contexts: [baseline, mono_product]
programmes: [none, cash]
set: {warm_up: 4}
firms: 24
months: 16
uncertainties:
  meet.strangers: [0.1, 0.4]
replications: 12
outcomes: [jobs@end, mean_skill@6-11]
"""


@pytest.fixture(scope="session")
def small_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of 96 runs of some hundredths of a second."""
    path = tmp_path_factory.mktemp("study") / "small.yaml"
    path.write_text(SMALL)
    return path


@pytest.fixture(scope="session")
def undisturbed(small_study: Path, tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """What the small study answers when nothing happens to it."""
    store = tmp_path_factory.mktemp("undisturbed")
    ended = started("run", small_study, store)
    assert ended.wait(600) == 0, ended.stderr.read() if ended.stderr else ""
    return Store(store).table("small")


def started(word: str, study: str | Path, store: Path, *more: str) -> subprocess.Popen[str]:
    """Start the command in a process group of its own."""
    words = [*COMMAND, word, str(study), "--store", str(store), "--workers", "2", *more]
    return subprocess.Popen(
        words, cwd=ROOT, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for the command; return its exit code and all it said."""
    out, err = process.communicate(timeout=600)
    return process.returncode, out + err


def chunks(store: Path) -> list[Path]:
    """The chunk files that are whole."""
    return sorted(path for path in store.glob("chunks/*.parquet") if path.name[0] != ".")


@pytest.fixture
def same(undisturbed: pd.DataFrame) -> Callable[[Path], None]:
    """See that a store answers to the last bit what an undisturbed run answered."""

    def compare(path: Path) -> None:
        store = Store(path)
        pd.testing.assert_frame_equal(store.table("small"), undisturbed, check_exact=True)
        held = [run.run for footer in store.catalogue.files.values() for run in footer.runs]
        assert len(held) == len(set(held))
        assert store.failures("small").empty

    return compare
