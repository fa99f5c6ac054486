"""What a room has answered: one object, one lock, in memory unless told so, erased at a word.

A participant is a random number in a cookie, a category and answers: no name, no address. What
leaves this object is copied; every change counts `version` up, so that whoever watches knows when
to look again. Room for a bounded number of people, no more.

Raises: RefusedError, with the reason as a word, for what cannot be taken.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace

from experiments.live.room.agreed import Agreed
from experiments.live.room.people import (
    GUESSES,
    RHYTHMS,
    Answers,
    Ballot,
    Choice,
    Contents,
    Given,
    Guess,
    Person,
    Placed,
    Progress,
    RefusedError,
    Stage,
    Wager,
    by_lot,
)
from experiments.live.room.questionnaire import NO_OPINION, Questionnaire, usual_questionnaire

MOST_PEOPLE = 300
MOST_ROUNDS = 5
HEARD_WITHIN = 30.0
"""Seconds after which a phone that no longer asks what is open counts as gone."""
MOST_WAGERS = 60
PLACES = 3


class Room:
    """The room's state; safe to be used from any thread."""

    def __init__(
        self,
        questionnaire: Questionnaire | None = None,
        *,
        lang: str = "fr",
        clock: Callable[[], float] = time.monotonic,
        contents: Contents | None = None,
    ) -> None:
        """Open an empty room with a link that cannot be guessed, or go on with what was kept."""
        self.lang = lang
        self.agreed = Agreed(self._change)
        self.is_kept = False
        self._clock = clock
        self._lock = threading.RLock()
        self._questionnaire = questionnaire or usual_questionnaire()
        self._now = contents or Contents(secrets.token_urlsafe(12), secrets.token_bytes(32))
        self._version = 0
        self._heard: dict[str, float] = {}  # visitor -> when; kept nowhere

    # --- what anybody may know ------------------------------------------------------------------

    @property
    def token(self) -> str:
        """The part of the link that cannot be guessed."""
        return self._now.token

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
        return self._now.choices

    def progress(self) -> Progress:
        """How far the room is."""
        with self._lock:
            asked = len(self._questionnaire.items)
            people, finished = (dict.fromkeys(self._questionnaire.categories, 0) for _ in range(2))
            for person in self._now.people.values():
                people[person.category] += 1
                finished[person.category] += len(person.answers.get(self._now.round, {})) == asked
            everyone = self._now.people.values()
            ballots = sum(person.ballot is not None for person in everyone)
            bets = sum(self._wager_number() in person.bets for person in everyone)
            return Progress(
                self._now.stage, self._now.round, people, finished, ballots, bets, self._lately()
            )

    def heard(self, visitor: str) -> None:
        """Note that a phone is there."""
        with self._lock:
            if visitor in self._now.people:
                self._heard[visitor] = self._clock()

    def _lately(self) -> int:
        since, wager = self._clock() - HEARD_WITHIN, self._wager_number()
        return sum(
            self._heard.get(visitor, -math.inf) >= since or wager in person.bets
            for visitor, person in self._now.people.items()
        )

    @property
    def wager(self) -> Wager | None:
        """What the phones bet on, or last bet on."""
        return self._now.wagers[-1] if self._now.wagers else None

    def contents(self) -> Contents:
        """A copy of everything, to be kept elsewhere."""
        with self._lock:
            return deepcopy(self._now)

    # --- what participants do -------------------------------------------------------------------

    def form_token(self, visitor: str) -> str:
        """What a form carries to show that it came from a page given to this visitor."""
        return hmac.new(self._now.secret, visitor.encode(), hashlib.sha256).hexdigest()[:32]

    def is_form_of(self, visitor: str, token: str) -> bool:
        """Whether a form's token is the one this visitor was given."""
        return hmac.compare_digest(self.form_token(visitor).encode(), token.encode())

    def person(self, visitor: str) -> Person | None:
        """A copy of what this visitor has said; None for one who has not come in."""
        with self._lock:
            return deepcopy(self._now.people.get(visitor))

    def come_in(self, visitor: str, category: str) -> None:
        """Take a visitor in, or let one change category while nothing is answered."""
        with self._lock:
            if category not in self._questionnaire.categories:
                raise RefusedError("category")
            known = self._now.people.get(visitor)
            if known is None and len(self._now.people) >= MOST_PEOPLE:
                raise RefusedError("full")
            if known is not None and known.answers:
                raise RefusedError("answered")
            self._now.people[visitor] = Person(by_lot(), category, self._clock())
            self.heard(visitor)
            self._change()

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
            given = person.answers.setdefault(self._now.round, {})
            if not given:
                person.begun = now
            given[item_id] = kept
            person.seconds[self._now.round] = now - person.begun
            self._change()

    def vote(self, visitor: str, order: Sequence[str], rhythm: str) -> None:
        """Keep a participant's ballot, the latest counting."""
        with self._lock:
            person = self._present(visitor, "vote")
            wanted = tuple(name for name in order if name)
            known = {choice.name for choice in self._now.choices}
            if not wanted or len(set(wanted)) < len(wanted) or not set(wanted) <= known:
                raise RefusedError("order")
            if rhythm not in RHYTHMS or len(wanted) > PLACES:
                raise RefusedError("answer")
            chosen = next(each for each in RHYTHMS if each == rhythm)
            person.ballot = Ballot(wanted, chosen)
            self._change()

    def bet(self, visitor: str, number: int, guess: str) -> None:
        """Keep a participant's bet, the latest counting until the result is shown."""
        with self._lock:
            person = self._present(visitor, "bet")
            if number != self._wager_number():
                raise RefusedError("form")
            chosen = next((each for each in GUESSES if each == guess), None)
            if chosen is None:
                raise RefusedError("answer")
            person.bets[number] = chosen
            self._change()

    def _wager_number(self) -> int:
        return self._now.wagers[-1].number if self._now.wagers else 0

    def _present(self, visitor: str, stage: Stage) -> Person:
        person = self._now.people.get(visitor)
        if person is None:
            raise RefusedError("unknown")
        self.heard(visitor)
        if self._now.stage != stage:
            raise RefusedError("closed")
        return person

    # --- what the facilitator does --------------------------------------------------------------

    def ask(self, questionnaire: Questionnaire) -> None:
        """Change what is asked; only while nobody has answered."""
        with self._lock:
            if any(person.answers for person in self._now.people.values()):
                raise RefusedError("answered")
            self._questionnaire = questionnaire
            self._change()

    def open_survey(self, number: int) -> None:
        """Let the room answer a round."""
        with self._lock:
            if not 1 <= number <= MOST_ROUNDS:
                raise RefusedError("round")
            self._now.stage, self._now.round = "survey", number
            self._change()

    def open_vote(self, choices: Sequence[Choice]) -> None:
        """Let the room vote on these actions; former ballots are void."""
        with self._lock:
            self._now.stage, self._now.choices = "vote", tuple(choices)
            for person in self._now.people.values():
                person.ballot = None
            self._change()

    def open_bet(self, metric: str, questions: Mapping[str, str]) -> int:
        """Let the phones bet on a quantity; return the number of the wager."""
        with self._lock:
            wager = Wager(self._wager_number() + 1, metric, dict(questions))
            self._now.wagers = [*self._now.wagers, wager][-MOST_WAGERS:]
            oldest = self._now.wagers[0].number
            for person in self._now.people.values():
                person.bets = {n: guess for n, guess in person.bets.items() if n >= oldest}
            self._now.stage = "bet"
            self._change()
            return wager.number

    def end_bet(self, number: int, came: Guess | None = None) -> None:
        """Take no more bets; `came` is what was shown, None if nothing was."""
        with self._lock:
            if number != self._wager_number():
                return
            self._now.wagers[-1] = replace(self._now.wagers[-1], came=came)
            if self._now.stage == "bet":
                self._now.stage = "closed"
            self._change()

    def close(self) -> None:
        """Take no more answers; what was said stays."""
        with self._lock:
            self._now.stage = "closed"
            self._change()

    def erase(self) -> None:
        """Forget everyone and everything that was said; the link stays, its forms do not."""
        with self._lock:
            self._now = Contents(self._now.token, secrets.token_bytes(32))
            self._heard.clear()
            self.agreed.forget()

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

    def guesses(self, number: int) -> tuple[int, int, int]:
        """How many bet on more, alike and less in a wager."""
        with self._lock:
            bets = Counter(person.bets.get(number) for person in self._now.people.values())
            more, alike, less = (bets[guess] for guess in GUESSES)
            return more, alike, less

    def placed(self) -> tuple[Placed, ...]:
        """Every bet whose wager is over, by person, then in the order of the wagers."""
        with self._lock:
            still_open = self.wager if self._now.stage == "bet" else None
            return tuple(
                Placed(person.name, person.category, wager, person.bets[wager.number])
                for person in self._in_no_order()
                for wager in self._now.wagers
                if wager.number in person.bets and wager is not still_open
            )

    def _change(self) -> None:
        with self._lock:
            self._version += 1

    def _in_no_order(self) -> list[Person]:
        return sorted(self._now.people.values(), key=lambda person: person.name)
