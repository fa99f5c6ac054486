"""What happens in each phase of a local Agenda 21, and when it may leave it.

A phase is a function of the work at hand: it changes states, and returns the phase that follows
with the reason, or nothing as long as its condition to leave does not hold.

Source: the reference on Agenda 21, section 2; concepts S88, S91, S92.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulation.accompaniment.drafting import draft_clauses, revise, sign
from simulation.accompaniment.negotiating import Negotiating, negotiate
from simulation.accompaniment.session import Session
from simulation.declarations import parameter, parameters, switch
from simulation.entities.bodies import Bodies, BodyKind
from simulation.entities.charter import Charter, Phase, State
from simulation.entities.community import Surroundings
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets


@parameters
class Agenda21:
    """When phases may begin and end."""

    sponsor: float = parameter(
        0.4, unit="share", low=0, high=1, source="assumption",
        doc="Engagement of a public authority in the room without which nothing starts.",
    )
    quorum: float = parameter(
        0.6, unit="share of categories", low=0, high=1, source="assumption",
        doc="Trades and kinds of bodies that must have taken part in the shared diagnosis.",
    )
    knowing: float = parameter(
        0.2, unit="share per session", low=0, high=1, source="assumption",
        doc="Share of the missing diagnosis that a session of all categories brings.",
    )
    known_from: float = parameter(
        0.5, unit="share", low=0, high=1, source="assumption",
        doc="Diagnosis from which the report can be made public.",
    )
    near_enough: float = parameter(
        0.1, unit="position", low=0, high=1, source="assumption",
        doc="Distance of the groups' visions below which a strategy can be written.",
    )
    acceptable: float = parameter(
        0.55, unit="share", low=0, high=1, source="assumption",
        doc="Group-wise acceptability from which a plan goes to the signatories.",
    )
    signed_by: float = parameter(
        0.5, unit="share of categories", low=0, high=1, source="assumption",
        doc="Categories of the territory among the signatories from which the charter is in force.",
    )
    patience: float = parameter(
        9, unit="sessions", low=1, high=100, source="assumption",
        doc="Sessions after which a phase that cannot end has failed.",
    )
    review: float = parameter(
        12, unit="months", low=1, high=60, source="assumption",
        doc="Months of implementation between shared evaluations.",
    )
    good_enough: float = parameter(
        0.5, unit="share", low=0, high=1, source="assumption",
        doc="Reported share of promises kept below which the strategy is revised.",
    )
    autonomous_from: float = parameter(
        0.5, unit="share", low=0, high=1, source="assumption",
        doc="Habit of convening itself from which the circle governs on its own.",
    )
    taking_over: float = parameter(
        0.08, unit="share per session", low=0, high=1, source="assumption",
        doc="How fast the circle learns to convene itself from an adviser of processes (S107).",
    )
    quick_win: float = parameter(
        6, unit="months", low=1, high=60, source="assumption",
        doc="Months in which a first promise must be kept, or hearts sink (a book on a shelf).",
    )
    sinking: float = parameter(
        0.1, unit="share", low=0, high=1, source="assumption",
        doc="Motivation lost among those present when there is no quick win.",
    )
    full_session: float = parameter(
        12.0, unit="hours", low=0.5, high=200, source="assumption",
        doc="Hours of the host from which a session has its full effect.",
    )
    gap_start: bool = switch(
        True, thesis="S88", doc="A gap analysis held before gives the shared diagnosis a start."
    )
    open_seats: bool = switch(
        True, thesis="S91", doc="Who was left out makes the charter less legitimate."
    )


@dataclass(frozen=True, slots=True)
class Work:
    """All that a session of a local Agenda 21 has to do with."""

    session: Session
    firms: Firms
    bodies: Bodies
    markets: Markets
    surroundings: Surroundings
    charter: Charter
    rules: Agenda21
    negotiating: Negotiating
    strength: float
    surveyed: float = 0.0

    @property
    def categories(self) -> set[str]:
        """Trades and kinds of bodies of the territory."""
        trades = set(self.markets.family[self.firms.product[self.firms.alive]].tolist())
        kinds = set(self.bodies.kind.tolist())
        return {f"trade {n}" for n in trades} | {f"body {n}" for n in kinds}

    @property
    def here(self) -> set[str]:
        """Those of them in the room."""
        trades = self.markets.family[self.firms.product[self.session.rows]].tolist()
        kinds = self.bodies.kind[self.session.bodies].tolist()
        return {f"trade {n}" for n in trades} | {f"body {n}" for n in kinds}

    @property
    def coverage(self) -> float:
        """Share of the categories that have taken part so far."""
        return len(self.charter.present & self.categories) / max(1, len(self.categories))


Outcome = tuple[Phase, str] | None


def engagement(work: Work) -> Outcome:
    """Wait for a sponsor: an engaged authority, with others around it."""
    kinds = work.bodies.kind[work.session.bodies]
    authorities = work.session.bodies[kinds == BodyKind.PUBLIC_AUTHORITY]
    engaged = work.bodies.engagement[authorities]
    if engaged.size and engaged.max() >= work.rules.sponsor and len(set(kinds.tolist())) > 1:
        return Phase.DIAGNOSIS, "sponsored, resources pledged"
    return _patience(work, Phase.FAILED, "no sponsor")


def diagnosis(work: Work) -> Outcome:
    """Learn together what is: as fast as all are heard; one category alone learns its own view."""
    heard = len(work.here) / max(1, len(work.categories))
    charter = work.charter
    if work.rules.gap_start:
        charter.diagnosis = max(charter.diagnosis, work.surveyed)
    charter.diagnosis += work.rules.knowing * work.strength * heard * (1.0 - charter.diagnosis)
    if work.coverage >= work.rules.quorum and charter.diagnosis >= work.rules.known_from:
        return Phase.FORUM, "report public"
    captured = "captured by few categories" if heard < 0.25 else "no quorum"
    return _patience(work, Phase.FAILED, captured)


def forum(work: Work) -> Outcome:
    """Bring the visions together: groups of one interest, then mixed ones."""
    _negotiate(work, vote=False)
    if work.session.record.get("vision_distance", 1.0) <= work.rules.near_enough:
        return Phase.STRATEGY, "visions near enough"
    return _patience(work, Phase.FAILED, "fatigue: visions stay apart")


def strategy(work: Work) -> Outcome:
    """Put priorities to the vote; a plan that a group refuses goes back to the forum."""
    _negotiate(work, vote=True)
    if work.session.record.get("acceptability", 0.0) >= work.rules.acceptable:
        draft_clauses(work.charter, work.session, work.surroundings)
        return Phase.CHARTER, "plan accepted, targets and triggers set"
    return _return(work, Phase.FORUM, "blocked on what splits the groups")


def charter(work: Work) -> Outcome:
    """Let those who want sign; too few categories make it a symbol."""
    legitimacy = work.coverage if work.rules.open_seats else 0.5
    work.charter.legitimacy = legitimacy
    signed = sign(
        work.charter, work.session, work.firms, work.bodies, work.markets,
        work.negotiating.tolerance * 2.0,
    )
    share = len(signed & work.categories) / max(1, len(work.categories))
    work.session.record["signed_by"] = share
    if share >= work.rules.signed_by:
        work.charter.public = max(work.charter.public, work.strength)
        work.charter.signed = True
        for clause in work.charter.clauses:
            if clause.state == State.OPEN and clause.begun is None:
                clause.begun = work.session.month
                clause.deadline = work.session.month + clause.months
        return Phase.IMPLEMENTATION, "signed"
    return _return(work, Phase.STRATEGY, "symbolic: too few categories signed")


def implementation(work: Work) -> Outcome:
    """Check promises in public; without a quick win hearts sink."""
    work.charter.public = max(work.charter.public, work.strength)
    _take_over(work)
    since = work.session.month - work.charter.since
    first = not any(clause.finished for clause in work.charter.clauses)
    if first and since >= work.rules.quick_win:
        work.firms.motivation[work.session.rows] *= 1.0 - work.rules.sinking
    if since >= work.rules.review:
        return Phase.EVALUATION, "time of the yearly review"
    return None


def evaluation(work: Work) -> Outcome:
    """Compare with the plan; a weak host reports better than it is."""
    book = work.charter
    broken = book.share(State.BROKEN)
    truth = 1.0 - broken if any(each.finished for each in book.clauses) else 0.0
    reported = truth + (1.0 - work.session.quality) * 0.5 * (1.0 - truth)
    work.session.record.update(kept_in_truth=truth, kept_as_reported=reported)
    if reported < work.rules.good_enough or not any(not c.finished for c in book.clauses):
        revise(book)
        return Phase.STRATEGY, "strategy revised"
    if work.session.circle.autonomy >= work.rules.autonomous_from:
        book.autonomy = work.session.circle.autonomy
        return Phase.AUTONOMY, "the circle governs on its own"
    return Phase.IMPLEMENTATION, "carried on"


def autonomy(work: Work) -> Outcome:
    """Go on by themselves, as long as they convene."""
    book, circle = work.charter, work.session.circle
    book.autonomy = circle.autonomy
    if circle.autonomy < 0.5 * work.rules.autonomous_from:
        return Phase.IMPLEMENTATION, "its own calls died away"
    book.public = max(book.public, circle.autonomy)
    return None


PHASES: dict[Phase, Callable[[Work], Outcome]] = {
    Phase.ENGAGEMENT: engagement, Phase.DIAGNOSIS: diagnosis, Phase.FORUM: forum,
    Phase.STRATEGY: strategy, Phase.CHARTER: charter, Phase.IMPLEMENTATION: implementation,
    Phase.EVALUATION: evaluation, Phase.AUTONOMY: autonomy,
    Phase.FAILED: lambda _work: (Phase.ENGAGEMENT, "begun again"),
}


def _negotiate(work: Work, vote: bool) -> None:
    negotiate(
        work.session, work.firms, work.bodies, work.markets, work.negotiating, work.strength,
        work.charter.diagnosis, vote,
    )


def _take_over(work: Work) -> None:
    circle = work.session.circle
    pace = work.rules.taking_over * work.strength * work.session.process
    circle.autonomy += pace * (1.0 - circle.autonomy)


def _patience(work: Work, phase: Phase, why: str) -> Outcome:
    return (phase, why) if work.charter.sessions >= work.rules.patience else None


def _return(work: Work, phase: Phase, why: str) -> Outcome:
    """Go back, three times at most; then the process has failed."""
    work.charter.returns += 1
    return (phase, why) if work.charter.returns <= 3 else (Phase.FAILED, why)
