"""What contexts and parameters are called, as far as this version of the model knows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.report.titles import Titles


def titles_of(names: Iterable[str]) -> Titles:
    """Return the titles of these contexts (of one in a variant, `context | variant`, its own)."""
    from analysis.report.titles import Titles
    from simulation.declarations import PARAMETERS, declared_parameters, discover
    from simulation.read_scenario import contexts, read_scenario

    discover()
    plain = dict.fromkeys(name.partition(" | ")[0] for name in names)
    known = set(contexts()) & plain.keys()
    meanings = {
        f"{group}.{name}": parameter.doc
        for group, declaring in PARAMETERS.items()
        for name, parameter in declared_parameters(declaring).items()
    }
    return Titles({name: read_scenario(name).title for name in sorted(known)}, meanings)
