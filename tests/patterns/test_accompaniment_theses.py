"""Theses of the text (S37, S64, S66, S86, S89, S94, C1 to C10): measured, recorded, not asserted.

The table of thirty pairs is made by `measure_accompaniment.py`. Here eight pairs are lived again: a
finding that has come to say the opposite of what is recorded is out of date.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.patterns.accompanied import find_all
from tests.patterns.measure_accompaniment import STUDIES, read

THESES = {name: each for name, each in STUDIES.items() if each.thesis}
SEEDS = range(1, 9)


def test_every_study_is_recorded_with_its_interval_and_sign():
    table = read()
    assert set(table) == set(STUDIES), "run tests/patterns/measure_accompaniment.py"
    for name, kept in table.items():
        assert kept["pairs"] <= 30, name
        low, high = kept["interval"]
        assert low <= kept["effect"] <= high, name
        assert kept["sign"] == ("+" if low > 0 else "-" if high < 0 else "0"), name


def test_each_thesis_could_be_wrong():
    """Every thesis is asked by at least one contrast, and not all contrasts say the same."""
    asked = {concept for each in THESES.values() for concept in each.concepts}
    assert {"S64", "S66", "S94", *(f"C{n}" for n in range(1, 11))} <= asked
    table = read()
    signs = {table[name]["sign"] for name in THESES}
    assert len(signs) > 1


@pytest.mark.slow
def test_recorded_findings_are_up_to_date_in_sign():
    table, turned = read(), []
    for name, found in find_all(THESES.values(), SEEDS).items():
        print(f"{name}: {found}")
        assert found.pairs >= 4, name
        assert np.isfinite([found.mean, found.half]).all(), name
        if {found.sign, table[name]["sign"]} == {"+", "-"}:
            turned.append(f"{name}: recorded {table[name]['sign']}, now {found}")
    assert not turned, turned
