"""Write a charter's clauses and have them signed by those who want the plan.

A signatory promises what its capacity was found to be; where nobody looks, it promises a full share
and may not have it.

Shapes: clauses and signatories of one charter; rows of firms and bodies in the room.
Source: concepts S90; the reference on Agenda 21, sections 2 and 3 (the charter of Longvic).
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.session import Session
from simulation.entities.bodies import Bodies
from simulation.entities.charter import Charter, Clause, Signatory, State
from simulation.entities.community import Surroundings
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.randomness import uniform

THEMES = ("quick win", "water and soils", "energy and climate", "mobility", "waste", "anticipation")
"""A first short promise, four of the environment, and one that waits for an agreed condition."""

FIRST_MONTHS = 6
CHECK_EVERY = 3
PLANNED = 0.7
"""Part of the promised work with which a plan reckons: nobody plans to the last hour."""


def draft_clauses(charter: Charter, session: Session, surroundings: Surroundings) -> None:
    """Write the clauses that are not there yet: targets from the state of today."""
    months = round(float(session.settings.get("months", 36)))
    trigger = float(session.settings.get("trigger", 0.3))
    ambition = float(session.settings.get("ambition", 0.15))
    today = float(surroundings.environment[0])
    there = {clause.theme for clause in charter.clauses}
    for theme in THEMES:
        if theme in there:
            continue
        waits = theme == "anticipation"
        term = FIRST_MONTHS if theme == "quick win" else months
        charter.clauses.append(Clause(
            theme=theme, target=min(1.0, today + ambition), baseline=today,
            deadline=session.month + term,
            indicator="signal" if waits else "surroundings.environment",
            check_every=CHECK_EVERY, trigger=trigger if waits else 0.0,
            sanction=float(session.settings.get("sanction", 0.1)), effort=0.0, months=term,
            bound=(), state=State.WAITING if waits else State.OPEN,
        ))


def sign(
    charter: Charter, session: Session, firms: Firms, bodies: Bodies, markets: Markets,
    tolerance: float,
) -> set[str]:
    """Let those in the room sign who want the plan; return the categories that have signed."""
    rows, present = session.rows, session.bodies
    visions = np.concatenate([firms.vision[rows].astype(np.float64), bodies.vision[present]])
    if len(visions):
        plan = visions.mean(axis=0)
        for row in rows.tolist():
            apart = float(np.abs(firms.vision[row] - plan).mean())
            wants = apart <= tolerance and uniform(session.key, row, 3) < firms.motivation[row] * 2
            if wants:
                _add(charter, session, int(firms.id[row]), False, *_of_firm(session, firms, row))
        for body in present.tolist():
            if bodies.pledged[body] > 0.0 and bodies.engagement[body] > 0.0:
                _add(charter, session, body, True, *_of_body(bodies, body))
    _bind(charter)
    return _categories(charter, firms, bodies, markets)


def revise(charter: Charter) -> None:
    """Take what was broken or done off the charter, so that it is written anew."""
    charter.clauses = [each for each in charter.clauses if not each.finished]


def _of_firm(session: Session, firms: Firms, row: int) -> tuple[float, float]:
    """Return what a firm promises and what it can give: people with time, and some reserve."""
    reserve = float(np.clip(firms.capital[row] / 4.0, 0.0, 1.0))
    capacity = min(1.0, reserve * (0.5 + 0.25 * float(firms.collaborators[row])))
    looked_at = float(session.settings.get("check_capacity", 1.0)) * session.quality
    return capacity * looked_at + 1.0 * (1.0 - looked_at), capacity


def _of_body(bodies: Bodies, body: int) -> tuple[float, float]:
    """Return what a body promises (its pledge) and what it can give (as far as it is engaged)."""
    promised = 3.0 * float(bodies.pledged[body])
    return promised, promised * min(1.0, 2.0 * float(bodies.engagement[body]))


def _add(
    charter: Charter, session: Session, actor: int, is_body: bool, commitment: float,
    capacity: float,
) -> None:
    known = any(s.actor == actor and s.is_body == is_body for s in charter.signatories)
    if not known and commitment > 0.0:
        charter.signatories.append(
            Signatory(actor, is_body, session.month, commitment, capacity)
        )


def _bind(charter: Charter) -> None:
    """Share the new clauses out, two to a signatory, and plan the work by what was promised."""
    fresh = [each for each in charter.clauses if not each.finished and each.begun is None]
    if not charter.signatories or not fresh:
        return
    bound: list[list[int]] = [[] for _ in fresh]
    for n in range(len(charter.signatories)):
        for place in {n % len(fresh), (n + 1) % len(fresh)}:
            bound[place].append(n)
    for clause, members in zip(fresh, bound, strict=True):
        clause.bound = tuple(members) or (0,)
        promised = sum(charter.signatories[n].commitment / 2.0 for n in clause.bound)
        clause.effort = PLANNED * promised * clause.months


def _categories(
    charter: Charter, firms: Firms, bodies: Bodies, markets: Markets
) -> set[str]:
    signed = set()
    for who in charter.signatories:
        if who.is_body:
            signed.add(f"body {bodies.kind[who.actor]}")
        else:
            rows = np.flatnonzero(firms.id == who.actor)
            signed.update(f"trade {markets.family[firms.product[row]]}" for row in rows)
    return signed
