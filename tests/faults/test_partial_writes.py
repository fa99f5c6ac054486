"""A file is in its place whole or not at all, and bad input leaves nothing behind."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from experiments.command.app import call

BAD = {
    "run": ["run", "mine.yaml"],
    "compare": ["compare", "mine.yaml", "none,cash", "--seeds", "1"],
    "gap": ["gap", "mine.yaml", "--out", "results/gap"],
    "story": ["story", "results/nothing"],
}


@pytest.mark.parametrize("command", BAD)
def test_bad_input_leaves_nothing(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.yaml").write_text("extends: baseline\nfirms: -4\n")
    assert call(BAD[command]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]


@pytest.mark.parametrize(
    "words", [["run", "baseline", "--months", "1", "--firms", "20", "--quiet"], ["gap", "survey"]]
)
def test_a_disk_that_fills_is_a_complaint(
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each file is settled twice, itself and its name; the third does not fit any more: one line, code 2, no file half written."""
    from simulation.places import scenarios_folder

    words = [
        str(scenarios_folder() / "surveys" / "valley_survey.csv") if w == "survey" else w
        for w in words
    ]
    written: list[int] = []
    real = os.fsync

    def filling(handle: int) -> None:
        written.append(handle)
        if len(written) > 4:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", filling)
    assert call([*words, "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert "No space left on device" in said
    assert len([line for line in said.splitlines() if line.startswith("tessuto: ")]) == 1
    left = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(left) == 2
    assert not [name for name in left if name.startswith(".")]
    assert "manifest.json" not in left
    assert "page.html" not in left
