"""What the room answered, as the survey that the gap instrument reads, and as files.

Whatever is said of the room's survey would be said by `tessuto gap` of the file.
Raises: InputError when nobody has answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from experiments.live.room.people import Answers
from experiments.live.room.room import Room
from experiments.spreadsheet import csv_of
from simulation.errors import InputError
from simulation.instruments.answer_records import AnswerRecord, assemble
from simulation.instruments.survey import QUESTIONS, Survey
from simulation.language import translate

COLUMNS = ("respondent_id", "round", "territory", "category", "level", "scale", "seconds",
           "item_id", *QUESTIONS)  # fmt: skip
BET_COLUMNS = ("respondent_id", "category", "bet", "metric", "guess", "came")
HERE = Path("room.csv")
NOT_GIVEN = "NSP"


def survey_of(room: Room, number: int) -> Survey:
    """The survey of one round. Raises InputError when nobody has answered."""
    records = [
        AnswerRecord(
            line=line,
            respondent={key: row[key] for key in COLUMNS[:7]},
            item_id=row["item_id"],
            answers={question: row[question] for question in QUESTIONS},
            places={question: question for question in QUESTIONS},
        )
        for line, row in enumerate(_rows(room, number), 2)
    ]
    if not records:
        raise InputError(translate("nobody has answered yet"))
    return assemble(records, room.questionnaire.items, number, HERE)


def as_csv(room: Room, numbers: Sequence[int]) -> bytes:
    """The answers of these rounds as a survey file, in the long form."""
    rows = [row for number in numbers for row in _rows(room, number)]
    return csv_of(pd.DataFrame(rows, columns=list(COLUMNS)))


def bets_csv(room: Room) -> bytes:
    """The bets that are over, a row per person and bet, beside what was shown."""
    rows = [
        {
            "respondent_id": each.name,
            "category": each.category,
            "bet": each.wager.number,
            "metric": each.wager.metric,
            "guess": each.guess,
            "came": each.wager.came or "",
        }
        for each in room.placed()
    ]
    return csv_of(pd.DataFrame(rows, columns=list(BET_COLUMNS)))


def items_csv(room: Room) -> bytes:
    """The items that were asked, as the file that the gap instrument reads beside the answers."""
    rows = [
        {**asdict(item), "scale_min": f"{item.scale_min:g}", "scale_max": f"{item.scale_max:g}",
         "reverse": "yes" if item.reverse else "no"}
        for item in room.questionnaire.items
    ]  # fmt: skip
    return csv_of(pd.DataFrame(rows))


def _rows(room: Room, number: int) -> Iterator[dict[str, str]]:
    """A row per person and item."""
    asked = room.questionnaire
    for given in room.given(number):
        whole = len(given.answers) == len(asked.items)
        for item in asked.items:
            if item.item_id not in given.answers:
                continue
            yield {
                "respondent_id": given.name,
                "round": str(number),
                "territory": asked.territory,
                "category": given.category,
                "level": "",
                "scale": "local",
                "seconds": f"{given.seconds:.0f}" if whole else "",
                "item_id": item.item_id,
                **_cells(given.answers[item.item_id]),
            }


def _cells(answers: Answers) -> Mapping[str, str]:
    return {
        question: NOT_GIVEN if answers.get(question) == "nsp" else answers.get(question, "")
        for question in QUESTIONS
    }
