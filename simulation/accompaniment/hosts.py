"""Who leads a session, how well, and with what hours: bodies and facilitators at work.

Leading well needs the capability that the method asks for, mastery of its tools, and time: who is
asked for more hours than there are does everything a little worse.

Shapes: B bodies, A facilitators.
Source: concepts S54 (pledged and delivered), S56, S97-S105.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.accompaniment.commitments import Commitments, settle_month
from simulation.accompaniment.programme import Participants, Programme
from simulation.declarations import Floats, Integers, Method, parameter, parameters, switch
from simulation.entities.bodies import CAPABILITIES, Bodies, BodyKind, Facilitators
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.randomness import uniform

USUAL_SKILL = 0.7
"""What a facilitator of whom nothing is said can do; also a body in its own trade."""


@parameters
class NewProfiles:
    """Whether there are people whose trade it is to accompany."""

    present: bool = switch(
        True, thesis="S94 C8",
        doc="Facilitators can be found; off: their actions find nobody to lead them.",
    )


@parameters
class Hosting:
    """How far those who lead can be stretched."""

    most_over: float = parameter(
        1.0, unit="share of hours", low=0, high=10, source="assumption",
        doc="Hours beyond one's own that can be worked, badly; further sessions fall out.",
    )


@dataclass(frozen=True, slots=True)
class Led:
    """How a session is led: quality in [0, 1], stance 0 (expert) to 1 (process)."""

    quality: float
    process: float


class Hosts:
    """The people and bodies who lead a programme's actions."""

    def __init__(
        self, programme: Programme, bodies: Bodies, facilitators: Facilitators, firms: Firms,
        commitments: Commitments, profiles: NewProfiles, hosting: Hosting,
    ) -> None:
        """Hire the facilitators of the programme's profile."""
        self.programme = programme
        self.bodies = bodies
        self.facilitators = facilitators
        self._firms = firms
        self._commitments = commitments
        self._profiles = profiles
        self._most_over = hosting.most_over
        self._asked = np.zeros(bodies.rows)
        self._given = np.zeros(bodies.rows)
        self._kinds = len(set(bodies.kind.tolist()))
        profile = programme.facilitator
        for row in range(facilitators.rows):
            facilitators.capability[row] = [
                profile.capabilities.get(name, USUAL_SKILL) for name in CAPABILITIES
            ]
            facilitators.theory[row] = profile.theory
            facilitators.reactivity[row] = profile.reactivity
            facilitators.mastery[row] = profile.mastery
            facilitators.process[row] = profile.stance
            facilitators.hours[row] = profile.hours

    def begin_month(self, month: int) -> None:
        """Start a month of work; facilitators come and go."""
        profile = self.programme.facilitator
        since = month - self.programme.start
        stays = profile.leaves is None or since < profile.leaves
        here = self._profiles.present and since >= 0 and stays
        self.facilitators.present[:] = here
        self.facilitators.used[:] = 0.0
        self.bodies.used[:] = 0.0
        self._asked[:] = 0.0
        self._given[:] = 0.0

    def end_month(self) -> None:
        """Settle what bodies had promised and what they gave."""
        settle_month(
            self.bodies, self._firms, self._asked, self._given, self._commitments
        )

    def attending(self, invited: Integers, hours: float, key: np.uint64) -> Integers:
        """Return which of the invited bodies come, as far as they keep their promises."""
        if not len(invited):
            return invited
        chance = self._commitments.kept(self.bodies.engagement[invited])
        lot = np.array([uniform(key, int(row), 5) for row in invited])
        came = invited[lot < chance]
        self._asked[invited] += hours
        self._given[came] += hours
        return came

    def actor(self, name: str) -> int:
        """Return the row of who leads: the facilitator least in demand, or a body; -1: nobody."""
        if name == "facilitator":
            here = self.facilitators.present.nonzero()[0].tolist()
            return min(here, key=self.facilitators.used.__getitem__, default=-1)
        mine = (self.bodies.kind == BodyKind[name.upper()]).nonzero()[0].tolist()
        return min(mine, key=self.bodies.used.__getitem__, default=-1)

    def legitimacy(self, name: str, actor: int, rows: Integers) -> Floats:
        """Return how far each of these firms accepts the host."""
        if name == "facilitator":
            return self._firms.support[rows]
        return np.asarray(self.bodies.legitimacy[actor, rows], dtype=np.float64)

    def overbooked(self, name: str, actor: int, hours: float) -> bool:
        """Return whether so many hours more are beyond what the host can be stretched to."""
        who = self.facilitators if name == "facilitator" else self.bodies
        most = float(who.hours[actor]) * (1.0 + self._most_over)
        return float(who.used[actor]) + hours > max(most, hours)

    def led(self, name: str, actor: int, method: Method, hours: float) -> Led:
        """Return how well the host leads this method now, and take the hours."""
        if name == "facilitator":
            who = self.facilitators
            who.used[actor] += hours
            able = float(who.capability[actor, CAPABILITIES.index(method.capability)])
            over = max(0.0, who.used[actor] / max(1e-9, who.hours[actor]) - 1.0)
            quality = able * (0.5 + 0.5 * float(who.mastery[actor])) / (1.0 + over)
            return Led(quality, float(who.process[actor]))
        body = self.bodies
        body.used[actor] += hours
        self._asked[actor] += hours
        self._given[actor] += hours * float(self._commitments.kept(body.engagement[actor]))
        promised = max(1e-9, float(body.pledged[actor] * body.hours[actor]))
        over = max(0.0, float(body.used[actor]) / promised - 1.0)
        quality = USUAL_SKILL * (0.4 + 0.6 * float(body.engagement[actor])) / (1.0 + over)
        return Led(quality, 0.2)

    def bodies_invited(self, wanted: Participants) -> Integers:
        """Return the rows of the bodies that are invited."""
        if wanted.who == "firms":
            return np.zeros(0, dtype=np.int32)
        kinds = [BodyKind[name.upper()] for name in wanted.kinds if name != "facilitator"]
        if kinds:
            return np.flatnonzero(np.isin(self.bodies.kind, kinds)).astype(np.int32)
        return np.arange(self.bodies.rows, dtype=np.int32)

    def categories(self, markets: Markets) -> int:
        """Return how many kinds of actors there are here: trades and bodies (S71)."""
        return len(set(markets.families)) + self._kinds
