"""Pour many small chunks together, so that a store opens fast; nothing of it is lost on the way.

Only whole chunks of the same sources and metrics are poured together. The new file is in its place
before the old ones go: cut short, runs stand in both, and count once.
"""

from __future__ import annotations

from collections import defaultdict

from experiments.store.chunks import Footer, LivedRun, see_whole, written
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
    taken: list[str] = []
    runs: dict[str, LivedRun] = {}
    for name in names:
        more = catalogue.files[name].runs
        if taken and len(runs) + len(more) > LARGE:
            break
        taken.append(name)
        runs.update({each.run: each for each in more if catalogue.runs[each.run].file == name})
    first = catalogue.files[taken[0]]
    parts = []
    for name in taken:
        table = see_whole(catalogue.folder / name)
        own = [each.run for each in catalogue.files[name].runs
               if catalogue.runs[each.run].file == name]  # fmt: skip
        parts.append(table.filter(pc.is_in(table["run"], pa.array(own, pa.string()))))
    whole = pa.concat_tables(
        [part.replace_schema_metadata() for part in parts]
    ).unify_dictionaries()
    footer = Footer(tuple(runs.values()), first.metrics, first.code, first.version)
    store.keep(written(whole.combine_chunks(), footer))
    for name in taken:
        (catalogue.folder / name).unlink(missing_ok=True)
    catalogue.refresh()
    return [name for name in names if name not in taken]
