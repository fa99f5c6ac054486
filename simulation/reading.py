"""YAML with the line of every value, so that an error can say where it stands.

YAML 1.2, and of it only what a scenario needs: mappings with text keys, lists, numbers, truth
values, texts; `no` is a text, `1e-3` a number, a key is the text as written (`01` stays `01`).
Anchors work; tags, documents after the first, and files that blow up when read are refused.

Raises: InputError with file and line for a file that cannot be read or is no such YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from simulation.errors import InputError
from simulation.given_file import read_bytes, unseen
from simulation.language import translate
from simulation.placed import Placed, kind

LARGEST_FILE = 400_000
MOST_VALUES = 20_000
DEEPEST = 40
LONGEST_NUMBER = 30

_INTEGER = re.compile(r"[-+]?[0-9]+")
_OCTAL_OR_HEX = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def read_yaml(path: Path) -> Placed:
    """Return the mapping that a file holds, every value with its place."""
    return parse_yaml(_text(path), path)


# Kept by what the file holds, not by its name: many runs read the same text, edited ones a new one.
@lru_cache(maxsize=64)
def parse_yaml(text: str, path: Path | None = None) -> Placed:
    """Return the mapping that a text holds, every value with its place; it is never changed."""
    found = _document(text, path)
    if found is None:
        raise InputError(
            translate("the file is empty; a mapping such as `extends: baseline` was expected"),
            file=path,
            line=1,
        )
    if not isinstance(found.value, dict):
        message = translate(
            "a mapping of keys to values was expected, not {kind}", kind=kind(found.value)
        )
        raise InputError(message, file=path, line=found.line)
    return found


def parse_value(text: str) -> Any:
    """Return one value, of an option for instance, read as a file would say it."""
    found = _document(text, None)
    return None if found is None else found.plain()


def _document(text: str, path: Path | None) -> Placed | None:
    if len(text) > LARGEST_FILE:
        raise InputError(translate("the file is too large to be a scenario"), file=path)
    try:
        return _Builder(path).document(YAML(typ="safe", pure=True).parse(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join(str(part) for part in (error.context, error.problem) if part)
        message = translate("this is not YAML: {reason}", reason=reason)
        raise InputError(message, file=path, line=mark.line + 1 if mark else None) from error
    except (YAMLError, ValueError, IndexError, OverflowError, AssertionError) as error:
        reason = " ".join(str(error).split())[:200]
        message = translate("this is not YAML: {reason}", reason=reason)
        raise InputError(message, file=path, line=_line_of(text, error)) from error


def _text(path: Path) -> str:
    raw = read_bytes(path, LARGEST_FILE)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = translate("this is not UTF-8 text (byte {byte})", byte=hex(raw[error.start]))
        raise InputError(message, file=path, line=line) from error


def _line_of(text: str, error: Exception) -> int | None:
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else None


class _Builder:
    """Builds placed values from YAML's events, within a budget that aliases count against."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.values = 0
        self.anchors: dict[str, tuple[Placed, int]] = {}
        self.line = 1

    def document(self, events: Iterator[Event]) -> Placed | None:
        documents = 0
        found = None
        for event in events:
            self.line = event.start_mark.line + 1
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refused(
                        translate("a second document begins here; one was expected")
                    )
            elif isinstance(
                event, ScalarEvent | SequenceStartEvent | MappingStartEvent | AliasEvent
            ):
                found = self._value(event, events, 0, self.line)
        return None if found is None or found.value is None else found

    def _value(self, event: Any, events: Iterator[Event], depth: int, line: int) -> Placed:
        if isinstance(event, AliasEvent):
            return self._alias(event, line)
        if event.tag is not None and not _default_tag(event):
            raise self._refused(
                translate("tags such as {tag} are not used here", tag=str(event.tag))
            )
        if depth > DEEPEST:
            raise self._refused(translate("nested too deeply"))
        before = self.values
        self._count(1)
        value: Any
        if isinstance(event, MappingStartEvent):
            value = self._mapping(events, depth)
        elif isinstance(event, SequenceStartEvent):
            value = self._list(events, depth)
        else:
            value = self._scalar(event)
        made = Placed(value, self.path, line)
        if event.anchor:
            self.anchors[event.anchor] = (made, self.values - before)
        return made

    def _mapping(self, events: Iterator[Event], depth: int) -> dict[str, Placed]:
        made: dict[str, Placed] = {}
        for key in events:
            if isinstance(key, MappingEndEvent):
                break
            self.line = line = key.start_mark.line + 1
            if not isinstance(key, ScalarEvent):
                raise self._refused(translate("a key must be a text"))
            self._seen(str(key.value))
            if key.value in made:
                message = translate(
                    "{key} stands twice, first in line {line}",
                    key=repr(key.value),
                    line=made[key.value].line,
                )
                raise self._refused(message)
            event = next(events)
            self.line = event.start_mark.line + 1
            made[key.value] = self._value(event, events, depth + 1, line)
        return made

    def _list(self, events: Iterator[Event], depth: int) -> list[Placed]:
        made: list[Placed] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            self.line = event.start_mark.line + 1
            made.append(self._value(event, events, depth + 1, self.line))
        return made

    def _alias(self, event: Any, line: int) -> Placed:
        if event.anchor not in self.anchors:
            raise self._refused(translate("*{name} points to nothing", name=str(event.anchor)))
        meant, size = self.anchors[event.anchor]
        self._count(size)
        return Placed(meant.value, meant.file, line)

    def _count(self, values: int) -> None:
        self.values += values
        if self.values > MOST_VALUES:
            message = translate(
                "more than {most} values: too large for a scenario", most=MOST_VALUES
            )
            raise self._refused(message)

    def _scalar(self, event: ScalarEvent) -> Any:
        text = str(event.value)
        self._seen(text)
        if event.style is not None:
            return text
        if text in _WORDS:
            return _WORDS[text]
        whole = _INTEGER.fullmatch(text)
        if (whole or _OCTAL_OR_HEX.fullmatch(text)) and len(text) > LONGEST_NUMBER:
            raise self._refused(translate("a number of {n} digits", n=len(text)))
        if whole:
            return int(text)
        if _OCTAL_OR_HEX.fullmatch(text):
            return int(text, 0)
        if _NOT_FINITE.fullmatch(text):
            return float(text.replace(".", "", 1))
        return float(text) if _DECIMAL.fullmatch(text) else text

    def _seen(self, text: str) -> None:
        if sign := unseen(text):
            code = f"U+{ord(sign):04X}"
            raise self._refused(
                translate("a text holds a sign that nobody sees ({code})", code=code)
            )

    def _refused(self, message: str) -> InputError:
        return InputError(message, file=self.path, line=self.line)


def _default_tag(event: Any) -> bool:
    return str(event.tag) in {"!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"} and (
        not isinstance(event, ScalarEvent) or event.style is not None
    )
