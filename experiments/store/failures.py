"""What could not be lived: a line of JSON per failed run, kept beside the chunks.

A last line that was cut short by a crash is passed over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

FILE = "failures.jsonl"
COLUMNS = ("run", "study", "point", "context", "programme", "seed", "error", "trace", "when")


def read_failures(folder: Path) -> pd.DataFrame:
    """Return the latest failure of every run that ever failed."""
    import pandas as pd

    rows: dict[str, dict[str, Any]] = {}
    path = folder / FILE
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    for line in text.splitlines():
        try:
            row = json.loads(line)
            rows[str(row["run"])] = {name: row.get(name, "") for name in COLUMNS}
        except (ValueError, KeyError, TypeError):
            continue
    return pd.DataFrame(list(rows.values()), columns=list(COLUMNS))


def note_failure(folder: Path, row: Mapping[str, Any]) -> None:
    """Add one failure; it is on the disk when this returns."""
    path = folder / FILE
    line = json.dumps(dict(row), ensure_ascii=False, default=str)
    with path.open("a+b") as file:
        torn = False
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            torn = file.read(1) != b"\n"
        file.write((("\n" if torn else "") + line + "\n").encode())
        file.flush()
        os.fsync(file.fileno())
