"""Every chance is a pure function of (seed, stream, month, row, k)."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from simulation.randomness import MONTHS_AHEAD, Draws, Streams, derive, uniform

SEEDS = st.integers(0, 2**63 - 1)


def drawn(
    seed: int = 1, stream: str = "meet", step: int = 0, rows: int = 1000, k: int = 0
) -> npt.NDArray[np.float64]:
    draws = Draws(seed, stream)
    draws.turn(step)
    return draws.uniforms(rows, k)


@given(SEEDS, st.integers(0, 12_000), st.integers(0, 2_000_000), st.integers(0, 500))
@settings(max_examples=200, deadline=None)
def test_a_draw_lies_in_the_unit_interval_and_is_what_it_was(
    seed: int, step: int, row: int, k: int
) -> None:
    draws = Draws(seed, "meet")
    draws.turn(step)
    value = draws.uniform(row, k)
    assert 0.0 <= value < 1.0
    again = Draws(seed, "meet")
    again.turn(step)
    assert again.uniform(row, k) == value
    assert np.isfinite(draws.normal(row, k))


def test_no_draw_depends_on_which_were_taken_before() -> None:
    draws = Draws(7, "found")
    draws.turn(5)
    forwards = [draws.uniform(row, k) for row in range(50) for k in range(3)]
    backwards = [draws.uniform(row, k) for row in reversed(range(50)) for k in reversed(range(3))]
    assert forwards == backwards[::-1]
    assert forwards[::3] == draws.uniforms(50).tolist()
    draws.turn(9)
    draws.turn(5)
    assert draws.uniforms(50).tolist() == forwards[::3]


def test_more_rows_leave_the_draws_of_the_others_alone() -> None:
    """The property of the twin: what is added changes nobody else's luck."""
    assert (drawn(rows=2000)[:1000] == drawn(rows=1000)).all()


@pytest.mark.parametrize(
    "other",
    [
        {"seed": 2},
        {"seed": 2**62},
        {"stream": "trade"},
        {"step": 1},
        {"k": 1},
    ],
)
def test_each_part_of_the_key_gives_unrelated_draws(other: dict[str, int]) -> None:
    one, two = drawn(rows=20_000), drawn(rows=20_000, **other)  # type: ignore[arg-type]
    assert not (one == two).any()
    # 20,000 pairs: a correlation of 0.035 or more is found with a power of 0.8 or more here.
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.029  # 4.1 standard errors


def test_neighbouring_rows_months_and_k_are_unrelated() -> None:
    rows = drawn(rows=20_000)
    months = np.array([drawn(step=step, rows=1)[0] for step in range(5_000)])
    ks = np.array([drawn(rows=1, k=k)[0] for k in range(5_000)])
    for series in (rows, months, ks):
        error = 1 / np.sqrt(len(series))
        for lag in (1, 2, 16):
            assert abs(np.corrcoef(series[:-lag], series[lag:])[0, 1]) < 4.1 * error


def test_draws_are_uniform() -> None:
    """Chi-square over 100 classes, 200,000 draws, at 0.0001.

    Its power against a density that leans from 0.97 at one end to 1.03 at the other is 0.98
    (non-centrality 60), so that a lean worth mentioning would be seen.
    """
    for stream in ("meet", "found", "close"):
        seen = np.histogram(drawn(stream=stream, rows=200_000), bins=100, range=(0, 1))[0]
        assert stats.chisquare(seen).pvalue > 1e-4


def test_normal_draws_are_standard_normal() -> None:
    draws = Draws(1, "people_firms")
    values = draws.normals(100_000, 4)
    assert stats.kstest(values, "norm").pvalue > 1e-4
    assert values[17] == draws.normal(17, 4)


def test_keys_stay_unsigned_64_bits() -> None:
    """Numba hands a Python int back for a uint64: taken for signed, it would become a float."""
    draws = Draws(2**63 - 1, "meet")
    for step in range(300):
        draws.turn(step)
        assert type(draws.key) is np.uint64
        assert type(draws.at(step)) is np.uint64
    assert type(draws._stream) is np.uint64
    # The trap itself: derive gives back a Python int, and the draw must survive wrapping it.
    raw = derive(np.uint64(12), 3)
    assert uniform(np.uint64(raw), 0, 0) == uniform(np.uint64(int(raw)), 0, 0)


def test_keys_differ_between_months_and_streams() -> None:
    keys = set()
    for stream in ("meet", "found", "close", "trade"):
        draws = Draws(1, stream)
        for step in range(2_000):
            draws.turn(step)
            keys.add(int(draws.key))
    assert len(keys) == 4 * 2_000


def test_draws_travel() -> None:
    draws = Draws(5, "meet")
    draws.turn(3)
    for other in (pickle.loads(pickle.dumps(draws)), copy.deepcopy(draws)):
        assert type(other.key) is np.uint64
        assert (other.uniforms(20) == draws.uniforms(20)).all()
        other.turn(4)
        assert (other.uniforms(20) == drawn(5, "meet", 4, 20)).all()


@pytest.mark.parametrize("step", [0, 7, MONTHS_AHEAD - 1, MONTHS_AHEAD, 3 * MONTHS_AHEAD])
def test_streams_that_turn_together_turn_as_each_alone(step: int) -> None:
    names = ("meet", "trade", "found")
    together = Streams([Draws(4, name) for name in names])
    together.turn(step)
    for stream, name in zip(together, names, strict=True):
        alone = Draws(4, name)
        alone.turn(step)
        assert type(stream.key) is type(alone.key)
        assert stream.key == alone.key


def test_a_month_without_processes_has_no_streams() -> None:
    none = Streams([])
    none.turn(3)
    assert list(none) == []
