"""Firms that meet learn from each other what the other knows better."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.reference.obvious_firm import closeness

if TYPE_CHECKING:
    from tests.reference.keyed_draws import Stream
    from tests.reference.obvious_firm import ObviousFirm
    from tests.reference.obvious_model import ObviousTerritory
    from tests.reference.obvious_things import Meeting

NOTICED = 1e-4


@dataclass
class Before:
    """What a firm knew, how it spoke and what it held to before this month's meetings."""

    skills: list[float]
    language: list[float]
    principles: list[float]


def exchange_knowledge(territory: ObviousTerritory) -> None:
    """Each firm learns in all its meetings from what the others knew before."""
    rule = territory.parameters.exchange_knowledge
    draw = territory.draws("exchange_knowledge")
    before = {
        firm: Before(list(firm.skills), list(firm.language), list(firm.principles))
        for firm in territory.firms()
    }
    for firm in territory.firms():
        firm.gained = 0.0
        firm.outside *= 1.0 - rule.outside_fading
        for v, spoken in enumerate(territory.products[firm.product].jargon):
            firm.language[v] += rule.jargon * (spoken - firm.language[v])
        for meeting in firm.meetings:
            if meeting.second is None:
                learn_outside(firm, meeting, before, territory, draw)
            else:
                learn_from_partner(firm, meeting, before, territory, draw)
    for firm in territory.firms():
        count_messages(firm)


def learn_outside(
    firm: ObviousFirm,
    meeting: Meeting,
    before: dict[ObviousFirm, Before],
    territory: ObviousTerritory,
    draw: Stream,
) -> None:
    """An open owner understands what is done elsewhere, and knows somebody there from now on."""
    rule = territory.parameters.exchange_knowledge
    meeting.worked = draw.uniform(firm.slot, 0) < firm.openness
    if meeting.worked:
        firm.outside += rule.outside_contact * (1.0 - firm.outside)
        learn(firm, meeting, before[firm].skills, territory.frontier, territory)


def learn_from_partner(
    firm: ObviousFirm,
    meeting: Meeting,
    before: dict[ObviousFirm, Before],
    territory: ObviousTerritory,
    draw: Stream,
) -> None:
    """If the two understand each other, the firm learns, and comes closer to the other."""
    rule = territory.parameters.exchange_knowledge
    partner = meeting.partner_of(firm)
    assert partner is not None
    mine, theirs = before[firm], before[partner]
    tie = firm.tie_with(partner)
    mutual_trust = 0.5 * (tie.trust + tie.other.trust) if tie else 0.0

    chance = rule.understanding_without_trust
    chance += (1.0 - rule.understanding_without_trust) * mutual_trust
    chance *= 0.5 + 0.5 * math.sqrt(firm.openness * partner.openness)
    if rule.common_language:
        chance *= closeness(mine.language, theirs.language)
    chance += meeting.ease * (1.0 - chance)
    # Both sides draw the same number: that of the pair in this setting.
    low, high = sorted((firm.slot, partner.slot))
    if draw.uniform(low, high * 64 + meeting.setting) >= chance:
        return
    meeting.worked = True
    learn(firm, meeting, mine.skills, theirs.skills, territory)
    for v, position in enumerate(theirs.language):
        firm.language[v] += rule.language_convergence * (position - firm.language[v])
    if rule.socialisation and mutual_trust >= territory.parameters.relations.trusted_from:
        for v, position in enumerate(theirs.principles):
            firm.principles[v] += rule.socialisation_rate * (position - firm.principles[v])


def learn(
    firm: ObviousFirm,
    meeting: Meeting,
    known: list[float],
    other: list[float],
    territory: ObviousTerritory,
) -> None:
    """Close a share of the gap in each skill that the other has better: most at mid distance."""
    rule = territory.parameters.exchange_knowledge
    squares = [(a - b) * (a - b) for a, b in zip(known, other, strict=True)]
    distance = math.sqrt(sum(squares) / len(squares))
    off = (distance - rule.best_distance) / rule.distance_width
    absorption = rule.absorption if rule.pooling else 0.0
    share = absorption * firm.internal_dialogue * math.exp(-(off * off))
    taken = 0.0
    for k, level in enumerate(other):
        step = min(share * (level - known[k]), level - firm.skills[k])
        if level > known[k] and step > 0.0:
            firm.skills[k] += step
            taken += step
    meeting.gain[meeting.side_of(firm)] = taken
    firm.gained += taken


def count_messages(firm: ObviousFirm) -> None:
    """Count what was worth remembering, given and taken inside the territory."""
    firm.received = 0
    firm.sent = 0
    for meeting in firm.meetings:
        if meeting.second is not None:
            side = meeting.side_of(firm)
            firm.received += meeting.gain[side] > NOTICED
            firm.sent += meeting.gain[1 - side] > NOTICED
