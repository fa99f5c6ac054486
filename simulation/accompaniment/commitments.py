"""What bodies promised to the common work and what they gave; broken pledges are seen by others.

A body is asked when it leads a session or is invited to one; it gives as far as it is engaged.
What stays behind the pledge lowers the engagement of the others and the firms' support. Partners of
a pact hold each other to what they promised.

Shapes: B bodies, F firms. In: asked, given (B,) in hours. Out: delivered, engagement (B),
support (F).
Source: concepts S54, S60.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Flags, Floats, parameter, parameters, switch
from simulation.entities.bodies import Bodies
from simulation.entities.firms import Firms


@parameters
class Commitments:
    """How promises are kept and seen."""

    memory: float = parameter(
        0.1, unit="share per month", low=0, high=1, source="assumption",
        doc="Weight of this month in what a body has delivered of late.",
    )
    reliable_from: float = parameter(
        0.5, unit="share", low=0.01, high=1, source="assumption",
        doc="Engagement from which a body gives all that it pledged.",
    )
    contagion: float = parameter(
        0.05, unit="share per month", low=0, high=1, source="assumption",
        doc="Engagement that a body loses when all others break their pledges.",
    )
    disillusion: float = parameter(
        0.03, unit="share per month", low=0, high=1, source="assumption",
        doc="Support that firms withdraw when all bodies break their pledges.",
    )
    holding: float = parameter(
        0.05, unit="share per month", low=0, high=1, source="assumption",
        doc="How fast a body follows the more engaged partners of its pacts.",
    )
    pledges_seen: bool = switch(
        True, thesis="S54", doc="Others see whether a body keeps its pledges."
    )
    pacts_bind: bool = switch(
        True, thesis="S60", doc="Pacts across scales bind those who made them."
    )

    def kept(self, engagement: Floats) -> Floats:
        """Return the share of what is asked that bodies of this engagement give."""
        share: Floats = np.minimum(1.0, engagement / self.reliable_from)
        return share


def settle_month(
    bodies: Bodies, firms: Firms, asked: Floats, given: Floats, commitments: Commitments
) -> None:
    """Close a month of common work: what was due, what was given, who noticed."""
    if asked.any():
        _judge(bodies, firms, asked, given, commitments)
    if commitments.pacts_bind and bodies.pact_with.any():
        _hold_to_it(bodies, commitments.holding)


def _judge(
    bodies: Bodies, firms: Firms, asked: Floats, given: Floats, commitments: Commitments
) -> None:
    """Compare what was given with what was due, and let others see it."""
    pledged = bodies.pledged * bodies.hours
    due = np.minimum(asked, pledged)
    called = due > 0.0
    kept = np.where(called, np.minimum(1.0, given / np.maximum(1e-9, asked)), 0.0)
    now = due * kept / np.maximum(1e-9, bodies.hours)
    bodies.delivered[called] += commitments.memory * (now - bodies.delivered)[called]
    broken = np.where(called, 1.0 - kept, 0.0)
    if commitments.pledges_seen and broken.any() and len(broken) > 1:
        of_others = (broken.sum() - broken) / (len(broken) - 1)
        bodies.engagement *= 1.0 - commitments.contagion * of_others
        firms.support[firms.alive] *= 1.0 - commitments.disillusion * broken.mean()


def _hold_to_it(bodies: Bodies, holding: float) -> None:
    """Let partners of a pact follow the more engaged ones."""
    _follow(bodies.pact_with, bodies.pact_with @ bodies.engagement, holding, bodies.engagement)


@njit(cache=True)
def _follow(pact_with: Flags, theirs: Floats, holding: float, engagement: Floats) -> None:
    """Move each body towards its partners; `theirs` is the engagement of all of them added."""
    for body in range(len(engagement)):
        partners = 0
        for other in range(len(engagement)):
            partners += pact_with[body, other]
        if partners > 0:
            engagement[body] += holding * max(0.0, theirs[body] / partners - engagement[body])
