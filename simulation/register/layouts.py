"""Which columns a register has, and what we call them.

Raises: InputError for a column that is missing, with the names that look like it.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from simulation.errors import InputError
from simulation.language import msg, translate

OURS = (
    "id", "product", "technology", "market", "employees", "founded", "owner_age", "x", "y",
    "commune", "closed",
)  # fmt: skip
SIRENE = {
    "id": "siret",
    "closed": "etatAdministratifEtablissement",
    "founded": "dateCreationEtablissement",
    "employees": "trancheEffectifsEtablissement",
    "product": "activitePrincipaleEtablissement",
    "commune": "codeCommuneEtablissement",
    "x": "coordonneeLambertAbscisseEtablissement",
    "y": "coordonneeLambertOrdonneeEtablissement",
}
NEEDED = {
    "simple": ("id", "product"),
    "sirene": ("id", "closed", "founded", "employees", "product"),
}
RELATIONS = ("from", "to", "trust", "respect", "months", "kind")


def resolved_columns(
    path: Path, layout: str, mapped: Mapping[str, str], header: tuple[str, ...]
) -> dict[str, str]:
    """Return the columns of a register that the file has: our name, theirs."""
    usual = {name: name for name in OURS} | (SIRENE if layout == "sirene" else {})
    return present(path, usual | dict(mapped), set(NEEDED[layout]) | set(mapped), header)


def relation_columns(
    path: Path, mapped: Mapping[str, str], header: tuple[str, ...]
) -> dict[str, str]:
    """Return the columns of a file of relations that it has: our name, theirs."""
    usual = {name: name for name in RELATIONS} | dict(mapped)
    return present(path, usual, {"from", "to"} | set(mapped), header)


def present(
    path: Path, names: Mapping[str, str], needed: set[str], header: tuple[str, ...]
) -> dict[str, str]:
    """Return the names that the header has. Raises InputError if a needed one is missing."""
    strange = [name for name in header if name not in names.values()]
    for ours, theirs in names.items():
        if theirs in header:
            continue
        close = get_close_matches(
            theirs.lower(), [each.lower() for each in strange], n=3, cutoff=0.8
        )
        alike = [name for name in strange if name.lower() in close]
        if ours in needed:
            said = translate("column {name} is missing", name=repr(theirs))
            shown = alike or [name for name in header if name][:12]
            label = msg("; near: {names}") if alike else msg("; the file has: {names}")
            said += translate(label, names=", ".join(shown)) if shown else ""
            raise InputError(said, file=path, line=1)
        if alike:
            said = translate(
                "column {found} is not known; if it is {name}, write it under columns:",
                found=repr(alike[0]),
                name=repr(ours),
            )
            raise InputError(said, file=path, line=1)
    return {ours: theirs for ours, theirs in names.items() if theirs in header}
