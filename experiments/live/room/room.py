"""What a room has answered: one object, one lock, in memory only, forgotten at a word.

A participant is a random number in a cookie, a category and answers: no name, no address, nothing
that outlives the process. What leaves this object is copied; every change counts `version` up, so
that whoever watches knows when to look again. Room for a bounded number of people, no more.

Raises: RefusedError, with the reason as a word, for what cannot be taken.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from experiments.live.room.questionnaire import NO_OPINION, Questionnaire, usual_questionnaire

MOST_PEOPLE = 300
MOST_ROUNDS = 5
PLACES = 3
Stage = Literal["closed", "survey", "vote"]
Rhythm = Literal["slower", "planned", "faster"]
RHYTHMS: tuple[Rhythm, ...] = ("slower", "planned", "faster")

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


@dataclass
class Person:
    """One participant: a name by lot, a category, the answers of each round, a ballot."""

    name: str
    category: str
    begun: float
    answers: dict[int, dict[str, Answers]] = field(default_factory=dict)
    seconds: dict[int, float] = field(default_factory=dict)
    ballot: Ballot | None = None


@dataclass(frozen=True)
class Given:
    """What one person answered in a round, under a name by lot that stays the same."""

    name: str
    category: str
    answers: Mapping[str, Answers]
    seconds: float


@dataclass(frozen=True)
class Progress:
    """How far the room is: people, and those who answered every item, by category."""

    stage: Stage
    round: int
    people: Mapping[str, int]
    finished: Mapping[str, int]
    ballots: int

    @property
    def present(self) -> int:
        """Everyone who came in."""
        return sum(self.people.values())


class Room:
    """The room's state; safe to be used from any thread."""

    def __init__(
        self,
        questionnaire: Questionnaire | None = None,
        *,
        lang: str = "fr",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Open an empty room with a link that cannot be guessed."""
        self.token = secrets.token_urlsafe(12)
        self.lang = lang
        self._secret = secrets.token_bytes(32)
        self._clock = clock
        self._lock = threading.RLock()
        self._people: dict[str, Person] = {}
        self._questionnaire = questionnaire or usual_questionnaire()
        self._stage: Stage = "closed"
        self._round = 1
        self._choices: tuple[Choice, ...] = ()
        self._version = 0

    # --- what anybody may know ------------------------------------------------------------------

    @property
    def version(self) -> int:
        """Counts up with every change."""
        return self._version

    @property
    def questionnaire(self) -> Questionnaire:
        """What is asked."""
        return self._questionnaire

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What is voted on."""
        return self._choices

    def progress(self) -> Progress:
        """How far the room is."""
        with self._lock:
            asked = len(self._questionnaire.items)
            people = dict.fromkeys(self._questionnaire.categories, 0)
            finished = dict(people)
            for person in self._people.values():
                people[person.category] += 1
                finished[person.category] += len(person.answers.get(self._round, {})) == asked
            ballots = sum(person.ballot is not None for person in self._people.values())
            return Progress(self._stage, self._round, people, finished, ballots)

    # --- what participants do -------------------------------------------------------------------

    def form_token(self, visitor: str) -> str:
        """What a form carries to show that it came from a page given to this visitor."""
        return hmac.new(self._secret, visitor.encode(), hashlib.sha256).hexdigest()[:32]

    def is_form_of(self, visitor: str, token: str) -> bool:
        """Whether a form's token is the one this visitor was given."""
        return hmac.compare_digest(self.form_token(visitor).encode(), token.encode())

    def person(self, visitor: str) -> Person | None:
        """A copy of what this visitor has said; None for one who has not come in."""
        with self._lock:
            found = self._people.get(visitor)
            if found is None:
                return None
            answers = {number: dict(given) for number, given in found.answers.items()}
            return replace(found, answers=answers)

    def come_in(self, visitor: str, category: str) -> None:
        """Take a visitor in, or let one change category while nothing is answered."""
        with self._lock:
            if category not in self._questionnaire.categories:
                raise RefusedError("category")
            known = self._people.get(visitor)
            if known is None and len(self._people) >= MOST_PEOPLE:
                raise RefusedError("full")
            if known is not None and known.answers:
                raise RefusedError("answered")
            self._people[visitor] = Person(_by_lot(), category, self._clock())
            self._version += 1

    def answer(self, visitor: str, item_id: str, answers: Answers) -> None:
        """Keep what a participant says about one item in this round, the latest word counting."""
        with self._lock:
            person = self._present(visitor, "survey")
            place = self._questionnaire.place(item_id)
            if place is None:
                raise RefusedError("item")
            item = self._questionnaire.items[place]
            steps = {*self._questionnaire.steps(item), NO_OPINION, ""}
            asked = self._questionnaire.questions(item)
            kept = {question: answers.get(question, "") for question in asked}
            if not set(kept.values()) <= steps:
                raise RefusedError("answer")
            now = self._clock()
            given = person.answers.setdefault(self._round, {})
            if not given:
                person.begun = now
            given[item_id] = kept
            person.seconds[self._round] = now - person.begun
            self._version += 1

    def vote(self, visitor: str, order: Sequence[str], rhythm: str) -> None:
        """Keep a participant's ballot, the latest counting."""
        with self._lock:
            person = self._present(visitor, "vote")
            wanted = tuple(name for name in order if name)
            known = {choice.name for choice in self._choices}
            if not wanted or len(set(wanted)) < len(wanted) or not set(wanted) <= known:
                raise RefusedError("order")
            if rhythm not in RHYTHMS or len(wanted) > PLACES:
                raise RefusedError("answer")
            chosen = next(each for each in RHYTHMS if each == rhythm)
            person.ballot = Ballot(wanted, chosen)
            self._version += 1

    def _present(self, visitor: str, stage: Stage) -> Person:
        person = self._people.get(visitor)
        if person is None:
            raise RefusedError("unknown")
        if self._stage != stage:
            raise RefusedError("closed")
        return person

    # --- what the facilitator does --------------------------------------------------------------

    def ask(self, questionnaire: Questionnaire) -> None:
        """Change what is asked; only while nobody has answered."""
        with self._lock:
            if any(person.answers for person in self._people.values()):
                raise RefusedError("answered")
            self._questionnaire = questionnaire
            self._version += 1

    def open_survey(self, number: int) -> None:
        """Let the room answer a round."""
        with self._lock:
            if not 1 <= number <= MOST_ROUNDS:
                raise RefusedError("round")
            self._stage, self._round = "survey", number
            self._version += 1

    def open_vote(self, choices: Sequence[Choice]) -> None:
        """Let the room vote on these actions; former ballots are void."""
        with self._lock:
            self._stage, self._choices = "vote", tuple(choices)
            for person in self._people.values():
                person.ballot = None
            self._version += 1

    def close(self) -> None:
        """Take no more answers; what was said stays."""
        with self._lock:
            self._stage = "closed"
            self._version += 1

    def erase(self) -> None:
        """Forget everyone and everything that was said; the link stays, its forms do not."""
        with self._lock:
            self._people.clear()
            self._stage, self._round, self._choices = "closed", 1, ()
            self._secret = secrets.token_bytes(32)
            self._version += 1

    def given(self, number: int) -> tuple[Given, ...]:
        """What everyone answered in a round, in an order that does not say who came first."""
        with self._lock:
            return tuple(
                Given(person.name, person.category, dict(person.answers[number]),
                      person.seconds.get(number, 0.0))
                for person in self._in_no_order()
                if person.answers.get(number)
            )  # fmt: skip

    def ballots(self) -> tuple[Ballot, ...]:
        """The ballots cast."""
        with self._lock:
            cast = [person.ballot for person in self._in_no_order()]
            return tuple(ballot for ballot in cast if ballot is not None)

    def _in_no_order(self) -> list[Person]:
        return sorted(self._people.values(), key=lambda person: person.name)


def _by_lot() -> str:
    return f"r{secrets.token_hex(4)}"
