"""A very small firm as an object, and its relations: two halves, one at each partner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import mesa

if TYPE_CHECKING:
    from tests.reference.obvious_model import ObviousTerritory
    from tests.reference.obvious_things import Meeting, Network

NEVER = -10_000


@dataclass(eq=False)
class Tie:
    """What one firm feels and remembers of a relation; the partner keeps the `other` half."""

    partner: ObviousFirm
    trust: float
    respect: float
    history: int = 0
    met: int = NEVER
    joint: int = NEVER
    purposes: set[str] = field(default_factory=set)
    balance: int = 0
    other: Tie = field(init=False, repr=False)

    def works_jointly(self, trusted_from: float, respect_needed: float, history: int) -> bool:
        """Say whether both sides trust and respect each other, after some acquaintance."""
        return (
            self.trust >= trusted_from
            and self.other.trust >= trusted_from
            and self.respect >= respect_needed
            and self.other.respect >= respect_needed
            and self.history >= history
        )


class ObviousFirm(mesa.Agent):
    """An owner and nought to nine collaborators, in one of the territory's slots."""

    def __init__(self, model: ObviousTerritory, slot: int, most_ties: int) -> None:
        super().__init__(model)
        self.slot = slot
        self.ties: list[Tie | None] = [None] * most_ties
        self.meetings: list[Meeting] = []
        self.alive = True
        # what it does
        self.identity = -1
        self.founded = 0
        self.product = 0
        self.technology = 0
        self.market = 0
        self.skills: list[float] = []
        self.fresh: list[float] = []
        self.lent: list[float] = []
        self.lent: list[float] = []
        self.reflection = 0.0
        self.collaborators = 0
        self.internal_dialogue = 0.0
        # its owner
        self.age = 40.0
        self.openness = 0.0
        self.life_project = 0.0
        self.successor = False
        self.confidence = 0.0
        self.awareness = 0.0
        self.alarm = 0.0
        self.worry = 0.0
        self.motivation = 0.5
        self.support = 0.3
        self.vision: list[float] = []
        self.principles: list[float] = []
        self.language: list[float] = []
        # where it stands
        self.place: list[float] = []
        self.outside = 0.0
        self.stage = 0
        self.stage_since = 0
        self.habits = 0.0
        # its accounts
        self.capital = 0.0
        self.formality = 1.0
        self.quality = 0.0
        self.dip = 0.0
        self.fortune = 0.0
        self.match = 0.0
        self.attraction = 0.0
        self.revenue = 0.0
        self.profit = 0.0
        # what it exchanges and with whom it works
        self.sent = 0
        self.received = 0
        self.gained = 0.0
        self.network: Network | None = None
        self.founder_of = -1
        self.projects = 0

    def present_ties(self) -> list[Tie]:
        """Return the ties it has, in the order of its places."""
        return [tie for tie in self.ties if tie is not None]

    def tie_with(self, partner: ObviousFirm) -> Tie | None:
        """Return its tie with a firm, if there is one."""
        for tie in self.ties:
            if tie is not None and tie.partner is partner:
                return tie
        return None

    def has_room(self) -> bool:
        """Say whether it has attention for one more tie."""
        return None in self.ties

    def weakest_tie(self) -> Tie:
        """Return the tie with the least trust, both sides added."""
        return min(self.present_ties(), key=lambda tie: tie.trust + tie.other.trust)

    def trusted_choice(self, drawn: float) -> ObviousFirm | None:
        """Return one of its partners, by the square of its trust and a draw in [0, 1)."""
        weights = [tie.trust * tie.trust for tie in self.present_ties()]
        left = drawn * sum(weights)
        partner = None
        for tie, weight in zip(self.present_ties(), weights, strict=True):
            if tie.trust > 0.0:
                partner = tie.partner
                left -= weight
                if left < 0.0:
                    break
        return partner


def connect(
    one: ObviousFirm,
    other: ObviousFirm,
    trust: float,
    respect_of_one: float,
    respect_of_other: float,
    step: int,
    purposes: set[str],
) -> None:
    """Make a tie between two firms, each keeping its half in its first free place."""
    half = Tie(other, trust, respect_of_one, met=step, purposes=set(purposes))
    mirror = Tie(one, trust, respect_of_other, met=step, purposes=set(purposes))
    half.other, mirror.other = mirror, half
    one.ties[one.ties.index(None)] = half
    other.ties[other.ties.index(None)] = mirror


def disconnect(firm: ObviousFirm, tie: Tie) -> None:
    """Break a tie of a firm, on both sides."""
    tie.partner.ties[tie.partner.ties.index(tie.other)] = None
    firm.ties[firm.ties.index(tie)] = None


def closeness(one: list[float], other: list[float]) -> float:
    """Return how much two positions share: 1 minus their mean distance."""
    return 1.0 - sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


def regard(one: ObviousFirm, other: ObviousFirm) -> float:
    """Return the respect that the other's work and shared principles deserve from one."""
    return 0.5 * closeness(one.principles, other.principles) + 0.5 * other.match


def within(low: float, value: float, high: float) -> float:
    """Return the value, kept between two bounds."""
    return min(high, max(low, value))
