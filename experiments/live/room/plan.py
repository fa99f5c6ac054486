"""From the room's answers to a plan: that of the gap instrument, then in the room's own order.

What the vote changes is when actions start and how fast they follow each other, never what they
are, how many sessions they have or what they cost: the room decides order and rhythm, and the
comparison shows what order and rhythm do.
Raises: InputError for a plan that the simulator does not take.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.gap.plan import plan_file
from experiments.live.room.people import RHYTHMS, Ballot, Choice
from experiments.live.room.room import PLACES
from simulation.accompaniment.programme import Action, Programme
from simulation.instruments.diagnosis import Diagnosis
from simulation.instruments.ranking import ranking
from simulation.instruments.survey import Item
from simulation.language import LANGUAGES, msg, speaking, translate
from simulation.read_programme import read_programme

PACES = {"slower": 2.0, "planned": 1.0, "faster": 0.5}
DRAWS = 200
TITLES = {
    "negotiate ": msg("Bring views face to face: {what}"),
    "project opening ": msg("Try a new activity: {what}"),
    "project ": msg("A project on this: {what}"),
    "courses ": msg("Courses: {what}"),
    "watch ": msg("Keep watch together: {what}"),
    "reorganise services": msg("Re-organise the services"),
}


@dataclass(frozen=True)
class Wish:
    """What the ballots say together: the actions in order, the rhythm, how many voted."""

    order: tuple[str, ...]
    points: tuple[float, ...]
    rhythm: str
    ballots: int


def plan_of(diagnosis: Diagnosis, lang: str) -> Programme:
    """The plan that `tessuto gap` would write, read back. Raises InputError."""
    with speaking(lang), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.yaml"
        path.write_text(plan_file(diagnosis, lang), encoding="utf-8")
        return read_programme(path)


def choices_of(plan: Programme, items: Sequence[Item]) -> tuple[Choice, ...]:
    """The plan's actions as people read them, in every language."""
    return tuple(
        Choice(each.name, {lang: title_of(each.name, items, lang) for lang in LANGUAGES})
        for each in plan.actions
    )


def title_of(name: str, items: Sequence[Item], lang: str) -> str:
    """An action of a plan from a survey as people read it: with the items' labels."""
    labels = {item.item_id: item.label(lang) for item in items}
    for start, title in TITLES.items():
        if name.startswith(start):
            told = name.removeprefix(start).split(", ")
            return translate(title, lang, what=", ".join(labels.get(each, each) for each in told))
    return name


def state_title(path: str, items: Sequence[Item], lang: str) -> str:
    """A starting state as people read it: the label of the item that it was taken from."""
    return next((item.label(lang) for item in items if item.linked_parameter == path), path)


def wish_of(ballots: Sequence[Ballot], names: Sequence[str]) -> Wish:
    """Borda's order of the actions and the middle rhythm; what nobody named keeps its place."""
    if not ballots:
        return Wish(tuple(names), (0.0,) * len(names), "planned", 0)
    scores = np.full((len(ballots), len(names)), np.nan)
    for row, ballot in zip(scores, ballots, strict=True):
        for place, name in enumerate(ballot.order):
            row[list(names).index(name)] = PLACES - place
    points = ranking(scores, np.ones((DRAWS, len(ballots)))).borda
    order = np.argsort(-points, kind="stable")
    rhythms = sorted(RHYTHMS.index(ballot.rhythm) for ballot in ballots)
    return Wish(
        order=tuple(names[j] for j in order),
        points=tuple(float(points[j]) for j in order),
        rhythm=RHYTHMS[rhythms[(len(rhythms) - 1) // 2]],
        ballots=len(ballots),
    )


def voted_plan(plan: Programme, wish: Wish) -> Programme:
    """The plan in the room's order and rhythm: the starts are handed out anew, first come first."""
    pace = PACES[wish.rhythm]
    starts = sorted(round(each.start * pace) for each in plan.actions)
    place = {name: n for n, name in enumerate(wish.order)}
    actions: list[Action] = [
        each.model_copy(
            update={"start": starts[place[each.name]], "every": max(1, round(each.every * pace))}
        )
        for each in plan.actions
    ]
    end = max((each.start + each.sessions * each.every for each in actions), default=0)
    values = plan.model_dump()
    values["name"] = f"{plan.name}-room"
    values["actions"] = [each.model_dump() for each in actions]
    if actions:
        values["facilitator"]["leaves"] = end
    return read_programme(Programme.model_validate(values))
