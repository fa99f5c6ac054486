"""The bytes and the text of a file that a person names.

Only a plain file of a size that can be held: a pipe would be waited for, a device never ends, and
what a size says need not be true. Of a table's text, what nobody sees is left out: terminals obey
control signs, marks of direction turn a line round, and signs of no width make two names of one.

Raises: InputError for what is no such file, or no text.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from simulation.errors import InputError
from simulation.language import number, translate
from simulation.near_names import near

_MEGABYTE = 1_000_000
_NO_WIDTH_OR_DIRECTION = "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_UNSEEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_NO_WIDTH_OR_DIRECTION}]")


def read_bytes(path: Path, most: int) -> bytes:
    """Return what a plain file of at most so many bytes holds."""
    try:
        if path.is_dir():
            raise InputError(translate("this is a folder, a file was expected"), file=path)
        if not path.exists():
            raise InputError(translate("there is no such file") + _alike(path), file=path)
        if not path.is_file():
            raise InputError(
                translate("this is a pipe or a device, a file was expected"), file=path
            )
        size = path.stat().st_size
        if size <= most:
            with path.open("rb") as file:
                raw = file.read(most + 1)
            size = len(raw)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(translate("cannot be read: {reason}", reason=reason), file=path) from error
    if size > most:
        message = translate(
            "the file is too large: {size} MB, at most {most} MB are read",
            size=number(size / _MEGABYTE, 1),
            most=number(most / _MEGABYTE, 1),
        )
        raise InputError(message, file=path)
    return raw


def _alike(path: Path) -> str:
    """Files of its kind beside it whose names look like that of a file that is not there."""
    beside = {each.name for each in path.parent.glob(f"*{path.suffix}")} if path.suffix else set()
    close = [name for name in beside if get_close_matches(path.name, [name], cutoff=0.75)]
    return near(path.name, close) if close else ""


def read_table_text(path: Path, most: int) -> str:
    """Return a table as spreadsheets write it: UTF-8 with or without BOM, UTF-16 or cp1252."""
    raw = read_bytes(path, most)
    wide = raw[:2] in {b"\xff\xfe", b"\xfe\xff"}
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return _UNSEEN.sub("", text)
    message = translate("this is not a text file; CSV in UTF-8 or Windows (cp1252) was expected")
    raise InputError(message, file=path)


def unseen(text: str) -> str:
    """Return the first sign of a text that nobody sees, or nothing."""
    found = _UNSEEN.search(text)
    return found[0] if found else ""
