"""Teaching: hours on a subject raise what a firm can do; at first not as practice.

Shapes: rows (R,), subjects (R, K) as shares of the hours.
Source: facts 4.4 (transfer 62 % at once, 44 % after 6 months, 34 % after a year).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import njit

from simulation.declarations import Floats, Integers, parameter, parameters
from simulation.entities.firms import Firms
from simulation.entities.markets import SKILLS
from simulation.errors import InputError
from simulation.language import translate


@parameters
class Teaching:
    """What an hour of teaching does."""

    rate: float = parameter(
        0.02, unit="share of the gap per hour", low=0, high=1, source="assumption",
        doc="How much of the gap to the taught level an hour on a subject closes.",
    )
    level: float = parameter(
        0.85, unit="level", low=0, high=1, source="assumption",
        doc="Level up to which courses teach.",
    )
    used_at_once: float = parameter(
        0.62, unit="share", low=0, high=1, source="facts 4.4",
        doc="Part of what was taught that is used at once; the rest never is.",
    )


def teach(
    firms: Firms, rows: Integers, subjects: Floats, hours: float, teaching: Teaching
) -> float:
    """Teach these firms; return the mean level gained per firm (summed over skills).

    `subjects` is (K,), the same for all, or (R, K).
    """
    each = subjects if subjects.ndim == 2 else subjects[None]
    return float(_teach(firms, teaching, rows, each, hours))


@njit(cache=True)
def _teach(
    firms: Firms, teaching: Teaching, rows: Integers, subjects: Floats, hours: float
) -> float:
    total = 0.0
    shares = np.empty(firms.skills.shape[1])
    for r in range(len(rows)):
        i = rows[r]
        if r < len(subjects):  # of one row of subjects for all, the shares are worked out once
            for k in range(len(shares)):
                shares[k] = 1.0 - (1.0 - teaching.rate) ** (hours * subjects[r, k])
        for k in range(len(shares)):
            gap = teaching.level - firms.skills[i, k]
            if gap <= 0.0 or shares[k] <= 0.0:
                continue
            learned = teaching.used_at_once * shares[k] * gap * firms.internal_dialogue[i]
            firms.skills[i, k] += learned
            firms.fresh[i, k] += learned
            total += learned
    return total / max(1, len(rows))


def subjects_asked(wanted: str | Sequence[str]) -> Floats:
    """Return the shares of the hours that the named subjects get (K)."""
    names = (wanted,) if isinstance(wanted, str) else tuple(wanted)
    shares = np.zeros(len(SKILLS))
    for name in names:
        if name not in SKILLS:
            message = translate("{value} is no subject; expected one of {known}",
                                value=repr(name), known=", ".join(SKILLS))  # fmt: skip
            raise InputError(message, place="subjects")
        shares[SKILLS.index(name)] += 1.0 / len(names)
    return shares
