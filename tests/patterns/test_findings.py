"""The theses are measured, not asserted: every contrast runs, and neither arm is empty."""

from __future__ import annotations

import numpy as np
import pytest

from tests.patterns.measure_findings import CONTRASTS


@pytest.mark.slow
@pytest.mark.parametrize("one", CONTRASTS, ids=lambda one: f"{one.theses}: {one.question}")
def test_contrast_can_be_measured(one):
    found = one.found(seeds=(1, 2, 3, 4))
    assert np.isfinite([found.mean, found.half_width, found.usual, found.changed]).all()
    assert found.usual > 0
    assert found.changed > 0
