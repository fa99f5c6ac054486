"""`tessuto live`: the page in a browser, and the room that answers on its phones."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Annotated

import typer

from simulation.errors import InputError
from simulation.language import chosen_language, translate

if TYPE_CHECKING:
    from experiments.live.served import Served

PORT = 8765
FRENCH_FIRST = "fr"
NEEDED = ("anywidget", "segno", "solara", "starlette", "uvicorn")


def live(
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help=translate("Port; 0 takes any free one."))
    ] = PORT,
    host: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help=translate(
                "Address to listen on. Unless told, 127.0.0.1: this machine only; with --room, "
                "0.0.0.0: the local network."
            ),
        ),
    ] = None,
    room: Annotated[
        bool,
        typer.Option(
            "--room", help=translate("Let the people in the room answer on their phones.")
        ),
    ] = False,
    no_open: Annotated[
        bool, typer.Option("--no-open", help=translate("Do not open a browser."))
    ] = False,
) -> None:
    _needs_the_extra()
    from experiments.live.addresses import ANYWHERE, LOOPBACK, listening
    from experiments.live.opening import announce, open_when_ready, warm_up
    from experiments.live.server import application, run

    address = host or (ANYWHERE if room else LOOPBACK)
    bound = listening(address, port)
    with bound:
        served = _served(address, bound.getsockname()[1], room=room)
        warm_up()
        app = application(served)
        announce(served)
        if not no_open:
            open_when_ready(served.address)
        run(app, bound)
    typer.echo("\n" + translate("The page is closed; nothing of it is kept."), err=True)


def _served(host: str, port: int, *, room: bool) -> Served:
    from experiments.live.addresses import LOOPBACK, is_loopback, shown_host
    from experiments.live.served import Served

    spoken = chosen_language() or FRENCH_FIRST
    outward = shown_host(host)
    inward = LOOPBACK if host in {"0.0.0.0", ""} else "[::1]" if host == "::" else outward
    names = frozenset({host.lower()})
    if not room:
        return Served(lang=spoken, address=f"http://{inward}:{port}/", names=names)
    from experiments.live.room.room import Room

    opened = Room(lang=spoken)
    key = "" if is_loopback(host) else secrets.token_urlsafe(16)
    return Served(
        lang=spoken,
        address=f"http://{inward}:{port}/",
        room=opened,
        room_address=f"http://{outward}:{port}/room/{opened.token}",
        key=key,
        names=names,
    )


def _needs_the_extra() -> None:
    from importlib.util import find_spec

    lacking = [name for name in NEEDED if find_spec(name) is None]
    if lacking:
        said = translate(
            "the page needs {names}, which is not installed: pip install 'tessuto[live]'",
            names=", ".join(lacking),
        )
        raise InputError(said)
