"""The stage as a visitor meets it: open, play, change, follow a firm, bet, tour, three languages."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser
SOON = 60_000


@pytest.fixture
def page(serve, look):
    """The stage, opened on its finished pair, with no room beside it."""
    opened = look(serve().address)
    opened.wait_for_selector(".tessuto[data-pair]", timeout=SOON)
    return opened


def month(page) -> int:
    return int(page.get_attribute(".t-time", "data-month"))


def number(page) -> str:
    return page.get_attribute(".tessuto", "data-pair")


def after_change(page, act) -> None:
    """Do something that has the pair lived again, and wait for it."""
    before = number(page)
    act()
    page.wait_for_function(
        f"document.querySelector('.tessuto').dataset.pair !== '{before}'", timeout=SOON
    )


def elsewhere(page) -> None:
    """Leave whatever field has the keys."""
    page.evaluate("document.activeElement.blur()")


def painted(page) -> int:
    """How many pixels of the map are not blank."""
    page.wait_for_selector(".t-canvas[data-month]", timeout=SOON)
    return page.evaluate(
        """() => { const c = document.querySelector('.t-canvas');
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        let n = 0; for (let k = 3; k < d.length; k += 4) n += d[k] > 0; return n; }"""
    )


def test_it_opens_on_a_finished_pair_and_plays_it(page, keep_picture):
    assert month(page) == 239
    assert re.search(r"\d+ emplois", page.inner_text(".t-sentence"))
    assert "non pour prédire" in page.inner_text(".t-purpose")
    lost = page.locator('.v-overlay[style*="100002"] .v-overlay__scrim')
    assert lost.evaluate("each => getComputedStyle(each).opacity") == "0"
    assert page.locator(".t-number strong").count() == 4
    assert page.locator(".t-past .t-gap").get_attribute("d")
    assert painted(page) > 2_000
    keep_picture(page, "stage-fr")
    page.keyboard.press("Home")
    assert month(page) == 0
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert month(page) == 1
    page.keyboard.press("Space")
    page.wait_for_function("Number(document.querySelector('.t-time').dataset.month) > 5")
    page.keyboard.press("Space")
    stopped = month(page)
    page.wait_for_timeout(400)
    assert month(page) == stopped
    page.click(".t-event.is-threat")
    assert month(page) == 96
    assert "2008" in page.inner_text(".t-date")


def test_a_lever_is_answered_undone_and_done_again(page):
    field = page.locator("[data-lever=programme]")
    after_change(page, lambda: field.select_option("cash"))
    assert "argent" in field.locator("option:checked").inner_text().lower()
    assert page.locator(".t-line.is-ghost").count() > 0
    elsewhere(page)
    after_change(page, lambda: page.keyboard.press("z"))
    assert field.input_value() == "facilitated"
    after_change(page, lambda: page.keyboard.press("y"))
    assert field.input_value() == "cash"


def test_the_keys_are_the_presenter_s_again_after_a_choice(page):
    page.keyboard.press("Home")
    field = page.locator("[data-lever=programme]")
    after_change(page, lambda: field.select_option("cash"))
    page.keyboard.press("ArrowRight")
    assert month(page) == 1
    page.keyboard.press("Space")
    page.wait_for_function("Number(document.querySelector('.t-time').dataset.month) > 2")
    page.keyboard.press("Space")
    field.focus()
    page.keyboard.press("ArrowLeft")  # to the left and right is time, in a list too
    assert field.input_value() == "cash"


def test_who_presses_a_button_with_the_keys_stays_on_it(page):
    for control in (
        "button[lang=it]", "[data-tab=habits]", "[data-metric=firms][role=tab]", ".t-tools .t-button",
        ".t-worlds .t-segment >> nth=1", ".t-tools .t-button >> nth=1", "[aria-label^='3. ']",
    ):  # fmt: skip
        place = page.locator(control).first
        place.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(50)
        assert place.evaluate("each => each === document.activeElement"), control


def test_the_facilitator_is_sent_away(page):
    page.keyboard.press("Home")
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    after_change(page, lambda: page.click("[data-act=exit]"))
    assert month(page) == 40
    left = page.locator(".t-event.is-exit")
    assert "mai 2003" in left.get_attribute("aria-label")


def test_a_firm_s_life_is_told_beside_its_twin_s(page, keep_picture):
    page.click("[data-tab=life]")
    page.locator(".t-choose .t-button").click()
    page.wait_for_selector(".t-life li", timeout=SOON)
    assert "bifurquent" in page.inner_text(".t-fork")
    assert page.locator(".t-life.is-with li.is-apart").count() > 0
    keep_picture(page, "stage-life", whole=True)
    page.click("button[lang=it]")
    assert "si dividono" in page.inner_text(".t-fork")


@pytest.mark.parametrize(
    ("lang", "said"), [("fr", "emplois"), ("it", "posti di lavoro"), ("en", "jobs")]
)
def test_languages_change_without_losing_anything(page, keep_picture, lang, said):
    page.keyboard.press("Home")
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    page.click("[data-metric=firms][role=tab]")
    page.click(f"button[lang={lang}]")
    assert said in page.inner_text(".t-sentence")
    assert month(page) == 7
    assert page.get_attribute("[data-metric=firms][role=tab]", "aria-selected") == "true"
    assert number(page) == "1"
    keep_picture(page, f"stage-{lang}-big")


def test_the_projector_has_large_letters_and_thick_lines(page, keep_picture):
    page.keyboard.press("p")
    page.wait_for_selector(".tessuto.is-projected")
    small = page.evaluate(
        """() => [...document.querySelectorAll('.tessuto *')]
        .filter((e) => e.offsetParent && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
        .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 18).map((e) => e.className)"""
    )
    assert small == []
    width = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.t-line')).strokeWidth)"
    )
    assert width >= 3
    keep_picture(page, "stage-projector")


def test_a_bet_hides_the_result_then_is_compared(page, keep_picture):
    page.keyboard.press("5")
    page.wait_for_selector(".t-bet:not([hidden]) .t-guess", timeout=SOON)
    page.wait_for_function(
        "document.querySelector('[data-lever=programme]').value === 'cooperation_only'",
        timeout=SOON,
    )
    assert page.inner_text(".t-number strong") == "?"
    assert page.locator(".t-line.is-with").count() == 0
    keep_picture(page, "stage-bet")
    assert page.inner_text(".t-hands-said >> nth=0") == "Mains"
    page.locator(".t-hands").first.fill("12")
    page.locator(".t-guess button").first.click()
    page.wait_for_function("document.querySelector('.t-bet-score').textContent.includes('12')")
    assert page.locator(".t-line.is-with").count() > 0


def test_every_step_of_the_tour_can_be_reached(page):
    for step in "12345678":
        page.keyboard.press(step)
        page.wait_for_selector(f".t-dot[aria-current]:text-is('{step}')")
        assert page.inner_text(".t-tour-ask")
    page.keyboard.press("Escape")
    assert page.locator(".t-tour").is_hidden()


def test_panels_tell_what_lasts(page):
    for tab, inside in (
        ("now", ".t-story li"), ("identity", ".t-panel-identity table"),
        ("habits", ".t-ladder li"), ("charter", ".t-panel-charter p"), ("goals", ".t-goals li"),
    ):  # fmt: skip
        page.click(f"[data-tab={tab}]")
        assert page.locator(inside).first.is_visible()
    page.click("[data-tab=crossed]")
    page.locator(".t-panel-crossed button").click()
    page.wait_for_selector(".t-figure", timeout=SOON)
    assert page.locator(".t-figure").count() == 3
    assert page.locator(".t-figure .t-tick:has-text('20 ans (')").count() == 3


def test_the_map_of_500_firms_is_painted_in_less_than_a_twentieth_of_a_second(page, keep_picture):
    after_change(page, lambda: page.select_option("[data-lever=firms]", "500"))
    page.locator(".t-speed").fill("4")
    elsewhere(page)
    page.keyboard.press("r")
    page.wait_for_function(
        "Number(document.querySelector('.t-time').dataset.month) > 120", timeout=SOON
    )
    assert float(page.get_attribute(".t-canvas", "data-cost")) < 50
    keep_picture(page, "stage-500")


def test_two_visitors_do_not_see_each_other(serve, look):
    one, other = look(serve().address), look(serve().address)
    for each in (one, other):
        each.wait_for_selector(".tessuto[data-pair]", timeout=SOON)
    after_change(one, lambda: one.select_option("[data-lever=programme]", "cash"))
    assert other.locator("[data-lever=programme]").input_value() == "facilitated"
    assert number(other) == "1"


def test_it_works_on_a_phone(serve, look, keep_picture):
    page = look(serve().address, "phone")
    page.wait_for_selector(".tessuto[data-pair]", timeout=SOON)
    wide = page.evaluate("document.querySelector('.tessuto').scrollWidth - window.innerWidth")
    assert wide <= 1
    assert page.get_attribute(".tessuto", "data-world") == "with"
    keep_picture(page, "stage-phone")


def test_when_the_line_drops_the_frames_go_on(page):
    page.keyboard.press("Home")
    page.context.set_offline(True)
    page.evaluate("window.dispatchEvent(new Event('offline'))")
    page.keyboard.press("Space")
    page.wait_for_function("Number(document.querySelector('.t-time').dataset.month) > 8")
    page.click("button[lang=en]")
    assert "jobs" in page.inner_text(".t-sentence")
    page.context.set_offline(False)


def test_mesa_s_workbench_still_runs(serve, look):
    page = look(serve().address + "workbench")
    page.get_by_role("button", name="Step").click(timeout=SOON)
    page.wait_for_selector("text=Step: 1", timeout=SOON)
