"""The documents for rooms say the same in three languages: parts, commands, links, buttons, numbers."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from experiments.command.catalogue import written_in
from simulation.language import LANGUAGES, ntranslate, translate
from simulation.purpose import purpose
from simulation.read_programme import programmes, read_programme

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "analysis" / "documents"
OTHERS = [lang for lang in LANGUAGES if lang != "en"]
NAMES = {"en": "English", "fr": "Français", "it": "Italiano"}
PAGES = sorted(page.name for page in (DOCUMENTS / "fr").glob("*.md"))
FIRST = 900
LABEL = r"\{guilabel\}`([^`]+)`"
MARKS = ("strong_open", "em_open", "link_open", "code_inline")
# What may be in the reader's language inside a block: names that people give, remarks, complaints.
OWN_WORDS = re.compile(
    r" *#.*$|(?<=^tessuto: ).*$|(?<=^title: ).*$|(?<=- name: ).*$|(?<=after: ).*$", re.MULTILINE
)


def page(name: str, lang: str) -> Path:
    return DOCUMENTS / name if lang == "en" else DOCUMENTS / lang / name


@cache
def tokens(name: str, lang: str) -> list[Token]:
    text = page(name, lang).read_text(encoding="utf-8")
    return MarkdownIt("commonmark").enable("table").parse(text)


def spans(name: str, lang: str) -> list[Token]:
    """The texts of a page in order: headings, paragraphs, items, cells; without the line of languages."""
    title, _, *others = [each for each in tokens(name, lang) if each.type == "inline"]
    return [title, *others]


def labels(span: Token) -> list[str]:
    """The words of the page that a text quotes, as {guilabel}`...`."""
    return re.findall(LABEL, span.content)


def typed(span: Token) -> Counter[str]:
    """What stands in backquotes and is no word of the page; the language asked for is the reader's."""
    words = re.findall(r"`([^`]+)`", re.sub(LABEL, "", span.content))
    return Counter(re.sub(r"--lang \w\w", "--lang LANG", word) for word in words)


def leads(span: Token, lang: str) -> Counter[str]:
    """Where the links of a text lead, seen from the English pages; own headings have own names."""
    folder = "" if lang == "en" else lang
    found: Counter[str] = Counter()
    for child in span.children or []:
        if child.type == "link_open":
            path, _, anchor = str(child.attrs["href"]).partition("#")
            there = normpath(str(PurePosixPath(folder) / path)) if path else "here"
            translated = there.startswith(f"{lang}/") or there in {"here", *PAGES}
            there = there.removeprefix(f"{lang}/")
            found[there if translated else f"{there}#{anchor}"] += 1
    return found


@cache
def on_the_page() -> dict[str, dict[str, str]]:
    """By English word of the live page: the same in every language; titles of programmes too.

    A button may begin with a capital where the sentence does not: `without` becomes `Without`.
    """
    said = {
        message
        for path in (ROOT / "experiments" / "live").rglob("*.py")
        for message in written_in(path)
        if isinstance(message, str)
    }
    found = {bare(word): {lang: bare(translate(word, lang)) for lang in LANGUAGES} for word in said}
    for word in [*found]:
        capital = {lang: each[:1].upper() + each[1:] for lang, each in found[word].items()}
        found.setdefault(capital["en"], capital)
    for name in programmes():
        title: Any = read_programme(name).title
        found[title["en"]] = title
    return found


def bare(word: str) -> str:
    return re.sub(r" \(\{date\}\)$", "", word)


# --- The same pages, the same parts ------------------------------------------------------------------


