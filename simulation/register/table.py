"""A large CSV file as columns of text, and the line of any of its records when one is wrong.

Reads UTF-8 with or without BOM, UTF-16 with BOM and cp1252; `,` `;` or tab; quoted cells with
line breaks. Arrow reads the file; only a complaint walks through it again to find its line.

Raises: InputError with file and line for what is no such table.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from simulation.errors import InputError
from simulation.given_file import read_table_text
from simulation.language import translate

SEPARATORS = (",", ";", "\t")
LARGEST_FILE = 500_000_000


@dataclass(frozen=True)
class TextTable:
    """The columns asked for, as stripped text; record r is row r."""

    path: Path
    header: tuple[str, ...]
    cells: pd.DataFrame
    text: str
    separator: str

    def line(self, record: int) -> int | None:
        """Return the physical line on which a record begins."""
        for place, (line, _) in enumerate(_records(self.text, self.separator, len(self.header))):
            if place == record + 1:
                return line
        return None

    def wrong(self, record: int, message: str, place: str | None = None) -> InputError:
        """Return an error about a record."""
        return InputError(message, file=self.path, line=self.line(record), place=place)


def read_header(path: Path) -> tuple[str, str, tuple[str, ...]]:
    """Return the text of a file, its separator and its header."""
    text = read_table_text(path, LARGEST_FILE)
    first = next(iter(text.lstrip("\r\n").splitlines()), "")
    separator = max(SEPARATORS, key=lambda sign: _outside_quotes(first, sign))
    line, header = next(_records(text, separator, 0), (1, ()))
    if not any(header):
        raise InputError(translate("the file is empty, a header was expected"), file=path, line=1)
    twice = [name for name, n in Counter(header).items() if n > 1 and name]
    if twice:
        message = translate(
            "column {name} occurs twice, one of each was expected", name=repr(twice[0])
        )
        raise InputError(message, file=path, line=line)
    return text, separator, header


def read_columns(
    path: Path, text: str, separator: str, header: tuple[str, ...], wanted: Collection[str]
) -> TextTable:
    """Return the wanted columns of a file whose header has been read."""
    broken: list[int] = []

    def handle(row: arrow_csv.InvalidRow) -> str:
        if row.text.strip(" \t\r\n" + separator):
            broken.append(row.actual_columns)
        return "skip"

    places = [str(place) for place in range(len(header))]
    named = {place: name for place, name in zip(places, header, strict=True) if name in wanted}
    data = text.encode()
    try:
        read = arrow_csv.read_csv(
            io.BytesIO(data),
            read_options=arrow_csv.ReadOptions(
                column_names=places, block_size=len(data) + 1, use_threads=False
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=separator, newlines_in_values=True, invalid_row_handler=handle
            ),
            convert_options=arrow_csv.ConvertOptions(
                include_columns=list(named),
                column_types=dict.fromkeys(named, pa.string()),
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid as error:
        reason = " ".join(str(error).split())[:200]
        raise InputError(translate("this is no CSV: {reason}", reason=reason), file=path) from error
    table = TextTable(path, header, _stripped(read, named), text, separator)
    if broken:
        raise _ragged(table)
    return table


def _stripped(read: pa.Table, named: dict[str, str]) -> pd.DataFrame:
    """Return the records below the header, without the spaces around their cells."""
    columns = {
        name: pa.compute.utf8_trim_whitespace(read[place]).to_pandas().astype(object)
        for place, name in named.items()
    }
    return pd.DataFrame(columns).iloc[1:].reset_index(drop=True)


def _ragged(table: TextTable) -> InputError:
    expected = len(table.header)
    for line, cells in _records(table.text, table.separator, expected):
        if len(cells) != expected:
            message = translate(
                "{found} cells, the header has {expected}: is a text with a separator not quoted?",
                found=len(cells),
                expected=expected,
            )
            return InputError(message, file=table.path, line=line)
    return InputError(translate("rows of different lengths"), file=table.path)


def _records(text: str, separator: str, width: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Go through the records that Arrow counts too, each with the line on which it begins."""
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    for cells in reader:
        if cells and (len(cells) == width or any(cell.strip() for cell in cells)):
            yield line, tuple(cell.strip() for cell in cells)
        line = reader.line_num + 1


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[::2])
