"""How one action of a programme is going: waiting, running, done or failed."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulation.accompaniment.choosing import Memory
from simulation.accompaniment.programme import Action
from simulation.accompaniment.session import Circle

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"


@dataclass(slots=True)
class Course:
    """How one action is going."""

    action: Action
    setting: int
    state: str = WAITING
    waited: int = 0
    begun: int = 0
    held: int = 0
    returned: int = 0
    ended: int = -1
    circle: Circle | None = None
    why: str = ""
    memory: Memory = field(default_factory=Memory)
    """What an adaptive facilitator has seen of the circle."""
