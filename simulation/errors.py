"""What is wrong with something a person gave us, said in one line."""

from __future__ import annotations

from pathlib import Path


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
        return ": ".join(part for part in (where, self.place, self.message) if part)

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process, place included."""
        return _rebuilt, (self.message, self.file, self.line, self.place)


def _rebuilt(message: str, file: Path | None, line: int | None, place: str | None) -> InputError:
    return InputError(message, file=file, line=line, place=place)
