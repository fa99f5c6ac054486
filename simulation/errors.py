"""What is wrong with something a person gave us, said in one line."""

from __future__ import annotations

from pathlib import Path

LONGEST_MESSAGE = 600
LONGEST_PLACE = 200
_SPACES = "\n\u00a0\u2009\u202f"


class InputError(Exception):
    """A file, an option or a value given from outside cannot be used.

    Reads `mono_product.yaml:14: parameters.trade.wage: 9 is outside [0, 5] wages`:
    where, which, what is wrong and what was expected. The command prints it and ends with code 2.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | Path | None = None,
        line: int | None = None,
        place: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = None if file is None else Path(file)
        self.line = line
        self.place = place

    def __str__(self) -> str:
        where = "" if self.file is None else self.file.name or str(self.file)
        if where and self.line is not None:
            where += f":{self.line}"
        elif self.line is not None:
            where = f"line {self.line}"
        place = _shown(self.place or "", LONGEST_PLACE)
        message = _shown(self.message, LONGEST_MESSAGE)
        return ": ".join(part for part in (_shown(where, LONGEST_PLACE), place, message) if part)

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process, place included."""
        return _rebuilt, (self.message, self.file, self.line, self.place)


def _shown(text: str, longest: int) -> str:
    """Return a text for a line: what a file says may be long, or hold signs a terminal obeys."""
    seen = "".join(
        sign if sign.isprintable() or sign in _SPACES else repr(sign)[1:-1]
        for sign in text[: longest + 1]
    )
    return seen if len(seen) <= longest else f"{seen[: longest - 3]}..."


def _rebuilt(message: str, file: Path | None, line: int | None, place: str | None) -> InputError:
    return InputError(message, file=file, line=line, place=place)
