"""Firms meet those they trust, now and then a partner's partner, a neighbour, an outsider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reference.obvious_things import Meeting

if TYPE_CHECKING:
    from tests.reference.keyed_draws import Stream
    from tests.reference.obvious_firm import ObviousFirm
    from tests.reference.obvious_model import ObviousTerritory

Square = tuple[int, int]
AROUND = [(x, y) for y in (-1, 0, 1) for x in (-1, 0, 1) if (x, y) != (0, 0)]


def meet(territory: ObviousTerritory) -> None:
    """Each firm seeks one meeting: with a trusted partner, or with somebody new."""
    rule, habits = territory.parameters.meet, territory.parameters.meeting_habits
    draw = territory.draws("meet")
    squares = firms_by_square(territory)
    territory.meetings = []
    for firm in territory.firms():
        if draw.uniform(firm.slot, 0) >= habits.frequency:
            continue
        somebody_new = rule.strangers
        if territory.month - firm.stage_since < rule.restless_months:
            somebody_new = min(1.0, 2.0 * somebody_new)
        if draw.uniform(firm.slot, 1) >= somebody_new:
            seek(firm, firm.trusted_choice(draw.uniform(firm.slot, 2)))
            continue
        way = draw.uniform(firm.slot, 3)
        through_partners = rule.through_partners if rule.relational_capital else 0.0
        if way < rule.from_outside * firm.openness:
            territory.meetings.append(Meeting(firm, None))
        elif way >= 1.0 - through_partners:
            partner = firm.trusted_choice(draw.uniform(firm.slot, 4))
            if partner is not None:
                introduced = partner.trusted_choice(draw.uniform(firm.slot, 5))
                seek(firm, introduced)
        elif rule.proximity:
            seek(firm, neighbour_of(firm, squares, territory, draw))
        else:
            everybody = [other for here in squares.values() for other in here]
            seek(firm, everybody[int(draw.uniform(firm.slot, 9) * len(everybody))])
    hand_out_invitations(territory)


def seek(firm: ObviousFirm, other: ObviousFirm | None) -> None:
    """Hold a meeting of a firm with another one, if there is one."""
    if other is not None and other is not firm:
        firm.model.meetings.append(Meeting(firm, other))


def hand_out_invitations(territory: ObviousTerritory) -> None:
    """Add the meetings to which others invite, and tell each firm of its own."""
    territory.meetings += territory.arranged
    territory.arranged = []
    tell_of_meetings(territory)


def tell_of_meetings(territory: ObviousTerritory) -> None:
    """Tell each firm of its meetings, those it sought and those for which it was sought."""
    for firm in territory.firms():
        firm.meetings = []
    for meeting in territory.meetings:
        meeting.first.meetings.append(meeting)
        if meeting.second is not None:
            meeting.second.meetings.append(meeting)


def firms_by_square(territory: ObviousTerritory) -> dict[Square, list[ObviousFirm]]:
    """Return who lives in each square, row by row of squares."""
    side = territory.squares
    squares: dict[Square, list[ObviousFirm]] = {
        (x, y): [] for y in range(side) for x in range(side)
    }
    for firm in territory.firms():
        squares[square_of(firm, side)].append(firm)
    return squares


def square_of(firm: ObviousFirm, side: int) -> Square:
    """Return the square in which a firm lives."""
    return min(side - 1, int(firm.place[0] * side)), min(side - 1, int(firm.place[1] * side))


def neighbour_of(
    firm: ObviousFirm,
    squares: dict[Square, list[ObviousFirm]],
    territory: ObviousTerritory,
    draw: Stream,
) -> ObviousFirm | None:
    """Draw somebody of the same square, or of one of the eight around it."""
    x, y = square_of(firm, territory.squares)
    if draw.uniform(firm.slot, 6) >= territory.parameters.meet.near:
        right, down = AROUND[int(draw.uniform(firm.slot, 7) * 8)]
        x, y = x + right, y + down
    here = squares.get((x, y), [])
    return here[int(draw.uniform(firm.slot, 8) * len(here))] if here else None
