"""Pieces of programmes, as the values of a programme's file."""

from __future__ import annotations

from typing import Any

Values = dict[str, Any]


def action(name: str, method: str, **given: Any) -> Values:
    """An action; `count`, `choose`, `who`, `kinds`, `stable`, `families` say who takes part."""
    people = ("count", "choose", "who", "kinds", "stable", "families", "informal")
    participants = {key: given.pop(key) for key in people if key in given}
    return {"name": name, "method": method, "participants": participants, **given}


def plan(*actions: Values | list[Values], start: int = 6, **given: Any) -> Values:
    """A programme of actions; `led` gives values of the facilitator."""
    flat = [one for each in actions for one in (each if isinstance(each, list) else [each])]
    facilitator = {"hours": 200.0, **given.pop("led", {})}
    budget = {"money": given.pop("money", 600.0)}
    return {"start": start, "actions": flat, "facilitator": facilitator, "budget": budget, **given}


def gap(**given: Any) -> Values:
    """A round of gap analysis among firms and bodies."""
    usual: Values = {
        "who": "both",
        "count": 24,
        "choose": "mixed",
        "sessions": 1,
        "hours": 24.0,
        "level": 1,
    }
    return action("gap", "gap_analysis", **{**usual, **given})


def sets(n: int = 3, **given: Any) -> list[Values]:
    """Some sets of action learning: the same eight people each, monthly for a year."""
    usual: Values = {"count": 8, "choose": "volunteers", "sessions": 12, "hours": 8.0}
    kinds = ("volunteers", "central", "mixed", "worried")
    return [
        action(f"set {i}", "action_learning", **{**usual, "choose": kinds[i % 4], **given})
        for i in range(n)
    ]


def courses(subjects: Any = "matched", **given: Any) -> Values:
    """Courses for two dozen owners."""
    usual: Values = {
        "count": 24,
        "choose": "volunteers",
        "sessions": 12,
        "hours": 8.0,
        "level": 3,
        "every": 2,
    }
    return action("courses", "training_courses", settings={"subjects": subjects},
                  **{**usual, **given})  # fmt: skip


def research(**given: Any) -> Values:
    """Action research with a dozen owners, every second month."""
    usual: Values = {"count": 12, "choose": "mixed", "sessions": 12, "hours": 8.0, "every": 2}
    return action("research", "action_research", **{**usual, **given})


def broker(**given: Any) -> Values:
    """Introductions, two by two, every month for two years."""
    usual: Values = {"count": 24, "choose": "mixed", "sessions": 24, "hours": 16.0, "stable": False}
    return action("broker", "brokerage", **{**usual, **given})


def projects(**given: Any) -> Values:
    """Joint projects in teams of four, kept going for two years."""
    usual: Values = {"count": 12, "choose": "volunteers", "sessions": 8, "hours": 12.0, "every": 3}
    return action("projects", "project_work", **{**usual, **given})


def negotiation(**given: Any) -> Values:
    """Three workshops of a large group, firms and bodies."""
    usual: Values = {
        "who": "both",
        "count": 30,
        "choose": "mixed",
        "sessions": 3,
        "hours": 24.0,
        "every": 3,
    }
    return action("workshops", "large_group_negotiation", **{**usual, **given})


def watch(**given: Any) -> Values:
    """A watch unit of a dozen, monthly for four years."""
    usual: Values = {"count": 12, "choose": "mixed", "sessions": 48, "hours": 4.0}
    return action("watch", "watch_unit", **{**usual, **given})


def dialogue(**given: Any) -> Values:
    """Bodies talk with each other, every second month for two years."""
    usual: Values = {"who": "bodies", "count": 0, "sessions": 12, "hours": 8.0, "every": 2}
    return action("dialogue", "body_dialogue", **{**usual, **given})


def one(method: str, **given: Any) -> Values:
    """Any other method with a dozen people, monthly for a year."""
    usual: Values = {"count": 12, "choose": "volunteers", "sessions": 12, "hours": 12.0}
    return action(method.replace("_", " "), method, **{**usual, **given})


def charter(**given: Any) -> Values:
    """A local Agenda 21 with firms and bodies, monthly for six years."""
    usual: Values = {
        "who": "both",
        "count": 40,
        "choose": "mixed",
        "sessions": 72,
        "hours": 24.0,
        "continues": True,
    }
    return action("agenda 21", "agenda21", **{**usual, **given})


def cash(amount: float) -> Values:
    """Money and nothing else: the same amount, once, shared among everybody."""
    return action("cash", "cash_transfer", count=200, choose="random", sessions=1, hours=1.0,
                  level=3, money=amount, settings={"amount": amount})  # fmt: skip
