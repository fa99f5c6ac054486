"""Unions and employers' associations foster talk inside firms, and declared work.

Channel: dialogue between owners and collaborators, where there are collaborators; formality.
Source: concepts S36, S55, S63, S65.
"""

from __future__ import annotations

from numba import njit

from simulation.accompaniment.serving import Rounds, service
from simulation.declarations import Integers, parameter, parameters, switch
from simulation.entities.bodies import BodyKind
from simulation.entities.firms import Firms


@parameters
class SocialPartners:
    """What a visit of the social partners leaves."""

    dialogue: float = parameter(
        0.06, unit="share per visit", low=0, high=1, source="assumption",
        doc="Share of the missing dialogue inside a firm that a visit builds.",
    )
    declaring: float = parameter(
        0.05, unit="share per visit", low=0, high=1, source="assumption",
        doc="Share of undeclared activity that a visit brings to be declared.",
    )
    social_partners_act: bool = switch(
        True, thesis="S55 S63", doc="Social partners foster dialogue and declared work."
    )


@service(BodyKind.SOCIAL_PARTNER)
def foster_dialogue(rounds: Rounds, firms: Firms, partners: SocialPartners) -> None:
    """Bring owners and collaborators to talk, and work to be declared."""
    if not partners.social_partners_act:
        return
    _visit(
        firms, rounds.rows, partners.dialogue * rounds.quality, partners.declaring * rounds.quality
    )


@njit(cache=True)
def _visit(firms: Firms, rows: Integers, talking: float, declaring: float) -> None:
    for i in rows:
        if firms.collaborators[i] > 0:
            firms.internal_dialogue[i] += talking * (1.0 - firms.internal_dialogue[i])
        firms.formality[i] += declaring * (1.0 - firms.formality[i])
