"""Courses on subjects: fixed, drawn by lot, or matched to the needs that were found.

Channel: taught skill, which fades unless it becomes practice. Members sit beside each other: no
ties come of it.
Fails: on subjects that the firm does not need, and where nobody in the firm takes up what the owner
heard. Matched courses without a diagnosis go by what courses are usually about.
Source: facts 4.4; concepts S52, S84.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.accompaniment.needs import KnownNeeds, profile, profiles, true_needs
from simulation.accompaniment.session import Session
from simulation.accompaniment.teaching import Teaching, subjects_asked, teach
from simulation.declarations import Floats, method, parameter, parameters, switch
from simulation.entities.firms import Firms
from simulation.entities.markets import SKILLS, Markets
from simulation.randomness import uniform

USUAL = ("organising", "commercial", "digital")
"""What courses are about when nobody says."""


@parameters
class TrainingCourses:
    """How courses are composed."""

    chosen: float = parameter(
        2.0, unit="subjects", low=1, high=8, source="assumption",
        doc="Subjects taken from the top of the needs when a course is matched to them.",
    )
    matching: bool = switch(
        True, thesis="S52 S84 C7", doc="Courses follow the needs that were found."
    )


@method(levels=(3,), capability="accompaniment", remedies="skill")
def training_courses(
    session: Session, firms: Firms, markets: Markets, known: KnownNeeds, teaching: Teaching,
    courses: TrainingCourses,
) -> None:
    """Owners attend courses on subjects that are fixed, drawn or matched to their needs."""
    rows = session.rows
    if len(rows) == 0:
        return
    subjects = _subjects(session, firms, markets, known, courses)
    needs = true_needs(firms, markets, rows, teaching.level)
    shares = profiles(needs)
    fit = (subjects * shares).sum(axis=1) / shares.max(axis=1)
    hours = session.hours * session.quality
    session.record["taught"] = teach(firms, rows, subjects, hours, teaching)
    session.record["course_fit"] = float(np.mean(fit))


def _subjects(
    session: Session, firms: Firms, markets: Markets, known: KnownNeeds, courses: TrainingCourses
) -> Floats:
    """Return what is taught to each of the participants (R, K), as shares of the hours."""
    wanted: Any = session.settings.get("subjects", USUAL)
    rows, n = session.rows, len(SKILLS)
    if wanted == "random":
        drawn = int(uniform(session.key, 0, 10) * n)
        return np.tile(np.eye(n)[drawn], (len(rows), 1))
    if wanted == "matched":
        if not (courses.matching and (known.waves or known.by_trade)):
            wanted = USUAL
        else:
            trades = markets.family[firms.product[rows]].tolist()
            count = round(courses.chosen)
            course = {trade: _first(known.of(trade), count) for trade in set(trades)}
            return np.array([course[trade] for trade in trades])
    return np.tile(subjects_asked(wanted), (len(rows), 1))


def _first(needs: Floats, count: int) -> Floats:
    """Return a course on the largest of these needs, in proportion."""
    kept = np.zeros_like(needs)
    largest = np.argsort(-needs, kind="stable")[:count]
    kept[largest] = needs[largest]
    return profile(kept)
