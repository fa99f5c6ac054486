"""What a circle has of its own to build on, for each thing that it may lack (S99).

Trust can be built on skills that complement each other, learning on somebody who knows, a common
view on a common language, and so on: a response that starts from what is there.

Shapes: participants are rows of firms.
Source: kretzmann1993 (building communities from the inside out); concepts S69, S99.
"""

from __future__ import annotations

import numpy as np

from simulation.declarations import Integers
from simulation.entities.firms import Firms
from simulation.entities.markets import SKILLS

COOPERATION = SKILLS.index("cooperation")
ADVANCED = 0.05
"""Lead on the market from which a firm has visibly succeeded."""


def strengths(firms: Firms, rows: Integers) -> dict[str, float]:
    """Return what these firms have to build on, by what it helps against, each 0 to 1."""
    skills = firms.skills[rows]
    language = firms.language[rows]
    apart = float(np.abs(language - language.mean(axis=0)).mean())
    someone_knows = float((skills.max(axis=0) - skills.mean(axis=0)).mean())
    return {
        "trust": min(1.0, 4.0 * float(skills.std(axis=0).mean())),
        "skill": min(1.0, 2.0 * someone_knows),
        "vision": max(0.0, 1.0 - 4.0 * apart),
        "awareness": float(firms.awareness[rows].max()),
        "dialogue": float(skills[:, COOPERATION].mean()),
        "succession": float((firms.age[rows] < 40).mean()),
        "habits": float(firms.confidence[rows].mean()),
        "confidence": min(1.0, 4.0 * float((firms.quality[rows] > ADVANCED).mean())),
        "practice": float(firms.reflection[rows].mean()),
        "motivation": min(1.0, 4.0 * float((firms.quality[rows] > ADVANCED).mean())),
    }
