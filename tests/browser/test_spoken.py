"""What a screen reader says: every control by a name in the language, what happens, what the map shows."""

from __future__ import annotations

import time
from typing import Any

import pytest

pytestmark = pytest.mark.browser
CONTROLS = {
    "button", "checkbox", "combobox", "link", "menuitem", "radio", "searchbox", "slider",
    "spinbutton", "switch", "tab", "textbox", "DisclosureTriangle",
}  # fmt: skip
SOON = 60_000
TAKE_AWAY = {"fr": "Emporter", "it": "Portare via", "en": "Take away"}


def tree(page) -> list[dict[str, Any]]:
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [node for node in nodes if not node.get("ignored")]


def controls(page) -> list[tuple[str, str]]:
    """The role and the name of whatever can be operated."""
    return [
        (node["role"]["value"], node.get("name", {}).get("value", "").strip())
        for node in tree(page)
        if node.get("role", {}).get("value") in CONTROLS
    ]


def test_every_control_has_a_name_in_the_language(stage):
    page = stage("?language=fr")
    page.keyboard.press("5")
    page.wait_for_selector(".t-bet .t-guess", timeout=SOON)
    page.click(".t-tools .t-button >> nth=0")
    page.wait_for_selector("[data-lever=programme]")
    page.locator(".t-drawer > summary").click()
    said: dict[str, set[str]] = {}
    for lang in ("fr", "it", "en"):
        page.click(f"button[lang={lang}]")
        page.wait_for_selector(f"text={TAKE_AWAY[lang]}", timeout=SOON)
        # What can be taken away is sent again after its heading.
        until = time.monotonic() + SOON / 1000
        while True:
            found = controls(page)
            names = {name for _, name in found}
            alike = [(other, shared(names, told)) for other, told in said.items()]
            if not any(same for _, same in alike) or time.monotonic() > until:
                break
            page.wait_for_timeout(200)
        assert [each for each in alike if each[1]] == [], lang
        assert len(found) > 60
        assert [role for role, name in found if not name] == [], lang
        said[lang] = names


def shared(names: set[str], others: set[str]) -> list[str]:
    """The names of several words that two languages have in common."""
    return [name for name in names & others if len(name.split()) > 2]


def announced(page) -> list[str]:
    """The texts inside what is read aloud as soon as it changes."""
    nodes = {node["nodeId"]: node for node in tree(page)}
    heads = [
        node
        for node in nodes.values()
        for each in node.get("properties", [])
        if each["name"] == "live" and each["value"].get("value") == "polite"
    ]
    texts = [nodes.get(child, {}) for head in heads for child in head.get("childIds", [])]
    return [each.get("name", {}).get("value", "").strip() for each in texts]


def test_what_just_happened_is_announced_when_time_stands_still(stage):
    page = stage()
    page.click(".t-event.is-threat")
    line = page.locator(".t-ticker-line")
    assert line.get_attribute("aria-live") == "polite"
    told = line.inner_text()
    assert "janvier 2008" in told
    assert any(words and words in told for words in announced(page))
    page.keyboard.press("r")
    page.wait_for_function("document.querySelector('.t-time').dataset.playing === 'true'")
    assert line.get_attribute("aria-live") == "off"


def test_the_map_and_the_curve_are_told_in_words_that_change_with_the_month(stage):
    page = stage()

    def pictures() -> list[str]:
        return [
            node["name"]["value"]
            for node in tree(page)
            if node["role"]["value"] == "image" and node.get("name", {}).get("value")
        ]

    last = pictures()
    assert any("décembre 2019" in name and "sans accompagnement" in name for name in last)
    page.keyboard.press("Home")
    first = pictures()
    assert any("janvier 2000" in name for name in first)
    assert set(first) != set(last)
    page.click("button[lang=en]")
    assert any("January 2000" in name and "without accompaniment" in name for name in pictures())
