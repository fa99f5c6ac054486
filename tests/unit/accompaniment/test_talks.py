"""Rounds of talks: everyone with one other each round, nobody again before all were met."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from simulation.accompaniment.session import Circle, Session


def session(n, number=0):
    rows = np.arange(10, 10 + n, dtype=np.int32)
    return Session(
        action="a",
        rows=rows,
        bodies=rows[:0],
        hours=8,
        quality=1,
        process=1,
        number=number,
        month=0,
        step=0,
        setting=2,
        key=np.uint64(1),
        actor=0,
        circle=Circle(rows, rows.astype(np.int64), 2),
        settings={},
    )


@pytest.mark.parametrize("n", [2, 3, 4, 7, 10])
def test_all_rounds_together_are_everybody_with_everybody_once(n):
    first, second = session(n).talks(100)
    pairs = [frozenset(pair) for pair in zip(first.tolist(), second.tolist(), strict=True)]
    assert len(pairs) == len(set(pairs)) == n * (n - 1) // 2
    assert all(len(pair) == 2 for pair in pairs)


def test_in_a_round_nobody_talks_twice():
    first, second = session(10).talks(1)
    assert max(Counter([*first.tolist(), *second.tolist()]).values()) == 1
    assert len(first) == 5


def test_the_next_session_goes_on_where_this_one_stopped():
    met = set()
    for number in range(3):
        first, second = session(10, number).talks(3)
        met |= {frozenset(pair) for pair in zip(first.tolist(), second.tolist(), strict=True)}
    assert len(met) == 45


@pytest.mark.parametrize("n", [0, 1])
def test_one_alone_talks_to_nobody(n):
    assert session(n).talks(3)[0].size == 0
