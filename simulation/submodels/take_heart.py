"""Results that can be seen make people take part; their absence lets motivation sink back.

Learning from others is seen, and so is a project that succeeds; a broken promise is seen by those
to whom it was made (elsewhere). Without results motivation returns slowly to its usual level, and
so does confidence: encouragement that nothing confirms does not last.

Shapes: F firms, J projects, 5 members. In: gained (F), outcome (J), members (J, 5). Out:
motivation, confidence, reflection (F).
Source: bandura1997 (confidence is confirmed by success, persuasion alone fades); concepts S53, S58,
S66, S103.
"""

from __future__ import annotations

from numba import njit

from simulation.blocks import Blocks
from simulation.declarations import (
    parameter,
    parameters,
    submodel,
    switch,
)
from simulation.entities.firms import Firms
from simulation.entities.networks import Projects

SUCCESS = 1


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
    seen_success: float = parameter(
        0.2, unit="share", low=0, high=1, source="assumption",
        doc="Share of the missing motivation that a project's success gives its members.",
    )
    usual_confidence: float = parameter(
        0.55, unit="share", low=0, high=1, source="assumption",
        doc="Confidence of an owner to whom nothing in particular happens; that of founders.",
    )
    fading: float = parameter(
        0.01, unit="share per month", low=0, high=1, source="assumption",
        doc="How fast confidence returns to the usual where nothing confirms it (S58).",
    )
    forgetting_to_reflect: float = parameter(
        0.01, unit="share per month", low=0, high=1, source="assumption",
        doc="How fast the habit of reflecting is lost where nothing keeps it up.",
    )
    visible_results: bool = switch(
        True, thesis="S66 C6", doc="Results that can be seen keep people taking part."
    )
    confidence_fades: bool = switch(
        True, thesis="S58 C8", doc="Confidence that nothing confirms returns to the usual."
    )


@submodel(writes=("firms.motivation", "firms.confidence", "firms.reflection"), compiled=True)
def take_heart(firms: Firms, projects: Projects, heart: TakeHeart, blocks: Blocks) -> None:
    """Results that can be seen make people take part; their absence lets motivation sink."""
    blocks.sweep(_take_heart, firms.rows, firms, heart)
    if heart.visible_results:
        _celebrate(firms, projects, heart)


@njit(cache=True, nogil=True)
def _take_heart(begin: int, end: int, firms: Firms, heart: TakeHeart) -> None:
    seen_learning = heart.seen_learning if heart.visible_results else 0.0
    fading = heart.fading if heart.confidence_fades else 0.0
    for i in range(begin, end):
        if not firms.alive[i]:
            continue
        firms.motivation[i] += heart.sinking * (heart.usual - firms.motivation[i])
        result = min(1.0, firms.gained[i] / heart.full_learning)
        firms.motivation[i] += seen_learning * result * (1.0 - firms.motivation[i])
        firms.confidence[i] += fading * (heart.usual_confidence - firms.confidence[i])
        firms.reflection[i] *= 1.0 - heart.forgetting_to_reflect


@njit(cache=True)
def _celebrate(firms: Firms, projects: Projects, heart: TakeHeart) -> None:
    for row in range(projects.rows):
        if projects.outcome[row] != SUCCESS:
            continue
        for i in projects.members[row]:
            if i >= 0:
                firms.motivation[i] += heart.seen_success * (1.0 - firms.motivation[i])
