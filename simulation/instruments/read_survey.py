"""A survey file, long or wide, as a Survey.

Long: one row per respondent, item and round (canonical). Wide: one row per respondent and round,
a column per item and question, as form tools write it (`Q1_importance`, `Q1_actuel`), or any
header at all with a mapping (header -> item and question).
Comments and unknown columns are left unread: they may hold names. Raises InputError.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from simulation.errors import InputError
from simulation.instruments.answer_records import (
    AnswerRecord,
    assemble,
    round_of,
    select_round,
)
from simulation.instruments.column_names import (
    ITEM_COLUMN,
    QUESTION_COLUMNS,
    RESPONDENT_COLUMNS,
    column_of,
    item_and_question,
    nearest,
    normalised,
)
from simulation.instruments.delimited import DelimitedTable, read_delimited
from simulation.instruments.remark import Remark, remark
from simulation.instruments.survey import QUESTIONS, Item, Survey
from simulation.language import msg, translate

WideMapping = Mapping[str, tuple[str, str]]  # header -> (item, question)


def read_survey(
    path: Path,
    items: tuple[Item, ...] | None = None,
    round_wanted: int | None = None,
    territory: str | None = None,
    mapping: WideMapping | None = None,
    latest_by: str | None = None,
) -> Survey:
    """One round in one territory. The last round, unless told. Raises InputError."""
    records, remarks = read_records(path, items, mapping, latest_by)
    kept, chosen, more = select_round(records, round_wanted, territory, path)
    return assemble(kept, items, chosen, path, (*remarks, *more))


def read_rounds(
    path: Path, items: tuple[Item, ...] | None = None, territory: str | None = None
) -> tuple[Survey, ...]:
    """Every round in the file, in order; items are those of the items file or of all rounds."""
    records, remarks = read_records(path, items, None, None)
    numbers = sorted({round_of(record, path) for record in records})
    surveys = []
    for number in numbers:
        kept, chosen, _ = select_round(records, number, territory, path)
        surveys.append(assemble(kept, items, chosen, path, remarks))
    return tuple(surveys)


def read_records(
    path: Path,
    items: tuple[Item, ...] | None,
    mapping: WideMapping | None,
    latest_by: str | None,
) -> tuple[list[AnswerRecord], tuple[Remark, ...]]:
    """Every answer in the file as text, and what was left unread."""
    table = read_delimited(path)
    place: dict[str, int] = {}
    for index, name in enumerate(table.header):
        known = column_of(name, RESPONDENT_COLUMNS)
        if known is not None and name not in (mapping or {}):
            if known in place:
                message = translate("columns {first} and {second} both mean {column}",
                                    first=repr(table.header[place[known]]), second=repr(name),
                                    column=known)  # fmt: skip
                raise InputError(message, file=path, line=table.header_line)
            place[known] = index
    if "respondent_id" not in place:
        _refuse_without("respondent_id", table)
    time = _time_column(table, latest_by)
    item_at = next((i for i, name in enumerate(table.header) if column_of(name, ITEM_COLUMN)), None)
    if item_at is not None and mapping is None:
        records, used = _long(table, place, item_at, time)
    else:
        records, used = _wide(table, place, _columns(table, items, mapping), time)
    used |= {i for column, i in place.items() if column != "comment"}
    unread = [n for i, n in enumerate(table.header) if n and i not in used and i != time]
    left = (remark(msg("Columns left unread: {names}."), names=", ".join(unread)),)
    return records, left if unread else ()


def _long(
    table: DelimitedTable, place: Mapping[str, int], item_at: int, time: int | None
) -> tuple[list[AnswerRecord], set[int]]:
    questions: dict[str, int] = {}
    for index, name in enumerate(table.header):
        question = column_of(name, QUESTION_COLUMNS)
        if question is not None:
            questions.setdefault(question, index)
    for needed in ("importance", "current"):
        if needed not in questions:
            _refuse_without(needed, table)
    records = []
    for row in table.rows:
        if not row.cells[item_at]:
            raise InputError(translate("no item on this line"), file=table.path, line=row.line,
                             place=table.header[item_at])  # fmt: skip
        records.append(
            AnswerRecord(
                line=row.line,
                respondent=_respondent(table, row.cells, place, row.line),
                item_id=row.cells[item_at],
                answers={question: row.cells[i] for question, i in questions.items()},
                places={question: table.header[i] for question, i in questions.items()},
                timestamp="" if time is None else row.cells[time],
            )
        )
    return records, {item_at, *questions.values()}


def _wide(
    table: DelimitedTable,
    place: Mapping[str, int],
    columns: Mapping[str, Mapping[str, int]],
    time: int | None,
) -> tuple[list[AnswerRecord], set[int]]:
    records = [
        AnswerRecord(
            line=row.line,
            respondent=_respondent(table, row.cells, place, row.line),
            item_id=item,
            answers={question: row.cells[i] for question, i in questions.items()},
            places={question: table.header[i] for question, i in questions.items()},
            timestamp="" if time is None else row.cells[time],
        )
        for row in table.rows
        for item, questions in columns.items()
    ]
    return records, {i for questions in columns.values() for i in questions.values()}


def _columns(
    table: DelimitedTable, items: Sequence[Item] | None, mapping: WideMapping | None
) -> dict[str, dict[str, int]]:
    """Item -> question -> column, from the mapping or from the headers themselves."""
    ids = {normalised(item.item_id): item.item_id for item in items or ()}
    found: dict[str, dict[str, int]] = {}
    for index, name in enumerate(table.header):
        read = item_and_question(name) if mapping is None else mapping.get(name)
        if read is None or (mapping is None and column_of(name, RESPONDENT_COLUMNS)):
            continue
        item, question = read
        item = ids.get(normalised(item), item)
        if question in found.setdefault(item, {}):
            message = translate("columns {first} and {second} both mean {column}",
                                first=repr(table.header[found[item][question]]),
                                second=repr(name), column=f"{item} {question}")  # fmt: skip
            raise InputError(message, file=table.path, line=table.header_line)
        found[item][question] = index
    for header in mapping or {}:
        if header not in table.header:
            near = nearest(header, table.header)
            message = translate("the mapping names a column {name} that is not there",
                                name=repr(header))  # fmt: skip
            if near:
                message += " " + translate("(did you mean {near}?)", near=repr(near))
            raise InputError(message, file=table.path, line=table.header_line)
    for item, questions in found.items():
        for needed in ("importance", "current"):
            if needed not in questions:
                _refuse_without(f"{item}_{needed}", table)
    if not found:
        _refuse_without("item_id", table)
    return found


def _respondent(
    table: DelimitedTable, cells: Sequence[str], place: Mapping[str, int], line: int
) -> dict[str, str]:
    traits = {column: cells[i] for column, i in place.items() if column != "comment"}
    if not traits["respondent_id"]:
        header = table.header[place["respondent_id"]]
        message = translate("no respondent on this line")
        raise InputError(message, file=table.path, line=line, place=header)
    return traits


def _time_column(table: DelimitedTable, latest_by: str | None) -> int | None:
    if latest_by is None:
        return None
    if latest_by in table.header:
        return table.header.index(latest_by)
    _refuse_without(latest_by, table)


def _refuse_without(column: str, table: DelimitedTable) -> NoReturn:
    message = translate("no column {name}; found {found}",
                        name=column, found=", ".join(filter(None, table.header)))  # fmt: skip
    raise InputError(message, file=table.path, line=table.header_line)


def read_mapping(path: Path) -> dict[str, tuple[str, str]]:
    """A mapping file: `column;item_id;question`, one line per column of the form tool."""
    table = read_delimited(path)
    at = {normalised(name): i for i, name in enumerate(table.header)}
    missing = {"column", "item_id", "question"} - set(at)
    if missing:
        _refuse_without(min(missing), table)
    mapping: dict[str, tuple[str, str]] = {}
    for row in table.rows:
        cell = row.cells[at["question"]]
        question = column_of(cell, QUESTION_COLUMNS)
        if question is None:
            message = translate("{value} is unknown, one of {known} was expected",
                                value=repr(cell), known=", ".join(QUESTIONS))  # fmt: skip
            raise InputError(message, file=path, line=row.line, place="question")
        mapping[row.cells[at["column"]]] = (row.cells[at["item_id"]], question)
    return mapping