def test_every_language_has_the_same_pages() -> None:
    assert {"index.md", "facilitator_guide.md", "trust.md", "worksheets.md"} <= set(PAGES)
    for lang in LANGUAGES:
        assert [name for name in PAGES if not page(name, lang).is_file()] == []
    for lang in OTHERS:
        assert sorted(each.name for each in (DOCUMENTS / lang).glob("*.md")) == PAGES


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_begins_with_the_languages_and_the_purpose(name: str, lang: str) -> None:
    text = page(name, lang).read_text(encoding="utf-8")
    up = "" if lang == "en" else "../"
    links = [
        f"**{NAMES[each]}**"
        if each == lang
        else f"[{NAMES[each]}]({up}{'' if each == 'en' else each + '/'}{name})"
        for each in ("en", "fr", "it")
    ]
    assert text.split("\n\n")[1] == " · ".join(links)
    assert purpose(lang).rstrip(".") in " ".join(text.split())[:FIRST]


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_same_parts_in_every_language(name: str, lang: str) -> None:
    """Headings, paragraphs, items, rows and cells, in the same order."""

    def parts(of: str) -> list[tuple[str, str]]:
        return [(each.type, each.tag) for each in tokens(name, of) if "toctree" not in each.info]

    assert parts(lang) == parts("en")


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("name", PAGES)
def test_every_text_has_the_same_commands_links_and_numbers(name: str, lang: str) -> None:
    for own, other in zip(spans(name, "en"), spans(name, lang), strict=True):
        assert typed(other) == typed(own), other.content
        assert leads(other, lang) == leads(own, "en"), other.content
        numbers = [Counter(re.findall(r"\d+", re.sub(r"\]\(.*?\)|`.*?`", "", each.content))) for each in (own, other)]  # fmt: skip
        assert numbers[1] == numbers[0], other.content
        marks = [Counter(child.type for child in each.children or [] if child.type in MARKS) for each in (own, other)]  # fmt: skip
        assert marks[1] == marks[0], other.content


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("name", PAGES)
def test_every_block_of_code_is_the_same(name: str, lang: str) -> None:
    def blocks(of: str) -> list[tuple[str, str]]:
        code = [each for each in tokens(name, of) if each.type == "fence"]
        kept = [(each.info, each.content) for each in code if "toctree" not in each.info]
        return [(info, OWN_WORDS.sub("", text)) for info, text in kept]

    assert blocks(lang) == blocks("en")


# --- The words of the page -----------------------------------------------------------------------------


def test_the_guide_quotes_the_page() -> None:
    quoted = [label for span in spans("facilitator_guide.md", "en") for label in labels(span)]
    assert len(set(quoted)) >= 25


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_button_is_called_what_the_page_calls_it(name: str, lang: str) -> None:
    said = on_the_page()
    for own, other in zip(spans(name, "en"), spans(name, lang), strict=True):
        assert [label for label in labels(own) if label not in said] == []
        assert Counter(labels(other)) == Counter(said[label][lang] for label in labels(own))


def quoted(name: str, lang: str) -> str:
    return " ".join(page(name, lang).read_text(encoding="utf-8").split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_quoted_of_a_result_is_what_it_says(lang: str) -> None:
    point = "." if lang == "en" else ","
    often = ("better in {n} of {pairs}",) * 2
    bands = ROOT / "experiments" / "live" / "bands.py"
    one, several = next(each for each in written_in(bands) if "out of {pairs}" in each[-1])
    assert ntranslate(*often, 7, lang, pairs="6").replace("7", "…") in quoted("worksheets.md", lang)
    told = ntranslate(one, several, 7, lang, pairs="30", here="", there="")
    said = told.replace("7", "…", 1).partition("30")[0] + "30"
    assert said in quoted("facilitator_guide.md", lang)
    reading = quoted("reading_results.md", lang)
    assert ntranslate(*often, 27, lang, pairs="30").capitalize() in reading
    assert translate(", the same in {ties}", lang, ties="2").strip(", ") in reading
    low, high = f"+1{point}1", f"+7{point}3"
    between = translate(" (between {low} and {high})", lang, low=low, high=high)
    line = translate(
        "{label}: {difference}{between}, {often}{sure}", lang, label=translate("Jobs", lang),
        difference=f"+4{point}2", between=between, often="", sure="",
    )  # fmt: skip
    assert " ".join(line.split()).rstrip(" ,") in reading


def test_what_the_guide_adds_to_an_address_is_understood() -> None:
    from experiments.live.link import read_address

    text = page("facilitator_guide.md", "en").read_text(encoding="utf-8")
    added = re.findall(r"`&?([a-z]+=[a-z0-9]+)`", text)
    assert {each.partition("=")[0] for each in added} == {"seed", "against"}
    for each in added:
        name, _, value = each.partition("=")
        configuration, notices = read_address(each, "en")
        assert not notices
        assert str(getattr(configuration, name)) == value


# --- The plan that a group enters ------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_plan_of_the_guide_can_be_brought_and_spends_what_the_others_spend(
    lang: str, tmp_path: Path
) -> None:
    text = page("facilitator_guide.md", lang).read_text(encoding="utf-8")
    found = re.search(r"^:caption: my_plan.yaml\n\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found
    (tmp_path / "my_plan.yaml").write_text(found[1], encoding="utf-8")
    plan = read_programme(tmp_path / "my_plan.yaml")
    cost = sum(
        each.sessions * (each.hours * plan.budget.rate + each.money) for each in plan.actions
    )
    assert plan.budget == read_programme("facilitated").budget == read_programme("cash").budget
    assert 0.95 * plan.budget.money <= cost <= plan.budget.money
