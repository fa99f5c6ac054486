"""A local Agenda 21 and its charter: the phase it is in, who promised what, what was kept.

A few objects, not a table: a territory has one charter. Phases follow each other only as `NEXT`
says; every move is logged with its reason.

Raises: ValueError for a move to a phase that does not follow.
Source: the reference on Agenda 21 (ICLEI 1996, French law 2010-788); concepts S88-S93.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum


class Phase(IntEnum):
    """Where a local Agenda 21 stands (S92)."""

    ENGAGEMENT = 0
    DIAGNOSIS = 1
    FORUM = 2
    STRATEGY = 3
    CHARTER = 4
    IMPLEMENTATION = 5
    EVALUATION = 6
    AUTONOMY = 7
    FAILED = 8


NEXT: dict[Phase, frozenset[Phase]] = {
    Phase.ENGAGEMENT: frozenset({Phase.DIAGNOSIS, Phase.FAILED}),
    Phase.DIAGNOSIS: frozenset({Phase.FORUM, Phase.FAILED}),
    Phase.FORUM: frozenset({Phase.STRATEGY, Phase.FAILED}),
    Phase.STRATEGY: frozenset({Phase.CHARTER, Phase.FORUM, Phase.FAILED}),
    Phase.CHARTER: frozenset({Phase.IMPLEMENTATION, Phase.STRATEGY, Phase.FAILED}),
    Phase.IMPLEMENTATION: frozenset({Phase.EVALUATION}),
    Phase.EVALUATION: frozenset({Phase.IMPLEMENTATION, Phase.STRATEGY, Phase.AUTONOMY}),
    Phase.AUTONOMY: frozenset({Phase.IMPLEMENTATION}),
    Phase.FAILED: frozenset({Phase.ENGAGEMENT}),
}


class State(IntEnum):
    """How a clause stands."""

    WAITING = 0
    OPEN = 1
    KEPT = 2
    LATE = 3
    BROKEN = 4


@dataclass(frozen=True, slots=True)
class Move:
    """One entry of the phase log."""

    month: int
    phase: Phase
    why: str


@dataclass(slots=True)
class Signatory:
    """Who signed: a firm by identity or a body by row; what it promised and what it can give."""

    actor: int
    is_body: bool
    date: int
    commitment: float
    capacity: float


@dataclass(slots=True)
class Clause:
    """One promise of the charter; `bound` are the signatories who work for it, the owner first."""

    theme: str
    target: float
    baseline: float
    deadline: int
    indicator: str
    check_every: int
    trigger: float
    sanction: float
    effort: float
    months: int
    bound: tuple[int, ...]
    state: State = State.OPEN
    begun: int | None = None
    done: float = 0.0
    warned: bool = False

    @property
    def owner(self) -> int:
        """The signatory who answers for it."""
        return self.bound[0]

    @property
    def under_way(self) -> bool:
        """Whether its signatories work for it now."""
        return self.state == State.OPEN and self.begun is not None

    @property
    def finished(self) -> bool:
        """Whether nothing can change any more."""
        return self.state in (State.KEPT, State.LATE, State.BROKEN)


@dataclass(slots=True)
class Charter:
    """The charter of the territory and the process that leads to it."""

    phase: Phase = Phase.ENGAGEMENT
    begun: bool = False
    since: int = 0
    sessions: int = 0
    signed: bool = False
    returns: int = 0
    log: list[Move] = field(default_factory=list)
    present: set[str] = field(default_factory=set)
    diagnosis: float = 0.0
    legitimacy: float = 0.5
    public: float = 0.0
    autonomy: float = 0.0
    clauses: list[Clause] = field(default_factory=list)
    signatories: list[Signatory] = field(default_factory=list)

    @property
    def in_force(self) -> bool:
        """Whether it has been signed and binds."""
        return self.signed and bool(self.clauses)

    def move(self, phase: Phase, month: int, why: str) -> None:
        """Go to a phase that may follow; refuse any other."""
        if phase not in NEXT[self.phase]:
            raise ValueError(f"{self.phase.name} is not followed by {phase.name}")
        self.phase, self.since, self.sessions = phase, month, 0
        self.log.append(Move(month, phase, why))

    def begin(self, month: int) -> None:
        """Open the process, once."""
        if not self.begun:
            self.begun, self.since = True, month
            self.log.append(Move(month, self.phase, "begun"))

    def share(self, state: State) -> float:
        """Return the share of finished clauses in a state, nought while none is finished."""
        if not self.clauses:
            return 0.0
        finished = [clause for clause in self.clauses if clause.finished]
        if not finished:
            return 0.0
        return sum(each.state == state for each in finished) / len(finished)
