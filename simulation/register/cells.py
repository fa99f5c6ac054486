"""What the cells of a register mean: numbers, dates, classes of size, activity codes.

Blank and `[ND]` say that something is not known; a word such as `NaN` is an error.

Shapes: N records; every reader takes N texts and returns N values, a fill where unknown.
Raises: UnreadableError with the first record that cannot be read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from simulation.declarations import Flags, Floats
from simulation.language import translate

UNKNOWN = ("", "[ND]")
NOT_GIVEN, LEFT_OUT, STRANGE = -1, -2, -3
PLACEHOLDER = datetime.date(1900, 1, 1)

# Classes of size of the SIRENE register, as collaborators from and to; above 9: not very small.
SIZE_CLASSES = {
    "NN": (0, 0), "00": (0, 0), "01": (1, 2), "02": (3, 5), "03": (6, 9), "11": (10, 19),
    "12": (20, 49), "21": (50, 99), "22": (100, 199), "31": (200, 249), "32": (250, 499),
    "41": (500, 999), "42": (1000, 1999), "51": (2000, 4999), "52": (5000, 9999),
    "53": (10000, 99999),
}  # fmt: skip
_OPEN = {"", "[ND]", "0", "no", "non", "n", "false", "faux", "falso", "a"}
_CLOSED = {"1", "yes", "oui", "si", "sì", "y", "true", "vrai", "vero", "f", "x"}


class UnreadableError(Exception):
    """A cell that cannot be read: which record, and what is wrong."""

    def __init__(self, record: int, message: str) -> None:
        super().__init__(message)
        self.record = record
        self.message = message


def unknown(cells: pd.Series) -> Flags:
    """Say which cells are blank."""
    return np.asarray(cells.isin(UNKNOWN), dtype=np.bool_)


def numbers(cells: pd.Series, low: float, high: float, *, whole: bool = False) -> Floats:
    """Read numbers with a decimal point or comma; nan where unknown."""
    blank = unknown(cells)
    pointed = cells.where(~blank, "0").str.replace(",", ".", n=1, regex=False)
    plain = pointed.str.fullmatch(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,3})?")
    read = np.asarray(pd.to_numeric(pointed.where(plain), errors="coerce"), dtype=np.float64)
    fits = np.isfinite(read) & (read >= low) & (read <= high)
    wrong = ~fits & ~blank
    if whole:
        wrong |= ~blank & fits & (read != np.floor(read))
    if wrong.any():
        record = int(np.argmax(wrong))
        value = repr(cells.iloc[record])
        if not np.isfinite(read[record]):
            raise UnreadableError(record, translate("{value} is no number", value=value))
        if fits[record]:
            raise UnreadableError(record, translate("{value} is no whole number", value=value))
        bounds = f"[{low:g}, {high:g}]"
        raise UnreadableError(
            record, translate("{value} is outside {bounds}", value=value, bounds=bounds)
        )
    return np.where(blank, np.nan, read)


def each(cells: pd.Series, read: Callable[[str], Any], dtype: Any) -> Any:
    """Read every different text once. `read` raises ValueError with the message."""
    codes, texts = pd.factorize(cells, use_na_sentinel=False)
    values = []
    for place, text in enumerate(texts):
        try:
            values.append(read(str(text)))
        except ValueError as error:
            raise UnreadableError(int(np.argmax(codes == place)), str(error)) from None
    return np.array(values, dtype=dtype)[codes]


def month_count(text: str) -> int:
    """Return a date as months since year 0; 1900-01-01 is how registers write `unknown`."""
    if text in UNKNOWN:
        return NOT_GIVEN
    found = re.fullmatch(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?:[T ].*)?)?)?", text)
    parts = found.groups() if found else (None, None, None)
    if not found and (other := re.fullmatch(r"(\d\d?)[/.](\d\d?)[/.](\d{4})", text)):
        parts = (other[3], other[2], other[1])
    try:
        if parts[0] is None:
            raise ValueError
        day = datetime.date(int(parts[0]), int(parts[1] or 1), int(parts[2] or 1))
    except ValueError:
        said = translate("{value} is no date; YYYY-MM-DD was expected", value=repr(text))
        raise ValueError(said) from None
    return NOT_GIVEN if day == PLACEHOLDER else day.year * 12 + day.month - 1


def closing_month(text: str) -> int:
    """Return 0 for a firm that is closed, its month of closing, or NOT_GIVEN if it is open."""
    word = text.lower()
    if word in _OPEN:
        return NOT_GIVEN
    return 0 if word in _CLOSED else month_count(text)


def size_class(text: str) -> tuple[int, int]:
    """Return collaborators from and to of a class of size of SIRENE; (-1, -1) if unknown."""
    if text in UNKNOWN:
        return (NOT_GIVEN, NOT_GIVEN)
    if text.zfill(2) not in SIZE_CLASSES:
        known = ", ".join(SIZE_CLASSES)
        said = translate(
            "{value} is no class of size; known: {known}", value=repr(text), known=known
        )
        raise ValueError(said)
    return SIZE_CLASSES[text.zfill(2)]


def product_of(code: str, names: tuple[str, ...], mapped: Mapping[str, str | None]) -> int:
    """Return the product of a name or activity code, by its longest known beginning.

    Or NOT_GIVEN, LEFT_OUT where it is mapped to nothing, STRANGE where nothing fits.
    """
    if code in UNKNOWN:
        return NOT_GIVEN
    if code in names:
        return names.index(code)
    bare = _bare(code)
    fitting = [
        (len(_bare(start)), name) for start, name in mapped.items() if bare.startswith(_bare(start))
    ]
    if not fitting:
        return STRANGE
    name = max(fitting, key=lambda item: item[0])[1]
    return LEFT_OUT if name is None else names.index(name)


def _bare(code: str) -> str:
    return code.replace(".", "").replace(" ", "").upper()
