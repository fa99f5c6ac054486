"""A trainer's own items for the room: read, and checked before anybody stands in front of a phone.

What would go wrong later, in front of the room, is said now with its line: a column that looks
misspelt, a scale that fits no phone, a state of the model that does not exist.
Raises: InputError with file, line and place.
"""

from __future__ import annotations

from pathlib import Path

from experiments.live.room.questionnaire import Questionnaire, of_items
from simulation.accompaniment.programme import Programme
from simulation.errors import InputError
from simulation.instruments.column_names import ITEM_FILE_COLUMNS, column_of, nearest, normalised
from simulation.instruments.delimited import DelimitedTable, read_delimited
from simulation.instruments.read_items import read_items
from simulation.instruments.survey import Item
from simulation.language import LANGUAGES, translate
from simulation.read_programme import with_initial_states
from simulation.read_scenario import read_scenario


def read_own_items(path: Path) -> Questionnaire:
    """The questionnaire of an items file. Raises InputError."""
    table = read_delimited(path)
    _check_columns(table)
    items = read_items(path)
    try:
        questionnaire = of_items(items)
        for item in items:
            _check_link(item)
    except InputError as error:
        line = _line_of(error.place or "", table)
        raise InputError(error.message, file=path, line=line, place=error.place) from None
    return questionnaire


def without_label(questionnaire: Questionnaire) -> dict[str, tuple[str, ...]]:
    """The items that have no label of their own in a language, by language, if there are any."""
    lacking = {
        lang: tuple(
            item.item_id for item in questionnaire.items if not getattr(item, f"label_{lang}")
        )
        for lang in LANGUAGES
    }
    return {lang: items for lang, items in lacking.items() if items}


def _check_columns(table: DelimitedTable) -> None:
    """A header close to a known one, and not known, is a slip: nothing is left out silently."""
    names = [name for spelled in ITEM_FILE_COLUMNS.values() for name in spelled.split()]
    found = {column_of(header, ITEM_FILE_COLUMNS) for header in table.header}
    for header in table.header:
        if column_of(header, ITEM_FILE_COLUMNS) is not None:
            continue
        meant = column_of(nearest(normalised(header), names), ITEM_FILE_COLUMNS)
        if meant is not None and meant not in found:
            message = translate("column {name} is unknown", name=repr(header))
            message += " " + translate("(did you mean {near}?)", near=meant)
            raise InputError(message, file=table.path, line=table.header_line)


def _check_link(item: Item) -> None:
    """The state that an item sets must exist in the model: its plan would not run otherwise."""
    if not item.linked_parameter:
        return
    value = 0.0 if item.transform == "relative" else 0.5
    try:
        plan = Programme(initial={item.linked_parameter: value})
        with_initial_states(read_scenario("baseline"), plan)
    except (InputError, ValueError) as error:
        said = error.message if isinstance(error, InputError) else str(error).splitlines()[0]
        message = translate("linked_parameter {name} is no starting state of the model: {why}",
                            name=repr(item.linked_parameter), why=said)  # fmt: skip
        raise InputError(message, place=item.item_id) from None


def _line_of(item_id: str, table: DelimitedTable) -> int | None:
    return next((row.line for row in table.rows if item_id in row.cells), None)
