"""What a study calls its contexts and choices, for people: one text, or a text for each language.

No run depends on a title, so that one may be bettered after the runs were lived.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulation.language import LANGUAGES, translate
from simulation.near_names import near
from simulation.placed import kind

TITLE = "title"
TITLES = "titles"

Faults = Iterator[tuple[tuple[str, ...], str]]


def title_faults(title: Any) -> Faults:
    """Yield what is wrong with a title, and where inside it."""
    if not isinstance(title, str | Mapping):
        yield (), _expected(title)
        return
    for lang, text in title.items() if isinstance(title, Mapping) else ():
        if lang not in LANGUAGES:
            said = translate("language {wish} is not spoken here: choose one of {known}",
                             wish=repr(lang), known=", ".join(LANGUAGES))  # fmt: skip
            yield (str(lang),), said + near(str(lang), LANGUAGES)
        elif not isinstance(text, str):
            yield (lang,), _expected(text)


def said_in(text: str | Mapping[str, str], lang: str) -> str:
    """Return a text in a language, else in English, else in any."""
    if isinstance(text, str):
        return text
    return text.get(lang) or text.get("en") or next(iter(text.values()), "")


def untitled(values: Mapping[str, Any], key: str = TITLE) -> dict[str, Any]:
    """Return what is changed in a context (or said of a factor) without what things are called."""
    return {path: value for path, value in values.items() if path != key}


def _expected(value: Any) -> str:
    told = str(value).lower()[:60] if isinstance(value, int | float) else kind(value)
    return translate("{value}; a text was expected, or one for each language ({known})",
                     value=told, known=", ".join(LANGUAGES))  # fmt: skip
