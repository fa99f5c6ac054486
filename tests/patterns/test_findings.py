"""The contrasts of the ODD are measured, not asserted; what is published of them is lived again.

That a thesis is true is never asked. It is asked that the model still says what is published: the
first pairs one by one, and for each concept the sign and interval of all pairs.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.patterns.measure_facts import ROOT
from tests.patterns.measure_findings import CONTRASTS, FIRST, kept, table

NAMES = [one.name for one in CONTRASTS]


def lived_again(name: str) -> dict[str, Any]:
    """What is kept of a contrast, once its first pairs have come out as they are kept."""
    (one,) = (each for each in CONTRASTS if each.name == name)
    told = kept()[name]
    again = one.values(tuple(range(1, FIRST + 1)))
    stale = "stale: run `python tests/patterns/measure_findings.py`"
    np.testing.assert_allclose(again.T, told["first pairs"], rtol=1e-5, atol=1e-9, err_msg=stale)
    return told


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_first_pairs_of_a_contrast_come_out_as_kept(name):
    lived_again(name)


def test_the_table_in_the_odd_is_what_is_kept():
    told = kept()
    assert list(told) == NAMES
    assert all(each["pairs"] == 30 for each in told.values())
    odd = (ROOT / "simulation" / "README.md").read_text(encoding="utf-8")
    assert table(told) in odd, "stale: run `python tests/patterns/measure_findings.py`"


@pytest.mark.slow
def test_s09_asking_for_respect_puts_networks_off_for_years_asking_for_acquaintance_does_not():
    """From no relations at all, with each gate against without: of the two only respect matters."""
    respect = lived_again("C2 S09: respect asked for joint work")
    assert respect["interval"][0] > 24
    assert respect["above"] == respect["pairs"]
    assert all(gated > free for gated, free in respect["first pairs"])
    low, high = lived_again("C2 S09: acquaintance asked for joint work")["interval"]
    assert low < 0 < high < 6


@pytest.mark.slow
def test_s11_twenty_years_of_shared_history_do_not_help_through_the_crisis():
    """The text expects a better recovery; the interval holds 0, and no pair is better."""
    told = lived_again("C2 S11: twenty years of shared history against none")
    low, high = told["interval"]
    assert low < 0 < high
    assert told["above"] == 0
    assert all(long <= none for long, none in told["first pairs"])


@pytest.mark.slow
def test_s27_open_owners_have_more_jobs_in_the_valley_than_closed_ones():
    told = lived_again("S27: open owners against closed ones")
    assert told["interval"][0] > 0
    assert told["above"] == told["pairs"]
    assert all(opened > closed for opened, closed in told["first pairs"])
