"""The letter by which a network is called, on the map and in the narration: its order in time."""

from __future__ import annotations

import string


def letter_of(network: int) -> str:
    """Return A to Z for the first networks of a world, then A1, B1 and so on."""
    letter = string.ascii_uppercase[network % 26]
    return letter if network < 26 else f"{letter}{network // 26}"
