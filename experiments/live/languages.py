"""What is said on the page, in all its languages at once: switching needs no answer from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeVar

from simulation.language import LANGUAGES, current_language, msg, number, speaking, translate

WRITTEN_AT_MOST = 4096
T = TypeVar("T")
FAMILIES = (
    msg("building"), msg("food"), msg("hospitality"), msg("metal"), msg("services"), msg("textile"),
)  # fmt: skip
"""The families of trades that the contexts of this package name: the key of the map's shapes."""


def in_all(say: Callable[[], T]) -> dict[str, T]:
    """Return what `say` says in each language."""
    said = {}
    for lang in LANGUAGES:
        with speaking(lang):
            said[lang] = say()
    return said


def written(value: float) -> str:
    """Return a whole number as the language in force writes it."""
    return _written(round(float(value)), current_language())


@lru_cache(WRITTEN_AT_MOST)
def _written(value: int, lang: str) -> str:
    return number(value, lang=lang)


def translated(message: str) -> dict[str, str]:
    """Return one sentence of the catalogue in each language."""
    return in_all(lambda: translate(message))


def spoken(name: str) -> dict[str, str]:
    """Return a name of a scenario, as one says it in each language."""
    return translated(name.replace("_", " "))


def titled(text: str | Mapping[str, str], name: str) -> dict[str, str]:
    """Return the title of a context or programme, which carries its own languages."""
    if isinstance(text, str):
        return dict.fromkeys(LANGUAGES, text or name.replace("_", " "))
    fallback = text.get("en") or next(iter(text.values()), name)
    return {lang: text.get(lang, fallback) for lang in LANGUAGES}
