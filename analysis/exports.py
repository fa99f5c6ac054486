"""Tables and values as files that other tools read; CSV is `experiments.spreadsheet`'s."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pandas as pd


def parquet(table: pd.DataFrame) -> bytes:
    """A table as Parquet."""
    buffer = BytesIO()
    table.to_parquet(buffer, index=False, compression="zstd")
    return buffer.getvalue()


def json_text(told: Any, indent: int | None = 2) -> str:
    """Values as JSON, null for what is no number."""
    return json.dumps(plain(told), ensure_ascii=False, indent=indent, default=str) + "\n"


def plain(value: Any) -> Any:
    """The same with null for what is no number: NaN is not JSON."""
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):  # noqa: PLR0124
        return None
    return value
