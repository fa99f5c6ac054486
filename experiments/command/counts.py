"""How many runs there are, said alike by everything that says it; twins apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.language import ntranslate, translate

if TYPE_CHECKING:
    from experiments.study.counting import Count


def runs_words(count: Count) -> str:
    """Runs, and the twins beside them if there are any."""
    said = runs_and_twins(count.runs, count.twins)
    return said if count.exact else translate("up to {runs}", runs=said)


def runs_and_twins(runs: int, twins: int) -> str:
    """Runs, and the twins beside them if there are any."""
    said = ntranslate("{n} run", "{n} runs", runs)
    if not twins:
        return said
    more = ntranslate("{n} twin spared the threats", "{n} twins spared the threats", twins)
    return translate("{runs} and {twins}", runs=said, twins=more)
