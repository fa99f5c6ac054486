"""`tessuto claims`: lived, judged and written, and picked up where it was."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.claims.judgement import judgements
from analysis.claims.tables import wide_again
from experiments.claims.read_claims import read_claims
from experiments.command.app import call


def test_a_claim_is_lived_judged_and_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["claims", "C10", "--seeds", "2", "--firms", "20", "--workers", "1", "--store",
             str(tmp_path / "store"), "--out", str(tmp_path / "out"), "--lang", "en"]  # fmt: skip
    assert call([*asked, "--quiet"]) == 0
    told = json.loads((tmp_path / "out" / "verdicts.json").read_text(encoding="utf-8"))
    assert [each["claim"] for each in told["claims"]] == ["C10"]
    assert told["claims"][0]["contrasts"][0]["contexts"][0]["verdict"] == "too_few"
    runs = pd.read_parquet(tmp_path / "out" / "verdicts_runs.parquet")
    assert runs["run"].nunique() == 16
    (claim,) = read_claims(["C10"])
    again = judgements(claim, wide_again(runs, "C10"))
    assert again[0].found.mean == pytest.approx(
        told["claims"][0]["contrasts"][0]["contexts"][0]["effect"]
    )
    capsys.readouterr()
    assert call([*asked, "--json"]) == 0
    second = json.loads(capsys.readouterr().out)
    assert second == told


def test_what_nobody_claims_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["claims", "C11"]) == 2
    assert "C11" in capsys.readouterr().err
    assert call(["claims", "--size", "huge"]) == 2
    assert "quick, full" in capsys.readouterr().err
