"""The verdicts as tables for machines: CSV, JSON, and the runs that they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from analysis.claims.judgement import Judgement
from analysis.claims.measured import Measured
from experiments.claims.claim import Claim, fingerprint

KEYS = ["claim", "run", "context", "programme", "seed", "outcome"]


def verdict_table(measured: Measured) -> pd.DataFrame:
    """A row per claim, contrast and context."""
    return pd.DataFrame([_row(measured, each) for each in measured.judgements])


def verdict_values(measured: Measured) -> dict[str, Any]:
    """Everything about the verdicts in plain values."""
    return {
        "version": measured.version,
        "code": measured.code,
        "seeds": measured.seeds,
        "firms": measured.firms,
        "runs": measured.runs,
        "failed": measured.failed,
        "judgements": len(measured.judgements),
        "differences": len(measured.differences),
        "clear": measured.clear,
        "clear_by_chance": measured.by_chance,
        "surviving_holm": measured.surviving,
        "claims": [_claim(measured, claim) for claim in measured.claims],
    }


def run_table(claims: tuple[Claim, ...], tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Every value that a verdict rests on: claim, run, context, programme, seed, outcome, value."""
    parts = []
    for claim in claims:
        wide = tables[claim.claim].assign(claim=claim.claim)
        parts.append(
            wide.melt(
                id_vars=KEYS[:-1], value_vars=list(claim.outcomes), var_name="outcome",
                value_name="value",
            )
        )  # fmt: skip
    return pd.concat(parts, ignore_index=True).sort_values(KEYS, ignore_index=True)


def wide_again(runs: pd.DataFrame, claim: str) -> pd.DataFrame:
    """The table of a claim's runs, out of `run_table`."""
    own = runs[runs["claim"] == claim]
    return own.pivot(index=KEYS[1:-1], columns="outcome", values="value").reset_index()


def _claim(measured: Measured, claim: Claim) -> dict[str, Any]:
    return {
        "claim": claim.claim,
        "fingerprint": fingerprint(claim),
        "title": claim.title,
        "says": claim.says,
        "caution": claim.caution,
        "months": claim.months,
        "contrasts": [
            {
                "contrast": name,
                "question": contrast.question,
                "outcome": contrast.outcome,
                "expected": contrast.expected,
                "margin": contrast.margin,
                "sum": contrast.sum,
                "ablation": contrast.ablation,
                "verdict": measured.verdict(claim.claim, name),
                "contexts": [_row(measured, each) for each in measured.of(claim.claim, name)],
            }
            for name, contrast in claim.contrasts.items()
        ],
    }


def _row(measured: Measured, each: Judgement) -> dict[str, Any]:
    row: dict[str, Any] = {
        "claim": each.claim,
        "contrast": each.contrast,
        "context": each.context,
        "outcome": each.outcome,
        "expected": each.expected,
        "verdict": each.verdict,
        "effect": each.found.mean,
        "low": each.found.low,
        "high": each.found.high,
        "reference": each.first,
        "as_expected": each.found.better,
        "against": each.found.worse,
        "ties": each.found.ties,
        "pairs": each.found.pairs,
        "p": each.p,
        "survives_holm": each.survives,
        "mechanism": each.mechanism,
    }
    for name in ("left", "taken"):
        part = getattr(each, name)
        told = asdict(part) if part is not None else {}
        row |= {f"{name}_{key}": told.get(key) for key in ("mean", "low", "high")}
    return row
