"""Authorities act by their scale: on the environment, with funds for projects, on rules.

Channel: the environment by local works; capital of declared firms that invest, by regional funds;
common routines on the ladder, by national rules: one is lifted where many of those whom the
ministry hears are in trouble, and sooner the more pacts it has with other scales (S60).
Source: concepts S54, S55, S60, S72.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.serving import Rounds, service
from simulation.declarations import parameter, parameters, switch
from simulation.entities.bodies import Bodies, BodyKind, Scale
from simulation.entities.community import Routines, Surroundings
from simulation.entities.firms import Firms
from simulation.randomness import uniform

RULE, TRADITION = 3, 2


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
    scale = bodies.scale[rounds.body]
    if scale == Scale.LOCAL:
        reach = len(rounds.rows) / max(1, int(firms.alive.sum()))
        missing = 1.0 - surroundings.environment
        surroundings.environment += authorities.works * rounds.quality * reach * missing
    elif scale == Scale.REGIONAL:
        investing = rounds.rows[firms.projects[rounds.rows] > 0]
        share = firms.formality[investing] * rounds.quality
        firms.capital[investing] += authorities.grant * share
    else:
        _rule(rounds, bodies, firms, routines, authorities)


def _rule(
    rounds: Rounds, bodies: Bodies, firms: Firms, routines: Routines, authorities: Authorities
) -> None:
    """Lift the rules of routines in trouble, make rules of traditions that serve well."""
    readiness = rounds.quality * (1.0 + authorities.sooner * float(bodies.pacts[rounds.body]))
    rows = rounds.rows
    routine = firms.product[rows].astype(np.int64) * routines.rung.shape[1] + firms.technology[rows]
    for each in np.unique(routine):
        product, technology = divmod(int(each), routines.rung.shape[1])
        troubled = float((firms.profit[rows[routine == each]] < 0.0).mean())
        rung = int(routines.rung[product, technology])
        chance = {
            RULE: authorities.lifting * troubled, TRADITION: authorities.making * (1.0 - troubled)
        }.get(rung, 0.0)
        if uniform(rounds.key, int(each), 90) < chance * readiness:
            routines.rung[product, technology] = TRADITION if rung == RULE else RULE
            routines.since[product, technology] = rounds.step
