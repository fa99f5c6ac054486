"""What a programme came to in a run, as plain values: for the manifest, tables and words."""

from __future__ import annotations

from typing import Any

from simulation.model import Territory


def what_was_done(territory: Territory) -> dict[str, Any]:
    """Return the account of the programme, and how each action went."""
    steering = territory.steering
    account, programme = steering.account, territory.programme
    kinds = steering.hosts.categories(territory.markets)
    return {
        "hours": float(account.hours),
        "money": float(account.money),
        "budget": float(programme.budget.money),
        "sessions": int(account.sessions),
        "invited": int(account.invited),
        "attended": int(account.attended),
        "nobody_came": int(account.nobody_came),
        "refused_for_money": int(account.refused_for_money),
        "refused_for_hours": int(account.refused_for_hours),
        "present": sorted(account.present),
        "coverage": len(account.present) / max(1, kinds),
        "kept": {name: float(value) for name, value in sorted(steering.kept.items())},
        "exit": programme.exit_month,
        "warnings": list(programme.warnings),
        "actions": [
            {
                "name": course.action.name,
                "method": course.action.method,
                "phase": course.action.phase,
                "state": course.state,
                "why": course.why,
                "begun": int(course.begun) if course.held or course.state != "waiting" else -1,
                "ended": int(course.ended),
                "held": int(course.held),
                "returned": int(course.returned),
                "own_sessions": int(course.circle.own_sessions) if course.circle else 0,
            }
            for course in steering.courses
        ],
    }
