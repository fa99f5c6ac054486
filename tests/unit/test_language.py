"""Whoever reads French or Italian misses no sentence."""

from __future__ import annotations

import datetime
import os
import string
import subprocess
import sys
from collections.abc import Iterator

import pytest

from experiments.command.catalogue import TRANSLATED, read_file, sentences, translations
from simulation import language
from simulation.errors import InputError


@pytest.fixture(autouse=True)
def _nobody_has_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_chosen", None)
    for name in ("TESSUTO_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def every_sentence() -> Iterator[tuple[str, ...]]:
    for message in sentences():
        if message.id:
            yield message.id if isinstance(message.id, tuple) else (message.id,)


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_sentence_is_missing(lang: str) -> None:
    known = translations(lang)
    missing = [
        forms[0]
        for forms in every_sentence()
        if not all(known.get(forms if len(forms) > 1 else forms[0], ("",)))
    ]
    assert not missing, f"{len(missing)} sentences lack {lang}; run `make catalogue`: {missing}"


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_contribution_translates_what_is_said_nowhere(lang: str) -> None:
    said = {forms[0] for forms in every_sentence()}
    stale = [
        f"{path.name}: {message.id}"
        for path in language.catalogue_files(lang)[1:]
        for message in read_file(path, lang)
        if message.id and (message.id if isinstance(message.id, str) else message.id[0]) not in said
    ]
    assert not stale


@pytest.mark.parametrize("lang", TRANSLATED)
def test_translations_keep_the_fields(lang: str) -> None:
    for message, said in translations(lang).items():
        wanted = fields(message if isinstance(message, str) else message[-1])
        for form in (said,) if isinstance(said, str) else said:
            assert fields(form) <= wanted | {"n"}, f"{lang}: {form}"
            assert wanted - {"n"} <= fields(form), f"{lang}: {form}"


@pytest.mark.parametrize("lang", TRANSLATED)
def test_the_quick_reader_reads_what_babel_reads(lang: str) -> None:
    for path in language.catalogue_files(lang):
        quick = language.read_messages(path)
        quick.pop("")
        slow = {
            message.id if isinstance(message.id, str) else message.id[0]: (
                (message.string,) if isinstance(message.string, str) else tuple(message.string)
            )
            for message in read_file(path, lang)
            if message.id and message.string and not message.fuzzy
        }
        assert quick == slow, path


def test_every_marked_sentence_is_a_literal_that_can_be_found() -> None:
    found = {forms[0] for forms in every_sentence()}
    assert "language {wish} is not spoken here: choose one of {known}" in found


def test_numbers_and_months_are_written_the_language_s_way() -> None:
    assert language.number(1234.5, 1, "fr") == "1\u202f234,5"
    assert language.number(1234.5, 1, "it") == "1.234,5"
    assert language.number(1234.5, 1, "en") == "1,234.5"
    assert language.percent(0.256, 1, "fr") == "25,6\xa0%"
    assert language.percent(0.25, lang="en") == "25%"
    march = datetime.date(2004, 3, 1)
    assert [language.date_of(march, lang) for lang in ("fr", "it", "en")] == [
        "mars 2004",
        "marzo 2004",
        "March 2004",
    ]


def test_a_language_that_is_not_spoken_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="'xx' is not spoken here: choose one of fr, it, en"):
        language.use_language("xx")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "de:it"}, "it"),
        ({"LANG": "fr_FR.UTF-8", "TESSUTO_LANG": "it"}, "it"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_environment_decides_until_somebody_chooses(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language.current_language() == expected
    language.use_language("fr_CH")
    assert language.current_language() == "fr"


def test_a_sentence_nobody_translated_is_said_in_english() -> None:
    assert language.translate("{n} unknown words", "fr", n=3) == "3 unknown words"


def test_plural_follows_the_language() -> None:
    assert language.ntranslate("{n} firm", "{n} firms", 1, "en") == "1 firm"
    assert language.ntranslate("{n} firm", "{n} firms", 2000, "en") == "2,000 firms"


def test_english_reads_no_catalogue_and_loads_no_babel() -> None:
    code = (
        "import sys; opened = []; "
        "sys.addaudithook(lambda did, what: opened.append(what[0]) if did == 'open' else None); "
        "from simulation.language import translate; translate('{n} x', n=1); "
        "sys.exit('babel' in sys.modules or any(str(each).endswith('.po') for each in opened))"
    )
    environment = {**os.environ, "TESSUTO_LANG": "en"}
    assert (
        subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
    )
