"""The verdicts that come with this version belong to its claims and to its model.

They fail when a claim's file changed after it was measured, when the table does not follow from its
runs, and when the model lives other numbers than those the table rests on: then `tessuto claims
--size full --out experiments/claims` measures again.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import experiments.claims
from analysis.claims.measured import measured
from analysis.claims.tables import verdict_values, wide_again
from analysis.exports import plain
from experiments.claims.as_studies import as_studies
from experiments.claims.claim import Claim, fingerprint
from experiments.claims.read_claims import read_claims
from experiments.many.job import live
from experiments.outcomes import read_outcome, value_of
from experiments.study.plan import Plan
from experiments.study.points import points_of

FOLDER = Path(experiments.claims.__path__[0])
CLAIMS = read_claims()
TABLE = json.loads((FOLDER / "verdicts.json").read_text(encoding="utf-8"))
RUNS = pd.read_parquet(FOLDER / "verdicts_runs.parquet")
LIVED_AGAIN = 2
"""Runs of each claim that are lived again here."""


def test_the_verdicts_are_those_of_the_claims_as_they_stand() -> None:
    told = {each["claim"]: each["fingerprint"] for each in TABLE["claims"]}
    assert told == {claim.claim: fingerprint(claim) for claim in CLAIMS}


def test_the_verdicts_follow_from_the_runs() -> None:
    tables = {claim.claim: wide_again(RUNS, claim.claim) for claim in CLAIMS}
    again = measured(CLAIMS, tables, seeds=TABLE["seeds"], firms=TABLE["firms"],
                     version=TABLE["version"], code=TABLE["code"], failed=TABLE["failed"])  # fmt: skip
    fresh = plain(verdict_values(again))
    for old, new in zip(TABLE["claims"], fresh["claims"], strict=True):
        for one, other in zip(old["contrasts"], new["contrasts"], strict=True):
            assert (one["contrast"], one["verdict"]) == (other["contrast"], other["verdict"])
            for row, twin in zip(one["contexts"], other["contexts"], strict=True):
                assert row["verdict"] == twin["verdict"]
                assert row["effect"] == pytest.approx(twin["effect"], rel=1e-6, abs=1e-9)
    assert (TABLE["judgements"], TABLE["clear"]) == (fresh["judgements"], fresh["clear"])


@pytest.mark.parametrize("claim", CLAIMS, ids=[claim.claim for claim in CLAIMS])
def test_the_model_lives_the_numbers_of_the_table(claim: Claim) -> None:
    """Runs drawn by the claim's own fingerprint, another claim another draw; the same every time."""
    own = RUNS[RUNS["claim"] == claim.claim]
    cells = own[["context", "programme", "seed"]].drop_duplicates()
    chosen = cells.sample(LIVED_AGAIN, random_state=int(fingerprint(claim)[:8], 16))
    plans = [Plan(study, points_of(study)) for study in as_studies(claim, 1, TABLE["firms"])]
    outcomes = [read_outcome(text) for text in claim.outcomes]
    for context, programme, seed in chosen.to_numpy().tolist():
        lived = _lived(plans, context, programme, int(seed))
        kept = own[(own["context"] == context) & (own["programme"] == programme)
                   & (own["seed"] == seed)].set_index("outcome")["value"]  # fmt: skip
        for outcome in outcomes:
            if not outcome.needs_twin:
                value = value_of(outcome, lived[outcome.metric].to_numpy()[None, :])[0]
                assert value == pytest.approx(kept[outcome.name], rel=1e-5, abs=1e-7, nan_ok=True)


def _lived(plans: list[Plan], context: str, programme: str, seed: int) -> pd.DataFrame:
    """The months of one run, lived here and now."""
    for plan in plans:
        rows = plan.rows([seed])
        own = rows[(rows["context"] == context) & (rows["programme"] == programme)]
        if len(own):
            (job,) = plan.jobs(own, {own["run"].iloc[0]: ()})
            months = np.asarray(live(job).values, dtype=np.float32)
            return pd.DataFrame(months.astype(np.float64), columns=list(job.outcomes))
    raise AssertionError(f"{context}, {programme}: no such arm")
