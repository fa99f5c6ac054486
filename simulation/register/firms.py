"""Firms of a user's register: what the file says of them, in the order of their ids.

Two layouts. `simple`: id, product, and where known technology, market, employees (people beside
the owner), founded, owner_age, x, y, commune, closed. `sirene`: the French register of
establishments, with its own names and codes. `columns:` maps our names to those of the file.
Closed firms, firms with more than 9 collaborators, firms founded after the start of the story and
activities mapped to nothing are left out, and counted.

Shapes: n firms. Out: one value per firm and column, -1 or nan where the file says nothing.
Raises: InputError with file, line and column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from simulation.declarations import Flags, Floats, Integers
from simulation.entities.firms import MONTHS_IN_ID
from simulation.entities.markets import MARKETS, TECHNOLOGIES
from simulation.errors import InputError
from simulation.language import msg, translate
from simulation.register import cells
from simulation.register.cells import LEFT_OUT, NOT_GIVEN, STRANGE, UnreadableError
from simulation.register.layouts import resolved_columns
from simulation.register.table import TextTable, read_columns, read_header

MOST_COLLABORATORS = 9
CLOSED = msg("closed")
LARGE = msg("more than 9 collaborators")
LATER = msg("founded after the start")
ELSEWHERE = msg("of an activity that is left out")


@dataclass(frozen=True)
class Register:
    """The firms of a register that take part, sorted by id."""

    path: Path
    ids: tuple[str, ...]
    product: Integers
    technology: Integers
    market: Integers
    fewest: Integers
    most: Integers
    founded: Integers
    owner_age: Floats
    place: Floats
    commune: Integers
    left_out: Mapping[str, int]
    left_out_ids: frozenset[str] = frozenset()
    rows: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of firms that take part."""
        return len(self.ids)

    def id_of(self, identity: int) -> str | None:
        """Return the file's id of a firm of the territory; None for one founded later."""
        row, founded = divmod(int(identity), MONTHS_IN_ID)
        return self.ids[row] if founded == 0 and 0 <= row < len(self.ids) else None

    def identity_of(self, name: str) -> int:
        """Return the territory's identity of a firm of the file. Raises InputError if unknown."""
        if name not in self.rows:
            message = translate("no firm of the register is called {name}", name=repr(name))
            raise InputError(message, file=self.path)
        return self.rows[name] * MONTHS_IN_ID

    def table(self) -> pd.DataFrame:
        """Return the file's ids beside the territory's identities."""
        identities = np.arange(len(self.ids), dtype=np.int64) * MONTHS_IN_ID
        return pd.DataFrame({"id": list(self.ids), "identity": identities})

    def over(self, name: str, drawn: Any) -> Any:
        """Return what the file says of each firm, and what was drawn where it says nothing."""
        said = getattr(self, name)
        known = ~np.isnan(said) if said.dtype.kind == "f" else said != NOT_GIVEN
        return np.where(known, said, drawn)


def read_register(
    path: Path,
    layout: str,
    columns: Mapping[str, str],
    products: Mapping[str, str | None],
    names: tuple[str, ...],
    start: int,
) -> Register:
    """Read the firms that stand in a file at the start of the story (in months since year 0)."""
    text, separator, header = read_header(path)
    found = resolved_columns(path, layout, columns, header)
    table = read_columns(path, text, separator, header, frozenset(found.values()))
    texts = pd.DataFrame({ours: table.cells[theirs] for ours, theirs in found.items()})
    texts = texts[~texts.isin(cells.UNKNOWN).all(axis=1)]
    try:
        return _assembled(table, texts, layout, products, names, start)
    except UnreadableError as error:
        raise table.wrong(int(texts.index[error.record]), error.message) from None


def _assembled(
    table: TextTable,
    texts: pd.DataFrame,
    layout: str,
    products: Mapping[str, str | None],
    names: tuple[str, ...],
    start: int,
) -> Register:
    _check_ids(table, texts["id"], layout)
    read = _Reader(texts)
    closing = read.each("closed", cells.closing_month, NOT_GIVEN)
    founded = read.each("founded", cells.month_count, NOT_GIVEN)
    fewest, most = read.employees(layout)
    product = read.each("product", lambda code: cells.product_of(code, names, products), NOT_GIVEN)
    closed = (closing != NOT_GIVEN) & (closing <= start)
    reasons = [closed, most > MOST_COLLABORATORS, founded > start, product == LEFT_OUT]
    why = np.select(reasons, [1, 2, 3, 4], default=0)
    _check_products(texts, product, why == 0, names)
    technology, market = read.names("technology", TECHNOLOGIES), read.names("market", MARKETS)
    age = read.numbers("owner_age", 18, 100)
    place = _scaled(read.numbers("x", -1e9, 1e9), read.numbers("y", -1e9, 1e9), why == 0)
    commune = read.communes()
    stay = np.flatnonzero(why == 0)
    if not len(stay):
        raise InputError(
            translate("no firm is left: all are closed, too large or left out"), file=table.path
        )
    ids = texts["id"].to_numpy(dtype=object)
    stay = stay[np.argsort(ids[stay].astype(str), kind="stable")]
    kept = tuple(str(name) for name in ids[stay])
    counted = zip((CLOSED, LARGE, LATER, ELSEWHERE), np.bincount(why, minlength=5)[1:], strict=True)
    return Register(
        table.path,
        kept,
        product[stay],
        technology[stay],
        market[stay],
        fewest[stay],
        most[stay],
        founded[stay],
        age[stay],
        place[stay],
        commune[stay],
        {reason: int(n) for reason, n in counted if n},
        frozenset(str(name) for name in ids[why > 0]),
        {name: row for row, name in enumerate(kept)},
    )


