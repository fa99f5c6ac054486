"""The keyed draws in plain Python: the same bits as `simulation.randomness`, written with integers.

Every chance is a pure function of (seed, stream, step, row, k). The hash is the finaliser of
SplitMix64, applied once per part of the key.
"""

from __future__ import annotations

import math
import zlib

SIXTY_FOUR_BITS = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15
SILVER = 0xD1B54A32D192ED03


def mix(z: int) -> int:
    """Scramble 64 bits."""
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & SIXTY_FOUR_BITS
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & SIXTY_FOUR_BITS
    return z ^ (z >> 31)


def derive(key: int, part: int) -> int:
    """Return the key that belongs to one more part."""
    return mix((key + GOLDEN * (part + 1)) & SIXTY_FOUR_BITS)


def uniform(key: int, row: int, k: int) -> float:
    """Return the draw in [0, 1) that belongs to this row and this k under the key."""
    z = mix((key + GOLDEN * (row + 1)) & SIXTY_FOUR_BITS)
    z = mix((z + SILVER * (k + 1)) & SIXTY_FOUR_BITS)
    return (z >> 11) * (1.0 / 2**53)


def normal(key: int, row: int, k: int) -> float:
    """Return a standard normal draw (Box and Muller); it takes k and k + 1."""
    radius = math.sqrt(-2.0 * math.log(1.0 - uniform(key, row, k)))
    return radius * math.cos(2.0 * math.pi * uniform(key, row, k + 1))


class Stream:
    """The draws of one process in one step."""

    def __init__(self, seed: int, name: str, step: int) -> None:
        self.key = derive(derive(derive(0, seed), zlib.crc32(name.encode())), step)

    def uniform(self, row: int, k: int) -> float:
        """Return a number in [0, 1)."""
        return uniform(self.key, row, k)

    def normal(self, row: int, k: int) -> float:
        """Return a standard normal number; it takes k and k + 1."""
        return normal(self.key, row, k)
