"""What there is beside firms: products, threats, meetings, projects, networks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.reference.obvious_firm import ObviousFirm


@dataclass(eq=False)
class Product:
    """Something that firms make: its markets, its tradition, its common ways of working."""

    demand: list[float]
    usual: list[float]
    outside: list[float]
    coming: list[float]
    local: list[float]
    supply: float
    workers: float
    workers_at_start: float
    tradition: float
    holders: int
    listed: list[float]  # by market
    family: int
    need: list[list[list[float]]]  # by technology, market, skill
    need_at_start: list[list[list[float]]]
    related: list[int]
    jargon: list[float]  # how its trade speaks
    chain: list[float]  # by the product that delivers
    rung: list[int]  # by technology, as the two that follow
    since: list[int]
    spread: list[float]


@dataclass(eq=False)
class Threat:
    """A dated change from outside."""

    onset: int
    lead: int
    ramp: int
    lasting: int
    fade: int
    scar: float
    visibility: float
    nuisance: float
    influx: float
    exodus: float
    obsolescence: list[float]  # by product
    effect: list[list[float]]  # by product, market


@dataclass(eq=False)
class Meeting:
    """Two firms meet, or one and somebody from outside (`second` is None)."""

    first: ObviousFirm
    second: ObviousFirm | None
    setting: int = 0
    ease: float = 0.0
    worked: bool = False
    gain: list[float] = field(default_factory=lambda: [0.0, 0.0])

    def side_of(self, firm: ObviousFirm) -> int:
        """Return 0 for the firm that asked for the meeting, 1 for the one that was met."""
        return 0 if firm is self.first else 1

    def partner_of(self, firm: ObviousFirm) -> ObviousFirm | None:
        """Return whom a firm met."""
        return self.second if firm is self.first else self.first


@dataclass(eq=False)
class Project:
    """A joint innovation; the first member leads, who has closed leaves an empty seat."""

    members: list[ObviousFirm | None]
    started: int
    deadline: int
    structure: float
    novelty: float
    joined: int
    progress: float = 0.0
    outcome: str = "under way"  # or "success", "failure"

    def present(self) -> list[ObviousFirm]:
        """Return the members that are still there."""
        return [firm for firm in self.members if firm is not None]


@dataclass(eq=False)
class Network:
    """A group of firms recognised in their relations."""

    identity: int
    born: int
    seen: int
    members: int = 0
    founders: int = 0
    staying: int = 0
    interlocks: int = 0
    principles: list[float] = field(default_factory=list)
    first_principles: list[float] = field(default_factory=list)
    norms: list[float] = field(default_factory=list)
    first_norms: list[float] = field(default_factory=list)
    technical_quality: float = 0.5
    first_quality: float = 0.5
    language: list[float] = field(default_factory=list)
    history: float = 0.0
    stock: float = 0.0
    agreement: float = 0.0  # with its founding
