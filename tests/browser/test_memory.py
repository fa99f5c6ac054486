"""An hour of play does not grow memory: neither the server's nor the page's, change after change."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.browser
SOON = 60_000
FIRST = 60  # changes until worlds that are kept, and steps to undo, make room for each other
SERVER_A_CHANGE = 0.25  # megabytes that a change may leave behind
PAGE_A_CHANGE = 0.1
PAGE = 4096

_CHANGE = """([name, value]) => { const field = document.querySelector(`[data-lever=${name}]`);
  field.step = 'any'; field.value = value; field.dispatchEvent(new Event('change')); }"""


def change(page, k: int) -> None:
    """One change that was never asked for before, answered; now and then a life, a language."""
    before = page.get_attribute(".tessuto", "data-pair")
    page.evaluate(_CHANGE, ["strength", round(0.2 + 1.7 * ((k * 0.6180339887) % 1), 6)])
    page.wait_for_function(
        f"document.querySelector('.tessuto').dataset.pair !== '{before}'", timeout=SOON
    )
    if k % 5 == 0:
        page.click("[data-tab=life]")
        page.locator(".t-choose .t-button").click()
        page.wait_for_selector(".t-life li", timeout=SOON)
    elif k % 5 == 1:
        page.click(f"button[lang={('fr', 'it', 'en')[k // 5 % 3]}]")
    elif k % 5 == 2:
        page.click(f"[data-tab={('now', 'habits', 'identity')[k // 5 % 3]}]")


def held(page, server: int) -> tuple[float, float]:
    """Megabytes that the server holds, and the page's scripts once their waste is taken away."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    told = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    session.detach()
    resident = int(Path(f"/proc/{server}/statm").read_text().split()[1]) * PAGE
    return resident / 1e6, told["JSHeapUsedSize"] / 1e6


@pytest.mark.parametrize(
    ("changes", "each", "pairs"),
    [(40, 4, "3"), pytest.param(400, 20, "30", marks=pytest.mark.nightly)],
)
def test_change_after_change_leaves_nothing_behind(
    start, look, record_property, changes, each, pairs
):
    serving = start("--pairs", pairs)
    server = serving.process.pid
    beside, page = (look(serving.address + asked, "big") for asked in ("", "?firms=60"))
    for each_page in (beside, page):  # whose pairs behind take turns
        each_page.wait_for_selector(".tessuto[data-pair]", timeout=SOON)
    for k in range(FIRST):
        change(page, k)
    seen = [(0, *held(page, server))]
    for k in range(changes):
        change(page, FIRST + k)
        if (k + 1) % each == 0:
            seen.append((k + 1, *held(page, server)))
    when, there, here = np.array(seen).T
    slopes = [float(np.polyfit(when, held_then, 1)[0]) for held_then in (there, here)]
    said = f"{changes} changes: server {there[0]:.0f} to {there[-1]:.0f} MB, {slopes[0]:.3f} a change; "
    said += f"page {here[0]:.1f} to {here[-1]:.1f} MB, {slopes[1]:.3f} a change"
    print(said)
    record_property("memory", said)
    assert slopes[0] < SERVER_A_CHANGE, said
    assert slopes[1] < PAGE_A_CHANGE, said
