"""Where a number comes from, in words: an assumption, measured facts, or who wrote it and when.

Source: the keys are those of simulation/references.bib.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import simulation
from simulation.language import translate

BIBLIOGRAPHY = Path(simulation.__file__).parent / "references.bib"
FACTS = "facts "


def source_in_words(source: str) -> str:
    """Return a declared source as people read it, in the language in force."""
    if source == "assumption":
        return translate("an assumption")
    if source.startswith(FACTS):
        return translate("measured facts, {place}", place=source.removeprefix(FACTS))
    written = _written().get(source)
    if written is None:
        return source
    names, year = written
    if len(names) == 1:
        return f"{names[0]}, {year}"
    if len(names) == 2:
        both = translate("{one} and {other}", one=names[0], other=names[1])
        return f"{both}, {year}"
    return translate("{first} and others, {year}", first=names[0], year=year)


@cache
def _written() -> dict[str, tuple[tuple[str, ...], str]]:
    """Return surnames and year of every entry of the bibliography, by key."""
    found = {}
    text = BIBLIOGRAPHY.read_text(encoding="utf-8")
    for entry in re.finditer(r"@\w+\{([^,]+),(.*?)\n\}", text, re.DOTALL):
        author = re.search(r"\bauthor = \{(.*?)\},?\s*$", entry[2], re.MULTILINE)
        year = re.search(r"\byear = \{(\d+)\}", entry[2])
        if author and year:
            names = tuple(each.split(",")[0].strip() for each in author[1].split(" and "))
            if not any("{" in name or "\\" in name for name in names[:2]):
                found[entry[1].strip()] = (names, year[1])
    return found
