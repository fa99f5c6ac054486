"""Collect every sentence meant for people, and bring the languages' .po files up to date.

Two sources: `translate`, `ntranslate` and `msg` in the code (read, not run; Babel's own reader
would also take texts inside nested calls for sentences), and what is declared: labels, units and
meanings of metrics, parameters, submodels.

Run it with `make catalogue`: it says what each language still lacks. What a
`locale/contrib/*.<lang>.po` translates stays there, and is left out of the main file.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from simulation.declarations import (
    METHODS,
    METRICS,
    PARAMETERS,
    SUBMODELS,
    declared_parameters,
    discover,
)
from simulation.language import catalogue_files
from simulation.places import scenarios_folder

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("simulation", "experiments", "analysis")
FORMS = {"translate": 1, "ntranslate": 2, "msg": 1}
TRANSLATED = ("fr", "it")

Forms = str | tuple[str, ...]


def sentences() -> Catalog:
    """Every message that people may meet, with the files it stands in."""
    found = Catalog(project="tessuto", charset="utf-8", fuzzy=False)
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for message in written_in(path):
                found.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    for message, where in declared():
        found.add(message, locations=[(where, 0)])
    return found


def written_in(path: Path) -> Iterator[Forms]:
    """The sentences of a file, as they stand in its calls."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [
                argument.value
                for argument in node.args[: FORMS.get(name, 0)]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            ]
            if texts and len(texts) == FORMS[name]:
                yield texts[0] if len(texts) == 1 else tuple(texts)


def declared() -> Iterator[tuple[str, str]]:
    """Labels, units and meanings that are declared, names in contexts; each with its place."""
    from simulation.read_programme import programmes, read_programme
    from simulation.read_scenario import read_scenario

    discover()
    for programme in map(read_programme, programmes()):
        for action in programme.actions:
            for text in filter(None, (action.name, action.phase)):
                yield text, f"programme:{programme.name}"
    for method in METHODS.values():
        for text in (method.doc, method.capability):
            yield text, f"method:{method.name}"
    for path in sorted((scenarios_folder() / "contexts").glob("*.yaml")):
        scenario = read_scenario(path)
        for name in (*scenario.economy.products, *(threat.name for threat in scenario.threats)):
            yield name.replace("_", " "), f"context:{path.stem}"
    for metric in METRICS.values():
        for text in (metric.label, metric.unit, metric.doc):
            yield text, f"metric:{metric.name}"
    for submodel in SUBMODELS.values():
        yield submodel.doc, f"submodel:{submodel.name}"
    for group, declaration in PARAMETERS.items():
        for name, parameter in declared_parameters(declaration).items():
            for text in (parameter.unit, parameter.doc):
                yield text, f"parameter:{group}.{name}"


def translations(lang: str) -> dict[Forms, Forms]:
    """What the files of a language translate, message by message; the first file wins."""
    known: dict[Forms, Forms] = {}
    for path in catalogue_files(lang):
        if path.is_file():
            for message in read_file(path, lang):
                if message.id and message.string and not message.fuzzy:
                    known.setdefault(_forms(message.id), _forms(message.string))
    return known


def read_file(path: Path, lang: str) -> Catalog:
    """One .po file as Babel reads it. Raises PoFileError when it is broken."""
    with path.open("rb") as file:
        return read_po(file, locale=lang, abort_invalid=True)


def _forms(text: str | Sequence[str]) -> Forms:
    return text if isinstance(text, str) else tuple(text)


def update(lang: str) -> list[str]:
    """Write a language's file again from the code; return the sentences it still lacks."""
    main, *contributions = catalogue_files(lang)
    known = translations(lang)
    elsewhere = {
        _forms(message.id)
        for path in contributions
        for message in read_file(path, lang)
        if message.id and message.string
    }
    fresh = Catalog(locale=lang, project="tessuto", charset="utf-8", fuzzy=False)
    fresh.header_comment = f"# tessuto in {fresh.locale.english_name}."
    missing = []
    for message in sentences():
        if not message.id or _forms(message.id) in elsewhere:
            continue
        translated = known.get(_forms(message.id), "")
        if not translated or not all(translated):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
        fresh.add(message.id, translated, locations=message.locations)
    main.parent.mkdir(parents=True, exist_ok=True)
    with main.open("wb") as file:
        write_po(file, fresh, width=100, sort_by_file=True, include_lineno=False, omit_header=False)
    main.write_text(_without_dates(main.read_text(encoding="utf-8")), encoding="utf-8")
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
