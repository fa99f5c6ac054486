"""A value and where it was written, so that an error can say where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulation.language import translate


@dataclass(frozen=True, slots=True)
class Placed:
    """A value and where it was written; mappings and lists hold placed values.

    `file` and `line` are None for what was given by a program or an option. The line of a
    value in a mapping is that of its key.
    """

    value: Any
    file: Path | None = None
    line: int | None = None

    def plain(self) -> Any:
        """Return the value without places, lists as tuples."""
        if isinstance(self.value, dict):
            return {name: part.plain() for name, part in self.value.items()}
        if isinstance(self.value, list):
            return tuple(part.plain() for part in self.value)
        return self.value

    def nearest(self, path: tuple[str | int, ...]) -> tuple[Placed, int]:
        """Return the deepest value on a path that exists, and how many steps lead to it."""
        found = self
        for steps, name in enumerate(path):
            inner = found.part(name)
            if inner is None:
                return found, steps
            found = inner
        return found, len(path)

    def part(self, name: str | int) -> Placed | None:
        """Return what stands under a key or at an index, or None."""
        if isinstance(self.value, dict):
            return self.value.get(str(name))
        if isinstance(self.value, list) and str(name).isdecimal():
            index = int(name)
            return self.value[index] if index < len(self.value) else None
        return None


def placed(value: Any) -> Placed:
    """Return a value given by a program, ready to be laid over what a file says."""
    if isinstance(value, Placed):
        return value
    if isinstance(value, Mapping):
        return Placed({str(name): placed(part) for name, part in value.items()})
    if isinstance(value, list | tuple):
        return Placed([placed(part) for part in value])
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        return Placed(value.item())
    if hasattr(value, "tolist"):
        return placed(value.tolist())
    return Placed(value)


def kind(value: Any) -> str:
    """Return in words what sort of value this is."""
    if value is None:
        return translate("nothing")
    if isinstance(value, bool):
        return translate("true or false")
    if isinstance(value, int | float):
        return translate("a number")
    if isinstance(value, Mapping):
        return translate("a mapping")
    if isinstance(value, list | tuple):
        return translate("a list")
    return translate("a text")
