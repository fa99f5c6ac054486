"""A charter in force, month by month: effort given, promises kept, late or broken, triggers.

A signatory gives what it promised, as far as it can and will; the will rises with public checks,
with the legitimacy of the process, and where a warned signatory fears the sanction. The environment
moves only through promises kept (late ones too, when they are kept at last).

Shapes: clauses and signatories of one charter; firms (F).
Source: concepts S89, S90, S91; the reference on Agenda 21.
"""

from __future__ import annotations

import numpy as np

from simulation.clock import Clock
from simulation.declarations import parameter, parameters, switch
from simulation.entities.charter import Charter, Clause, Signatory, State
from simulation.entities.community import Surroundings
from simulation.entities.firms import MONTHS_IN_ID, Firms
from simulation.events import EventLog, Kind


@parameters
class Keeping:
    """What makes promises kept, and what broken ones cost."""

    good_will: float = parameter(
        0.6, unit="share", low=0, high=1, source="assumption",
        doc="Part of a promise that is kept when nobody looks.",
    )
    publicity: float = parameter(
        0.35, unit="share", low=0, high=1, source="assumption",
        doc="What public checks add to it.",
    )
    ownership: float = parameter(
        0.4, unit="share", low=0, high=1, source="assumption",
        doc="What the legitimacy of the process adds or, below one half, takes away.",
    )
    grace: float = parameter(
        6, unit="months", low=0, high=60, source="assumption",
        doc="Months after the deadline in which a promise is late; then it is broken.",
    )
    broken_promise: float = parameter(
        0.06, unit="share", low=0, high=1, source="assumption",
        doc="Support lost among all firms for one broken promise.",
    )
    kept_promise: float = parameter(
        0.02, unit="share", low=0, high=1, source="assumption",
        doc="Share of the missing support that one kept promise gives.",
    )
    environment_work: float = parameter(
        0.04, unit="share per month", low=0, high=1, source="assumption",
        doc="How fast the environment goes to its target when all promises are kept.",
    )
    going_private: float = parameter(
        0.05, unit="share per month", low=0, high=1, source="assumption",
        doc="How fast checks lose their public when nobody holds them.",
    )
    alert: float = parameter(
        0.3, unit="share", low=0, high=1, source="assumption",
        doc="Share of what was unseen that a fired trigger tells every firm.",
    )
    public_checks: bool = switch(
        True, thesis="S90", doc="Public checks make signatories keep their promises."
    )
    triggers: bool = switch(
        True, thesis="S89 C9", doc="Agreed conditions start action before the damage."
    )


def keep_charter(
    charter: Charter, firms: Firms, surroundings: Surroundings, keeping: Keeping, clock: Clock,
    events: EventLog,
) -> None:
    """Let a charter in force live one month; without one, nothing happens."""
    if not charter.in_force:
        return
    for clause in charter.clauses:
        if clause.state == State.WAITING and clause.bound:
            _watch(clause, firms, surroundings, keeping, clock, events)
        if clause.under_way:
            clause.done += sum(
                effort(charter, charter.signatories[n], clause, firms, keeping)
                / load(charter, n) for n in clause.bound
            )
            _check(charter, clause, clock.month)
            _judge(charter, clause, firms, keeping, clock.month, events)
    kept = [each for each in charter.clauses if each.state in (State.KEPT, State.LATE)]
    if kept:
        target = sum(each.target for each in kept) / len(kept)
        pace = keeping.environment_work * len(kept) / len(charter.clauses)
        surroundings.environment += pace * np.maximum(0.0, target - surroundings.environment)
    charter.public *= 1.0 - keeping.going_private * (1.0 - charter.autonomy)


def will(charter: Charter, clause: Clause, keeping: Keeping) -> float:
    """Return the part of what was promised that signatories are ready to give."""
    seen = charter.public if keeping.public_checks else 0.0
    ready = keeping.good_will + keeping.publicity * seen
    ready += keeping.ownership * (charter.legitimacy - 0.5)
    if clause.warned:
        ready += clause.sanction * seen
    return min(1.0, max(0.0, ready))


def effort(
    charter: Charter, who: Signatory, clause: Clause, firms: Firms, keeping: Keeping
) -> float:
    """Return what a signatory gives in a month, in units of promised work."""
    if not who.is_body and firms.id[who.actor // MONTHS_IN_ID] != who.actor:
        return 0.0  # the firm has closed
    return min(who.commitment, who.capacity) * will(charter, clause, keeping)


def load(charter: Charter, signatory: int) -> int:
    """Return among how many open clauses a signatory divides its effort."""
    return max(1, sum(signatory in each.bound for each in charter.clauses if each.under_way))


def _watch(
    clause: Clause, firms: Firms, surroundings: Surroundings, keeping: Keeping, clock: Clock,
    events: EventLog,
) -> None:
    """Start a clause whose agreed condition has come, and say so to everybody."""
    signal = float(surroundings.signal[0])
    if not keeping.triggers or signal < clause.trigger:
        return
    clause.state, clause.begun = State.OPEN, clock.month
    clause.deadline = clock.month + clause.months
    living = firms.alive
    firms.awareness[living] += keeping.alert * (1.0 - firms.awareness[living])
    events.append(
        Kind.TRIGGER_FIRED, clock.month, np.array([-1]), values=signal
    )


def _check(charter: Charter, clause: Clause, month: int) -> None:
    """At its interval, compare with the plan: who is behind is warned."""
    since = 0 if clause.begun is None else month - clause.begun
    if since <= 0 or since % clause.check_every or charter.public <= 0.0:
        return
    clause.warned = clause.done < clause.effort * min(1.0, since / clause.months)


def _judge(
    charter: Charter, clause: Clause, firms: Firms, keeping: Keeping, month: int,
    events: EventLog,
) -> None:
    """Say whether the promise is kept, late or broken by now, and let it be felt."""
    living = firms.alive
    if clause.done >= clause.effort:
        clause.state = State.KEPT if month <= clause.deadline else State.LATE
    elif month > clause.deadline + keeping.grace:
        clause.state = State.BROKEN
    if not clause.finished:
        return
    if clause.state == State.BROKEN:
        firms.support[living] *= 1.0 - keeping.broken_promise
    elif clause.state == State.KEPT:
        firms.support[living] += keeping.kept_promise * (1.0 - firms.support[living])
    owner = charter.signatories[clause.owner]
    subject = -1 if owner.is_body else owner.actor
    kind = Kind.PROMISE_BROKEN if clause.state == State.BROKEN else Kind.PROMISE_KEPT
    events.append(kind, month, np.array([subject]), values=clause.target)
