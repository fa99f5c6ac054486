"""A local Agenda 21: from a sponsor to a charter that is kept, checked, revised and self-governed.

Channel: one session does what its phase does: who is heard, what is known, visions, clauses and
signatures; promises are then kept or broken month by month (keeping.py). What a gap analysis found
before is where the shared diagnosis starts (S88).
Settings: `months` (term of promises, 36), `ambition` (rise of the environment aimed at, 0.15),
`trigger` (signal that starts the clause of anticipation, 0.3), `sanction` (0.1), `check_capacity`
(1: signatories promise what they can, 0: a full share).
Fails: without a sponsor; captured by few; when visions stay apart; when a group refuses; when too
few sign; and then may begin again. Without a quick win hearts sink; a weak host reports better than
it is; after the host has gone it lives as long as the circle convenes itself.
Source: the reference on Agenda 21; concepts S88-S93, S107.
"""

from __future__ import annotations

from simulation.accompaniment.agenda21_phases import PHASES, Agenda21, Work
from simulation.accompaniment.needs import KnownNeeds
from simulation.accompaniment.negotiating import Negotiating
from simulation.accompaniment.session import Session
from simulation.accompaniment.teaching import Teaching
from simulation.declarations import method
from simulation.entities.bodies import Bodies
from simulation.entities.charter import Charter, Phase, State
from simulation.entities.community import Surroundings
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets


@method(levels=(1, 2), capability="structure", remedies="vision")
def agenda21(
    session: Session, firms: Firms, bodies: Bodies, markets: Markets, surroundings: Surroundings,
    charter: Charter, rules: Agenda21, negotiating: Negotiating, known: KnownNeeds,
    teaching: Teaching,
) -> None:
    """A local Agenda 21: from a sponsor to a charter that is kept, checked and self-governed."""
    strength = session.strength(rules.full_session)
    if session.hours == 0.0:
        return
    work = Work(
        session, firms, bodies, markets, surroundings, charter, rules, negotiating, strength,
        1.0 - known.error(firms, markets, teaching.level) if known.waves else 0.0,
    )
    charter.begin(session.month)
    charter.sessions += 1
    if charter.phase != Phase.FAILED:
        charter.present |= work.here
    outcome = PHASES[charter.phase](work)
    if outcome is not None:
        charter.move(outcome[0], session.month, outcome[1])
        if charter.phase == Phase.FAILED:
            charter.returns = 0
    session.record.update(
        agenda21_phase=float(charter.phase), charter_coverage=work.coverage,
        promises_kept=charter.share(State.KEPT), promises_late=charter.share(State.LATE),
        promises_broken=charter.share(State.BROKEN),
    )
