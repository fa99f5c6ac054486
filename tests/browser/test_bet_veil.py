"""Before the bet nothing tells the answer: not a number, a sentence, a curve, a life, or a label."""

from __future__ import annotations

import pytest

from experiments.live.biography import life, most_eventful
from experiments.live.charts import CHARTS, HEADLINE, sentence
from experiments.live.configuration import Configuration
from experiments.live.narration import narration
from experiments.live.pair import Pair, lived
from simulation.language import number

pytestmark = pytest.mark.browser
SOON = 60_000
PANELS = ("now", "life", "identity", "habits", "charter", "crossed", "goals")


def heard(page) -> list[str]:
    """All that a screen reader can come to, and all that can be seen."""
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    said = []
    for node in tree:
        if node.get("ignored"):
            continue
        said += [node.get(part, {}).get("value", "") for part in ("name", "value", "description")]
        said += [str(each["value"].get("value", "")) for each in node.get("properties", [])]
    return [str(each) for each in [*said, *page.inner_text("body").splitlines()] if each]


def answers(pair: Pair) -> list[str]:
    """Sentences that tell how the accompanied world went; those of the world without are known."""
    told = [each.say["fr"] for each in narration(pair) if "without" not in each.kind]
    lives = life(pair, most_eventful(pair))
    chapters = [each["say"] for each in lives["with"]["fr"][lives["fork"]["fr"]["shared"] :]]
    known = {each["say"] for each in lives["without"]["fr"]}
    fork = lives["fork"]["fr"]["say"]
    return [sentence(pair)["fr"], fork, *told, *(c for c in chapters if c not in known)]


def gaps(pair: Pair) -> list[str]:
    """Ends of the accompanied world, as the page writes them, where they differ from the other's."""
    found = []
    for chart in CHARTS:
        here, there = (
            number(float(world.values[chart.metric].iloc[-1]), chart.digits, "fr")
            for world in (pair.accompanied, pair.without)
        )
        if here != there and chart.metric in HEADLINE:
            found.append(here)
    return found


def told_by(lines: list[str], sentences: list[str]) -> list[str]:
    plain = [line.replace("\u00a0", " ") for line in lines]
    return [each for each in sentences if any(each.replace("\u00a0", " ") in p for p in plain)]


def test_nothing_tells_the_answer_before_the_bet(stage, keep_picture):
    pair = lived(Configuration(programme="cash", firms=60, seed=3))
    page = stage("?firms=60&seed=3")
    page.click(".t-tools .t-button >> nth=2")
    page.select_option("[data-lever=programme]", "cash")
    page.wait_for_selector(".t-bet .t-guess", timeout=SOON)
    page.wait_for_function("!document.querySelector('.tessuto.is-busy')", timeout=SOON)
    page.evaluate("document.activeElement.blur()")
    for panel in PANELS:
        page.click(f"[data-tab={panel}]")
        if panel == "life":
            page.locator(".t-canvas").click(position={"x": 60, "y": 90})
        page.wait_for_timeout(200)
        lines = heard(page)
        assert told_by(lines, answers(pair)) == [], panel
        assert any("caché" in line for line in lines)
    assert page.locator(".t-line.is-with, .t-spark.is-with, .t-band, .t-gap").count() == 0
    assert _of_labels(page, gaps(pair)) == []
    keep_picture(page, "bet-veil", whole=True)
    page.locator(".t-guess button").first.click()
    page.wait_for_function("!document.querySelector('.t-bet .t-guess')")
    page.keyboard.press("End")
    page.click("[data-tab=now]")
    assert len(told_by(heard(page), answers(pair))) > 5
    assert _of_labels(page, gaps(pair)) == gaps(pair)


def _of_labels(page, values: list[str]) -> list[str]:
    """Which of these values stand in the headline or in the labels of the map and the curve."""
    said: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('.t-number *, .t-ends text, .t-count')]
        .map((each) => each.textContent)
        .concat([...document.querySelectorAll('.t-canvas, .t-curve')].map((each) => each.ariaLabel))"""
    )
    words = " ".join(said).replace("\u00a0", " ").replace("(", " ").replace(")", " ").split()
    return [each for each in values if each.strip() in [w.strip(".,;") for w in words]]


def test_the_axis_does_not_stretch_to_what_is_hidden(stage):
    page = stage("?programme=none")
    page.click(".t-tools .t-button >> nth=2")
    before = _ticks(page)
    page.select_option("[data-lever=programme]", "facilitated")
    page.wait_for_selector(".t-bet .t-guess", timeout=SOON)
    page.wait_for_function("!document.querySelector('.tessuto.is-busy')", timeout=SOON)
    assert (min(_ticks(page)), max(_ticks(page))) == (min(before), max(before))
    page.locator(".t-guess button").first.click()
    page.wait_for_function("!document.querySelector('.t-bet .t-guess')")
    assert max(_ticks(page)) > max(before)
    assert "échelle" in page.inner_text(".t-note")


def _ticks(page) -> list[float]:
    texts = page.locator(".t-curve .t-tick[text-anchor=end]").all_text_contents()
    return [float(each.replace(",", ".").replace("\u202f", "")) for each in texts]
