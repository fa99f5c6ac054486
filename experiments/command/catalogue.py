"""Collect every sentence meant for people, and bring the languages' .po files up to date.

Two sources: `translate`, `ntranslate` and `msg` in the code (read by Babel, nothing is run), and
what is declared: labels, units and meanings of metrics, parameters, submodels.

Run it with `make catalogue`: it says what each language still lacks. Translations that a
`locale/contrib/*.<lang>.po` holds are taken over and the file is removed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from simulation.declarations import METRICS, PARAMETERS, SUBMODELS, declared_parameters, discover
from simulation.language import catalogue_files, read_catalogue

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("simulation", "experiments", "analysis")
KEYWORDS = {"translate": None, "ntranslate": (1, 2), "msg": None}
TRANSLATED = ("fr", "it")


def sentences() -> Catalog:
    """Every message that people may meet, with the files it stands in."""
    found = Catalog(project="tessuto", charset="utf-8", fuzzy=False)
    for package in PACKAGES:
        for file, _line, message, comments, _context in extract_from_dir(
            ROOT / package, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            found.add(message, locations=[(f"{package}/{file}", 0)], auto_comments=comments)
    for message, where in declared():
        found.add(message, locations=[(where, 0)])
    return found


def declared() -> Iterator[tuple[str, str]]:
    """Labels, units and meanings from the declarations, each with where it comes from."""
    discover()
    for metric in METRICS.values():
        for text in (metric.label, metric.unit, metric.doc):
            yield text, f"metric:{metric.name}"
    for submodel in SUBMODELS.values():
        yield submodel.doc, f"submodel:{submodel.name}"
    for group, declaration in PARAMETERS.items():
        for name, parameter in declared_parameters(declaration).items():
            for text in (parameter.unit, parameter.doc):
                yield text, f"parameter:{group}.{name}"


Forms = str | tuple[str, ...]


def translations(lang: str) -> dict[Forms, Forms]:
    """What the files of a language translate, message by message; the first file wins."""
    known: dict[Forms, Forms] = {}
    for path in catalogue_files(lang):
        if path.is_file():
            for message in read_catalogue(path, lang):
                if message.id and message.string and not message.fuzzy:
                    known.setdefault(_forms(message.id), _forms(message.string))
    return known


def _forms(text: str | Sequence[str]) -> Forms:
    return text if isinstance(text, str) else tuple(text)


def update(lang: str) -> list[str]:
    """Write a language's file again from the code; return the sentences it still lacks."""
    known = translations(lang)
    fresh = Catalog(locale=lang, project="tessuto", charset="utf-8", fuzzy=False)
    fresh.header_comment = f"# tessuto in {fresh.locale.english_name}."
    missing = []
    for message in sentences():
        if not message.id:
            continue
        translated = known.get(_forms(message.id), "")
        if not translated or not all(translated):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
        fresh.add(message.id, translated, locations=message.locations)
    main, *contributions = catalogue_files(lang)
    main.parent.mkdir(parents=True, exist_ok=True)
    with main.open("wb") as file:
        write_po(file, fresh, width=100, sort_by_file=True, include_lineno=False, omit_header=False)
    main.write_text(_without_dates(main.read_text(encoding="utf-8")), encoding="utf-8")
    for path in contributions:
        path.unlink()
    return missing


def _without_dates(text: str) -> str:
    """Drop the header lines that change at every writing and tell nothing."""
    noise = (
        '"POT-Creation-Date',
        '"PO-Revision-Date',
        '"Last-Translator',
        '"Language-Team',
        '"Report-Msgid-Bugs-To',
        '"Generated-By',
    )
    return "".join(line for line in text.splitlines(True) if not line.startswith(noise))


def main() -> None:
    """Update every language and say what is left to translate."""
    for lang in TRANSLATED:
        missing = update(lang)
        print(f"{lang}: {len(missing)} sentences to translate")
        for message in missing:
            print(f"    {message}")


if __name__ == "__main__":
    main()
