"""What a user's register says of its firms stands in the place of what was drawn.

A class of size is drawn within its bounds; a firm whose commune is known but not its place is put
near the middle of the firms of that commune.

Shapes: n firms, in the order of their ids.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.clock import Clock
from simulation.declarations import Floats
from simulation.randomness import Draws
from simulation.register.cells import NOT_GIVEN
from simulation.register.firms import Register

SPREAD_OF_A_COMMUNE = 0.03


def drawn_only(_name: str, drawn: Any) -> Any:
    """Return what was drawn: there is no register."""
    return drawn


def months_in_business(register: Register, clock: Clock, drawn: Floats) -> Floats:
    """Return how long each firm has existed when the run begins."""
    begins = clock.start.year * 12 + clock.start.month - 1 - clock.warm_up
    lived = np.where(register.founded == NOT_GIVEN, drawn, begins - register.founded)
    return np.maximum(lived, 0.0)


def collaborators_of(register: Register, drawn: Any, draw: Draws) -> Any:
    """Return collaborators: as the file says, within its class of size, or as drawn."""
    width = register.most - register.fewest + 1
    within = register.fewest + np.floor(draw.uniforms(len(register), 110) * width)
    return np.where(register.fewest == NOT_GIVEN, drawn, within)


def places_of(register: Register, drawn: Floats, draw: Draws) -> Floats:
    """Return places: as the file says, else near the commune's middle, else as drawn."""
    n = len(register)
    known = ~np.isnan(register.place[:, 0])
    place = np.where(known[:, None], register.place, drawn)
    communes = register.commune
    if not (communes >= 0).any():
        return place
    # Numbers of communes count the different ones among n firms or more: the modulo is for those
    # of firms that were left out.
    middles = drawn[np.arange(communes.max() + 1) % n]
    told = known & (communes >= 0)
    counts = np.bincount(communes[told], minlength=len(middles))
    for axis in range(2):
        sums = np.bincount(communes[told], register.place[told, axis], len(middles))
        middles[counts > 0, axis] = sums[counts > 0] / counts[counts > 0]
    near = ~known & (communes >= 0)
    jitter = SPREAD_OF_A_COMMUNE * np.stack([draw.normals(n, 111), draw.normals(n, 113)], axis=1)
    place[near] = np.clip(middles[communes[near]] + jitter[near], 0.0, 1.0)
    return place
