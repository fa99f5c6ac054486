"""What a trainer shows stands on one screen: the stage, its controls, its key, the step or the bet."""

from __future__ import annotations

import itertools

import pytest

pytestmark = pytest.mark.browser
SOON = 60_000
ALWAYS = (".t-numbers", ".t-canvas", ".t-curve", ".t-legend", ".t-time")
LEAST = {".t-canvas": (300, 170), ".t-curve": (300, 110)}


def outside(page, *selectors: str) -> list[str]:
    """Those that do not stand whole on the screen, unscrolled, in their own box too."""
    page.evaluate("window.scrollTo(0, 0)")
    found = {selector: boxes(page, selector)[:1] for selector in selectors}
    return [
        f"{selector}: {box}"
        for selector, box in found.items()
        if not (box and _whole(box[0], page.viewport_size, LEAST.get(selector, (1, 1))))
    ]


def boxes(page, selector: str) -> list[dict[str, float]]:
    """Where these stand: looked for and measured at once, for bands that come in draw them anew."""
    return page.locator(selector).evaluate_all(
        "all => all.map((each) => each.getBoundingClientRect().toJSON())"
    )


def _whole(box: dict[str, float], screen: dict[str, int], least: tuple[int, int]) -> bool:
    inside = box["left"] >= 0 and box["top"] >= 0
    inside &= box["right"] <= screen["width"] + 0.5 and box["bottom"] <= screen["height"] + 0.5
    return inside and box["width"] >= least[0] and box["height"] >= least[1]


def cut(page) -> list[str]:
    """Texts of the first screen that do not fit into their boxes, or out of the left column."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.t-left, .t-head, .t-number, .t-legend, .t-bar')]
        .filter((each) => each.checkVisibility())
        .filter((each) => each.scrollWidth > each.clientWidth + 1)
        .map((each) => each.className)"""
    )


# The shortest words, English, at night.
@pytest.mark.parametrize("lang", ["fr", "it", pytest.param("en", marks=pytest.mark.nightly)])
@pytest.mark.parametrize("projected", [False, True])
def test_stage_tour_and_bet_stand_on_one_screen(stage, keep_picture, lang, projected):
    page = stage(f"?language={lang}")
    if projected:
        page.keyboard.press("p")
        page.wait_for_selector(".tessuto.is-projected")
    name = f"{lang}-{'projector' if projected else 'normal'}"
    page.wait_for_timeout(300)
    assert outside(page, *ALWAYS) == []
    assert cut(page) == []
    keep_picture(page, f"first-{name}")
    for step in "158":
        page.keyboard.press(step)
        page.wait_for_selector(f".t-dot[aria-current]:text-is('{step}')")
        page.wait_for_function("!document.querySelector('.tessuto.is-busy')", timeout=SOON)
        page.wait_for_timeout(300)
        guide = [".t-tour h2", ".t-tour-ask", ".t-tour-tools"]
        guide += [".t-bet .t-guesses", ".t-bet .is-quiet"] if step in "58" else []
        assert outside(page, *ALWAYS, *guide) == [], step
        assert cut(page) == [], step
        keep_picture(page, f"first-{name}-step-{step}")
        if step in "58":
            page.locator(".t-bet .is-quiet").click()
            page.wait_for_selector(".t-curve")  # hidden until then
            page.wait_for_timeout(200)
            assert outside(page, *ALWAYS, *guide[:3]) == [], step


@pytest.mark.parametrize("projected", [False, True])
def test_the_key_of_the_shapes_is_shown(stage, projected):
    page = stage()
    if projected:
        page.keyboard.press("p")
    assert page.locator(".t-legend .t-keys li:visible").count() == 5 + 6
    page.click(".t-legend summary")
    assert "Taille" in page.inner_text(".t-legend details p")


def test_a_lever_and_the_exit_stand_on_the_first_screen(stage):
    page = stage()
    assert outside(page, "[data-lever=territory]", "[data-lever=start]", "[data-act=exit]") == []


def test_flags_of_the_time_line_do_not_lie_on_each_other(stage):
    for screen in ("big", "phone"):
        page = stage("?delay=-42", screen)
        flags = boxes(page, ".t-event")
        assert len(flags) == 3
        for one, other in itertools.combinations(flags, 2):
            apart = (
                one["left"] >= other["right"] - 1
                or other["left"] >= one["right"] - 1
                or abs(one["top"] - other["top"]) >= min(one["height"], other["height"]) - 2
            )
            assert apart, (screen, flags)


LONG = "Trente fois sur trente, cela finit mieux sous « Accompagné » que sous « De l'argent ». "


def test_a_low_screen_keeps_the_curve_the_sentence_and_the_names(stage):
    page = stage("?against=cash")
    page.keyboard.press("p")
    page.click(".t-tools .t-button >> nth=0")  # levers beside large letters: the least room
    page.locator(".t-curve-box .t-often").evaluate(f"each => {{ each.textContent = `{3 * LONG}` }}")
    page.locator(".t-note").evaluate("each => { each.textContent = 'L’échelle a changé.' }")
    page.wait_for_timeout(300)
    assert outside(page, *ALWAYS, ".t-ticker .t-link") == []
    (curve,), (said,) = (boxes(page, each) for each in (".t-curve", ".t-under"))
    assert said["top"] >= curve["bottom"] - 1  # beside the curve, not on it
    for name in page.locator(".t-worlds .t-segment").all():
        assert name.evaluate("each => each.scrollWidth <= each.clientWidth"), name.inner_text()
    assert "«\u202fDe l'argent aux entreprises\u202f»" in page.inner_text(".t-sentence")
    for mark in boxes(page, "summary:text-is('?'):visible"):
        assert min(mark["width"], mark["height"]) >= 24
    assert page.locator(".t-ends title").first.text_content() == "De l'argent aux entreprises"
    page.click(".t-ticker .t-link")
    assert page.locator(".t-story li.is-threat .t-when").inner_text() == "janvier 2008"


@pytest.mark.parametrize("screen", ["big", "phone"])
def test_tables_stay_in_their_panel(stage, screen):
    page = stage("?programme=agenda21&projector=1", screen)
    for name in ("identity", "charter"):
        page.click(f"[data-tab={name}]")
        (panel,) = boxes(page, ".t-panel")
        for box in boxes(page, f".t-panel-{name} > *, .t-panel-{name} > .t-two > *"):
            assert box["right"] <= panel["right"], name
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 1
