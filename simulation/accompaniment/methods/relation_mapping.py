"""People are asked whom they work with; the answers make a map of relations, which gets old.

Channel: what the programme knows of relations. Nobody learns, meets or trusts by it: a broker who
goes by the map wastes no introduction on those who know each other anyway.
Fails: asked without skill people name few; of a few asked the map is a fragment; asked once, it
shows who worked together then.
Source: concepts S38, S98 (relations and how they develop).
"""

from __future__ import annotations

from simulation.accompaniment.known_relations import KnownRelations
from simulation.accompaniment.session import Session
from simulation.declarations import method, parameter, parameters
from simulation.entities.firms import Firms
from simulation.entities.ties import Ties
from simulation.randomness import uniform


@parameters
class RelationMapping:
    """How completely people answer."""

    naming: float = parameter(
        0.4, unit="chance", low=0, high=1, source="assumption",
        doc="Chance that a partner who is hardly trusted is named; wholly trusted ones always are.",
    )
    hours_per_firm: float = parameter(
        0.5, unit="hours", low=0.05, high=100, source="assumption",
        doc="Time of one interview; with less of it fewer partners are named.",
    )


@method(levels=(1,), capability="relations")
def relation_mapping(
    session: Session, firms: Firms, ties: Ties, known: KnownRelations, mapping: RelationMapping
) -> None:
    """People are asked whom they work with; the answers make a map of relations."""
    rows = session.rows
    if len(rows) == 0 or session.hours <= 0.0:
        return
    care = session.strength(mapping.hours_per_firm * len(rows))
    for i in rows.tolist():
        named = set()
        for d, j in enumerate(ties.neighbour[i].tolist()):
            if j < 0:
                continue
            chance = mapping.naming + (1.0 - mapping.naming) * float(ties.trust[i, d])
            if uniform(session.key, i, j) < care * chance:
                named.add(int(firms.id[j]))
        known.hear(int(firms.id[i]), named)
    coverage, recall, precision = known.quality(firms, ties)
    session.record["map_coverage"] = coverage
    session.record["map_recall"] = recall
    session.record["map_precision"] = precision
