"""Who is in a room and what each has said: plain records that the room keeps under its lock.

A participant is a name by lot, a category and answers: no name, no address.
Raises: RefusedError, with the reason as a word, for what cannot be taken.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Stage = Literal["closed", "survey", "vote", "bet"]
Rhythm = Literal["slower", "planned", "faster"]
RHYTHMS: tuple[Rhythm, ...] = ("slower", "planned", "faster")
Guess = Literal["more", "alike", "less"]
GUESSES: tuple[Guess, ...] = ("more", "alike", "less")

Answers = Mapping[str, str]  # question -> step of the scale, `nsp` or blank


class RefusedError(Exception):
    """Something that the room cannot take; the reason is one of a few words."""


@dataclass(frozen=True)
class Ballot:
    """What one person wants first, second and third, and how fast."""

    order: tuple[str, ...]
    rhythm: Rhythm


@dataclass(frozen=True)
class Choice:
    """One action that is voted on: its name in the plan, and what people read, by language."""

    name: str
    titles: Mapping[str, str]


@dataclass(frozen=True)
class Wager:
    """What the phones bet on: a quantity at the end, and what came once it has been shown."""

    number: int
    metric: str
    questions: Mapping[str, str]  # what is asked, by language
    came: Guess | None = None


@dataclass
class Person:
    """One participant: a name by lot, a category, the answers of each round, a ballot, bets."""

    name: str
    category: str
    begun: float
    answers: dict[int, dict[str, Answers]] = field(default_factory=dict)
    seconds: dict[int, float] = field(default_factory=dict)
    ballot: Ballot | None = None
    bets: dict[int, Guess] = field(default_factory=dict)  # number of the wager -> what was bet


@dataclass(frozen=True)
class Given:
    """What one person answered in a round, under a name by lot that stays the same."""

    name: str
    category: str
    answers: Mapping[str, Answers]
    seconds: float


@dataclass(frozen=True)
class Placed:
    """One bet of one person, under the same name by lot as the answers."""

    name: str
    category: str
    wager: Wager
    guess: Guess


@dataclass(frozen=True)
class Progress:
    """How far the room is: people, and those who answered every item, by category."""

    stage: Stage
    round: int
    people: Mapping[str, int]
    finished: Mapping[str, int]
    ballots: int
    bets: int = 0
    lately: int = 0
    """Those heard of in the last half minute, and those who have bet: a phone put away is gone."""

    @property
    def present(self) -> int:
        """Everyone who came in."""
        return sum(self.people.values())


@dataclass
class Contents:
    """All that a room holds: enough to go on from, should the machine stop."""

    token: str  # of the link that cannot be guessed
    secret: bytes  # with which forms are signed
    people: dict[str, Person] = field(default_factory=dict)
    stage: Stage = "closed"
    round: int = 1
    choices: tuple[Choice, ...] = ()
    wagers: list[Wager] = field(default_factory=list)


def by_lot() -> str:
    """A name that says nothing about who bears it."""
    return f"r{secrets.token_hex(4)}"
