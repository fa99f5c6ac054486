"""Pour many small chunks together, so that a store opens fast; nothing of it is lost on the way.

Only whole chunks of the same sources and metrics are poured together. The new file is in its place
before the old ones go: cut short, runs stand in both, and count once. A file that turns out to be
torn, or that somebody deleted meanwhile, is left out; the next to write sets a torn one aside.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from experiments.store.catalogue import Catalogue
from experiments.store.chunks import BrokenChunkError, Footer, LivedRun, see_whole, written
from experiments.store.writing import WritableStore

SMALL = 250
LARGE = 500
WORTH_IT = 4


def compact(store: WritableStore) -> None:
    """Pour the small chunks of a store together."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[str]] = defaultdict(list)
    for name, footer in sorted(store.catalogue.files.items()):
        if len(footer.runs) < SMALL:
            groups[footer.code, footer.version, footer.metrics].append(name)
    for names in groups.values():
        left = names
        while len(left) >= WORTH_IT:
            left = _poured(store, left)


def _poured(store: WritableStore, names: list[str]) -> list[str]:
    """Pour as many of these together as one file holds; return the others."""
    import pyarrow as pa
    import pyarrow.compute as pc

    catalogue = store.catalogue
    taken = _one_file_full(catalogue, names)
    tables = _readable(catalogue, taken)
    runs: list[LivedRun] = []
    parts = []
    for name, table in tables.items():
        own = [each for each in catalogue.files[name].runs if catalogue.runs[each.run].file == name]
        parts.append(
            table.filter(pc.is_in(table["run"], pa.array([each.run for each in own], pa.string())))
        )
        runs += own
    if len(parts) > 1:
        first = catalogue.files[next(iter(tables))]
        whole = pa.concat_tables(
            [part.replace_schema_metadata() for part in parts]
        ).unify_dictionaries()
        footer = Footer(tuple(runs), first.metrics, first.code, first.version)
        store.keep(written(whole.combine_chunks(), footer))
        for name in tables:
            (catalogue.folder / name).unlink(missing_ok=True)
        catalogue.refresh()
    return [name for name in names if name not in taken]


def _one_file_full(catalogue: Catalogue, names: list[str]) -> list[str]:
    """Return the first of these, as many as have room in one file."""
    taken: list[str] = []
    held = 0
    for name in names:
        more = catalogue.files[name].runs
        if taken and held + len(more) > LARGE:
            break
        taken.append(name)
        held += sum(catalogue.runs[each.run].file == name for each in more)
    return taken


def _readable(catalogue: Catalogue, names: list[str]) -> dict[str, Any]:
    """Return the tables of these files; one that is torn inside or gone is counted on no more."""
    tables = {}
    for name in names:
        try:
            tables[name] = see_whole(catalogue.folder / name)
        except (BrokenChunkError, FileNotFoundError) as error:
            catalogue.lose(name, str(error))
    return tables
