"""A file that a visitor brings: a configuration, a programme, a territory, a survey or its items.

What it is, is seen from what is in it. It is read in a folder of its own that is gone afterwards,
but for a territory, which the page must find again: that one lies in a folder that goes with the
process. Files that name other files are refused: nothing on this machine is read for a visitor.
Raises: InputError, in the visitor's language, with the line of what cannot be used.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from experiments.live.configuration import Configuration
from experiments.live.configuration_file import LARGEST, read_configuration
from experiments.live.names import keep_territory
from experiments.live.room.questionnaire import usual_questionnaire
from simulation.accompaniment.programme import Programme
from simulation.errors import InputError
from simulation.instruments.delimited import read_delimited
from simulation.instruments.diagnosis import Diagnosis, diagnose
from simulation.instruments.read_items import read_items
from simulation.instruments.read_survey import read_survey
from simulation.instruments.survey import Item
from simulation.language import speaking, translate
from simulation.read_programme import is_programme, read_programme
from simulation.read_scenario import read_scenario
from simulation.reading import read_yaml

READABLE = (".csv", ".json", ".tsv", ".txt", ".yaml", ".yml")
OTHER_FILES = ("register_file", "relations_file")


@dataclass(frozen=True)
class Brought:
    """What a file turned out to be; one of these is there."""

    name: str
    configuration: Configuration | None = None
    programme: Programme | None = None
    territory: str = ""
    firms: int | None = None
    """How many firms the territory's own file asks for, if it says so."""
    diagnosis: Diagnosis | None = None
    items: tuple[Item, ...] = ()


def read_brought(
    name: str, content: bytes, lang: str, items: tuple[Item, ...] = ()
) -> Brought:  # fmt: skip
    """What a visitor's file is; `items` are those of an items file brought before."""
    plain = re.sub(r"[^\w.-]", "_", Path(name).name)[-60:] or "file"
    suffix = Path(plain).suffix.lower()
    with speaking(lang), tempfile.TemporaryDirectory() as folder:
        if len(content) > LARGEST:
            message = translate("the file is larger than {n} KB", n=LARGEST // 1024)
            raise InputError(message, file=plain)
        if suffix not in READABLE:
            message = translate("a file ending in {endings} was expected",
                                endings=", ".join(READABLE))  # fmt: skip
            raise InputError(message, file=plain)
        path = Path(folder) / plain
        path.write_bytes(content)
        if suffix == ".json":
            return Brought(plain, configuration=read_configuration(plain, content, lang))
        if suffix in {".yaml", ".yml"}:
            return _yaml(path, content)
        return _table(path, items)


def _yaml(path: Path, content: bytes) -> Brought:
    """A programme or a territory."""
    given = read_yaml(path)
    base = given.part("extends")
    if base is not None and "." in str(base.value):
        message = translate("a file that extends another file cannot be brought: give it whole, or "
                            "let it extend a name")  # fmt: skip
        raise InputError(message, file=path, line=base.line, place="extends")
    for key in OTHER_FILES:
        part = given.part(key)
        if part is not None and part.value:
            message = translate("a file that names other files cannot be brought here; use "
                                "`tessuto run` with it")  # fmt: skip
            raise InputError(message, file=path, line=part.line, place=key)
    if is_programme(path):
        return Brought(path.name, programme=read_programme(path))
    scenario = read_scenario(path)
    firms = scenario.firms if given.part("firms") is not None else None
    return Brought(path.name, territory=keep_territory(path.stem, content), firms=firms)


def _table(path: Path, items: tuple[Item, ...]) -> Brought:
    """Items, or the answers of a survey."""
    header = {name.strip().lower() for name in read_delimited(path).header}
    if "item_id" in header and header & {"kind", "label_fr", "label_it", "label_en"}:
        return Brought(path.name, items=read_items(path))
    usual = usual_questionnaire().items
    survey = read_survey(path, items or None)
    if not items and {each.item_id for each in survey.items} <= {each.item_id for each in usual}:
        survey = read_survey(path, usual)
    return Brought(path.name, diagnosis=diagnose(survey))
