"""Copy the state of a compiled territory into plain objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.entities.ties import BUSINESS, KNOWLEDGE, PROJECT
from simulation.model import Territory
from tests.reference.meet import tell_of_meetings
from tests.reference.obvious_firm import ObviousFirm, Tie
from tests.reference.obvious_things import Meeting, Network, Product, Project, Threat

if TYPE_CHECKING:
    from tests.reference.obvious_model import ObviousTerritory

PURPOSES = {BUSINESS: "business", KNOWLEDGE: "knowledge", PROJECT: "project"}

OF_TIES = ("trust", "respect", "history", "met", "joint", "balance")
OF_MARKETS = (
    "demand", "usual", "outside", "coming", "local", "supply", "workers", "workers_at_start",
    "tradition", "holders", "listed", "family", "need", "need_at_start", "jargon", "related", "chain",
)
OF_ROUTINES = ("rung", "since", "spread")
OF_THREATS = (
    "onset", "lead", "ramp", "lasting", "fade", "scar", "visibility", "nuisance", "influx",
    "exodus",
    "obsolescence", "effect",
)
OF_SURROUNDINGS = (
    "environment", "heritage", "heritage_at_start", "nuisance", "influx", "incomes", "incomes_at_start",
    "unemployed", "signal",
)
OF_NETWORKS = (
    "born", "seen", "members", "founders", "staying", "interlocks", "principles",
    "first_principles", "norms", "first_norms", "technical_quality", "first_quality",
    "language", "history", "stock",
)
OUTCOMES = ("under way", "success", "failure")
OF_PROJECTS = ("started", "deadline", "structure", "novelty", "joined", "progress")


def copy_state(territory: Territory, obvious: ObviousTerritory) -> None:
    """Give the obvious territory everything that the compiled one has now."""
    _copy_world(territory, obvious)
    _copy_networks(territory, obvious)
    _copy_firms(territory, obvious)
    _copy_ties(territory, obvious)
    _copy_meetings(territory, obvious)
    _copy_projects(territory, obvious)


def _copy_world(territory: Territory, obvious: ObviousTerritory) -> None:
    markets, routines, threats = territory.markets, territory.routines, territory.threats
    obvious.products = [
        Product(
            **{name: getattr(markets, name)[p].tolist() for name in OF_MARKETS},
            **{name: getattr(routines, name)[p].tolist() for name in OF_ROUTINES},
        )
        for p in range(markets.rows)
    ]
    obvious.threats = [
        Threat(**{name: getattr(threats, name)[h].tolist() for name in OF_THREATS})
        for h in range(threats.rows)
    ]
    obvious.frontier = markets.frontier.tolist()
    obvious.digital_need = markets.digital_need.tolist()
    obvious.squares = territory.neighbourhoods.side
    obvious.people = territory.population.people.tolist()
    obvious.people_at_start = territory.population.at_start.tolist()
    for name in OF_SURROUNDINGS:
        setattr(obvious, name, getattr(territory.surroundings, name)[0].item())


def _copy_firms(territory: Territory, obvious: ObviousTerritory) -> None:
    firms = territory.firms
    obvious.slots = [None] * firms.rows
    for slot in range(firms.rows):
        if not firms.alive[slot]:
            continue
        firm = ObviousFirm(obvious, slot, obvious.most_ties)
        for name in firms.columns:
            if name not in ("id", "alive", "network"):
                setattr(firm, name, getattr(firms, name)[slot].tolist())
        firm.identity = firms.id[slot].item()
        firm.successor = bool(firms.successor[slot])
        if firms.network[slot] >= 0:
            firm.network = obvious.networks[firms.network[slot]]
        obvious.slots[slot] = firm


def _copy_ties(territory: Territory, obvious: ObviousTerritory) -> None:
    ties = territory.ties
    for firm in obvious.firms():
        for place, other in enumerate(ties.neighbour[firm.slot].tolist()):
            partner = obvious.slots[other] if other >= 0 else None
            if partner is None:
                continue
            values = {name: getattr(ties, name)[firm.slot, place].item() for name in OF_TIES}
            bits = ties.purposes[firm.slot, place]
            purposes = {name for bit, name in PURPOSES.items() if bits & bit}
            tie = Tie(partner, purposes=purposes, **values)
            firm.ties[place] = tie
            other_half = partner.ties[ties.mirror[firm.slot, place]]
            if other_half is not None:
                tie.other, other_half.other = other_half, tie


def _copy_meetings(territory: Territory, obvious: ObviousTerritory) -> None:
    """This month's meetings, as far as those who met still live."""
    meetings = territory.meetings
    obvious.arranged = [
        Meeting(obvious.slots[one], obvious.slots[other], setting, ease)
        for first, second, setting, ease in meetings._invited
        for one, other in zip(first.tolist(), second.tolist(), strict=True)
    ]
    obvious.meetings = []
    for m in range(meetings.count):
        first = obvious.slots[meetings.first[m]]
        second = obvious.slots[meetings.second[m]] if meetings.second[m] >= 0 else None
        if first is None or (second is None and meetings.second[m] >= 0):
            continue
        obvious.meetings.append(
            Meeting(
                first,
                second,
                int(meetings.setting[m]),
                float(meetings.ease[m]),
                bool(meetings.worked[m]),
                meetings.gain[m].tolist(),
            )
        )
    tell_of_meetings(obvious)


def _copy_networks(territory: Territory, obvious: ObviousTerritory) -> None:
    networks = territory.networks
    obvious.next_network = int(networks.id.max()) + 1
    obvious.networks = [None] * networks.rows
    for row in range(networks.rows):
        if networks.alive[row]:
            values = {name: getattr(networks, name)[row].tolist() for name in OF_NETWORKS}
            obvious.networks[row] = Network(
                identity=networks.id[row].item(),
                agreement=networks.identity[row].item(),
                **values,
            )


def _copy_projects(territory: Territory, obvious: ObviousTerritory) -> None:
    projects = territory.projects
    obvious.projects = [None] * projects.rows
    for row in range(projects.rows):
        ended = projects.outcome[row].item()
        if not projects.alive[row] and not ended:
            continue
        members = [
            _member(obvious, slot, identity)
            for slot, identity in zip(
                projects.members[row].tolist(), projects.identities[row].tolist(), strict=True
            )
        ]
        values = {name: getattr(projects, name)[row].item() for name in OF_PROJECTS}
        obvious.projects[row] = Project(members=members, outcome=OUTCOMES[ended], **values)


def _member(obvious: ObviousTerritory, slot: int, identity: int) -> ObviousFirm | None:
    """Return who sits in a seat: nobody, a firm, or one that closed since the last session."""
    if slot < 0:
        return None
    firm = obvious.slots[slot]
    if firm is None or firm.identity != identity:
        firm = ObviousFirm(obvious, slot, obvious.most_ties)
        firm.identity, firm.alive = identity, False
        firm.remove()
    return firm
