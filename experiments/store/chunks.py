"""A chunk: up to fifty runs in one Parquet file that tells by itself what it holds.

Shapes: a row per run and month of the story: `run` (identity), `context`, `programme`, `seed`,
`month`, one column per metric (float32). The footer lists the runs under the key `tessuto`, so that
a catalogue can be made again from the files alone.

Raises: BrokenChunkError for a file that is torn, or not one of ours.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FORMAT = 1
KEY = b"tessuto"
LABELS = ("run", "context", "programme")


class BrokenChunkError(Exception):
    """A file that is torn, or that something else wrote."""


@dataclass(frozen=True)
class LivedRun:
    """What a chunk's footer says of one run."""

    run: str
    context: str
    programme: str
    seed: int
    months: int
    firms: int
    seconds: float


@dataclass(frozen=True)
class Footer:
    """What a chunk holds: its runs, the metrics they were measured by, who made it."""

    runs: tuple[LivedRun, ...]
    metrics: tuple[str, ...]
    code: str
    version: str
    format: int = FORMAT


def encoded(
    runs: Sequence[LivedRun],
    values: Sequence[npt.NDArray[np.float64]],
    metrics: Sequence[str],
    code: str,
    version: str,
) -> bytes:
    """Return a chunk's bytes; `values` holds (months, metrics) for each run."""
    import pyarrow as pa

    months = [len(each) for each in values]
    place = np.repeat(np.arange(len(runs), dtype=np.int32), months)
    columns: dict[str, Any] = {}
    for name in LABELS:
        texts = [getattr(each, name) for each in runs]
        known = list(dict.fromkeys(texts))
        codes = np.array([known.index(text) for text in texts], dtype=np.int32)
        columns[name] = pa.DictionaryArray.from_arrays(pa.array(codes[place]), pa.array(known))
    columns["seed"] = pa.array(np.array([each.seed for each in runs], dtype=np.int64)[place])
    columns["month"] = pa.array(np.concatenate([np.arange(n, dtype=np.int16) for n in months]))
    flat = np.concatenate(values).astype(np.float32)
    for column, name in enumerate(metrics):
        columns[name] = pa.array(np.ascontiguousarray(flat[:, column]))
    footer = Footer(tuple(runs), tuple(metrics), code, version)
    return written(pa.table(columns), footer)


def written(table: Any, footer: Footer) -> bytes:
    """Return a table of months as Parquet, its footer saying what is in it."""
    import pyarrow.parquet as pq

    told = json.dumps(asdict(footer), ensure_ascii=False)
    table = table.replace_schema_metadata({KEY: told.encode()})
    buffer = BytesIO()
    pq.write_table(
        table,
        buffer,
        compression="zstd",
        use_dictionary=[*LABELS, "seed"],
        column_encoding={
            "month": "DELTA_BINARY_PACKED",
            **dict.fromkeys(footer.metrics, "BYTE_STREAM_SPLIT"),
        },
        write_page_checksum=True,
    )
    return buffer.getvalue()


def footer_of(path: Path) -> Footer:
    """Return what a file says it holds. Raises BrokenChunkError, FileNotFoundError."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        told = (pq.read_metadata(path).metadata or {}).get(KEY)
        if told is None:
            raise BrokenChunkError(f"{path.name} is no chunk of runs")
        return _footer(json.loads(told))
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenChunkError(f"{path.name}: {error}") from error


def see_whole(path: Path) -> Any:
    """Return a chunk's whole table, every page checked. Raises BrokenChunkError."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            return file.read()
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError, ValueError) as error:
        raise BrokenChunkError(f"{path.name}: {error}") from error


def _footer(told: Mapping[str, Any]) -> Footer:
    known = LivedRun.__dataclass_fields__
    runs = tuple(
        LivedRun(**{name: value for name, value in each.items() if name in known})
        for each in told["runs"]
    )
    return Footer(
        runs, tuple(told["metrics"]), str(told["code"]), str(told["version"]), int(told["format"])
    )
