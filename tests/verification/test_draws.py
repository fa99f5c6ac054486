"""The keyed draws are as good as chance along every part of their key, and between keys.

Five directions: rows, k, months, seeds, streams; and the pairs of firms that the model draws for.
Each direction goes through the battery; p-values must stay inside one in 100,000 at either end, and
must be uniform together. Every test of the battery is shown to catch the defect that it is for, in
at least nine of ten plantings: else its silence would mean nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from numba import njit
from scipy import stats

from simulation.randomness import Draws, derive, uniform
from tests.verification import battery
from tests.verification.battery import OF_ONE, OF_TWO, Floats

MANY = 98_304
"""192 groups of 512 birthdays; a multiple of 2 and of 3."""
EXTREME = 1e-5
PLANTINGS = 20


def key_of(seed: int = 1, stream: str = "meet", step: int = 0) -> np.uint64:
    draws = Draws(seed, stream)
    draws.turn(step)
    return draws.key


@njit
def _along_k(key: np.uint64, n: int) -> Floats:
    return np.array([uniform(key, 7, k) for k in range(n)])


@njit
def _along_months(stream: np.uint64, n: int) -> Floats:
    return np.array([uniform(np.uint64(derive(stream, month)), 7, 0) for month in range(n)])


@njit
def _along_pairs(key: np.uint64, n: int) -> Floats:
    drawn = np.empty(n)
    count = 0
    for larger in range(1, n):
        for smaller in range(larger):
            if count < n:
                drawn[count] = uniform(key, smaller, larger * 64)
                count += 1
    return drawn


def rows(seed: int = 1, stream: str = "meet", step: int = 0, k: int = 0, n: int = MANY) -> Floats:
    draws = Draws(seed, stream)
    draws.turn(step)
    return draws.uniforms(n, k)


DIRECTIONS: dict[str, Callable[[], Floats]] = {
    "rows": rows,
    "k": lambda: _along_k(key_of(), MANY),
    "months": lambda: _along_months(Draws(1, "meet")._stream, MANY),
    "seeds": lambda: np.array([uniform(key_of(seed), 7, 0) for seed in range(MANY // 4)]),
    "streams": lambda: np.array(
        [uniform(key_of(1, f"process {n}"), 7, 0) for n in range(MANY // 4)]
    ),
    "pairs": lambda: _along_pairs(key_of(), MANY // 16),
}


@cache
def along(direction: str) -> Floats:
    return DIRECTIONS[direction]()


@pytest.mark.parametrize("test", OF_ONE, ids=lambda test: test.__name__)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_draws_are_chance_along(direction: str, test: Callable[[Floats], float]) -> None:
    assert EXTREME < test(along(direction)) < 1 - EXTREME


OTHERS: dict[str, Callable[[], Floats]] = {
    "the next k": lambda: rows(k=1),
    "the next month": lambda: rows(step=1),
    "the next seed": lambda: rows(seed=2),
    "a seed far away": lambda: rows(seed=2**62 + 1),
    "another stream": lambda: rows(stream="trade"),
    "the next row": lambda: rows(n=MANY + 1)[1:],
    "month and seed exchanged": lambda: rows(seed=12, step=3),
}


@pytest.mark.parametrize("test", OF_TWO, ids=lambda test: test.__name__)
@pytest.mark.parametrize("other", OTHERS)
def test_draws_of_one_key_say_nothing_about(
    other: str, test: Callable[[Floats, Floats], float]
) -> None:
    first = rows(seed=3, step=12) if "exchanged" in other else rows()
    assert EXTREME < test(first, OTHERS[other]()) < 1 - EXTREME


def test_p_values_over_many_keys_are_uniform_themselves() -> None:
    """240 p-values from 40 keys: a flaw too small for one of them would bend all."""
    found = [
        test(rows(seed=seed, stream="innovate", n=12_288))
        for seed in range(40)
        for test in OF_ONE
        if test is not battery.birthdays  # counts: its p-values are steps
    ]
    assert stats.kstest(found, "uniform").pvalue > 1e-3


# --- Planted defects: would it be seen? ---------------------------------------------------------


def leaning(good: Floats) -> Floats:
    """A density that leans from 1.06 at one end to 0.94 at the other."""
    return (1.06 - np.sqrt(1.06**2 - 4 * 0.06 * good)) / (2 * 0.06)


def stretched(good: Floats) -> Floats:
    """One draw in a hundred is pushed into the upper half."""
    return np.where(good < 0.01, 0.5 + 50 * good, good)


def coarse(good: Floats) -> Floats:
    """Only 48 of 53 bits are chance."""
    return np.floor(good * 2**48) / 2**48


def sticky(good: Floats) -> Floats:
    """Each draw remembers three percent of the one before."""
    kept = good.copy()
    kept[1:] = np.where(np.arange(1, len(good)) % 33 == 0, good[:-1], good[1:])
    return kept


def mirrored(good: Floats) -> Floats:
    """One pair in thirty is the same number and its complement: no correlation between pairs."""
    kept = good.copy()
    kept[1::60] = kept[0::60]
    kept[31::60] = 1 - kept[30::60]
    return kept


def ordered(good: Floats) -> Floats:
    """One triple in fifty comes in rising order."""
    three = good.reshape(-1, 3).copy()
    three[::50].sort(axis=1)
    return three.ravel()


def repeating(good: Floats) -> Floats:
    """A generator of 2^24 states that walks in equal steps: spacings come again and again."""
    start = (good * battery.DAYS).astype(np.int64)
    walk = (np.arange(len(good)) * 10_368_889 + start[0]) % battery.DAYS
    return np.where(np.arange(len(good)) % 4 == 0, walk / battery.DAYS, good)


PLANTED: list[tuple[Callable[[Floats], float], Callable[[Floats], Floats]]] = [
    (battery.classes, leaning),
    (battery.distribution, stretched),
    (battery.last_bits, coarse),
    (battery.neighbours, sticky),
    (battery.pairs, mirrored),
    (battery.triples, ordered),
    (battery.birthdays, repeating),
]


@pytest.mark.parametrize(("test", "defect"), PLANTED, ids=lambda each: each.__name__)
def test_a_planted_defect_is_caught(
    test: Callable[[Floats], float], defect: Callable[[Floats], Floats]
) -> None:
    """The good draws come from NumPy's own generator, so that nothing here judges itself."""
    caught = healthy = 0
    for seed in range(PLANTINGS):
        good = np.random.Generator(np.random.PCG64(seed)).random(MANY)
        p, of_good = test(defect(good)), test(good)
        caught += not EXTREME < p < 1 - EXTREME
        healthy += EXTREME < of_good < 1 - EXTREME
    assert healthy == PLANTINGS
    assert caught >= 0.9 * PLANTINGS, f"{caught} of {PLANTINGS}"


@pytest.mark.parametrize("test", OF_TWO, ids=lambda test: test.__name__)
def test_a_part_of_the_key_that_hardly_counts_is_caught(
    test: Callable[[Floats, Floats], float],
) -> None:
    """Two keys that share five draws in a hundred."""
    caught = 0
    for seed in range(PLANTINGS):
        generator = np.random.Generator(np.random.PCG64(seed))
        one, other = generator.random(MANY), generator.random(MANY)
        other[::20] = one[::20]
        caught += not EXTREME < test(one, other) < 1 - EXTREME
    assert caught >= 0.9 * PLANTINGS, f"{caught} of {PLANTINGS}"


def test_a_key_without_its_finishing_touch_is_caught() -> None:
    """The same counter without the mixing: equal steps around a circle, far too even."""
    golden = 0x9E3779B97F4A7C15
    steps = (
        np.array([(row + 1) * golden % 2**64 for row in range(MANY)], dtype=np.float64) / 2.0**64
    )
    found = [test(steps) for test in (battery.classes, battery.pairs, battery.birthdays)]
    assert all(not EXTREME < p < 1 - EXTREME for p in found), found
