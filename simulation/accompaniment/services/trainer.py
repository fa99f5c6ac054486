"""A trainer gives short courses in what its mission covers, whatever the firm needs.

Channel: taught skill, which fades unless it becomes practice.
Source: concepts S55, S62; facts 4.4.
"""

from __future__ import annotations

from simulation.accompaniment.serving import Rounds, service
from simulation.accompaniment.teaching import Teaching, teach
from simulation.entities.bodies import Bodies, BodyKind
from simulation.entities.firms import Firms

HOURS = 4.0
"""Length of a short course."""


@service(BodyKind.TRAINER)
def give_short_courses(rounds: Rounds, bodies: Bodies, firms: Firms, teaching: Teaching) -> None:
    """Teach the firms of the round the trainer's own subjects."""
    mission = bodies.mission[rounds.body]
    subjects = mission / max(1e-9, mission.sum())
    teach(firms, rounds.rows, subjects, HOURS * rounds.quality, teaching)
