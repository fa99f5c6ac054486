"""After damage, money goes to the participants who are in loss, by the size of their loss.

Channel: capital of firms in loss.
Settings: `amount` (month's wages a session; nothing unless said).
Fails: it comes after the damage and changes nothing that led to it; a badly led office pays part of
it to firms that are not in loss; where nobody is in loss nothing is paid.
Source: concepts S70 (the regime of emergency), S10.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.session import Session
from simulation.declarations import method
from simulation.entities.firms import Firms


@method(levels=(3,), capability="diagnosis")
def emergency_aid(session: Session, firms: Firms) -> None:
    """After damage, money goes to the participants who are in loss, by the size of their loss."""
    rows = session.rows
    amount = float(session.settings.get("amount", 0.0))
    if session.hours == 0.0 or amount <= 0.0 or len(rows) == 0:
        return
    loss = np.maximum(0.0, -firms.profit[rows])
    if loss.sum() == 0.0:
        session.record["aid_paid"] = 0.0
        return
    by_need = loss / loss.sum()
    by_application = np.full(len(rows), 1.0 / len(rows))
    share = session.quality * by_need + (1.0 - session.quality) * by_application
    firms.capital[rows] += amount * share
    session.record["aid_paid"] = amount
    session.record["firms_in_loss"] = float((loss > 0.0).sum())
