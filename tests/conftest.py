"""What all tests share: of two workers, one compiles the model from a month's end to its beginning."""

from __future__ import annotations

import os

import pytest

from experiments.many.compile_together import backwards


@pytest.fixture(scope="session", autouse=True)
def compiled_from_both_ends() -> None:
    """Where loops are in the cache already, this costs a second."""
    if os.environ.get("PYTEST_XDIST_WORKER") == "gw1":
        backwards()
