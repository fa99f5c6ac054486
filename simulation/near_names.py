"""Names that look like one that is not known: what a person may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from simulation.language import translate


def near(name: str, known: Iterable[str]) -> str:
    """Return a clause with the names that look like this one, or with all if they are few."""
    names = sorted(known)
    by_case = {each.lower(): each for each in names}
    close = [each for each in names if len(name) > 2 and name.lower() in each.lower()]
    alike = get_close_matches(name.lower(), by_case, n=3, cutoff=0.55)
    close += [by_case[each] for each in alike if by_case[each] not in close]
    close = close[:4]
    if close:
        return translate("; near: {names}", names=", ".join(close))
    if 0 < len(names) <= 20:
        return translate("; known: {names}", names=", ".join(names))
    return ""
