"""The language people are spoken to: one catalogue for the command, the reports and the page.

A message is an English sentence with {named} fields; French and Italian come from
`locale/<lang>/LC_MESSAGES/tessuto.po`, plus `locale/contrib/*.<lang>.po`. The files are read
at the first sentence asked for, never before: English reads none. They are read here in a few
milliseconds; Babel's reader, ten times slower, is for the tools and the tests. A sentence that no
catalogue knows is said in English; `tests/unit/test_language.py` sees to it that there is none.

Raises: InputError for a language that is not spoken here.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from simulation.errors import InputError

LANGUAGES = ("fr", "it", "en")
LOCALE_FOLDER = Path(__file__).resolve().parent / "locale"

_chosen: str | None = None
_spoken_here: ContextVar[str | None] = ContextVar("spoken_here", default=None)


def translate(message: str, lang: str | None = None, **values: object) -> str:
    """The sentence in the language asked for, its {fields} filled after the look-up."""
    said = _catalogue(_checked(lang)).messages.get(message, (message,))[0]
    return said.format(**values) if values else said


def ntranslate(
    singular: str, plural: str, n: int, lang: str | None = None, **values: object
) -> str:
    """The sentence for n things; {n} may be used in it and is written the language's way."""
    spoken = _catalogue(_checked(lang))
    forms = spoken.messages.get(singular, (singular, plural))
    said = forms[min(spoken.form(n), len(forms) - 1)]
    return said.format(**{"n": number(n, lang=lang), **values})


def msg(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


def number(value: float, digits: int = 0, lang: str | None = None) -> str:
    """A number the way the language writes it: `1 234,5`, `1.234,5`, `1,234.5`."""
    if isinstance(value, int):  # mostly small counts, the same again and again
        return _whole(value, digits, _checked(lang))
    return _written(value, digits, _checked(lang))


def _written(value: float, digits: int, lang: str) -> str:
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=lang)


_whole = lru_cache(2048)(_written)


def percent(value: float, digits: int = 0, lang: str | None = None) -> str:
    """A share of 1 as a percentage: 0.25 is `25 %` in French, `25%` in English."""
    from babel.core import Locale
    from babel.numbers import format_percent

    locale = Locale.parse(_checked(lang))
    pattern = str(locale.percent_formats[None].pattern)
    if digits:
        pattern = pattern.replace("0", "0." + "0" * digits)
    return format_percent(value, format=pattern, locale=locale)


def date_of(month_start: date, lang: str | None = None) -> str:
    """A month in words: `mars 2004`."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", month_start, locale=_checked(lang))


def current_language() -> str:
    """The language in force: the block's, the one chosen, the environment's, else English."""
    return _spoken_here.get() or _chosen or _from_environment()


def chosen_language() -> str | None:
    """The language that somebody asked for by name, if anybody did."""
    return _chosen or (current_language() if os.environ.get("TESSUTO_LANG") else None)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak a language inside the block, in this thread only: each visitor has their own."""
    before = _spoken_here.set(_checked(lang))
    try:
        yield
    finally:
        _spoken_here.reset(before)


def use_language(lang: str) -> None:
    """Choose the language of the whole process. Raises InputError for one not spoken here."""
    global _chosen  # noqa: PLW0603  (one process speaks one language unless told otherwise)
    _chosen = _checked(lang)


def catalogue_files(lang: str) -> list[Path]:
    """The .po files a language is read from, the main one first."""
    main = LOCALE_FOLDER / lang / "LC_MESSAGES" / "tessuto.po"
    return [main, *sorted((LOCALE_FOLDER / "contrib").glob(f"*.{lang}.po"))]


@dataclass(frozen=True)
class Catalogue:
    """What a language says: each message's forms, and which form goes with n things."""

    messages: dict[str, tuple[str, ...]]
    form: Callable[[int], int]


@cache
def _catalogue(lang: str) -> Catalogue:
    if lang == "en":
        return Catalogue({}, gettext.c2py("n != 1"))
    messages: dict[str, tuple[str, ...]] = {}
    for path in reversed(catalogue_files(lang)):
        if path.is_file():
            messages |= read_messages(path)
    header = messages.pop("", ("",))[0]
    plural = re.search(r"plural=([^;]+);", header)
    return Catalogue(messages, gettext.c2py(plural[1] if plural else "n != 1"))


def read_messages(path: Path) -> dict[str, tuple[str, ...]]:
    """The translated messages of a .po file, the header under ""; fuzzy ones are left out."""
    messages = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if "\n#, fuzzy" in f"\n{block}":
            continue
        parts: dict[str, str] = {}
        key = ""
        for keyword, text in _LINE.findall(block):
            key = keyword or key
            parts[key] = parts.get(key, "") + text
        forms = tuple(_plain(text) for name, text in parts.items() if name.startswith("msgstr"))
        if "msgid" in parts and all(forms):
            messages[_plain(parts["msgid"])] = forms
    return messages


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text)


_LINE = re.compile(r'^(?:(msgid_plural|msgid|msgstr(?:\[\d\])?) )?"(.*)"$', re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t"}


def _checked(lang: str | None) -> str:
    """The language meant by `fr`, `fr_FR.UTF-8` or None."""
    if lang is None:
        return current_language()
    short = _short(lang)
    if short in LANGUAGES:
        return short
    known = ", ".join(LANGUAGES)
    message = msg("language {wish} is not spoken here: choose one of {known}")
    said = translate(message, _chosen or _from_locale(), wish=repr(lang), known=known)
    raise InputError(said)


def _short(lang: str) -> str:
    return lang.strip().replace("-", "_").split("_")[0].split(".")[0].lower()


def _from_environment() -> str:
    wish = os.environ.get("TESSUTO_LANG", "")
    return _checked(wish) if wish else _from_locale()


def _from_locale() -> str:
    """The language of the system's settings; the first one that is set decides."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        wishes = [wish for wish in os.environ.get(name, "").split(":") if wish]
        for wish in wishes:
            if _short(wish) in LANGUAGES:
                return _short(wish)
        if wishes and name != "LANGUAGE":
            return "en"
    return "en"
