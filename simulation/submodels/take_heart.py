"""Results that can be seen make people take part; their absence lets motivation sink back.

Learning from others, a success, a month of profit are seen; so is a failed promise, by those who
made it (elsewhere). Without results motivation returns slowly to its usual level.

Shapes: F firms. In: gained, quality, profit. Out: motivation, reflection, support (F).
Source: concepts S53, S58, S66, S103.
"""

from __future__ import annotations

from numba import njit

from simulation.blocks import Blocks
from simulation.declarations import Flags, Floats, parameter, parameters, submodel, switch
from simulation.entities.firms import Firms


@parameters
class TakeHeart:
    """How motivation follows results."""

    usual: float = parameter(
        0.5, unit="share", low=0, high=1, source="assumption",
        doc="Motivation of an owner to whom nothing in particular happens.",
    )
    sinking: float = parameter(
        0.03, unit="share per month", low=0, high=1, source="assumption",
        doc="How fast motivation returns to its usual level.",
    )
    seen_learning: float = parameter(
        0.08, unit="share", low=0, high=1, source="assumption",
        doc="Share of the missing motivation that a month of full learning from others gives.",
    )
    full_learning: float = parameter(
        0.05, unit="level", low=0.001, high=1, source="assumption",
        doc="Skill learned from others that counts as full learning.",
    )
    forgetting_to_reflect: float = parameter(
        0.01, unit="share per month", low=0, high=1, source="assumption",
        doc="How fast the habit of reflecting is lost where nothing keeps it up.",
    )
    visible_results: bool = switch(
        True, thesis="S66 C6", doc="Results that can be seen keep people taking part."
    )


@submodel(writes=("firms.motivation", "firms.reflection"))
def take_heart(firms: Firms, heart: TakeHeart, blocks: Blocks) -> None:
    """Results that can be seen make people take part; their absence lets motivation sink."""
    blocks.sweep(
        _take_heart, firms.rows, firms.alive, firms.gained, heart.usual, heart.sinking,
        heart.seen_learning if heart.visible_results else 0.0, heart.full_learning,
        heart.forgetting_to_reflect, firms.motivation, firms.reflection,
    )


@njit(cache=True, nogil=True)
def _take_heart(
    begin: int, end: int, alive: Flags, gained: Floats, usual: float, sinking: float,
    seen_learning: float, full_learning: float, forgetting_to_reflect: float,
    motivation: Floats, reflection: Floats,
) -> None:
    for i in range(begin, end):
        if not alive[i]:
            continue
        motivation[i] += sinking * (usual - motivation[i])
        result = min(1.0, gained[i] / full_learning)
        motivation[i] += seen_learning * result * (1.0 - motivation[i])
        reflection[i] *= 1.0 - forgetting_to_reflect
