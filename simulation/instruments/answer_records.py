"""From records of text to a survey: one item answered by one respondent in one round is a record.

Refuses what would be a guess: answers outside the declared scale, two answers to one question,
a respondent in two categories. Rescales only what the items file declares.
Raises InputError with file and lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulation.errors import InputError
from simulation.instruments.answer_cells import answer_in, whole_number_in
from simulation.instruments.column_names import nearest
from simulation.instruments.remark import Remark, remark
from simulation.instruments.survey import QUESTIONS, FloatArray, Item, Survey
from simulation.language import msg, translate

SHOWN_LINES = 8
COMMON_SCALE = (1.0, 5.0)
MOST_CELLS = 5_000_000


@dataclass(frozen=True)
class AnswerRecord:
    """What one respondent wrote about one item, still as text, and where it stands."""

    line: int
    respondent: Mapping[str, str]  # respondent_id, round, territory, category, level, scale ...
    item_id: str
    answers: Mapping[str, str]  # question -> cell
    places: Mapping[str, str]  # question -> header of its column
    timestamp: str = ""


def round_of(record: AnswerRecord, path: Path) -> int:
    """The round that an answer belongs to; the first, where the file does not say."""
    cell = record.respondent.get("round", "") or "1"
    found = whole_number_in(cell)
    if found is None:
        message = translate("{value} is not a whole number", value=repr(cell))
        raise InputError(message, file=path, line=record.line, place="round")
    return found


def select_round(
    records: Sequence[AnswerRecord], round_wanted: int | None, territory: str | None, path: Path
) -> tuple[list[AnswerRecord], int, tuple[Remark, ...]]:
    """The records of one round (the last, unless told) and one territory."""
    rounds: dict[int, list[AnswerRecord]] = {}
    for record in records:
        rounds.setdefault(round_of(record, path), []).append(record)
    chosen = max(rounds) if round_wanted is None else round_wanted
    if chosen not in rounds:
        message = translate("round {round} has no answer; the file holds {known}",
                            round=chosen, known=", ".join(map(str, sorted(rounds))))  # fmt: skip
        raise InputError(message, file=path, place="round")
    kept = rounds[chosen]
    remarks: tuple[Remark, ...] = ()
    if len(rounds) > 1:
        remarks = (remark(msg("Round {round} of {n} in the file."), round=chosen, n=len(rounds)),)
    places = sorted({record.respondent.get("territory", "") for record in kept})
    if territory is not None:
        kept = [record for record in kept if record.respondent.get("territory", "") == territory]
        if not kept:
            message = translate("territory {value} has no answer; the file holds {known}",
                                value=repr(territory), known=", ".join(places))  # fmt: skip
            raise InputError(message, file=path, place="territory")
    elif len(places) > 1:
        message = translate("several territories ({known}): choose one, they are not pooled",
                            known=", ".join(places))  # fmt: skip
        raise InputError(message, file=path, line=kept[0].line, place="territory")
    return kept, chosen, remarks


def assemble(
    records: Sequence[AnswerRecord],
    items: tuple[Item, ...] | None,
    round_number: int,
    path: Path,
    remarks: tuple[Remark, ...] = (),
) -> Survey:
    """The survey in the records of one round and one territory."""
    items, more = _items_answered(records, items, path)
    records = _without_duplicates(records, path)
    people = _respondents(records, path)
    if len(people) * len(items) > MOST_CELLS:
        message = translate(
            "{people} people and {items} items are more than a survey holds: is the right column "
            "read as the item?",
            people=len(people),
            items=len(items),
        )
        raise InputError(message, file=path)
    row = {name: index for index, name in enumerate(people)}
    column = {item.item_id: index for index, item in enumerate(items)}
    answers = np.full((len(QUESTIONS), len(people), len(items)), np.nan)
    no_opinion = np.zeros(answers.shape, dtype=bool)
    outside: list[tuple[AnswerRecord, str, float]] = []
    for record in records:
        i, j = row[record.respondent["respondent_id"]], column[record.item_id]
        for q, question in enumerate(QUESTIONS):
            cell = record.answers.get(question, "")
            read = answer_in(cell)
            if read is None:
                message = translate("{value} is not an answer from {low} to {high}, nor NSP or "
                                    "blank", value=repr(cell), low=f"{items[j].scale_min:g}",
                                    high=f"{items[j].scale_max:g}")  # fmt: skip
                place = record.places.get(question, question)
                raise InputError(message, file=path, line=record.line, place=place)
            answers[q, i, j], no_opinion[q, i, j] = read
            if not np.isnan(read[0]) and not items[j].scale_min <= read[0] <= items[j].scale_max:
                outside.append((record, question, read[0]))
    if outside:
        raise _outside_error(outside, items[column[outside[0][0].item_id]], path)
    answers, scale, rescaled = _on_one_scale(answers, items)
    first = list(people.values())
    return Survey(
        territory=first[0].respondent.get("territory", ""),
        round=round_number,
        scale_min=scale[0],
        scale_max=scale[1],
        items=items,
        respondents=tuple(people),
        categories=tuple(record.respondent.get("category", "") for record in first),
        levels=tuple(_level(record, path) for record in first),
        scales=tuple(record.respondent.get("scale", "") for record in first),
        seconds=np.array([_seconds(record, path) for record in first]),
        answers=answers,
        no_opinion=no_opinion,
        remarks=(*remarks, *more, *rescaled),
    )


def _items_answered(
    records: Sequence[AnswerRecord], items: tuple[Item, ...] | None, path: Path
) -> tuple[tuple[Item, ...], tuple[Remark, ...]]:
    answered = dict.fromkeys(record.item_id for record in records)
    if items is None:
        return tuple(Item(item_id) for item_id in answered), ()
    known = {item.item_id: item for item in items}
    for record in records:
        if record.item_id not in known:
            message = translate("item {item} is not in the items file", item=repr(record.item_id))
            near = nearest(record.item_id, known)
            if near:
                message += " " + translate("(did you mean {near}?)", near=near)
            raise InputError(message, file=path, line=record.line, place="item_id")
    unasked = [item.item_id for item in items if item.item_id not in answered]
    remarks: tuple[Remark, ...] = ()
    if unasked:
        remarks = (remark(msg("Described but never answered: {items}."), items=", ".join(unasked)),)
    return tuple(item for item in items if item.item_id in answered), remarks


def _without_duplicates(records: Sequence[AnswerRecord], path: Path) -> list[AnswerRecord]:
    """One record per respondent and item; the latest when every one of them carries a time."""
    by_key: dict[tuple[str, str], list[AnswerRecord]] = {}
    for record in records:
        by_key.setdefault((record.respondent["respondent_id"], record.item_id), []).append(record)
    kept: list[AnswerRecord] = []
    for (person, item), group in by_key.items():
        times = [record.timestamp for record in group]
        if len(group) > 1 and (not all(times) or len(set(times)) < len(times)):
            message = translate(
                "respondent {person} answered item {item} {n} times, on lines {lines}; one answer "
                "was expected, or a column of times to keep the latest",
                person=repr(person), item=repr(item), n=len(group),
                lines=", ".join(str(record.line) for record in group),
            )  # fmt: skip
            raise InputError(message, file=path, line=group[1].line, place="respondent_id")
        kept.append(max(group, key=lambda record: record.timestamp))
    return kept


def _respondents(records: Sequence[AnswerRecord], path: Path) -> dict[str, AnswerRecord]:
    """The first record of each respondent, who must be the same person on every line."""
    people: dict[str, AnswerRecord] = {}
    for record in records:
        name = record.respondent["respondent_id"]
        first = people.setdefault(name, record)
        for trait in ("category", "level", "scale"):
            before, now = first.respondent.get(trait, ""), record.respondent.get(trait, "")
            if before != now:
                message = translate(
                    "respondent {person} is {now} here but {before} on line {line}",
                    person=repr(name), now=repr(now), before=repr(before), line=first.line,
                )  # fmt: skip
                raise InputError(message, file=path, line=record.line, place=trait)
    return people


def _outside_error(
    outside: list[tuple[AnswerRecord, str, float]], item: Item, path: Path
) -> InputError:
    record, question, value = outside[0]
    message = translate("{value} is outside the scale {low}-{high} of item {item}",
                        value=f"{value:g}", low=f"{item.scale_min:g}",
                        high=f"{item.scale_max:g}", item=repr(item.item_id))  # fmt: skip
    lines = sorted({entry[0].line for entry in outside})
    if len(lines) > 1:
        shown = ", ".join(map(str, lines[:SHOWN_LINES])) + (" ..." if lines[SHOWN_LINES:] else "")
        message += "; " + translate("{n} such answers, on lines {lines}",
                                    n=len(outside), lines=shown)  # fmt: skip
    message += "; " + translate("another scale is declared by scale_min and scale_max in the "
                                "items file")  # fmt: skip
    place = record.places.get(question, question)
    return InputError(message, file=path, line=record.line, place=place)


def _on_one_scale(
    answers: FloatArray, items: tuple[Item, ...]
) -> tuple[FloatArray, tuple[float, float], tuple[Remark, ...]]:
    """Turn reversed items round and bring declared different scales to 1-5."""
    answers = answers.copy()
    remarks: list[Remark] = []
    for j, item in enumerate(items):
        if item.reverse:
            # The wording is negative for how things are; how much it matters is not turned.
            answers[1:3, :, j] = item.scale_min + item.scale_max - answers[1:3, :, j]
    turned = [item.item_id for item in items if item.reverse]
    if turned:
        remarks.append(remark(msg("Worded backwards, turned round as declared: {items}."),
                              items=", ".join(turned)))  # fmt: skip
    declared = {(item.scale_min, item.scale_max) for item in items}
    if len(declared) == 1:
        return answers, declared.pop(), tuple(remarks)
    low, high = COMMON_SCALE
    for j, item in enumerate(items):
        unit = (answers[:, :, j] - item.scale_min) / (item.scale_max - item.scale_min)
        answers[:, :, j] = low + unit * (high - low)
    changed = [item.item_id for item in items if (item.scale_min, item.scale_max) != COMMON_SCALE]
    remarks.append(remark(msg("Brought to a scale of 1-5 as declared: {items}."),
                          items=", ".join(changed)))  # fmt: skip
    return answers, COMMON_SCALE, tuple(remarks)


def _level(record: AnswerRecord, path: Path) -> int:
    cell = record.respondent.get("level", "")
    read = answer_in(cell)
    if read is not None and np.isnan(read[0]):
        return 0
    level = whole_number_in(cell)
    if level not in {1, 2, 3}:
        message = translate("{value} is not level 1, 2 or 3", value=repr(cell))
        raise InputError(message, file=path, line=record.line, place="level")
    return level


def _seconds(record: AnswerRecord, path: Path) -> float:
    cell = record.respondent.get("seconds", "")
    read = answer_in(cell)
    if read is None or read[0] < 0:
        message = translate("{value} is not a number of seconds", value=repr(cell))
        raise InputError(message, file=path, line=record.line, place="seconds")
    return read[0]
