"""The items file: what each line of the questionnaire means and which scale it is answered on.

Raises InputError with file, line and place for anything it cannot use.
"""

from __future__ import annotations

from pathlib import Path

from simulation.errors import InputError
from simulation.instruments.answer_cells import NUMBER
from simulation.instruments.column_names import ITEM_FILE_COLUMNS, column_of, nearest
from simulation.instruments.delimited import Row, read_delimited
from simulation.instruments.survey import KINDS, Item
from simulation.language import translate

YES = {"1", "true", "yes", "y", "oui", "o", "vrai", "si", "sì", "s", "vero"}
NO = {"", "0", "false", "no", "n", "non", "faux", "falso"}
TRANSFORMS = ("", "unit", "inverse_unit", "gap_unit", "relative")


def read_items(path: Path) -> tuple[Item, ...]:
    """The items in the order of the file. Raises InputError."""
    table = read_delimited(path)
    place: dict[str, int] = {}
    for index, name in enumerate(table.header):
        column = column_of(name, ITEM_FILE_COLUMNS)
        if column is not None and column not in place:
            place[column] = index
    if "item_id" not in place:
        message = translate("no column item_id; found {found}", found=", ".join(table.header))
        raise InputError(message, file=path, line=table.header_line)
    items: dict[str, Item] = {}
    lines: dict[str, int] = {}
    for row in table.rows:
        item = _item(row, place, path)
        if item.item_id in items:
            message = translate("item {item} is described twice, first on line {line}",
                                item=item.item_id, line=lines[item.item_id])  # fmt: skip
            raise InputError(message, file=path, line=row.line, place="item_id")
        items[item.item_id] = item
        lines[item.item_id] = row.line
    return tuple(items.values())


def _item(row: Row, place: dict[str, int], path: Path) -> Item:
    text = {column: row.cells[index] for column, index in place.items()}
    if not text["item_id"]:
        raise InputError(translate("no identifier"), file=path, line=row.line, place="item_id")
    low = _number(text.get("scale_min", ""), 1.0, "scale_min", row, path)
    high = _number(text.get("scale_max", ""), 5.0, "scale_max", row, path)
    if high - low < 1 or high - low > 100 or (high - low) % 1:
        message = translate("a scale from {low} to {high} is not one of whole steps upwards",
                            low=f"{low:g}", high=f"{high:g}")  # fmt: skip
        raise InputError(message, file=path, line=row.line, place="scale_max")
    return Item(
        item_id=text["item_id"],
        label_fr=text.get("label_fr", ""),
        label_it=text.get("label_it", ""),
        label_en=text.get("label_en", ""),
        axis=text.get("axis", ""),
        kind=_one_of(text.get("kind", "") or "need", KINDS, "kind", row, path),
        scale_min=low,
        scale_max=high,
        reverse=_yes_or_no(text.get("reverse", ""), row, path),
        linked_parameter=text.get("linked_parameter", ""),
        transform=_one_of(text.get("transform", ""), TRANSFORMS, "transform", row, path),
    )


def _number(cell: str, default: float, place: str, row: Row, path: Path) -> float:
    if not cell:
        return default
    if not NUMBER.fullmatch(cell):
        message = translate("{value} is not a number", value=repr(cell))
        raise InputError(message, file=path, line=row.line, place=place)
    return float(cell.replace(",", "."))


def _yes_or_no(cell: str, row: Row, path: Path) -> bool:
    if cell.lower() in YES:
        return True
    if cell.lower() in NO:
        return False
    message = translate("{value} is neither yes nor no", value=repr(cell))
    raise InputError(message, file=path, line=row.line, place="reverse")


def _one_of(cell: str, known: tuple[str, ...], place: str, row: Row, path: Path) -> str:
    if cell.lower() in known:
        return cell.lower()
    message = translate("{value} is unknown, one of {known} was expected",
                        value=repr(cell), known=", ".join(filter(None, known)))  # fmt: skip
    near = nearest(cell.lower(), filter(None, known))
    if near:
        message += " " + translate("(did you mean {near}?)", near=near)
    raise InputError(message, file=path, line=row.line, place=place)
