"""Owners watch for signs of what is coming, and trusted partners share what they saw."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.reference.obvious_model import ObviousTerritory


def scan_environment(territory: ObviousTerritory) -> None:
    """Owners watch; what partners share is what they saw until last month."""
    rule = territory.parameters.scan_environment
    draw = territory.draws("scan_environment")
    signal = territory.signal
    last_month = {firm: firm.awareness for firm in territory.firms()}
    for firm in territory.firms():
        seen = firm.awareness
        sight = rule.attention * signal * (0.5 + firm.openness + firm.outside)
        if signal > 0.0 and draw.uniform(firm.slot, 0) < sight:
            seen += rule.insight * (1.0 - seen)
        for tie in firm.present_ties():
            partner_saw = last_month[tie.partner]
            if rule.shared_watch and partner_saw > seen:
                seen += rule.sharing * tie.trust * (partner_saw - seen)
        if signal == 0.0:
            seen *= 1.0 - rule.forgetting
        firm.awareness = seen

        firm.alarm *= 1.0 - rule.forgetting
        if draw.uniform(firm.slot, 1) < rule.false_alarms * (1.0 - 0.5 * seen):
            firm.alarm += rule.insight * (1.0 - firm.alarm)

        lost = 0.4 if firm.profit < 0.0 else 0.0
        unease = min(1.0, 0.6 * seen + 0.5 * firm.alarm + lost)
        firm.worry += 0.1 * (unease - firm.worry)
