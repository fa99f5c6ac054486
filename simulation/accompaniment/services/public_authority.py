"""Authorities act by their scale: on the environment, with funds for projects, on rules.

Channel: the environment by local works; capital of declared firms that invest, by regional funds;
common routines on the ladder, by national rules: one is lifted where many of those whom the
ministry hears are in trouble, and sooner the more pacts it has with other scales (S60).
Source: concepts S54, S55, S60, S72.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.accompaniment.serving import Rounds, service
from simulation.declarations import Integers, parameter, parameters, switch
from simulation.entities.bodies import Bodies, BodyKind, Scale
from simulation.entities.community import Routines, Surroundings
from simulation.entities.firms import Firms
from simulation.randomness import uniform

RULE, TRADITION = 3, 2
LOCAL, REGIONAL = int(Scale.LOCAL), int(Scale.REGIONAL)


@parameters
class Authorities:
    """What authorities of each scale can do of themselves."""

    works: float = parameter(
        0.05, unit="share per month", low=0, high=1, source="assumption",
        doc="Share of the environment's missing quality that works reaching every firm would give.",
    )
    grant: float = parameter(
        0.5, unit="month's wages", low=0, high=50, source="assumption",
        doc="Regional money for a declared firm that takes part in a project.",
    )
    lifting: float = parameter(
        0.02, unit="chance per month", low=0, high=1, source="assumption",
        doc="Chance that a rule is lifted when all those heard are in trouble, without any pact.",
    )
    making: float = parameter(
        0.002, unit="chance per month", low=0, high=1, source="assumption",
        doc="Chance that a tradition is made a rule when all those heard live well with it.",
    )
    sooner: float = parameter(
        1.0, unit="share per pact", low=0, high=10, source="assumption",
        doc="How much a pact with a body of another scale raises the chance of an act (S60).",
    )
    authorities_act: bool = switch(
        True, thesis="S55 S72", doc="Authorities work, fund, and make or lift rules."
    )


@service(BodyKind.PUBLIC_AUTHORITY)
def act_by_scale(
    rounds: Rounds, bodies: Bodies, firms: Firms, surroundings: Surroundings,
    routines: Routines, authorities: Authorities,
) -> None:
    """Work on the environment, fund projects, or make and lift rules."""
    if not authorities.authorities_act:
        return
    scale = bodies.scale.item(rounds.body)
    if scale == LOCAL:
        reach = len(rounds.rows) / max(1, int(np.count_nonzero(firms.alive)))
        missing = 1.0 - surroundings.environment[0]
        surroundings.environment[0] += authorities.works * rounds.quality * reach * missing
    elif scale == REGIONAL:
        _fund(firms, authorities, rounds.rows, rounds.quality)
    else:
        sooner = authorities.sooner * float(bodies.pacts.item(rounds.body))
        _rule(
            firms, authorities, routines, rounds.rows, rounds.quality * (1.0 + sooner), rounds.key,
            rounds.step,
        )


@njit(cache=True)
def _fund(firms: Firms, authorities: Authorities, rows: Integers, quality: float) -> None:
    for i in rows:
        if firms.projects[i] > 0:
            firms.capital[i] += authorities.grant * (firms.formality[i] * quality)


@njit(cache=True)
def _rule(
    firms: Firms, authorities: Authorities, routines: Routines, rows: Integers, readiness: float,
    key: np.uint64, step: int,
) -> None:
    """Lift the rules of routines in trouble, make rules of traditions that serve well."""
    heard = np.zeros(routines.rung.shape)
    troubled = np.zeros(routines.rung.shape)
    for i in rows:
        heard[firms.product[i], firms.technology[i]] += 1.0
        troubled[firms.product[i], firms.technology[i]] += firms.profit[i] < 0.0
    for p in range(routines.rung.shape[0]):
        for t in range(routines.rung.shape[1]):
            if heard[p, t] == 0.0:
                continue
            share = troubled[p, t] / heard[p, t]
            chance = 0.0
            if routines.rung[p, t] == RULE:
                chance = authorities.lifting * share
            elif routines.rung[p, t] == TRADITION:
                chance = authorities.making * (1.0 - share)
            if uniform(key, p * routines.rung.shape[1] + t, 90) < chance * readiness:
                routines.rung[p, t] = TRADITION if routines.rung[p, t] == RULE else RULE
                routines.since[p, t] = step
