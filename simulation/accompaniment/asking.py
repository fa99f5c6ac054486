"""Simulated people answer the questionnaire: truth, bias of their category, noise, silence.

The same instrument that reads real answers reads these. Each of Q questions (how much it matters,
how it is, how it should be) is asked for each of K skills and for a few other needs, in points
from 1 to 5. Bodies answer for the firms, and see most what their mission covers.

Shapes: R respondents (firms, then bodies), J items: K skills, then the other needs.
Source: gap_instrument 10 (answer model); concepts S77, S97.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.accompaniment.needs import KnownNeeds, importance, shortfall
from simulation.declarations import Floats, Identities, Integers, parameter, parameters
from simulation.entities.bodies import Bodies, BodyKind
from simulation.entities.firms import Firms
from simulation.entities.markets import SKILLS, Markets
from simulation.entities.ties import Ties
from simulation.instruments.simulated_answers import simulated_survey
from simulation.instruments.survey import Item, Survey
from simulation.randomness import normal, uniform

OTHER_NEEDS = ("partners", "dialogue", "foresight")
ITEMS = (
    *(Item(name, kind="skill") for name in SKILLS),
    *(Item(name, kind="need") for name in OTHER_NEEDS),
)
BODY = 1000
"""Numbers of the categories of bodies start here; those of firms are their trades."""


@parameters
class Asking:
    """How well people answer."""

    noise: float = parameter(
        0.8, unit="points of 5", low=0, high=4, source="assumption",
        doc="Spread of one answer around what its giver thinks (standard deviation).",
    )
    bias: float = parameter(
        0.6, unit="points of 5", low=0, high=4, source="assumption",
        doc="Spread of what all of a category see too large or too small.",
    )
    mission: float = parameter(
        1.0, unit="points of 5", low=0, high=4, source="assumption",
        doc="How much more a body finds important what its mission covers.",
    )
    silence: float = parameter(
        0.15, unit="share", low=0, high=1, source="assumption",
        doc="Answers left empty when the questions are put without skill.",
    )


def ask(
    firms: Firms, ties: Ties, markets: Markets, bodies: Bodies, rows: Integers,
    body_rows: Integers, level: float, care: float, known: KnownNeeds, asking: Asking,
    key: np.uint64,
) -> tuple[Survey, Integers]:
    """Return the answers and the trade of each who answered (-1: a body).

    `care` (0 to 1) is how well the questions are put: it halves errors and silence at best.
    """
    trades = markets.family[firms.product[rows]].astype(np.int32)
    truth = np.concatenate(
        [_firms_see(firms, ties, markets, rows, level),
         _bodies_see(firms, ties, markets, bodies, body_rows, level, asking.mission)], axis=1,
    )
    category = [*trades.tolist(), *(BODY + int(kind) for kind in bodies.kind[body_rows])]
    giver = [*rows.tolist(), *(firms.rows + int(row) for row in body_rows)]
    names = [*(markets.families[int(p)] for p in firms.product[rows]),
             *(BodyKind(int(kind)).name.lower() for kind in bodies.kind[body_rows])]
    clumsy = 1.0 - 0.5 * care
    answers = _answer(
        truth, np.array(category), np.array(giver), clumsy * asking.bias, clumsy * asking.noise,
        asking.silence * (1.0 - care), known.key, key,
    )
    survey = simulated_survey(answers, names, ITEMS)
    return survey, np.concatenate([trades, np.full(len(body_rows), -1, dtype=np.int32)])


@njit(cache=True)
def _answer(
    truth: Floats, category: Identities, giver: Identities, bias: float, noise: float,
    silence: float, lasting: np.uint64, key: np.uint64,
) -> Floats:
    answers = np.empty_like(truth)
    for q in range(truth.shape[0]):
        for j in range(truth.shape[2]):
            place = 3 * (q * truth.shape[2] + j)
            for r in range(truth.shape[1]):
                felt = truth[q, r, j] + bias * normal(lasting, category[r], place)
                felt += noise * normal(key, giver[r], place)
                answers[q, r, j] = min(5.0, max(1.0, np.rint(felt)))
                if uniform(key, giver[r], place + 2) < silence:
                    answers[q, r, j] = np.nan
    return answers


def skill_needs(survey: Survey) -> Floats:
    """Return each respondent's needs by skill (R, K), from importance and gap; NaN: no answer."""
    matters = (survey.importance - 1.0) / 4.0
    gap = np.maximum(0.0, survey.wanted - survey.current) / 4.0
    return np.asarray((matters * gap)[:, : len(SKILLS)])


def _firms_see(
    firms: Firms, ties: Ties, markets: Markets, rows: Integers, level: float
) -> Floats:
    skills = firms.skills[rows]
    trust = np.where(ties.neighbour[rows] >= 0, ties.trust[rows], 0.0).sum(axis=1)
    others = np.stack(
        [np.minimum(1.0, trust / 3.0), firms.internal_dialogue[rows], firms.awareness[rows]], axis=1
    )
    matters = np.full_like(others, 0.6)
    now = np.concatenate([skills, others], axis=1)
    short = np.concatenate(
        [shortfall(firms, markets, rows, level), 0.6 * np.maximum(0.0, level - others)], axis=1
    )
    weight = np.concatenate([importance(firms, markets, rows), matters], axis=1)
    return 1.0 + 4.0 * np.stack([weight, now, np.minimum(1.0, now + short)])


def _bodies_see(
    firms: Firms, ties: Ties, markets: Markets, bodies: Bodies, body_rows: Integers,
    level: float, mission: float,
) -> Floats:
    living = np.flatnonzero(firms.alive).astype(np.int32)
    if len(body_rows) == 0 or living.size == 0:
        return np.zeros((3, 0, len(ITEMS)))
    usual = _firms_see(firms, ties, markets, living, level).mean(axis=1)
    seen = np.repeat(usual[:, None, :], len(body_rows), axis=1)
    seen[0, :, : len(SKILLS)] += mission * bodies.mission[body_rows]
    return np.asarray(seen)
