"""What a programme has cost, and what took place: hours, money, sessions, and who was heard."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulation.accompaniment.voices import Voices


@dataclass(slots=True)
class Account:
    """What has been spent, and what came of it."""

    hours: float = 0.0
    money: float = 0.0
    sessions: int = 0
    invited: int = 0
    attended: int = 0
    refused_for_money: int = 0
    refused_for_hours: int = 0
    nobody_came: int = 0
    led_by_facilitator: int = 0
    own_sessions: int = 0
    voices: Voices = field(default_factory=Voices)

    @property
    def present(self) -> set[str]:
        """Trades and kinds of bodies that have taken part."""
        return self.voices.ever
