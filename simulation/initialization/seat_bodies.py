"""The bodies of the start: what they are, what they cover, who accepts them.

Shapes: B bodies, F firms, K skills, V values.
"""

from __future__ import annotations

import numpy as np

from simulation.entities.bodies import Bodies, BodyKind, Scale
from simulation.entities.firms import Firms
from simulation.entities.markets import SKILLS
from simulation.randomness import Draws
from simulation.scenario import Scenario


def seat_bodies(bodies: Bodies, firms: Firms, n: int, scenario: Scenario, draw: Draws) -> None:
    """Fill one row for each body of the scenario that is not left out.

    Draws go by the place in the scenario: who is left out changes nothing in the others.
    """
    bodies.names = tuple(scenario.seated_bodies)
    spoken_here = [firms.language[:n, v].mean() for v in range(firms.language.shape[1])]
    wanted_here = [firms.vision[:n, v].mean() for v in range(firms.vision.shape[1])]
    for row, (place, body) in enumerate(scenario.seated_bodies.values()):
        bodies.kind[row] = BodyKind[body.kind.upper()]
        bodies.scale[row] = Scale[body.scale.upper()]
        bodies.hours[row] = body.hours * n
        bodies.mission[row] = [min(1.0, body.mission.get(name, 0.0)) for name in SKILLS]
        bodies.pledged[row] = body.pledged
        bodies.delivered[row] = body.pledged * body.engagement
        bodies.engagement[row] = body.engagement
        apart = 0.1 * (1 + int(bodies.scale[row]))
        for v in range(bodies.language.shape[1]):
            spoken = spoken_here[v] + apart * draw.normal(place, 10 + 2 * v)
            wanted = wanted_here[v] + apart * draw.normal(place, 30 + 2 * v)
            bodies.language[row, v] = min(1.0, max(0.0, spoken))
            bodies.vision[row, v] = min(1.0, max(0.0, wanted))
        accepted = body.legitimacy + 0.15 * draw.normals(firms.rows, 50 + 2 * place)
        bodies.legitimacy[row] = np.clip(accepted, 0.02, 0.98)
