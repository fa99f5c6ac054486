"""Groups of opposed interests make their visions visible, negotiate in mixed groups, and vote.

Channel: visions of the firms and bodies in the room; nothing else, but the heart and the credit of
those who cannot live with what was voted.
Settings: `visualise` (0 to 1, default 1: share of the visions made visible), `vote` (default 1).
Fails: in a vote forced without visualisation, which leaves a losing group that later stays away;
with one interest only in the room; with minds that do not move.
Source: concepts S76, S83, S87 (European Awareness Scenario Workshops).
"""

from __future__ import annotations

from simulation.accompaniment.negotiating import Negotiating, negotiate
from simulation.accompaniment.session import Session
from simulation.declarations import method
from simulation.entities.bodies import Bodies
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets


@method(levels=(1,), capability="accompaniment", remedies="vision")
def large_group_negotiation(
    session: Session, firms: Firms, bodies: Bodies, markets: Markets, negotiating: Negotiating
) -> None:
    """Groups of opposed interests show their visions, negotiate in mixed groups, and vote."""
    strength = session.strength(negotiating.full_session)
    if session.hours == 0.0:
        return
    seeing = min(1.0, max(0.0, float(session.settings.get("visualise", 1.0))))
    vote = float(session.settings.get("vote", 1.0)) > 0.0
    negotiate(session, firms, bodies, markets, negotiating, strength, seeing, vote)