class _Reader:
    """Reads the columns there are; gives the fill for those there are not."""

    def __init__(self, texts: pd.DataFrame) -> None:
        self.texts = texts

    def each(self, name: str, read: Callable[[str], int], fill: int) -> Integers:
        if name not in self.texts:
            return np.full(len(self.texts), fill, dtype=np.int32)
        made: Integers = self._named(name, lambda: cells.each(self.texts[name], read, np.int32))
        return made

    def numbers(self, name: str, low: float, high: float) -> Floats:
        if name not in self.texts:
            return np.full(len(self.texts), np.nan)
        made: Floats = self._named(name, lambda: cells.numbers(self.texts[name], low, high))
        return made

    def employees(self, layout: str) -> tuple[Integers, Integers]:
        name = "employees"
        if name not in self.texts:
            nothing = np.full(len(self.texts), NOT_GIVEN, dtype=np.int32)
            return nothing, nothing
        if layout == "sirene":
            both = self._named(
                name, lambda: cells.each(self.texts[name], cells.size_class, np.int32)
            )
            return both[:, 0], both[:, 1]
        said = self._named(name, lambda: cells.numbers(self.texts[name], 0, 1e6))
        rounded = np.where(np.isnan(said), NOT_GIVEN, np.floor(said + 0.5)).astype(np.int32)
        return rounded, rounded

    def communes(self) -> Integers:
        if "commune" not in self.texts:
            return np.full(len(self.texts), NOT_GIVEN, dtype=np.int32)
        said = self.texts["commune"]
        codes = pd.factorize(said.where(~said.isin(cells.UNKNOWN)), sort=True)[0]
        numbered: Integers = codes.astype(np.int32)
        return numbered

    def names(self, name: str, known: tuple[str, ...]) -> Integers:
        def read(text: str) -> int:
            if text in cells.UNKNOWN:
                return NOT_GIVEN
            if text.lower() not in known:
                said = translate("{name} is not known", name=repr(text))
                raise ValueError(said + translate("; known: {names}", names=", ".join(known)))
            return known.index(text.lower())

        return self.each(name, read, NOT_GIVEN)

    @staticmethod
    def _named(name: str, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except UnreadableError as error:
            raise UnreadableError(error.record, f"{name}: {error.message}") from None


def _check_ids(table: TextTable, ids: pd.Series, layout: str) -> None:
    if not len(ids):
        raise InputError(
            translate("there is a header but no firm below it"), file=table.path, line=1
        )
    blank = cells.unknown(ids)
    if blank.any():
        raise UnreadableError(int(np.argmax(blank)), translate("the firm has no id"))
    if layout == "sirene":
        wrong = ~np.asarray(ids.str.fullmatch(r"[0-9]{14}"), dtype=np.bool_)
        if wrong.any():
            record = int(np.argmax(wrong))
            said = translate(
                "{value} is no siret of 14 digits; spreadsheets drop leading zeros: use text",
                value=repr(ids.iloc[record]),
            )
            raise UnreadableError(record, said)
    twice = np.asarray(ids.duplicated(), dtype=np.bool_)
    if twice.any():
        record = int(np.argmax(twice))
        first = int(ids.index[int(np.argmax(ids.to_numpy() == ids.iloc[record]))])
        said = translate(
            "id {id} stands twice, first in line {line}",
            id=repr(ids.iloc[record]),
            line=table.line(first),
        )
        raise UnreadableError(record, said)


def _check_products(
    texts: pd.DataFrame, product: Integers, stays: Flags, names: tuple[str, ...]
) -> None:
    strange = (product == STRANGE) & stays
    if strange.any():
        counts = Counter(texts["product"].to_numpy()[strange]).most_common(8)
        said = translate(
            "no product for activity {codes}; map its beginning under products: to one of {names}",
            codes=", ".join(f"{code} ({n})" for code, n in counts),
            names=", ".join(names),
        )
        raise UnreadableError(int(np.argmax(strange)), said)


def _scaled(x: Floats, y: Floats, stays: Flags) -> Floats:
    """Return places in a unit square, with the proportions of the map; nan where unknown."""
    place = np.stack([x, y], axis=1)
    place[np.isnan(place).any(axis=1)] = np.nan
    known = stays & ~np.isnan(place[:, 0])
    if not known.any():
        return place
    low, high = place[known].min(axis=0), place[known].max(axis=0)
    side = max(float((high - low).max()), 1e-9)
    scaled: Floats = np.clip(0.5 + (place - (low + high) / 2) / side, 0.0, 1.0)
    return scaled
