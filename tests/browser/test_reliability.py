"""Tabs that close, connections that break, an hour of play: nothing piles up, nothing is lost."""

from __future__ import annotations

import gc
import json
import time
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from experiments.live.configuration import Configuration
from experiments.live.pair import lived
from tests.browser.cable import Cable

pytestmark = pytest.mark.browser
READY = 30_000
SOON_BACK = 7_000
SMALL = "firms=60"


def bring(page, **configuration: object) -> None:
    content = json.dumps({"firms": 60, **configuration}).encode()
    page.set_input_files(
        "input[type=file]", {"name": "c.json", "mimeType": "application/json", "buffer": content}
    )


def sessions_of(address: str) -> int:
    """How many visitors' sessions the server holds."""
    with urlopen(f"{address}resourcez", timeout=10) as answer:
        return int(json.load(answer)["kernels"]["total"])


def test_a_lost_connection_keeps_the_page_and_comes_back(serve, look, keep_picture) -> None:
    served = serve()
    cable = Cable(urlsplit(served.address).port or 0)
    page = look(f"http://127.0.0.1:{cable.port}/?{SMALL}&seed=1")
    page.set_default_timeout(READY)
    page.wait_for_selector("text=Une page à imprimer")
    page.wait_for_function("document.querySelector('.t-sentence').textContent.length > 20")
    cable.cut()
    page.wait_for_selector("text=Connexion perdue")
    keep_picture(page, "connection-lost")
    assert page.is_visible("text=Emporter")
    page.wait_for_timeout(8_000)  # by now Solara alone would wait up to fifteen seconds more
    cable.mend()
    page.wait_for_selector("text=Connexion perdue", state="hidden", timeout=SOON_BACK)
    opacity = "getComputedStyle(document.querySelector('.v-overlay__scrim')).opacity"
    page.wait_for_function(f"!document.querySelector('.v-overlay__scrim') || {opacity} < 0.1")
    bring(page, seed=44)
    page.wait_for_function("location.search.includes('seed=44')")
    cable.cut()


LEVER = "[data-lever=programme]"
SETTLED = ".tessuto[data-pair]:not(.is-busy)"


def come_back(page, cable: Cable) -> None:
    cable.mend()
    page.wait_for_selector("text=Connexion perdue", state="hidden", timeout=60_000)


@pytest.mark.parametrize("times", [1, 3])
def test_a_lever_moved_while_the_connection_is_lost_is_answered_afterwards(
    serve, look, times: int
) -> None:
    served = serve()
    cable = Cable(urlsplit(served.address).port or 0)
    page = look(f"http://127.0.0.1:{cable.port}/?{SMALL}&seed=2")
    page.set_default_timeout(READY)
    page.wait_for_selector(SETTLED)
    for programme in ("cash", "none", "facilitated")[:times]:
        shown = page.get_attribute(".tessuto", "data-pair")
        cable.cut()
        page.wait_for_selector("text=Connexion perdue")
        page.keyboard.press("r")  # what is there goes on playing
        page.wait_for_timeout(600)
        playing = page.get_attribute(".t-canvas", "data-month")
        page.locator(LEVER).select_option(programme)
        page.wait_for_timeout(600)
        assert page.get_attribute(".t-canvas", "data-month") != playing
        assert page.locator(".tessuto.is-busy").count() == 1
        come_back(page, cable)
        page.wait_for_selector(f"{SETTLED}:not([data-pair='{shown}'])")
        assert page.input_value(LEVER) == programme
    cable.cut()


