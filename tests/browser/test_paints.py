"""The network moves smoothly: frames that the browser has put on the screen, counted in its trace."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser
LEAST_A_SECOND = 20
SECONDS = 4
TRIES = 3
SOON = 60_000

_WATCH = """() => { const map = document.querySelector('.t-canvas'); window.months = [];
  window.watching?.disconnect();
  window.watching = new MutationObserver(() => window.months.push([performance.now(), map.dataset.month]));
  window.watching.observe(map, { attributes: true, attributeFilter: ['data-month'] }); }"""
_PICTURE = """() => { const map = document.querySelector('.t-canvas');
  const bytes = map.getContext('2d').getImageData(0, 0, map.width, map.height).data;
  let sum = 0; for (let k = 0; k < bytes.length; k += 1) sum = (31 * sum + bytes[k]) % 4294967291;
  return sum; }"""


def played(page, browser) -> tuple[float, float]:
    """Frames put on the screen, and different months of the map painted, a second of play."""
    session = browser.new_browser_cdp_session()
    events: list[dict[str, Any]] = []
    ended: list[bool] = []
    session.on("Tracing.dataCollected", lambda told: events.extend(told["value"]))
    session.on("Tracing.tracingComplete", lambda told: ended.append(True))
    page.evaluate(_WATCH)
    session.send(
        "Tracing.start",
        {
            "transferMode": "ReportEvents",
            "traceConfig": {"includedCategories": ["viz", "benchmark"]},
        },
    )
    page.keyboard.press("r")
    page.wait_for_timeout(1000 * SECONDS)
    page.keyboard.press("Space")
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)
    session.detach()
    shown = sorted(e["ts"] / 1e6 for e in events if e["name"] == "Display::FrameDisplayed")
    months = page.evaluate("window.months")
    times = [time / 1000 for time, _ in months]
    different = len({month for _, month in months})
    return (len(shown) - 1) / (shown[-1] - shown[0]), (different - 1) / (times[-1] - times[0])


def test_500_firms_move_at_20_frames_a_second_on_the_screen(stage, browser, keep_picture):
    page = stage("?firms=500")
    page.wait_for_function("!document.querySelector('.tessuto.is-busy')", timeout=SOON)
    pictures = []
    for month in ("0", "60", "120", "180"):
        page.locator(".t-scrub").fill(month)
        page.wait_for_function(
            f"document.querySelector('.t-canvas').dataset.month === '{month}'", timeout=SOON
        )
        pictures.append(page.evaluate(_PICTURE))
    assert len(set(pictures)) == 4
    page.locator(".t-speed").fill("4")
    page.evaluate("document.activeElement.blur()")
    tried = []
    for _ in range(TRIES):
        tried.append(played(page, browser))
        if min(tried[-1]) >= LEAST_A_SECOND:
            break
    keep_picture(page, "stage-500-moving")
    assert min(tried[-1]) >= LEAST_A_SECOND, f"(frames, months) a second: {tried}"
