"""The interaction models that can take the place of `meet`: pairs, hub, chain, groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reference.meet import hand_out_invitations, seek

if TYPE_CHECKING:
    from tests.reference.obvious_firm import ObviousFirm
    from tests.reference.obvious_model import ObviousTerritory

LOOKS = 12


def meet_in_pairs(territory: ObviousTerritory) -> None:
    """Closed pairs: each firm meets only the partner it trusts most; nobody new."""
    draw = territory.draws("meet_in_pairs")
    territory.meetings = []
    for firm in territory.firms():
        trusting = [tie for tie in firm.present_ties() if tie.trust > 0.0]
        seeks = draw.uniform(firm.slot, 0) < territory.parameters.meeting_habits.frequency
        if seeks and trusting:
            seek(firm, max(trusting, key=lambda tie: tie.trust).partner)
    hand_out_invitations(territory)


def meet_through_hub(territory: ObviousTerritory) -> None:
    """Hub and spokes: in each trade everybody meets the firm that most people trust."""
    draw = territory.draws("meet_through_hub")
    hubs: dict[int, tuple[float, ObviousFirm]] = {}
    for firm in territory.firms():
        family = territory.products[firm.product].family
        standing = 1e-9
        for tie in firm.present_ties():
            standing += tie.other.trust
        if family not in hubs or standing > hubs[family][0]:
            hubs[family] = (standing, firm)
    territory.meetings = []
    for firm in territory.firms():
        if draw.uniform(firm.slot, 0) < territory.parameters.meeting_habits.frequency:
            seek(firm, hubs[territory.products[firm.product].family][1])
    hand_out_invitations(territory)


def meet_along_chain(territory: ObviousTerritory) -> None:
    """Supply chain: firms meet those who deliver to their product or buy from it."""
    draw = territory.draws("meet_along_chain")
    territory.meetings = []
    for firm in territory.firms():
        if draw.uniform(firm.slot, 0) >= territory.parameters.meeting_habits.frequency:
            continue
        for look in range(LOOKS):
            slot = int(draw.uniform(firm.slot, 1 + look) * len(territory.slots))
            other = territory.slots[slot]
            if other is not None and other is not firm and is_met(territory, firm, other):
                seek(firm, other)
                break
    hand_out_invitations(territory)


def is_met(territory: ObviousTerritory, firm: ObviousFirm, other: ObviousFirm) -> bool:
    """Say whether one delivers to the other; outside all chains: whether they share a trade."""
    mine, theirs = territory.products[firm.product], territory.products[other.product]
    delivers = max(product.chain[firm.product] for product in territory.products)
    if max(mine.chain) == 0.0 and delivers == 0.0 and mine.family == theirs.family:
        return True
    return mine.chain[other.product] > 0.0 or theirs.chain[firm.product] > 0.0


def meet_in_groups(territory: ObviousTerritory) -> None:
    """Mixed groups: each firm meets the members of a circle drawn by lot for the year."""
    this_year = territory.months_lived // 12 * 12
    lots = territory.draws("meet_in_groups", this_year)
    draw = territory.draws("meet_in_groups")
    n_circles = max(1, len(territory.slots) // round(territory.parameters.meet_in_groups.members))
    circles: list[list[ObviousFirm]] = [[] for _ in range(n_circles)]
    circle_of: dict[ObviousFirm, list[ObviousFirm]] = {}
    for firm in territory.firms():
        circle_of[firm] = circles[int(lots.uniform(firm.slot, 0) * n_circles)]
        circle_of[firm].append(firm)
    territory.meetings = []
    for firm in territory.firms():
        if draw.uniform(firm.slot, 1) < territory.parameters.meeting_habits.frequency:
            circle = circle_of[firm]
            seek(firm, circle[int(draw.uniform(firm.slot, 2) * len(circle))])
    hand_out_invitations(territory)
