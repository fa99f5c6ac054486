"""Everything written on the pages can be read: contrast of letters and of marks, in both modes."""

from __future__ import annotations

import json

import pytest

from experiments.live.widget import BROWSER
from tests.browser.contrast import MARK, TEXT, faint, ratio, written

pytestmark = pytest.mark.browser
SOON = 60_000
PANELS = ("now", "life", "identity", "habits", "charter", "crossed", "goals")


def test_the_measure_finds_what_is_too_faint(look, serve):
    page = look(serve().address)
    page.set_content("""<p style="color: #d55e00; font-size: 15px">warm on white</p>
        <p style="color: #000; opacity: 0.3">veiled</p><b style="font-size: 30px; color: #d55e00">large</b>
        <div style="background: #1c2733"><input placeholder="dark on dark"></div>
        <input style="background: #444" value="value">""")
    found = [line.split(": ", 1)[1] for line in faint(page)]
    assert [line[:6] for line in found] == ["'value", "'veile", "'warm "]
    assert ratio("#ffffff", "#000000") == pytest.approx(21)


@pytest.mark.parametrize("projected", [False, True])
def test_every_text_of_the_stage_can_be_read(stage, projected):
    page = stage("?against=cash")
    if projected:
        page.keyboard.press("p")
        page.click(".t-tools .t-button >> nth=0")
    page.locator(".t-drawer > summary").click()
    page.click(".t-legend summary")
    for name in PANELS:
        page.click(f"[data-tab={name}]")
        if name == "life":
            page.locator(".t-choose .t-button").click()
            page.wait_for_selector(".t-life li", timeout=SOON)
        elif name == "crossed":
            page.locator(".t-panel-crossed button").click()
            page.wait_for_selector(".t-figure", timeout=SOON)
        assert faint(page) == [], name
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.wait_for_selector(".t-dialog[open]")
    assert faint(page) == [], "help"
    page.keyboard.press("Escape")
    page.keyboard.press("5")
    page.wait_for_selector(".t-bet:not([hidden]) .t-guess", timeout=SOON)
    assert len(written(page, ".t-guide")) > 15
    assert faint(page) == [], "tour and bet"


def test_the_room_s_questions_can_be_read(serve, look):
    served = serve("--room", "--host", "127.0.0.1")
    phone = look(served.room, "phone")
    assert written(phone)
    assert faint(phone) == []
    phone.click("button[value=artisan]")
    assert faint(phone) == []
    screen = look(served.address + "screen")
    screen.wait_for_selector(".room-panel svg", timeout=SOON)
    assert faint(screen, ".room-panel") == []
    screen.click("text=Effacer toutes les réponses")
    screen.click("text=Effacer pour de bon")
    screen.wait_for_selector("text=0 personne", timeout=SOON)


def test_what_the_map_draws_and_writes_can_be_seen(look, serve):
    palette = (BROWSER / "palette.js").read_text(encoding="utf-8")
    page = look(serve().address)
    told = page.evaluate(
        f"import('data:text/javascript,' + encodeURIComponent({json.dumps(palette)}))"
        ".then((found) => ({ written: found.WRITTEN, marked: found.MARKED, colours: found.COLOURS }))"
    )
    assert [each for each in told["written"] if ratio(*each) < TEXT] == []
    assert [each for each in told["marked"] if ratio(*each) < MARK] == []
    assert told["colours"]["5"] == "#d55e00"
