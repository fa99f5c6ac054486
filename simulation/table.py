"""Entities as tables: one array per state variable, one row per individual.

A row is a slot: it is never re-packed, and after its tenant has gone a new one may move in under
another identity. `Row` shows one individual by name, for people; loops use the arrays.

Shapes: every column is (rows, *dimensions). Raises AttributeError for an undeclared column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import numpy as np
from numba import types

from simulation.declarations import Column
from simulation.in_loops import array_of, keep_in_step, readable

TABLES: dict[str, type[Table]] = {}


class Table:
    """A set of individuals held as columns."""

    columns: ClassVar[Mapping[str, Column]]
    beside: ClassVar[Mapping[str, types.Type]] = {}
    """What loops read beside the columns: arrays of other lengths, and numbers."""
    rows: int

    def __init_subclass__(cls) -> None:
        """Collect the columns that the class declares and register it under its name."""
        cls.columns = {
            name: value for name, value in vars(cls).items() if isinstance(value, Column)
        }
        TABLES[cls.__name__.lower()] = cls
        declared = {name: array_of(it.dtype, 1 + len(it.shape)) for name, it in cls.columns.items()}
        readable(cls, {"rows": types.int64, **declared, **cls.beside})

    def __init__(self, rows: int, dimensions: Mapping[str, int]) -> None:
        """Allocate every column for `rows` rows; `dimensions` gives the sizes columns name."""
        self.allocate(rows, dimensions)

    def allocate(self, rows: int, dimensions: Mapping[str, int]) -> None:
        """Have so many rows, all of them as new."""
        self.rows = rows
        for name, declared in self.columns.items():
            shape = (rows, *(dimensions[d] for d in declared.shape))
            setattr(self, name, np.full(shape, declared.fill, dtype=declared.dtype))

    def __setattr__(self, name: str, value: Any) -> None:
        """Set an attribute, for loops too: what they cannot read is refused before it is set."""
        keep_in_step(self, name, value)
        object.__setattr__(self, name, value)

    def __len__(self) -> int:
        """Return the number of rows, taken or free."""
        return self.rows

    def __getitem__(self, row: int) -> Row:
        """Return one individual, read by name."""
        return Row(self, row)

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows, taken or free."""
        return (Row(self, row) for row in range(self.rows))

    def vacate(self, row: int) -> None:
        """Empty a row: every column gets its fill value."""
        for name, declared in self.columns.items():
            getattr(self, name)[row] = declared.fill

    def arrays(self) -> dict[str, np.ndarray]:
        """Return every array by name: the columns, and those beside them."""
        names = (*self.columns, *(name for name, it in self.beside.items() if hasattr(it, "ndim")))
        return {name: getattr(self, name) for name in names}

    @property
    def bytes(self) -> int:
        """Memory that the columns take."""
        return sum(getattr(self, name).nbytes for name in self.columns)


class Row:
    """One individual of a table, read by the names of its columns."""

    __slots__ = ("_row", "_table")

    def __init__(self, table: Table, row: int) -> None:
        """Look at a row of a table."""
        self._table = table
        self._row = row

    def __getattr__(self, name: str) -> Any:
        """Return the value of a column: a Python number, or a copy of a vector."""
        if name not in self._table.columns:
            raise AttributeError(f"{type(self._table).__name__} has no column {name!r}")
        value = getattr(self._table, name)[self._row]
        return value.copy() if isinstance(value, np.ndarray) else value.item()

    def __repr__(self) -> str:
        """Show every column and its value."""
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._table.columns)
        return f"{type(self._table).__name__}[{self._row}]({values})"
