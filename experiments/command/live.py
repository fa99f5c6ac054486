"""`tessuto live`: the page in a browser, and the room that answers on its phones."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulation.errors import InputError
from simulation.language import chosen_language, translate

if TYPE_CHECKING:
    from experiments.live.room.room import Room
    from experiments.live.served import Served

PORT = 8765
PAIRS, FEWEST_PAIRS, MOST_PAIRS = 30, 3, 100
FRENCH_FIRST = "fr"
NEEDED = ("anywidget", "psutil", "segno", "solara", "starlette", "uvicorn")


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
    items: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=translate("With --room: your own items (CSV) instead of those that come with it."),
        ),
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help=translate(
                "With --room: keep what the room says in this folder, and go on from it. Unless "
                "told, in memory only."
            ),
        ),
    ] = None,
    pairs: Annotated[
        int,
        typer.Option(
            min=FEWEST_PAIRS,
            max=MOST_PAIRS,
            help=translate(
                "How many pairs of histories to live behind the one shown; fewer on a slow machine."
            ),
        ),
    ] = PAIRS,
    no_open: Annotated[
        bool, typer.Option("--no-open", help=translate("Do not open a browser."))
    ] = False,
) -> None:
    _needs_the_extra()
    from experiments.live.addresses import ANYWHERE, LOOPBACK, listening
    from experiments.live.opening import announce, open_when_ready, warm_up
    from experiments.live.server import application, run

    opened = _room(items, keep) if _is_for_a_room(room=room, items=items, keep=keep) else None
    address = host or (ANYWHERE if room else LOOPBACK)
    bound = listening(address, port)
    with bound, _keeping(opened, keep):
        served = replace(_served(address, bound.getsockname()[1], opened), pairs=pairs)
        warm_up()
        app = application(served)
        announce(served)
        if not no_open:
            open_when_ready(served.address)
        run(app, bound)
    typer.echo("\n" + translate("The page is closed; nothing of it is kept."), err=True)


def _is_for_a_room(*, room: bool, items: Path | None, keep: Path | None) -> bool:
    """Whether a room is wanted; what only a room can use is refused without one."""
    for option, given in (("--items", items), ("--keep", keep)):
        if given is not None and not room:
            raise InputError(translate("is for a room: add --room"), place=option)
    return room


def _room(items: Path | None, keep: Path | None) -> Room:
    """The room, everything that could be wrong with its files said before anything is served."""
    from experiments.live.room.keeping import kept_room
    from experiments.live.room.own_items import read_own_items, without_label
    from experiments.live.room.questionnaire import usual_questionnaire
    from experiments.live.room.room import Room

    asked = usual_questionnaire() if items is None else read_own_items(items)
    for lang, unnamed in without_label(asked).items():
        said = translate("No label in {language}, another one is shown: {items}",
                         language=lang, items=", ".join(unnamed))  # fmt: skip
        typer.echo(said, err=True)
    spoken = chosen_language() or FRENCH_FIRST
    return Room(asked, lang=spoken) if keep is None else kept_room(keep, asked, spoken)


@contextmanager
def _keeping(room: Room | None, folder: Path | None) -> Iterator[None]:
    """Keep a room in a folder for as long as it is served, if there is one."""
    if room is None or folder is None:
        yield
        return
    from experiments.live.room.keeping import keep

    end = keep(room, folder)
    try:
        yield
    finally:
        end()


def _served(host: str, port: int, room: Room | None) -> Served:
    from experiments.live.addresses import LOOPBACK, is_loopback, shown_host
    from experiments.live.served import Served

    spoken = chosen_language() or FRENCH_FIRST
    outward = shown_host(host)
    inward = LOOPBACK if host in {"0.0.0.0", ""} else "[::1]" if host == "::" else outward
    names = frozenset({host.lower()})
    if room is None:
        return Served(lang=spoken, address=f"http://{inward}:{port}/", names=names)
    key = "" if is_loopback(host) else secrets.token_urlsafe(16)
    entry = "" if is_loopback(inward.strip("[]")) else f"?key={key}"
    return Served(
        lang=spoken,
        address=f"http://{inward}:{port}/{entry}",
        room=room,
        room_address=f"http://{outward}:{port}/room/{room.token}",
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
