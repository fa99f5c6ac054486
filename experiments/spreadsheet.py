"""Tables for a spreadsheet, in which no text becomes a formula when the file is opened.

A cell that begins as a formula does is written with an apostrophe before it, and so shown as it
is (the rule known as CSV injection). Numbers stay numbers.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

STARTS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: Any) -> Any:
    """Return a cell that a spreadsheet shows and does not carry out."""
    risky = isinstance(cell, str) and cell.startswith(STARTS_OF_FORMULAS)
    return f"'{cell}" if risky else cell


def csv_of(table: pd.DataFrame) -> bytes:
    """Return a table as UTF-8 CSV, its texts and column names harmless."""
    shown = table.rename(columns=harmless)
    for place, dtype in enumerate(shown.dtypes):
        if not pd.api.types.is_numeric_dtype(dtype):
            shown.isetitem(place, [harmless(cell) for cell in shown.iloc[:, place]])
    return shown.to_csv(index=False).encode()
