"""Spoils files the way hands, editors, spreadsheets and ill will do; hypothesis shrinks what fails."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy], object]

# What has broken readers before, here and elsewhere.
HOSTILE = tuple(
    text.encode("utf-8", "surrogatepass")
    for text in (
        "", "0", "-1", "-0", "1e999", "-1e999", "1e-999", "9" * 40, "9" * 400, "0x" + "f" * 40, "1_000", "1:30",
        ".nan", "-.inf", "NaN", "inf", "Infinity", "٣", "½", "1,5", "1.5.5", "+", "-", "2001-13", "2001-02-30", "9999-12-31",
        "0001-01-01", "null", "~", "true", "no", "{}", "[]", "[[[[", "}}}}", "{a: ", "*a", "&a ", "<<: *a", "<<: ", "!!python/object:os.system ",
        "!!float ", "!", "? ", "- ", ": ", ":", "%YAML 1.1\n---\n", "---\n", "...\n", "|\n", ">-\n", '"', "'", '"""', "#", "\t", "\n", "\r", "\r\n\r\n", " ",
        "../../x", "/etc/passwd", "..\\x", "\0", "\ufeff", "\u202e", "\u200b", "\x1b[31m", "\x85", "\u2028", "\ud800", "é", "😀", "=1+1", "@SUM(A1)", "$x^$", "<script>",
        ",", ";", "sep=,\n", "extends: mine.yaml\n", "extends: baseline\n", "name: ../x\n", "x" * 5000, "a," * 300, "[" * 60, "\n" * 300,
    )
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-7", "cp500")


def _places(draw: Draw, text: bytes) -> tuple[int, int]:
    first = draw(st.integers(0, len(text)))
    return first, min(len(text), first + draw(st.integers(0, 40)))


def cut(draw: Draw, text: bytes) -> bytes:
    first, last = _places(draw, text)
    return text[:first] + text[last:]


def twice(draw: Draw, text: bytes) -> bytes:
    first, last = _places(draw, text)
    return text[:last] + text[first:last] * draw(st.integers(1, 4)) + text[last:]


def flip(draw: Draw, text: bytes) -> bytes:
    place = draw(st.integers(0, max(0, len(text) - 1)))
    return text[:place] + bytes([draw(st.integers(0, 255))]) + text[place + 1 :]


def put(draw: Draw, text: bytes) -> bytes:
    place = draw(st.integers(0, len(text)))
    return text[:place] + draw(st.sampled_from(HOSTILE)) + text[place:]


def word(draw: Draw, text: bytes) -> bytes:
    """Another word or number in the place of one: what a form filled in wrongly looks like."""
    found = list(re.finditer(rb"[\w.-]+", text))
    if not found:
        return text
    old = draw(st.sampled_from(found))
    other = draw(st.sampled_from(found))[0]
    new = draw(st.one_of(st.sampled_from(HOSTILE), st.just(other), _NUMBERS))
    return text[: old.start()] + new + text[old.end() :]


def lines(draw: Draw, text: bytes) -> bytes:
    """A line taken out, doubled, moved, or pushed to the right."""
    rows = text.split(b"\n")
    here, there = (draw(st.integers(0, len(rows) - 1)) for _ in range(2))
    row = rows.pop(here)
    kind = draw(st.sampled_from(("out", "twice", "move", "in", "tab")))
    if kind == "twice":
        rows[here:here] = [row, row]
    elif kind == "move":
        rows.insert(there, row)
    elif kind == "in":
        rows.insert(here, b" " * draw(st.integers(0, 5)) + row.lstrip())
    elif kind == "tab":
        rows.insert(here, b"\t" + row)
    return b"\n".join(rows)


def end(draw: Draw, text: bytes) -> bytes:
    return text[: draw(st.integers(0, len(text)))]


def encoded(draw: Draw, text: bytes) -> bytes:
    try:
        return text.decode().encode(draw(st.sampled_from(ENCODINGS)))
    except UnicodeError:
        return b"\xef\xbb\xbf" + text


def endings(draw: Draw, text: bytes) -> bytes:
    return text.replace(b"\n", draw(st.sampled_from((b"\r", b"\r\n", b"\n\n", b"\n\r", b""))))


_NUMBERS = st.one_of(
    st.integers(-(10**20), 10**20).map(lambda n: str(n).encode()),
    st.floats(allow_nan=True).map(lambda x: repr(x).encode()),
)
_MUTATIONS = (word, word, word, put, put, lines, lines, cut, twice, flip, end, encoded, endings)


@st.composite
def spoiled(draw: Draw, shipped: tuple[bytes, ...]) -> bytes:
    """One of the shipped files after one to six mishaps, or bytes that mean nothing."""
    text = draw(st.sampled_from(shipped))
    for _ in range(draw(st.integers(1, 6))):
        text = draw(st.sampled_from(_MUTATIONS))(draw, text)
    return text
