"""A development agency matches what is already here, and opens ways for new firms.

Channel: meetings between firms without a tie, chosen by their skills, not by lot as a chamber does;
and segments that it lists because somebody who can do what people here can do could live there.
Founders who leave the trade that they come from hear of them; nobody is paid to go.
Fails: where nothing pays what a living costs, there is nothing to list.
Source: concepts S55, S69, S85, S99.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.accompaniment.serving import Rounds, service
from simulation.declarations import Floats, Integers, Shorts, parameter, parameters, switch
from simulation.entities.bodies import BodyKind
from simulation.entities.firms import Activity, Firms
from simulation.entities.markets import TECHNOLOGIES, Markets
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
    ways: float = parameter(
        3, unit="segments", low=0, high=64, source="assumption",
        doc="Openings for new firms that an agency lists in a round (S85).",
    )
    telling: float = parameter(
        0.2, unit="share per round", low=0, high=1, source="assumption",
        doc="How much wider a listed opening is known after a round.",
    )
    forgotten: float = parameter(
        0.1, unit="share per round", low=0, high=1, source="assumption",
        doc="How much of what was known of openings is forgotten between rounds.",
    )
    agencies_act: bool = switch(
        True, thesis="S55 S69", doc="Agencies match resources that are already here."
    )


@service(BodyKind.DEVELOPMENT_AGENCY)
def match_and_open_ways(
    rounds: Rounds, firms: Firms, ties: Ties, meetings: Meetings, markets: Markets,
    activity: Activity, agencies: Agencies,
) -> None:
    """Bring together firms that each have what the other lacks; list where new firms could live."""
    if not agencies.agencies_act:
        return
    _list_openings(rounds, firms, markets, activity, agencies)
    if len(rounds.rows) < 2:
        return
    rows = rounds.rows[:MOST_AT_ONCE]
    first, second = complementary_pairs(
        firms.skills, ties.neighbour, rows, len(rows) // 2, rounds.quality, rounds.key
    )
    meetings.invite(first, second, MATCHING, agencies.ease * rounds.quality)


def _list_openings(
    rounds: Rounds, firms: Firms, markets: Markets, activity: Activity, agencies: Agencies
) -> None:
    """Make the best openings better known; what was known before fades."""
    _tell(
        openings(firms, markets, activity, rounds.rows), round(agencies.ways),
        agencies.telling * rounds.quality, 1.0 - agencies.forgotten, markets.listed,
    )


def openings(firms: Firms, markets: Markets, activity: Activity, rows: Integers) -> Floats:
    """Return what one person of these firms' skills could sell (P, M), in costs of living.

    Work by hand or by machine, whichever the people of these firms do most.
    """
    technology, skills = _people(rows, firms.technology, firms.skills)
    pull = np.exp(activity.match_weight * (markets.need[:, technology] @ skills))
    sales = markets.demand * pull / (markets.local + markets.outside + pull)
    return np.asarray(sales / (activity.wage + activity.fixed_cost))


@njit(cache=True)
def _people(rows: Integers, technology: Shorts, skills: Floats) -> tuple[int, Floats]:
    """Return the technology that most of these firms use, and their mean skills (K)."""
    using = np.zeros(len(TECHNOLOGIES), dtype=np.int64)
    mean = np.zeros(skills.shape[1])
    for i in rows:
        using[technology[i]] += 1
        for k in range(len(mean)):
            mean[k] += skills[i, k]
    return int(using.argmax()), mean / len(rows)


@njit(cache=True)
def _tell(promise: Floats, ways: int, told: float, left: float, listed: Floats) -> None:
    """Let the best openings in which one can live be known wider: so many of them (P, M)."""
    known, worth = listed.reshape(-1), promise.reshape(-1).copy()
    known *= left
    for _ in range(min(ways, len(worth))):
        best = worth.argmax()
        if worth[best] < 1.0:
            break
        known[best] += told * (1.0 - known[best])
        worth[best] = -np.inf
