"""Results that can be seen make people take part; their absence lets motivation sink back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.reference.obvious_model import ObviousTerritory


def take_heart(territory: ObviousTerritory) -> None:
    """Motivation and confidence sink back to the usual; what was learned and won is seen."""
    rule = territory.parameters.take_heart
    for firm in territory.firms():
        firm.motivation += rule.sinking * (rule.usual - firm.motivation)
        if rule.visible_results:
            result = min(1.0, firm.gained / rule.full_learning)
            firm.motivation += rule.seen_learning * result * (1.0 - firm.motivation)
        if rule.confidence_fades:
            firm.confidence += rule.fading * (rule.usual_confidence - firm.confidence)
        firm.reflection *= 1.0 - rule.forgetting_to_reflect
    for project in territory.projects:
        if project is None or project.outcome != "success" or not rule.visible_results:
            continue
        for member in project.members:
            if member is not None:
                member.motivation += rule.seen_success * (1.0 - member.motivation)
