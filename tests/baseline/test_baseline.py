"""The numbers of two stories, to the last bit that matters: they change only on purpose.

`python tests/baseline/test_baseline.py` writes the table again; the change then needs a line under
*Results* in CHANGELOG.md that says which numbers, and why.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from simulation.model import Territory

STORED = Path(__file__).with_name("numbers.csv")
CONTEXTS = ("baseline", "mono_product")
METRICS = (
    "firms",
    "jobs",
    "revenue",
    "births",
    "deaths",
    "transmissions",
    "mean_skill",
    "messages",
    "mean_ties",
    "mean_trust",
    "networks",
    "conversions",
    "worry",
    "habits",
    "population",
)
MONTHS = (*range(0, 60, 12), 59)


def numbers() -> pd.DataFrame:
    """Key metrics of each context, seed 1, 150 firms, 60 months after the warm-up."""
    frames = []
    for context in CONTEXTS:
        territory = Territory(context, 1, n_firms=150, months=60, events="none").run()
        frame = territory.observations.frame(territory.clock.warm_up)
        frame = frame.loc[list(MONTHS), list(METRICS)].reset_index()
        frames.append(frame.assign(context=context))
    return pd.concat(frames, ignore_index=True)[["context", "month", *METRICS]]


@pytest.mark.parametrize("context", CONTEXTS)
def test_numbers_are_those_of_the_baseline(context):
    stored = pd.read_csv(STORED)
    now = numbers()
    pd.testing.assert_frame_equal(
        now[now["context"] == context].reset_index(drop=True),
        stored[stored["context"] == context].reset_index(drop=True),
        check_dtype=False,
        rtol=1e-9,
        atol=1e-12,
    )


if __name__ == "__main__":
    numbers().to_csv(STORED, index=False, float_format="%.12g")
    print(f"written: {STORED}")
