"""Results that can be seen make people take part; their absence lets motivation sink back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.reference.obvious_model import ObviousTerritory


def take_heart(territory: ObviousTerritory) -> None:
    """Motivation sinks back to its usual level, and rises with what was learned from others."""
    rule = territory.parameters.take_heart
    for firm in territory.firms():
        firm.motivation += rule.sinking * (rule.usual - firm.motivation)
        if rule.visible_results:
            result = min(1.0, firm.gained / rule.full_learning)
            firm.motivation += rule.seen_learning * result * (1.0 - firm.motivation)
        firm.reflection *= 1.0 - rule.forgetting_to_reflect
