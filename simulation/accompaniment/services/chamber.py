"""A chamber introduces members to one another: those who can offer what the other lacks.

Channel: meetings between firms that would not have met.
Source: concepts S55, S61 (brokerage of chambers).
"""

from __future__ import annotations

from simulation.accompaniment.serving import Rounds, service
from simulation.entities.bodies import BodyKind
from simulation.entities.meetings import Meetings

INTRODUCTION = 1


@service(BodyKind.CHAMBER)
def introduce_members(rounds: Rounds, meetings: Meetings) -> None:
    """Bring the firms of the round together two by two."""
    rows = rounds.rows
    half = len(rows) // 2
    meetings.invite(rows[:half], rows[half : 2 * half], INTRODUCTION, 0.2 * rounds.quality)
