"""A table from a file as spreadsheets and form tools write it, each row with its line number.

Reads UTF-8 with or without BOM, UTF-16 with BOM and cp1252; `;`, `,` or tab; quoted line breaks;
a first line `sep=;`. Raises InputError for what cannot be a table.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from simulation.errors import InputError
from simulation.given_file import read_table_text
from simulation.language import translate

SEPARATORS = (";", "\t", ",")
LARGEST_FILE = 10_000_000


@dataclass(frozen=True)
class Row:
    """One record and the line of the file it begins on."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class DelimitedTable:
    """Header and records, all cells stripped, records padded to the header's length."""

    path: Path
    header: tuple[str, ...]
    header_line: int
    rows: tuple[Row, ...]


def read_delimited(path: Path) -> DelimitedTable:
    """The table in a file. Raises InputError with file and line."""
    text = _decoded(path)
    start = 1
    first, _, rest = text.partition("\n")
    separator = None
    if first.lower().startswith("sep=") and len(first.rstrip("\r")) == 5:
        separator, text, start = first[4], rest, 2
    rows = _records(text, separator or _separator(text), start, path)
    if not rows:
        raise InputError(translate("the file is empty, a header and answers were expected"),
                         file=path, line=1)  # fmt: skip
    header = rows[0]
    _check_header(header, path)
    body = tuple(_padded(row, len(header.cells), path) for row in rows[1:])
    if not body:
        raise InputError(translate("there is a header but no answer below it"),
                         file=path, line=header.line)  # fmt: skip
    return DelimitedTable(path, header.cells, header.line, body)


def _decoded(path: Path) -> str:
    return read_table_text(path, LARGEST_FILE).replace("\r\n", "\n").replace("\r", "\n")


def _separator(text: str) -> str:
    """The separator most frequent in the header, outside quotes."""
    counts = dict.fromkeys(SEPARATORS, 0)
    quoted = False
    for sign in text.lstrip("\n"):
        if sign == '"':
            quoted = not quoted
        elif sign == "\n" and not quoted:
            break
        elif not quoted and sign in counts:
            counts[sign] += 1
    return max(SEPARATORS, key=lambda sign: counts[sign])


def _records(text: str, separator: str, start: int, path: Path) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    while True:
        line = start + reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return rows
        except csv.Error as error:
            reason = str(error)
            message = translate("quotes are not closed or not doubled ({reason})", reason=reason)
            raise InputError(message, file=path, line=line) from error
        if any(cell.strip() for cell in cells):
            rows.append(Row(line, tuple(cell.strip() for cell in cells)))


def _check_header(header: Row, path: Path) -> None:
    twice = [name for name, n in Counter(filter(None, header.cells)).items() if n > 1]
    if twice:
        raise InputError(
            translate("column {name} occurs twice, one of each was expected", name=repr(twice[0])),
            file=path,
            line=header.line,
        )


def _padded(row: Row, width: int, path: Path) -> Row:
    if any(row.cells[width:]):
        message = translate(
            "{found} cells, but the header has {expected}: is a text with a separator not quoted?",
            found=len(row.cells),
            expected=width,
        )
        raise InputError(message, file=path, line=row.line)
    return Row(row.line, (row.cells + ("",) * width)[:width])
