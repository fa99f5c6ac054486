"""Relations between the firms of a register: who is tied to whom, and how, as a file says.

Columns: from, to, and where known trust, respect (shares, as `from` feels them), months of
exchange, kind (business, knowledge, project, or several joined by `+`). A tie is mutual; where
only one side is given, the other feels the same. Ties of firms that were left out are counted.

Shapes: R ties, sorted; column 0 is the side of `first`, column 1 that of `second`.
Raises: InputError with file and line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from simulation.declarations import Flags, Floats, Integers
from simulation.entities.ties import BUSINESS, KNOWLEDGE, PROJECT
from simulation.errors import InputError
from simulation.language import translate
from simulation.register import cells
from simulation.register.cells import UnreadableError
from simulation.register.firms import Register
from simulation.register.layouts import relation_columns
from simulation.register.table import TextTable, read_columns, read_header

KINDS = {"business": BUSINESS, "knowledge": KNOWLEDGE, "project": PROJECT}


@dataclass(frozen=True)
class Relations:
    """Ties between rows of the territory's firms; nan where the file says nothing."""

    first: Integers
    second: Integers
    trust: Floats
    respect: Floats
    months: Floats
    purposes: Integers
    left_out: int

    def __len__(self) -> int:
        """Return the number of ties."""
        return len(self.first)


def read_relations(
    path: Path, columns: Mapping[str, str], register: Register, most_ties: int
) -> Relations:
    """Read the ties of a file between firms of a register."""
    text, separator, header = read_header(path)
    found = relation_columns(path, columns, header)
    table = read_columns(path, text, separator, header, frozenset(found.values()))
    texts = pd.DataFrame({ours: table.cells[theirs] for ours, theirs in found.items()})
    texts = texts[~texts.isin(cells.UNKNOWN).all(axis=1)]
    try:
        return _assembled(table, texts, register, most_ties)
    except UnreadableError as error:
        raise table.wrong(int(texts.index[error.record]), error.message) from None


def _assembled(
    table: TextTable, texts: pd.DataFrame, register: Register, most_ties: int
) -> Relations:
    a, out_a = _rows(texts["from"], register)
    b, out_b = _rows(texts["to"], register)
    itself = (a == b) & ~out_a
    if itself.any():
        record = int(np.argmax(itself))
        raise UnreadableError(
            record, translate("{id} is tied to itself", id=repr(texts["from"].iloc[record]))
        )
    said = pd.DataFrame({
        "first": np.minimum(a, b), "second": np.maximum(a, b), "side": (a > b).astype(int),
        "purposes": _kinds(texts), "trust": _numbers(texts, "trust", 1),
        "respect": _numbers(texts, "respect", 1), "months": _numbers(texts, "months", 6000),
        "record": np.arange(len(texts)),
    })  # fmt: skip
    out = out_a | out_b
    said = said[~out]
    _check_once(table, texts, said)
    ties = said.groupby(["first", "second"], sort=True)
    months = ties["months"].max()
    pairs = months.index.to_frame(index=False)
    relations = Relations(
        pairs["first"].to_numpy().astype(np.int32),
        pairs["second"].to_numpy().astype(np.int32),
        _sides(said, "trust"),
        _sides(said, "respect"),
        months.to_numpy(np.float64),
        _purposes(said),
        int(out.sum()),
    )
    _check_degree(table, relations, register, most_ties)
    return relations


def _rows(names: pd.Series, register: Register) -> tuple[Integers, Flags]:
    """Return the row of each firm named, and which of them were left out of the register."""
    out = np.asarray(names.isin(register.left_out_ids), dtype=np.bool_)
    rows: Integers = names.map(dict(register.rows)).fillna(-1).to_numpy().astype(np.int32)
    nobody = (rows < 0) & ~out
    if nobody.any():
        record = int(np.argmax(nobody))
        said = translate(
            "a tie to nobody: {id} is not in the register", id=repr(names.iloc[record])
        )
        raise UnreadableError(record, said)
    return rows, out


def _numbers(texts: pd.DataFrame, name: str, high: float) -> Floats:
    if name not in texts:
        return np.full(len(texts), np.nan)
    try:
        return cells.numbers(texts[name], 0, high)
    except UnreadableError as error:
        raise UnreadableError(error.record, f"{name}: {error.message}") from None


def _kinds(texts: pd.DataFrame) -> Integers:
    def read(text: str) -> int:
        bits = 0
        for name in text.lower().split("+") if text not in cells.UNKNOWN else ("business",):
            if name.strip() not in KINDS:
                said = translate("{name} is no kind of tie", name=repr(name.strip()))
                raise ValueError(said + translate("; known: {names}", names=", ".join(KINDS)))
            bits |= KINDS[name.strip()]
        return bits

    if "kind" not in texts:
        return np.full(len(texts), BUSINESS, dtype=np.int32)
    made: Integers = cells.each(texts["kind"], read, np.int32)
    return made


def _check_once(table: TextTable, texts: pd.DataFrame, said: pd.DataFrame) -> None:
    key = ["first", "second", "side", "purposes"]
    twice = said.duplicated(key).to_numpy()
    if twice.any():
        later = said.iloc[int(np.argmax(twice))]
        same = (said[key] == later[key]).all(axis=1).to_numpy()
        first = int(said["record"].iloc[int(np.argmax(same))])
        line = table.line(int(texts.index[first]))
        raise UnreadableError(
            int(later["record"]),
            translate("this tie stands twice, first in line {line}", line=line),
        )


def _purposes(said: pd.DataFrame) -> Integers:
    """Return the purposes of each tie: all that any row of the file names."""
    bits = sum(
        bit
        * said.assign(bit=(said["purposes"] & bit) > 0).groupby(["first", "second"])["bit"].any()
        for bit in KINDS.values()
    )
    return np.asarray(bits, dtype=np.int32)


def _sides(said: pd.DataFrame, name: str) -> Floats:
    """Return what each side feels; a side that is not given feels what the other does."""
    wide = said.groupby(["first", "second", "side"], sort=True)[name].max().unstack()
    wide = wide.reindex(columns=[0, 1])
    both = wide.to_numpy(np.float64)
    return np.where(np.isnan(both), both[:, ::-1], both)


def _check_degree(
    table: TextTable, relations: Relations, register: Register, most_ties: int
) -> None:
    degree = np.bincount(
        np.concatenate([relations.first, relations.second]), minlength=len(register)
    )
    if len(relations) and degree.max() > most_ties:
        busiest = int(degree.argmax())
        message = translate(
            "firm {id} has {n} ties, a firm keeps up {most} at most: raise most_ties (64 at most)",
            id=repr(register.ids[busiest]),
            n=int(degree[busiest]),
            most=most_ties,
        )
        raise InputError(message, file=table.path)
