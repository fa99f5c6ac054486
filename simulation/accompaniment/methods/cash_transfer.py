"""Money, and nothing else: the amount of a session is shared among those invited.

Channel: capital. Fails: where money is not what is lacking.
Source: concepts S10, S35 (the arm against which all others are compared at equal budget).
"""

from __future__ import annotations

from simulation.accompaniment.session import Session
from simulation.declarations import method
from simulation.entities.firms import Firms


@method(levels=(3,), capability="structure")
def cash_transfer(session: Session, firms: Firms) -> None:
    """The amount of a session is shared among those invited."""
    amount = float(session.settings.get("amount", 0.0))
    if len(session.rows):
        firms.capital[session.rows] += amount / len(session.rows)