def test_an_answer_lost_on_its_way_is_asked_for_again(serve, look) -> None:
    served = serve()
    cable = Cable(urlsplit(served.address).port or 0)
    page = look(f"http://127.0.0.1:{cable.port}/?{SMALL}&seed=3")
    page.set_default_timeout(READY)
    page.wait_for_selector(SETTLED)
    shown = page.get_attribute(".tessuto", "data-pair")
    month = "60"
    page.locator(".t-scrub").fill(month)
    cable.deaf = True  # the server hears, the page does not
    page.locator(LEVER).select_option("cash")
    page.wait_for_timeout(4_000)
    assert page.get_attribute(".tessuto", "data-pair") == shown
    cable.cut()
    page.wait_for_selector("text=Connexion perdue")
    cable.deaf = False
    come_back(page, cable)
    page.wait_for_selector(f"{SETTLED}:not([data-pair='{shown}'])")
    assert page.get_attribute(".t-canvas", "data-month") == month
    again = page.get_attribute(".tessuto", "data-pair")
    cable.cut()
    page.wait_for_selector("text=Connexion perdue")
    come_back(page, cable)
    page.wait_for_timeout(2_000)  # nothing was lost: nothing changes
    assert page.get_attribute(".tessuto", "data-pair") == again
    assert page.get_attribute(".t-canvas", "data-month") == month
    cable.cut()


def test_a_busy_server_is_waited_for(serve, look) -> None:
    served = serve()
    cable = Cable(urlsplit(served.address).port or 0)
    page = look(f"http://127.0.0.1:{cable.port}/?{SMALL}&seed=4")
    page.set_default_timeout(READY)
    page.wait_for_selector(SETTLED)
    page.evaluate("window.opened = 'before'")
    shown = page.get_attribute(".tessuto", "data-pair")
    cable.cut()
    page.wait_for_selector("text=Connexion perdue")
    cable.late = 0.9
    come_back(page, cable)
    page.wait_for_timeout(3_000)  # it has long been asked whether its session still stands
    cable.late = 0.0
    page.locator(LEVER).select_option("cash")
    page.wait_for_selector(f"{SETTLED}:not([data-pair='{shown}'])")
    assert page.evaluate("window.opened") == "before"
    cable.cut()


def test_a_page_whose_server_began_anew_opens_again_at_its_address(start, look) -> None:
    served = start()
    page = look(f"{served.address}?{SMALL}&seed=5")
    page.set_default_timeout(READY)
    page.wait_for_selector(SETTLED)
    page.click("button[lang=it]")
    page.wait_for_function("location.search.includes('language=it')")
    page.evaluate("window.opened = 'before'")
    served.process.kill()
    page.wait_for_selector(".t-lost [lang=it]:visible:has-text('Connessione')")
    page.wait_for_timeout(1_500)
    assert page.evaluate("window.opened") == "before"  # nobody is there: nothing is opened
    start("--port", str(urlsplit(served.address).port))
    page.wait_for_function("!window.opened")
    page.wait_for_selector(SETTLED)
    assert "seed=5" in page.url
    assert page.get_attribute("html", "lang") == "it"
    assert page.locator("text=refresh").count() == 0


def test_a_closed_tab_frees_its_session(start, look) -> None:
    served = start()  # its own: tabs of other tests end whenever they do
    pages = [look(f"{served.address}?{SMALL}&seed={n}") for n in range(3)]
    for page in pages:
        page.wait_for_selector("text=Une page à imprimer", timeout=READY)
    assert sessions_of(served.address) >= 3
    for page in pages:
        page.context.unroute_all()  # an intercepted farewell is lost with the page that sent it
        page.goto("about:blank")
    until = time.monotonic() + 30
    while sessions_of(served.address) and time.monotonic() < until:
        time.sleep(0.3)
    assert sessions_of(served.address) == 0


def resident() -> float:
    """Megabytes that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def test_play_does_not_grow_memory() -> None:
    """Twelve changes after the first eight. Measured once over sixty more: less than 40 MB."""

    def play(seeds: range) -> float:
        for seed in seeds:
            lived(Configuration(firms=40, seed=seed, programme="training_only"))
        gc.collect()
        return resident()

    before = play(range(8))
    after = play(range(8, 20))
    assert after - before < 25, f"{before:.0f} MB, then {after:.0f} MB"
