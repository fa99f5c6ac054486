"""A development agency matches what is already here: those who each have what the other lacks.

Channel: meetings between firms without a tie, chosen by their skills, not by lot as a chamber does.
Source: concepts S55, S69, S99.
"""

from __future__ import annotations

from simulation.accompaniment.serving import Rounds, service
from simulation.declarations import parameter, parameters, switch
from simulation.entities.bodies import BodyKind
from simulation.entities.firms import Firms
from simulation.entities.meetings import Meetings
from simulation.entities.ties import Ties
from simulation.instruments.complementarity import complementary_pairs

MATCHING = 1
MOST_AT_ONCE = 60
"""Nobody compares more firms than these with each other in a month."""


@parameters
class Agencies:
    """How an agency matches."""

    ease: float = parameter(
        0.3, unit="share", low=0, high=1, source="assumption",
        doc="How far the agency helps those whom it matches to understand each other.",
    )
    agencies_act: bool = switch(
        True, thesis="S55 S69", doc="Agencies match resources that are already here."
    )


@service(BodyKind.DEVELOPMENT_AGENCY)
def match_resources(
    rounds: Rounds, firms: Firms, ties: Ties, meetings: Meetings, agencies: Agencies
) -> None:
    """Bring together the firms of the round that each have what the other lacks."""
    if not agencies.agencies_act or len(rounds.rows) < 2:
        return
    rows = rounds.rows[:MOST_AT_ONCE]
    first, second = complementary_pairs(
        firms.skills, ties.neighbour, rows, len(rows) // 2, rounds.quality, rounds.key
    )
    meetings.invite(first, second, MATCHING, agencies.ease * rounds.quality)
