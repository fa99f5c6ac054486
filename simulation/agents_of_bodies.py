"""Bodies and facilitators as Mesa sees them: each agent is a thin view of one row.

Their columns are their attributes, to read and, within bounds, to write. `act()` does what a body
does of itself in a month; a model calls it only when the process `serve` is left out of its month,
or the body would work twice.

Raises: AttributeError for a name that they do not have; ValueError outside a column's bounds.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from simulation.entities.bodies import CAPABILITIES, Bodies, BodyKind, Facilitators, Scale
from simulation.entities.markets import SKILLS
from simulation.mesa_import import NoNumbers, mesa
from simulation.table import Table

if TYPE_CHECKING:
    from simulation.model import Territory

FIRST_BODY, FIRST_FACILITATOR = -2, -1_000_002
"""Identities of firms are counted upwards from 0, and -1 is nobody: the others go downwards."""


class _Institution(mesa.Agent):
    """A view of one row of bodies or of facilitators."""

    _ids = NoNumbers()
    model: Territory
    row: int
    table_name: ClassVar[str]
    columns: ClassVar[Any]
    first: ClassVar[int]

    def __init__(self, model: Territory, row: int) -> None:
        """Look at a row."""
        self.__dict__["row"] = row
        super().__init__(model)

    @property
    def unique_id(self) -> int:
        """A number below -1 that no firm and no other of them has."""
        return self.first - self.row

    def __getattr__(self, name: str) -> Any:
        """Return the value of a column: a Python number, or a copy of a vector."""
        if name.startswith("_") or name not in type(self).columns:
            raise AttributeError(f"{type(self).__name__} has no {name!r}{self._near(name)}")
        value = getattr(self._table, name)[self.row]
        return value.copy() if isinstance(value, np.ndarray) else value.item()

    def __setattr__(self, name: str, value: Any) -> None:
        """Write a column of the row, within its bounds; refuse any other name."""
        if name in ("model", "pos"):
            object.__setattr__(self, name, value)
        elif name in type(self).columns:
            declared = type(self).columns[name]
            given = np.asarray(value, dtype=np.float64)
            held = getattr(self._table, name)
            inside = np.isfinite(given) & (given >= declared.low) & (given <= declared.high)
            if given.shape != held.shape[1:] or not inside.all():
                bounds = f"[{declared.low:g}, {declared.high:g}] {declared.unit}"
                raise ValueError(f"{name}: {value} is outside {bounds} or has the wrong shape")
            held[self.row] = given
        elif name != "unique_id":  # the number that Mesa gives
            kind = type(self).__name__
            raise AttributeError(f"nothing to set is called {name!r} in a {kind}{self._near(name)}")

    def remove(self) -> None:
        """Refuse: an agent is a view, and the row stays."""
        raise TypeError(f"{self!r} cannot be removed: leave it out with `without_bodies`")

    @property
    def _table(self) -> Table:
        table: Table = getattr(self.model, self.table_name)
        return table

    def _near(self, name: str) -> str:
        near = ", ".join(get_close_matches(name, type(self).columns, n=3))
        return f"; near: {near}" if near else ""


class Body(_Institution):
    """An organisation that serves firms: its role, its mission, its hours, its promises."""

    table_name = "bodies"
    columns = Bodies.columns
    first = FIRST_BODY

    def __repr__(self) -> str:
        """Say which body."""
        return f"{type(self).__name__}({self.name!r})"

    @property
    def name(self) -> str:
        """Its name in the scenario."""
        return self.model.bodies.names[self.row]

    @property
    def role(self) -> str:
        """What it is, and how far its remit reaches."""
        kind = BodyKind(int(self.model.bodies.kind[self.row])).name.lower()
        return f"{Scale(int(self.model.bodies.scale[self.row])).name.lower()} {kind}"

    @property
    def covers(self) -> dict[str, float]:
        """Its mission by skill, what it does not cover left out."""
        weights = self.model.bodies.mission[self.row].tolist()
        return {skill: weight for skill, weight in zip(SKILLS, weights, strict=True) if weight}

    @property
    def partners(self) -> tuple[str, ...]:
        """Names of the bodies of other scales with which it has a pact."""
        bodies = self.model.bodies
        return tuple(bodies.names[n] for n in np.flatnonzero(bodies.pact_with[self.row]))

    def act(self) -> int:
        """Do its own service of this month; return how many firms it served."""
        self.model.services.serve(self.row, self.model.clock.step)
        return int(self.model.bodies.served[self.row])


class Chamber(Body):
    """A chamber of commerce or of trades."""


class PublicAuthority(Body):
    """A local, regional or national authority."""


class SocialPartner(Body):
    """Unions and employers' associations."""


class Trainer(Body):
    """A training centre."""


class ResearchInstitute(Body):
    """A university or an institute."""


class DevelopmentAgency(Body):
    """An agency for local development."""


class Consultancy(Body):
    """Private advisers."""


class Facilitator(_Institution):
    """A third party who accompanies: adviser in a trade, or in a process."""

    table_name = "facilitators"
    columns = Facilitators.columns
    first = FIRST_FACILITATOR

    def __repr__(self) -> str:
        """Say which facilitator, and whether it works here now."""
        away = "" if self.model.facilitators.present[self.row] else ", not here"
        return f"Facilitator({self.row}{away})"

    @property
    def role(self) -> str:
        """The stance that prevails."""
        process = float(self.model.facilitators.process[self.row])
        return "adviser of processes" if process >= 0.5 else "expert adviser"

    @property
    def capabilities(self) -> dict[str, float]:
        """C1 to C6 of the text, by name."""
        held = self.model.facilitators.capability[self.row].tolist()
        return dict(zip(CAPABILITIES, held, strict=True))

    def act(self) -> int:
        """Hold the sessions that facilitators have to hold this month; return how many."""
        clock = self.model.clock
        return self.model.steering.hold_for("facilitator", clock.month, clock.step)


CLASSES: dict[BodyKind, type[Body]] = {
    BodyKind.CHAMBER: Chamber,
    BodyKind.PUBLIC_AUTHORITY: PublicAuthority,
    BodyKind.SOCIAL_PARTNER: SocialPartner,
    BodyKind.TRAINER: Trainer,
    BodyKind.RESEARCH_INSTITUTE: ResearchInstitute,
    BodyKind.DEVELOPMENT_AGENCY: DevelopmentAgency,
    BodyKind.CONSULTANCY: Consultancy,
}


def institutions_of(model: Territory) -> list[Body | Facilitator]:
    """Make an agent for every body and every facilitator of a territory."""
    kinds = model.bodies.kind.tolist()
    bodies = [CLASSES[BodyKind(kind)](model, row) for row, kind in enumerate(kinds)]
    return [*bodies, *(Facilitator(model, row) for row in range(model.facilitators.rows))]
