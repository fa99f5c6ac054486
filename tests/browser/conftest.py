"""A served page and a browser that can reach nothing but this machine.

Browser tests are run with `make test-browser`; without a browser they are skipped with a message.
Screenshots are kept in `results/screenshots/`, to be looked at.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from experiments.live.addresses import network_address

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "results" / "screenshots"
READY_WITHIN = 400.0  # compiling is once, and slow where other work goes on
PATIENCE = 90_000.0
"""Milliseconds to wait for what is asked of a page: another file's tests may be at work beside."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-gpu-rasterization",  # Debian's launcher asks for it, without a GPU to do it
    "--disable-dev-shm-usage",  # a picture of a whole page may not fit into a container's 64 MB
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, "
    f"EXCLUDE {network_address()}",
]
FEW_PAIRS = 6
"""How many pairs behind the one shown, unless a test asks for more: thirty cost a processor."""
SCREENS = {"big": (1280, 720), "phone": (390, 844)}
FAILED = pytest.StashKey[bool]()
HERE = {"127.0.0.1", "localhost", network_address()}


@dataclass
class Serving:
    """A server of its own process, and what it said when it started."""

    process: subprocess.Popen[str]
    address: str
    said: list[str] = field(default_factory=list)

    @property
    def room(self) -> str:
        """The address that the room is told."""
        return next(
            found[1] for line in self.said if (found := re.search(r"(http\S+/room/\S+)", line))
        )


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no chromium on this machine; `make test-browser` installs it when it can")
    return found


@pytest.fixture(scope="session")
def serve(chromium: str) -> Iterator[Callable[..., Serving]]:
    """Start `tessuto live` with these options; all are stopped at the end."""
    running: dict[tuple[str, ...], Serving] = {}

    def start(*options: str) -> Serving:
        if options not in running:
            running[options] = _start(options)
        return running[options]

    yield start
    for each in running.values():
        each.process.terminate()
    for each in running.values():
        try:
            each.process.wait(10)
        except subprocess.TimeoutExpired:
            each.process.kill()


@pytest.fixture
def start(chromium: str) -> Iterator[Callable[..., Serving]]:
    """Start a server for one test only, which may kill it; all are stopped at its end."""
    running: list[Serving] = []

    def begin(*options: str) -> Serving:
        running.append(_start(options))
        return running[-1]

    yield begin
    for each in running:
        each.process.kill()
        each.process.wait(10)


def _start(options: tuple[str, ...]) -> Serving:
    command = "import sys; from experiments.command.app import main; main(sys.argv[1:])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TESSUTO_LANG": "fr", "TERM": "dumb"}
    words = ["live", "--no-open", "--port", "0", "--pairs", str(FEW_PAIRS), *options]
    process = subprocess.Popen(
        [sys.executable, "-c", command, *words],
        cwd=ROOT, env=environment, text=True, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    said: list[str] = []
    reading = threading.Thread(target=_listen, args=(process, said), daemon=True)
    reading.start()
    until = time.monotonic() + READY_WITHIN
    last = "/room/" if "--room" in options else "http"
    while time.monotonic() < until and process.poll() is None:
        if any(last in line for line in said):
            break
        time.sleep(0.05)
    address = re.search(r"(http://\S+)", "".join(said))
    if address is None:
        process.kill()
    assert address is not None, f"the server did not start: {''.join(said)}"
    return Serving(process, address[1], said)


def _listen(process: subprocess.Popen[str], said: list[str]) -> None:
    """Keep what the server says, to its end: a pipe that nobody empties would stop it."""
    assert process.stderr is not None
    said.extend(iter(process.stderr.readline, ""))


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[object]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def look(browser, request) -> Iterator[Callable[..., object]]:
    """Open an address in a fresh browser session; at the end nothing outside was asked for."""
    outside: list[str] = []
    broken: list[str] = []
    contexts = []

    def open_page(address: str, screen: str = "big", **options: object):
        width, height = SCREENS[screen]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=screen == "phone",
            is_mobile=screen == "phone",
            **options,
        )
        contexts.append(context)
        context.route("**/*", lambda route: _only_here(route, outside))
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("requestfailed", lambda asked: _note_outside(asked.url, outside))
        page.on("websocket", lambda socket: _note_outside(socket.url, outside))
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    for n, context in enumerate(contexts):
        if request.node.stash.get(FAILED, False) and context.pages:
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            context.pages[0].screenshot(path=SCREENSHOTS / f"failed-{request.node.name}-{n}.png")
        context.close()
    assert not outside, f"asked for from outside: {sorted(set(outside))}"
    assert not broken, f"errors in the page: {broken}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Remember that a test failed, so that its pages are kept as they stood then."""
    report = yield
    if call.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def stage(serve, look) -> Callable[..., object]:
    """Open the stage, its pair finished, as an address asks for it."""

    def opened(query: str = "", screen: str = "big", **options: object):
        page = look(serve().address + query, screen, **options)
        page.wait_for_selector(".tessuto[data-pair]", timeout=60_000)
        return page

    return opened


@pytest.fixture
def keep_picture(request) -> Callable[..., Path]:
    """Keep a screenshot of a page under a name."""
    sync_api = pytest.importorskip("playwright.sync_api")

    def keep(page, name: str, whole: bool = False) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        page.wait_for_load_state()
        try:
            page.screenshot(path=path, full_page=whole)
        except sync_api.Error as error:  # pages without scripts turn by themselves: not just then
            if "Unable to capture" not in str(error):
                raise
            page.wait_for_load_state()
            page.screenshot(path=path, full_page=whole)
        return path

    return keep


def _only_here(route, outside: list[str]) -> None:
    if urlsplit(route.request.url).hostname in HERE:
        route.continue_()
        return
    _note_outside(route.request.url, outside)
    route.abort()


def _note_outside(url: str, outside: list[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in HERE:
        outside.append(url)
