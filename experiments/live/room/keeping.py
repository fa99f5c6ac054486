"""A room kept in a folder, when it is asked for: what was said survives the machine, until erased.

`room.json` holds what is needed to go on with the same link and the same phones; `answers.csv`,
`bets.csv` and `items.csv` are for `tessuto gap` and a spreadsheet. No name, no address: a phone is
known by a random number. Each file is put in its place whole; erasing the room removes them.
Raises: InputError for a folder that cannot be written, or holds something else.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from experiments.live.broken_json import said_of
from experiments.live.room.answers import as_csv, bets_csv, items_csv
from experiments.live.room.people import Contents
from experiments.live.room.questionnaire import Questionnaire
from experiments.live.room.room import MOST_ROUNDS, Room
from experiments.run_folder import prepare, replace
from simulation.errors import InputError
from simulation.language import translate

STATE = "room.json"
FORMAT = 1
EVERY = 1.0
LARGEST = 20_000_000
MADE: dict[str, Callable[[Room], bytes]] = {
    "answers.csv": lambda room: as_csv(room, range(1, MOST_ROUNDS + 1)),
    "bets.csv": bets_csv,
    "items.csv": items_csv,
}
_CONTENTS = TypeAdapter(Contents)


def kept_room(folder: Path, questionnaire: Questionnaire, lang: str) -> Room:
    """The room that a folder keeps, or a new one to be kept there. Raises InputError."""
    prepare(folder)
    _sweep(folder)
    path = folder / STATE
    contents = _read(path, questionnaire) if path.exists() else None
    room = Room(questionnaire, lang=lang, contents=contents)
    room.is_kept = True
    return room


def keep(room: Room, folder: Path) -> Callable[[], None]:
    """Write the room whenever it has changed, from a thread; return what writes once more."""
    gone = threading.Event()
    written = -1

    def write() -> None:
        nonlocal written
        seen = room.version
        if seen == written:
            return
        try:
            _write(room, folder)
        except InputError as error:
            sys.stderr.write(translate("The room could not be kept: {why}", why=error) + "\n")
            return
        written = seen

    def look() -> None:
        while not gone.wait(EVERY):
            write()

    thread = threading.Thread(target=look, daemon=True)
    thread.start()

    def end() -> None:
        gone.set()
        thread.join()
        write()

    write()
    return end


def _write(room: Room, folder: Path) -> None:
    """The state first, then what is made of it; nothing but the link where nothing was said."""
    contents = room.contents()
    told: dict[str, Any] = {
        "format": FORMAT,
        "items": [asdict(item) for item in room.questionnaire.items],
        "contents": _CONTENTS.dump_python(contents, mode="json", exclude={"secret"}),
        "secret": contents.secret.hex(),
    }
    files = {STATE: json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"}
    made = {name: make(room) for name, make in MADE.items()}
    said = any(person.answers or person.bets for person in contents.people.values())
    for name, content in (files | (made if said else {})).items():
        replace(folder / name, content)
    if not said:
        for name in made:
            (folder / name).unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove halves of our files that a stopped machine left: they hold answers too."""
    for name in (STATE, *MADE):
        for half in folder.glob(f".{name}.*"):
            half.unlink(missing_ok=True)


def _reason(error: Exception) -> str:
    """Return why a kept room cannot be read, in the language in force."""
    if isinstance(error, json.JSONDecodeError):
        return said_of(error)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return translate("something in it is missing, or is not as it was written")


def _read(path: Path, questionnaire: Questionnaire) -> Contents:
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError(path.stat().st_size)
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            raise ValueError(told["format"])
        secret = bytes.fromhex(told["secret"])
        contents = _CONTENTS.validate_python({**told["contents"], "secret": secret})
        items = told["items"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
        message = translate("this is not a room that can be gone on with ({reason})",
                            reason=_reason(error))  # fmt: skip
        raise InputError(message, file=path, line=getattr(error, "lineno", None)) from None
    if items != json.loads(json.dumps([asdict(item) for item in questionnaire.items])):
        message = translate("this room was asked other items: give the same --items, or another "
                            "folder")  # fmt: skip
        raise InputError(message, file=path, place="--items")
    return contents
