"""Trust grows with useful exchange, fades with neglect, and suffers when giving is not returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reference.obvious_firm import connect, disconnect, regard

if TYPE_CHECKING:
    from tests.reference.obvious_firm import ObviousFirm
    from tests.reference.obvious_model import ObviousTerritory


def tend_ties(territory: ObviousTerritory) -> None:
    """Weak ties break, meetings that worked make new ones, and all ties live on."""
    if territory.parameters.tend_ties.renewal:
        break_weak_ties(territory)
        make_acquaintances(territory)
    for firm in territory.firms():
        tend(firm, territory)


def break_weak_ties(territory: ObviousTerritory) -> None:
    """One side is enough to give up a tie."""
    for firm in territory.firms():
        for tie in firm.present_ties():
            if tie.trust < territory.parameters.tend_ties.broken_below:
                disconnect(firm, tie)


def make_acquaintances(territory: ObviousTerritory) -> None:
    """Strangers whose meeting worked become acquainted, if both have room or can make it."""
    first_trust = territory.parameters.tend_ties.first_trust
    for meeting in territory.meetings:
        one, other = meeting.first, meeting.second
        if other is None or not meeting.worked or one.tie_with(other):
            continue
        if not (may_make_room(one, first_trust) and may_make_room(other, first_trust)):
            continue
        for firm in (one, other):
            if not firm.has_room():
                disconnect(firm, firm.weakest_tie())
        product, others = (territory.products[firm.product] for firm in (one, other))
        in_chain = product.chain[other.product] > 0.0 or others.chain[one.product] > 0.0
        in_business = one.product == other.product or in_chain
        connect(
            one,
            other,
            first_trust,
            regard(one, other),
            regard(other, one),
            territory.months_lived,
            {"business"} if in_business else set(),
        )


def may_make_room(firm: ObviousFirm, first_trust: float) -> bool:
    """Say whether there is room, or the weakest tie is no stronger than a new one."""
    if firm.has_room():
        return True
    weakest = firm.weakest_tie()
    return weakest.trust + weakest.other.trust <= 2.0 * first_trust


def tend(firm: ObviousFirm, territory: ObviousTerritory) -> None:
    """A firm's side of its ties: neglect first, then what each meeting that worked did."""
    rule = territory.parameters.tend_ties
    for tie in firm.present_ties():
        tie.trust *= 1.0 - rule.neglect
    for meeting in firm.meetings:
        partner = meeting.partner_of(firm)
        if partner is None or not meeting.worked:
            continue
        tie = firm.tie_with(partner)
        if tie is None:
            continue
        tie.respect += rule.respect_speed * (regard(firm, partner) - tie.respect)
        side = meeting.side_of(firm)
        taken, given = meeting.gain[side], meeting.gain[1 - side]
        use = rule.company + (1.0 - rule.company) * min(1.0, taken / rule.full_use)
        tie.trust += rule.trust_gain * use * (1.0 - tie.trust)
        if tie.met < territory.months_lived or tie.history == 0:
            tie.history += 1
        tie.met = territory.months_lived
        took, gave = taken > rule.full_use / 10.0, given > rule.full_use / 10.0
        if took or gave:
            tie.purposes.add("knowledge")
        tie.balance += gave - took
        if rule.reciprocity and tie.balance > rule.patience:
            tie.trust *= 1.0 - rule.sanction
