"""What is said and done between the command and the first look at the page."""

from __future__ import annotations

import sys
import threading
import time
import webbrowser
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

from numba.core import event

from experiments.live.addresses import is_loopback, network_addresses
from experiments.live.served import Served
from experiments.many import compile_together
from simulation.language import translate

WAIT = 60.0


class _Announcement(event.Listener):
    """Says once that the model's loops are being compiled."""

    def __init__(self) -> None:
        self.said = False

    def on_start(self, _event: object) -> None:
        compile_together.begin()
        if not self.said:
            _say(translate("Compiling the model's loops, once (about a minute) ..."))
        self.said = True

    def on_end(self, event: object) -> None:
        """Nothing to say."""


def warm_up() -> None:
    """Compile the model's loops, if they are not, and say so: it is done once."""
    from experiments.live import beside
    from experiments.many import warm_up as many
    from simulation.read_programme import read_programme
    from simulation.read_scenario import read_scenario

    announcement = _Announcement()
    event.register("numba:compile", announcement)
    try:
        programmes = [read_programme(name) for name in ("none", "facilitated")]
        scenario = read_scenario("mono_product")
        many.warm_up(scenario, programmes)
    finally:
        event.unregister("numba:compile", announcement)
    beside.begin((scenario, programmes[0], 1))


def announce(served: Served) -> None:
    """Say where the page is and, in room mode, how the room comes in."""
    _say(translate("The page: {address}  (Ctrl-C closes it)", address=served.address))
    if served.room is None:
        return
    if served.key:
        said = translate(
            "From another machine, for the facilitator only: {address}",
            address=f"{served.room_address.partition('/room/')[0]}/?key={served.key}",
        )
        _say(said)
    _say(translate("The room answers here: {address}", address=served.room_address))
    _say_other_ways(served.room_address)
    if sys.stderr.isatty():
        import segno

        segno.make(served.room_address, error="m").terminal(out=sys.stderr, compact=True)


def _say_other_ways(room_address: str) -> None:
    """What to do when phones cannot reach the address that is shown."""
    told = urlsplit(room_address).hostname or ""
    others = [each for each in network_addresses() if each != told]
    if is_loopback(told) and not others:
        _say(translate("This machine is in no network: phones cannot come in. Join one (or open a "
                       "hotspot) and start again."))  # fmt: skip
    elif is_loopback(told):
        _say(translate("Phones cannot reach this address; for them: --host {address}",
                       address=others[0]))  # fmt: skip
    elif others:
        _say(translate("If phones cannot reach it, this machine is also at {addresses}: choose "
                       "one with --host.", addresses=", ".join(others)))  # fmt: skip


def open_when_ready(address: str) -> None:
    """Open a browser as soon as the server answers."""
    threading.Thread(target=_open, args=(address,), daemon=True).start()


def _open(address: str) -> None:
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        try:
            with urlopen(urljoin(address, "/readyz"), timeout=1):
                break
        except (URLError, OSError):
            time.sleep(0.1)
    webbrowser.open(address)


def _say(what: str) -> None:
    sys.stderr.write(what + "\n")
    sys.stderr.flush()
