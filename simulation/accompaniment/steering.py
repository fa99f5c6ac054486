"""Carry a programme through: phases, gates, return loops, rhythm, hours, budget, withdrawal.

Each month every action that is due holds its session, if its actor has hours and the budget has
money; what it changes is the method's business. Circles that learned to convene themselves may go
on when nobody calls them any more (S107).

Raises: InputError for a programme that cannot be carried out here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from simulation.accompaniment.account import Account
from simulation.accompaniment.choosing import choose_method
from simulation.accompaniment.commitments import Commitments
from simulation.accompaniment.course import DONE, FAILED, RUNNING, WAITING, Course
from simulation.accompaniment.hosts import Hosting, Hosts, NewProfiles
from simulation.accompaniment.known_relations import KnownRelations
from simulation.accompaniment.needs import KnownNeeds
from simulation.accompaniment.own_sessions import convene_themselves
from simulation.accompaniment.participation import (
    Participation,
    attending,
    disappoint,
    invited,
)
from simulation.accompaniment.programme import Gate, Programme
from simulation.accompaniment.session import Circle, Session
from simulation.declarations import METHODS, needed
from simulation.entities.bodies import Bodies, BodyKind, Facilitators
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.entities.meetings import Meetings
from simulation.entities.ties import Ties
from simulation.events import EventLog, Kind
from simulation.randomness import Draws, derive

FIRST_SETTING = 2
KIND_NAMES = tuple(kind.name.lower() for kind in sorted(BodyKind))
CENT = 1e-6
"""Sums of many sessions are off by less than this: a budget that is exact pays the last one."""


class Steering:
    """A programme under way."""

    def __init__(
        self, programme: Programme, offered: Mapping[type[Any], Any], seed: int,
        observe: Callable[[str], float],
    ) -> None:
        """Prepare a programme; `observe` returns the last value of a metric by name."""
        self.known_needs = KnownNeeds(
            offered[Firms].skills.shape[1], Draws(seed, "known needs").at(0)
        )
        self.known_relations = KnownRelations()
        self._offered = {
            **offered, Steering: self, KnownNeeds: self.known_needs,
            KnownRelations: self.known_relations,
        }
        self._firms: Firms = offered[Firms]
        self._ties: Ties = offered[Ties]
        self._markets: Markets = offered[Markets]
        self._meetings: Meetings = offered[Meetings]
        self._events: EventLog = offered[EventLog]
        self._participation: Participation = offered[Participation]
        self._observe = observe
        self._seed = seed
        self._streams: dict[str, Draws] = {}
        self._own = Draws(seed, "steering")
        self.take_up(programme)

    def take_up(self, programme: Programme) -> None:
        """Have this programme before one, and nothing behind one."""
        self.programme = programme
        self.account = Account()
        self.kept: dict[str, float] = {}
        self.courses = [
            Course(action, FIRST_SETTING + n) for n, action in enumerate(programme.actions)
        ]
        self._by_name = {course.action.name: course for course in self.courses}
        self._plan = [(each.sessions, each.start, each.every) for each in programme.actions]
        here = self._offered
        self.hosts = Hosts(
            programme, here[Bodies], here[Facilitators], self._firms,
            here[Commitments], here[NewProfiles], here[Hosting],
        )

    def begins_before(self, month: int) -> bool:
        """Return whether anything of the programme could have happened before this month."""
        return bool(self.courses) and self.programme.start < month

    def due(self, month: int) -> int:
        """Return how many sessions the plan has had held by the end of a month."""
        since, due = month - self.programme.start, 0
        for sessions, start, every in self._plan:
            if since >= start:
                due += min(sessions, 1 + (since - start) // every)
        return due

    def live(self, month: int, step: int) -> None:
        """Carry the programme through one month."""
        if not self.courses or self.programme.dose == 0.0 or month < self.programme.start:
            return
        self._own.turn(step)
        self.account.voices.fade()
        self.hosts.begin_month(month)
        for course in self.courses:
            if course.state == WAITING:
                self._try_to_begin(course, month, step)
            if course.state == RUNNING:
                self._carry_on(course, month, step)
            elif course.state == DONE and course.action.continues:
                convene_themselves(
                    course, month, self._own.at(step), self._firms, self._meetings,
                    self.account, self._events,
                )
        self.hosts.end_month()

    @property
    def led(self) -> list[int]:
        """The settings of the sessions that somebody leads now, not those of one's own."""
        return [course.setting for course in self.courses if course.state == RUNNING]

    def hold_for(self, actor: str, month: int, step: int) -> int:
        """Hold the sessions that one kind of actor has to hold this month; return how many."""
        before = self.account.sessions
        for course in self.courses:
            if course.state == RUNNING and course.action.actor == actor:
                self._carry_on(course, month, step)
        return self.account.sessions - before

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """What did not happen as planned: pairs of action and reason."""
        return [(c.action.name, c.why) for c in self.courses if c.why]

    def observed(self, name: str) -> float:
        """Return what a gate asks for: something the programme keeps, or a metric."""
        if name in self.kept:
            return self.kept[name]
        return self._observe(name)

    def _open(self, gate: Gate) -> bool:
        for name, condition in gate.needs.items():
            value = self.observed(name)
            low = -np.inf if condition.at_least is None else condition.at_least
            high = np.inf if condition.at_most is None else condition.at_most
            if not low <= value <= high:
                return False
        return True

    def _try_to_begin(self, course: Course, month: int, step: int) -> None:
        action = course.action
        if month < self.programme.start + action.start:
            return
        if any(self._by_name[other].state != DONE for other in action.after):
            if any(self._by_name[other].state == FAILED for other in action.after):
                course.state, course.why = FAILED, "what it builds on failed"
            return
        if self.hosts.actor(action.actor) < 0:
            course.state, course.why = FAILED, "nobody here can lead it"
            return
        if not self._open(action.enter):
            self._wait(course, action.enter, "its gate did not open")
            return
        course.state, course.begun, course.held, course.waited = RUNNING, month, 0, 0
        course.circle = self._gather(course, self.hosts.actor(action.actor), step)
        self._events.append(
            Kind.ACTION_BEGUN, month, np.array([-1]), values=course.setting
        )

    def _wait(self, course: Course, gate: Gate, reason: str) -> None:
        course.waited += 1
        if course.waited <= gate.patience:
            return
        if gate.return_to and course.returned < gate.returns:
            course.returned += 1
            course.waited = 0
            self._restart(gate.return_to, course)
            return
        course.state, course.why = FAILED, reason

    def _restart(self, name: str, from_course: Course) -> None:
        """Go back to an earlier action: it and all between wait for their turn again."""
        first = self.courses.index(self._by_name[name])
        last = self.courses.index(from_course)
        for course in self.courses[min(first, last) : max(first, last) + 1]:
            course.state, course.held, course.waited = WAITING, 0, 0

    def _gather(self, course: Course, actor: int, step: int) -> Circle:
        key = np.uint64(derive(self._own.at(step), course.setting))
        wanted = course.action.participants
        rows = invited(self._firms, self._ties, self._markets, wanted, np.uint64(key))
        if rows.size == 0 and wanted.who != "bodies" and wanted.count:
            course.why = "its rule of participation selects nobody"
        # Three are asked for each seat; a circle is made of those who said yes.
        asked = rows[: 3 * wanted.count]
        legitimacy = self.hosts.legitimacy(course.action.actor, actor, asked)
        rows = attending(self._firms, asked, legitimacy, np.uint64(derive(key, 1)))
        rows = rows[: wanted.count]
        self.account.invited += len(asked)
        return Circle(rows, self._firms.id[rows].copy(), course.setting)

    def _carry_on(self, course: Course, month: int, step: int) -> None:
        action = course.action
        if course.held >= action.sessions:
            self._try_to_leave(course, month)
            return
        if (month - course.begun) % action.every:
            return
        actor = self.hosts.actor(action.actor)
        if actor < 0:
            course.state, course.why = DONE, "the facilitator has left"
            course.ended = month
            self._break_promise(course)
            return
        hours = action.hours * self.programme.dose
        if hours == 0.0:
            course.held += 1
            return
        cost = hours * self.programme.budget.rate + action.money
        if self.account.money + cost > self.programme.budget.money + CENT:
            self.account.refused_for_money += 1
            course.why = "the budget is spent"
            self._break_promise(course)
            return
        if self.hosts.overbooked(action.actor, actor, hours):
            self.account.refused_for_hours += 1
            course.why = "nobody had the hours"
            self._break_promise(course)
            return
        self._hold(course, actor, hours, month, step)
        self.account.hours += hours
        self.account.money += cost
        course.held += 1

    def _break_promise(self, course: Course) -> None:
        """Let a session that was announced fall out: those who were to come remember it (S103)."""
        course.held += 1
        if course.circle is not None:
            rows, identities = course.circle.rows, course.circle.identities
            disappoint(self._firms, rows[self._firms.id[rows] == identities], self._participation)

    def _hold(self, course: Course, actor: int, hours: float, month: int, step: int) -> None:
        action = course.action
        key = np.uint64(derive(self._own.at(step), 1000 + course.setting))
        circle = course.circle
        if circle is None or not action.participants.stable:
            circle = course.circle = self._gather(course, actor, step)
        circle.stay(self._firms)
        rows = circle.rows
        if rows.size:
            legitimacy = self.hosts.legitimacy(action.actor, actor, rows)
            loyal = self._participation.loyalty if circle.sessions else 1.0
            rows = attending(self._firms, rows, legitimacy, key, loyal)
            self._firms.motivation[rows] *= 1.0 - self._participation.fatigue
        self.account.attended += len(rows)
        self.account.sessions += 1
        self.account.led_by_facilitator += action.actor == "facilitator"
        bodies = self.hosts.bodies_invited(action.participants)
        bodies = self.hosts.attending(bodies, hours, key)
        if rows.size == 0 and bodies.size == 0:
            self.account.nobody_came += 1
            return
        name = action.method
        if name == "adaptive":
            profile = self.programme.facilitator
            name = choose_method(
                action.choices, self._offered, rows, profile, key, course.memory, month
            )
        led = self.hosts.led(action.actor, actor, METHODS[name], hours)
        if name not in self._streams:
            self._streams[name] = Draws(self._seed, f"method {name}")
        stream = self._streams[name]
        session = Session(
            action=action.name, rows=rows, bodies=bodies, hours=hours, quality=led.quality,
            process=led.process, number=circle.sessions, month=month, step=step,
            setting=course.setting, key=np.uint64(derive(stream.at(step), course.setting)),
            actor=actor, circle=circle, settings=action.settings,
        )
        self._offered[Session] = session
        function = METHODS[name].function
        function(*(self._offered[kind] for kind in needed(function).values()))
        circle.sessions += 1
        self.kept.update(session.record)
        self._count_presence(rows, bodies, len(circle.rows))
        self._events.append(
            Kind.SESSION, month, self._firms.id[rows],
            values=course.setting,
        )

    def _count_presence(self, rows: np.ndarray, bodies: np.ndarray, asked: int) -> None:
        voices = self.account.voices
        families = self._markets.families
        voices.hear([families[p] for p in self._firms.product[rows].tolist()])
        if bodies.size:
            voices.hear([KIND_NAMES[kind] for kind in self.hosts.bodies.kind[bodies].tolist()])
        self.kept["coverage"] = len(voices.heard) / self.hosts.categories(self._markets)
        if asked:
            self.kept["attendance"] = len(rows) / asked

    def _try_to_leave(self, course: Course, month: int) -> None:
        if self._open(course.action.leave):
            course.state, course.ended = DONE, month
        else:
            self._wait(course, course.action.leave, "what it was for was not reached")
