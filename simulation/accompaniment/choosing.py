"""An adaptive facilitator takes the method that promises most for what the circle lacks.

What is lacking is judged with an error that shrinks with the skill of diagnosis and with theory
(S97, S104, S105), and where people were asked first (S52, S106); who is slow to react goes by what
was seen some months ago (S105). What a method did for this circle before is remembered (S96). One
may go by what is lacking alone, or by what the circle itself has to build on (S99). A random
facilitator draws a lot.

Shapes: participants are rows of firms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from simulation.accompaniment.needs import KnownNeeds
from simulation.accompaniment.programme import FacilitatorProfile
from simulation.accompaniment.strengths import strengths
from simulation.declarations import METHODS, Integers, parameter, parameters, switch
from simulation.entities.community import Surroundings
from simulation.entities.firms import Firms
from simulation.entities.ties import Ties
from simulation.randomness import normal, uniform


@parameters
class Choosing:
    """How well the lack of a circle is judged, and how soon."""

    error: float = parameter(
        0.4, unit="share", low=0, high=2, source="assumption",
        doc="Error in judging what is lacking, made without any skill (standard deviation).",
    )
    informed: float = parameter(
        0.5, unit="share", low=0, high=1, source="assumption",
        doc="Part of that error which asking people over and over takes away; half of it at once.",
    )
    slowest: float = parameter(
        6.0, unit="months", low=0, high=60, source="assumption",
        doc="How old the picture is by which somebody without any reactivity acts (S105).",
    )
    expected: float = parameter(
        0.05, unit="share per session", low=0.001, high=1, source="assumption",
        doc="Part of a lack that a session is expected to relieve before it was ever tried.",
    )
    trust_in_expectation: float = parameter(
        2.0, unit="sessions", low=0, high=100, source="assumption",
        doc="How many sessions of one's own weigh as much as that expectation.",
    )
    diagnosis_first: bool = switch(
        True, thesis="S52 S106 C7", doc="Who has asked people first chooses better."
    )
    feedback: bool = switch(
        True, thesis="S96 S104 C8", doc="What a method did for a circle before is remembered."
    )


@dataclass(slots=True)
class Memory:
    """What a facilitator has seen of a circle: what it lacked, month by month, and what helped."""

    seen: list[tuple[int, dict[str, float]]] = field(default_factory=list)
    last: str = ""
    relieved: dict[str, list[float]] = field(default_factory=dict)

    def look(self, month: int, lacking: dict[str, float], delay: int) -> dict[str, float]:
        """Keep what is lacking now; return what was lacking so many months ago, or first."""
        if self.last and self.seen:
            remedy = METHODS[self.last].remedies
            before = self.seen[-1][1].get(remedy, 0.0)
            if before > 0.0:
                relief = (before - lacking.get(remedy, 0.0)) / before
                self.relieved.setdefault(self.last, []).append(relief)
        self.seen.append((month, lacking))
        old = [each for then, each in self.seen if then <= month - delay]
        return old[-1] if old else self.seen[0][1]

    def promise(self, name: str, choosing: Choosing) -> float:
        """Return what a session of a method promises here, as a multiple of the expected."""
        known = self.relieved.get(name, [])
        if not known or not choosing.feedback:
            return 1.0
        weight = choosing.trust_in_expectation
        relief = (weight * choosing.expected + sum(known)) / (weight + len(known))
        return min(3.0, max(0.0, relief / choosing.expected))


def choose_method(
    choices: Sequence[str], offered: Mapping[type[Any], Any], rows: Integers,
    profile: FacilitatorProfile, key: np.uint64, memory: Memory, month: int,
) -> str:
    """Return the method that seems to promise most for what is lacking."""
    if profile.random or rows.size == 0:
        return choices[int(uniform(key, 0, 20) * len(choices))]
    choosing: Choosing = offered[Choosing]
    firms, ties = offered[Firms], offered[Ties]
    sign = float(offered[Surroundings].signal[0])
    delay = round(choosing.slowest * (1.0 - profile.reactivity))
    lacking = memory.look(month, deficits(firms, ties, rows, sign), delay)
    has = strengths(firms, rows) if profile.builds_on == "strengths" else {}
    error = _error(choosing, profile, offered[KnownNeeds])
    blind = 1.0 - profile.capabilities.get("strengths", 0.7)
    worth = []
    for n, name in enumerate(choices):
        remedy = METHODS[name].remedies
        lack = lacking.get(remedy, 0.0) + error * normal(key, n, 21)
        if has:
            lack *= np.clip(has.get(remedy, 0.0) + blind * 0.5 * normal(key, n, 22), 0.0, 1.0)
        worth.append(lack * memory.promise(name, choosing))
    memory.last = choices[int(np.argmax(worth))]
    return memory.last


def _error(choosing: Choosing, profile: FacilitatorProfile, known: KnownNeeds) -> float:
    """Return the error made in judging a lack: less with skill, and with having asked."""
    skill = 0.5 * profile.capabilities.get("diagnosis", 0.7) + 0.5 * profile.theory
    waves = known.waves if choosing.diagnosis_first else 0
    return choosing.error * (1.0 - skill) * (1.0 - choosing.informed * waves / (1.0 + waves))


def deficits(firms: Firms, ties: Ties, rows: Integers, sign: float) -> dict[str, float]:
    """Return what these firms lack, each between 0 (nothing) and 1 (everything).

    `sign` is how clearly something announces itself: awareness of nothing is not lacking.
    """
    linked = ties.neighbour[rows] >= 0
    trust = np.where(linked, ties.trust[rows], 0.0).sum(axis=1)
    vision = firms.vision[rows].astype(np.float64)
    apart = np.abs(vision - vision.mean(axis=0)).mean() * 4.0
    return {
        "trust": float(np.clip(1.0 - trust / 3.0, 0.0, 1.0).mean()),
        "skill": float(1.0 - firms.match[rows].mean()),
        "vision": float(min(1.0, apart)),
        "awareness": float(1.0 - firms.awareness[rows].mean()) * sign,
        "dialogue": float(1.0 - firms.internal_dialogue[rows].mean()),
        "succession": float(((firms.age[rows] > 55) & (firms.successor[rows] == 0)).mean()),
        "habits": float(firms.habits[rows].mean()),
        "confidence": float(1.0 - firms.confidence[rows].mean()),
        "practice": float(min(1.0, 4.0 * firms.fresh[rows].sum(axis=1).mean())),
        "motivation": float(1.0 - firms.motivation[rows].mean()),
    }
