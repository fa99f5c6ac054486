"""The languages of the page, as tests go through them: one at every change, the others at night."""

from __future__ import annotations

import pytest

LANGUAGES = [
    "it",  # whose words are the longest
    pytest.param("fr", marks=pytest.mark.nightly),
    pytest.param("en", marks=pytest.mark.nightly),
]
