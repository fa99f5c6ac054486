"""Keyed draws: every chance is a pure function of (seed, stream, month, row, k).

No generator is shared, so two runs that differ in one thing share every other draw (a true
counterfactual twin), and results depend neither on threads nor on the order of rows.
The hash is the finaliser of SplitMix64, applied once per part of the key.

Shapes: scalars in, scalars out; compiled loops call `uniform(key, row, k)`.
Source: steele2014 (SplitMix64), salmon2011 (counter-based draws).
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit
from numba.extending import overload_attribute

import simulation.compiled  # noqa: F401  (before any loop is made)
from simulation.in_loops import InLoops, array_of, keep_in_step, readable, stands_for

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SILVER = np.uint64(0xD1B54A32D192ED03)
_A = np.uint64(0xBF58476D1CE4E5B9)
_B = np.uint64(0x94D049BB133111EB)
_27 = np.uint64(27)
_30 = np.uint64(30)
_31 = np.uint64(31)
_11 = np.uint64(11)
_ONE = np.uint64(1)
_TO_UNIT = 1.0 / 9007199254740992.0
MONTHS_AHEAD = 720
"""Steps whose keys are drawn at once; later ones one by one."""


@njit(cache=True)
def mix(z: np.uint64) -> np.uint64:
    """Scramble 64 bits so that neighbouring keys give unrelated values."""
    z = (z ^ (z >> _30)) * _A
    z = (z ^ (z >> _27)) * _B
    return z ^ (z >> _31)


@njit(cache=True)
def derive(key: np.uint64, part: int) -> np.uint64:
    """Return the key that belongs to one more part: a stream, a month, a row."""
    return mix(key + GOLDEN * (np.uint64(part) + _ONE))


@njit(cache=True)
def uniform(key: np.uint64, row: int, k: int) -> float:
    """Return the draw in [0, 1) that belongs to this row and this k under the key."""
    z = mix(key + GOLDEN * (np.uint64(row) + _ONE))
    z = mix(z + _SILVER * (np.uint64(k) + _ONE))
    return np.float64(z >> _11) * _TO_UNIT


@njit(cache=True)
def normal(key: np.uint64, row: int, k: int) -> float:
    """Return a standard normal draw (Box and Muller); it takes k and k + 1 for itself."""
    radius = math.sqrt(-2.0 * math.log(1.0 - uniform(key, row, k)))
    return radius * math.cos(2.0 * math.pi * uniform(key, row, k + 1))


@njit(cache=True)
def _uniforms(key: np.uint64, rows: int, k: int) -> npt.NDArray[np.float64]:
    drawn = np.empty(rows)
    for row in range(rows):
        drawn[row] = uniform(key, row, k)
    return drawn


@njit(cache=True)
def _normals(key: np.uint64, rows: int, k: int) -> npt.NDArray[np.float64]:
    drawn = np.empty(rows)
    for row in range(rows):
        drawn[row] = normal(key, row, k)
    return drawn


@njit(cache=True)
def lots(key: np.uint64, rows: npt.NDArray[np.int32], k: int) -> npt.NDArray[np.float64]:
    """Return the draws in [0, 1) that belong to these rows and this k."""
    drawn = np.empty(len(rows))
    for n in range(len(rows)):
        drawn[n] = uniform(key, rows[n], k)
    return drawn


@njit(cache=True)
def _keys(stream: np.uint64, steps: int) -> npt.NDArray[np.uint64]:
    keys = np.empty(1 + steps, dtype=np.uint64)
    keys[0] = stream
    for step in range(steps):
        keys[1 + step] = derive(stream, step)
    return keys


class Draws:
    """The stream of one process: `key` is the key of this month, for loops too.

    Shapes: keys (1 + MONTHS_AHEAD,): that of the stream, or of a step further on, then one a step;
    place (1,): which of them holds now.
    """

    def __init__(self, seed: int, stream: str) -> None:
        """Open the stream of a process under a seed (any non-negative integer below 2**63)."""
        of_seed = np.uint64(derive(np.uint64(0), seed))
        self._stream = np.uint64(derive(of_seed, zlib.crc32(stream.encode())))
        self.keys = _keys(self._stream, MONTHS_AHEAD)
        self.place = np.zeros(1, dtype=np.int64)

    @property
    def key(self) -> np.uint64:
        """The key of this month; before the first, that of the stream."""
        key: np.uint64 = self.keys[self.place[0]]
        return key

    def turn(self, step: int) -> None:
        """Move to the key of a step (months since the start of the warm-up)."""
        if 0 <= step < MONTHS_AHEAD:
            self.place[0] = 1 + step
        else:
            self.keys[0] = self.at(step)
            self.place[0] = 0

    def at(self, step: int) -> np.uint64:
        """Return the key of any step: what is drawn once a year has the key of its first month."""
        if 0 <= step < MONTHS_AHEAD:
            key: np.uint64 = self.keys[1 + step]
            return key
        # Numba hands back a Python int: left so, it would be taken for a signed number next time.
        return np.uint64(derive(self._stream, step))

    def uniform(self, row: int, k: int = 0) -> float:
        """Return the draw of a row, from Python."""
        return float(uniform(self.key, row, k))

    def normal(self, row: int, k: int = 0) -> float:
        """Return the standard normal draw of a row, from Python; it takes k and k + 1."""
        return float(normal(self.key, row, k))

    def uniforms(self, rows: int, k: int = 0) -> npt.NDArray[np.float64]:
        """Return one draw for each of `rows` rows."""
        return _uniforms(self.key, rows, k)

    def normals(self, rows: int, k: int = 0) -> npt.NDArray[np.float64]:
        """Return one standard normal draw for each of `rows` rows; it takes k and k + 1."""
        return _normals(self.key, rows, k)


readable(Draws, {"keys": array_of("uint64", 1), "place": array_of("int64", 1)})


@overload_attribute(InLoops, "key", strict=False)  # type: ignore[call-arg]
def _key_in_loops(draw: Any) -> Any:
    if not stands_for(draw, Draws):
        return None
    return lambda draw: draw.keys[draw.place[0]]


class Streams:
    """The streams of a month's processes, which turn together: all look at one place."""

    def __init__(self, streams: Sequence[Draws]) -> None:
        """Turn these streams."""
        self._streams = tuple(streams)
        self._place = np.zeros(1, dtype=np.int64)
        for stream in self._streams:
            keep_in_step(stream, "place", self._place)
            stream.place = self._place

    def __iter__(self) -> Iterator[Draws]:
        """Go through them, in the order of the month."""
        return iter(self._streams)

    def turn(self, step: int) -> None:
        """Move all to the key of a step."""
        if 0 <= step < MONTHS_AHEAD:
            self._place[0] = 1 + step
            return
        for stream in self._streams:
            stream.turn(step)
