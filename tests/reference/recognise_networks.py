"""Innovative networks are recognised in relations and joint work, and followed through turnover."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from tests.reference.obvious_firm import closeness
from tests.reference.obvious_things import Network

if TYPE_CHECKING:
    from tests.reference.obvious_firm import ObviousFirm, Tie
    from tests.reference.obvious_model import ObviousTerritory

Side = tuple[int, int]
"""A tie as the side of a triangle: the two slots, the lower one first."""


def recognise_networks(territory: ObviousTerritory) -> None:
    """Every few months: find the groups, see which network each continues, describe it."""
    if territory.months_lived % round(territory.parameters.recognise_networks.every):
        return
    groups = find_groups(territory)
    main, belongs = main_groups(groups, territory)
    network_of_group = follow(groups, main, territory)
    settle_members(main, belongs, network_of_group, territory)
    forget_the_deserted(territory)
    for network in territory.networks:
        if network is not None and network.seen == territory.months_lived:
            describe(network, territory)


def strong_ties(firm: ObviousFirm, territory: ObviousTerritory) -> list[Tie]:
    """Return the ties that hold a network together: mutual trust, respect, recent work."""
    relations = territory.parameters.relations
    since = territory.months_lived - round(territory.parameters.recognise_networks.joint_within)
    return [
        tie
        for tie in firm.present_ties()
        if max(tie.met, tie.joint) >= since
        and tie.works_jointly(
            relations.trusted_from, relations.respect_needed, relations.history_needed
        )
    ]


def find_groups(territory: ObviousTerritory) -> list[set[Side]]:
    """Return groups of triangles of strong ties that share sides, in the order of their firms."""
    later_partners = {
        firm.slot: {
            tie.partner.slot for tie in strong_ties(firm, territory) if tie.partner.slot > firm.slot
        }
        for firm in territory.firms()
    }
    group_of_side: dict[Side, set[Side]] = {}
    for i, partners in later_partners.items():
        for j, k in combinations(sorted(partners), 2):
            if k in later_partners[j]:
                join(((i, j), (j, k), (i, k)), group_of_side)
    groups: dict[int, set[Side]] = {}
    for firm in territory.firms():
        for tie in firm.present_ties():
            group = group_of_side.get(side_of(firm, tie))
            if group is not None:
                groups.setdefault(id(group), group)
    least = round(territory.parameters.recognise_networks.least_members)
    return [
        group
        for group in groups.values()
        if len({slot for side in group for slot in side}) >= least
    ]


def join(triangle: tuple[Side, Side, Side], group_of_side: dict[Side, set[Side]]) -> None:
    """Put the three sides, and the groups that they belong to, into one group."""
    largest = max((group_of_side.get(side, set()) for side in triangle), key=len)
    for side in triangle:
        group = group_of_side.get(side, {side})
        if group is not largest:
            largest |= group
            group_of_side.update((member, largest) for member in group)


def side_of(firm: ObviousFirm, tie: Tie) -> Side:
    """Return a tie as a side of triangles."""
    return min(firm.slot, tie.partner.slot), max(firm.slot, tie.partner.slot)


def main_groups(
    groups: list[set[Side]], territory: ObviousTerritory
) -> tuple[dict[ObviousFirm, int], dict[ObviousFirm, int]]:
    """Return for each member the group of most of its ties, and to how many it belongs."""
    group_of_side = {side: g for g, group in enumerate(groups) for side in group}
    main: dict[ObviousFirm, int] = {}
    belongs: dict[ObviousFirm, int] = {}
    for firm in territory.firms():
        sides = [side_of(firm, tie) for tie in firm.present_ties()]
        ties_in = Counter(group_of_side[side] for side in sides if side in group_of_side)
        if ties_in:
            main[firm] = max(
                ties_in, key=lambda g, ties_in=ties_in: ties_in[g]
            )  # the first of equals
            belongs[firm] = len(ties_in)
    return main, belongs


def follow(
    groups: list[set[Side]], main: dict[ObviousFirm, int], territory: ObviousTerritory
) -> dict[int, Network]:
    """Return the network of each group: the one that it continues, or a new one.

    A group continues a network if, of all groups and networks, each overlaps most with the other.
    """
    rule = territory.parameters.recognise_networks
    least = round(rule.least_members)
    now = territory.months_lived
    members_now = Counter(main.values())
    members_before = Counter(firm.network for firm in territory.firms() if firm.network)
    common = Counter((g, firm.network) for firm, g in main.items() if firm.network)
    overlap = {
        (g, network): both / (members_now[g] + members_before[network] - both)
        for (g, network), both in common.items()
    }
    near: dict[int, list[Network]] = {}
    heirs: dict[Network, list[int]] = {}
    places = {network: place for place, network in enumerate(territory.networks) if network}
    for g, network in sorted(overlap, key=lambda pair: (pair[0], places[pair[1]])):
        if overlap[g, network] >= rule.same_from:
            near.setdefault(g, []).append(network)
            heirs.setdefault(network, []).append(g)
    network_of_group: dict[int, Network] = {}
    for g, candidates in near.items():
        network = max(candidates, key=lambda n, g=g: overlap[g, n])
        if max(heirs[network], key=lambda h, n=network: overlap[h, n]) == g:
            network_of_group[g] = network

    continued = set(network_of_group.values())
    territory.networks = [
        network if network and (network in continued or now - network.seen <= rule.memory) else None
        for network in territory.networks
    ]
    for g in range(len(groups)):
        if g not in network_of_group and members_now[g] >= least and None in territory.networks:
            network = Network(territory.next_network, born=now, seen=now)
            territory.next_network += 1
            territory.networks[territory.networks.index(None)] = network
            network_of_group[g] = network
    for network in network_of_group.values():
        network.seen = now
    return network_of_group


def settle_members(
    main: dict[ObviousFirm, int],
    belongs: dict[ObviousFirm, int],
    network_of_group: dict[int, Network],
    territory: ObviousTerritory,
) -> None:
    """Each firm belongs to the network of its main group; a network not seen keeps its own."""
    now = territory.months_lived
    known = {network for network in territory.networks if network is not None}
    for network in network_of_group.values():
        network.members = network.staying = network.interlocks = 0
    for firm in territory.firms():
        if firm in main:
            firm.network = network_of_group.get(main[firm])
        elif firm.network is not None and (firm.network not in known or firm.network.seen == now):
            firm.network = None
        network = firm.network
        if network is not None and network.seen == now:
            if network.born == now:
                firm.founder_of = network.identity
            network.members += 1
            network.staying += firm.founder_of == network.identity
            network.interlocks += belongs[firm] > 1


def forget_the_deserted(territory: ObviousTerritory) -> None:
    """A network not seen now is remembered as long as two of its members are left to it."""
    left = Counter(firm.network for firm in territory.firms())
    for place, network in enumerate(territory.networks):
        if network and network.seen < territory.months_lived and left[network] < 2:
            territory.networks[place] = None
    for firm in territory.firms():
        if firm.network and firm.network.seen < territory.months_lived and left[firm.network] < 2:
            firm.network = None


def describe(network: Network, territory: ObviousTerritory) -> None:
    """Measure a network, and compare it with its founding."""
    members = [firm for firm in territory.firms() if firm.network is network]
    network.principles = mean([firm.principles for firm in members])
    network.language = mean([firm.language for firm in members])
    within_network: list[Tie] = []
    closure = 0.0
    for firm in members:
        strong = strong_ties(firm, territory)
        inside = [tie for tie in strong if tie.partner.network is network]
        within_network += inside
        closure += len(inside) / max(1, len(strong))
    ties = max(1, len(within_network))
    network.history = sum(tie.history for tie in within_network) / ties
    network.norms = [
        sum(1.0 - min(1.0, abs(tie.balance) / 10.0) for tie in within_network) / ties,
        sum("knowledge" in tie.purposes for tie in within_network) / ties,
        closure / max(1, len(members)),
    ]
    if network.born == territory.months_lived:
        network.founders = network.members
        network.first_principles = list(network.principles)
        network.first_norms = list(network.norms)
        network.first_quality = network.technical_quality
    network.agreement = (
        closeness(network.principles, network.first_principles)
        + closeness(network.norms, network.first_norms)
        + 1.0
        - abs(network.technical_quality - network.first_quality)
    ) / 3.0


def mean(positions: list[list[float]]) -> list[float]:
    """Return the mean of several positions, value by value."""
    return [sum(values) / max(1, len(positions)) for values in zip(*positions, strict=True)]
