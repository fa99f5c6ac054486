"""A trainer gives short courses in what its mission covers, whatever the firm needs.

Channel: taught skill, which fades unless it becomes practice.
Source: concepts S55, S62; facts 4.4.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.serving import Rounds, service
from simulation.accompaniment.teaching import Teaching, teach
from simulation.entities.bodies import Bodies, BodyKind
from simulation.entities.firms import Firms


@service(BodyKind.TRAINER)
def give_short_courses(rounds: Rounds, bodies: Bodies, firms: Firms, teaching: Teaching) -> None:
    """Teach the firms of the round the trainer's own subjects."""
    mission = bodies.mission[rounds.body]
    subjects = mission / max(1e-9, mission.sum())
    teach(firms, rounds.rows, np.broadcast_to(subjects, (len(rounds.rows), len(subjects))),
          4.0 * rounds.quality, teaching)
