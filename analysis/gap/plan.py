"""From a diagnosis to a plan that the simulator runs unchanged (S81).

What people want done and agree on becomes projects and courses, what divides them is negotiated
first, what they disagree on but find less pressing is watched, what is to be reorganised goes to
the bodies, and openings are explored. Starting states are those that the survey supports; the rest
is listed as assumed. Nothing here says what will come of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from simulation.instruments.diagnosis import Diagnosis
from simulation.instruments.training_needs import TrainingNeed
from simulation.language import translate

SKILL = "skills.by_skill."
RATE = 0.01
HOURS = 8
PROJECTS_AT_MOST = 6
COURSES_AT_MOST = 6
TRADES = {
    "artisan": ("building", "food", "metal", "textile"),
    "commerce": ("food", "services"),
    "hotellerie": ("hospitality",),
}
"""Which families of products the usual categories of firms stand for (an assumption)."""
FIRMS = frozenset({*TRADES, "entreprise", "firm", "jeune"})
ASSUMED = (
    "start", "budget", "facilitator", "actions: dates, rhythm, hours and people invited",
    "audiences: which families of products a category stands for", "skills.level", "skills.spread",
    "owners", "culture", "relations", "community",
)  # fmt: skip


def plan_file(diagnosis: Diagnosis, lang: str) -> str:
    """Return the plan as the text of a programme file."""
    actions = list(_actions(diagnosis))
    cost = sum(each["sessions"] * (each["hours"] * RATE + each["money"]) for each in actions)
    end = max((each["start"] + each["sessions"] * each["every"] for each in actions), default=0)
    plan = CommentedMap()
    place = diagnosis.survey.territory
    plan["name"] = _text(f"plan-{place}" if place else "plan")
    plan["title"] = _text(
        translate("Plan from the survey of {place}", lang, place=place)
        if place
        else translate("Plan from the survey", lang)
    )
    plan["description"] = _text(_description(diagnosis, lang))
    plan["start"] = 0
    plan["budget"] = {"money": math.ceil(cost * 100) / 100, "rate": RATE}
    plan["facilitator"] = {"count": 1, "leaves": end} if actions else {"count": 0}
    plan["actions"] = actions
    plan["initial"] = _initial(diagnosis, lang)
    informed = {found.parameter for found in diagnosis.linked}
    plan["assumed"] = [_text(path) for path in ASSUMED if path not in informed]
    plan["sources"] = {"actions": "survey", "initial": "survey", "budget": "assumption"}
    plan.yaml_set_start_comment(
        translate("Made by `tessuto gap`; run it with `tessuto run CONTEXT --programme` and this "
                  "file. Costs in month's wages.", lang)
    )  # fmt: skip
    written = StringIO()
    yaml = YAML()
    yaml.width = 4096
    yaml.dump(plan, written)
    return written.getvalue()


def _description(diagnosis: Diagnosis, lang: str) -> str:
    verdicts = [each.verdict for each in diagnosis.priorities]
    return translate(
        "{people} people, {items} items: {act} to act on, {negotiate} to negotiate, {watch} to "
        "watch, {wait} that can wait.",
        lang,
        people=len(diagnosis.survey.respondents),
        items=len(verdicts),
        act=verdicts.count("act"),
        negotiate=verdicts.count("negotiate"),
        watch=verdicts.count("watch"),
        wait=verdicts.count("wait") + verdicts.count("too_few"),
    )


def _initial(diagnosis: Diagnosis, lang: str) -> CommentedMap:
    """Starting states with how many people they rest on, and the range."""
    states = CommentedMap()
    for found in diagnosis.linked:
        states[found.parameter] = round(found.central, 3)
        told = translate(
            "{n} answers; between {low} and {high}",
            lang,
            n=found.respondents,
            low=f"{found.low:.3f}",
            high=f"{found.high:.3f}",
        )
        states.yaml_add_eol_comment(told, found.parameter)
    return states


def _actions(diagnosis: Diagnosis) -> Iterator[dict[str, Any]]:
    items = diagnosis.survey.items
    by_verdict: dict[str, list[int]] = {"act": [], "negotiate": [], "watch": []}
    for each in diagnosis.priorities:
        if not each.excess:
            by_verdict.setdefault(each.verdict, []).append(each.item)
    split, watched = by_verdict["negotiate"], by_verdict["watch"]
    if split:
        yield _action(
            _called("negotiate", [items[j].item_id for j in split]), "large_group_negotiation",
            phase="negotiation", start=0, every=2, sessions=max(3, len(split)), hours=60,
            money=2.0, participants={"who": "both", "choose": "mixed", "count": 40},
        )  # fmt: skip
    built = [j for j in by_verdict["act"] if items[j].kind != "skill"]
    for order, j in enumerate(built[:PROJECTS_AT_MOST]):
        yield _project(items[j].item_id, 4 + 2 * order)
    explored = [found.item for found in diagnosis.openings if found.item not in built]
    for order, j in enumerate(explored[:PROJECTS_AT_MOST]):
        yield _project(f"opening {items[j].item_id}", 10 + 2 * order, "openings")
    yield from _teaching(diagnosis)
    if watched:
        yield _action(
            _called("watch", [items[j].item_id for j in watched]), "watch_unit", phase="watch",
            start=2, every=2, sessions=24, hours=HOURS, money=0.1, continues=True,
            participants={"choose": "mixed", "count": 12},
        )  # fmt: skip
    if any(need.solution == "reorganise" for need in diagnosis.training):
        yield _action(
            "reorganise services", "reorganise_services", level=2, start=4, every=3, sessions=4,
            hours=24, money=0.5, participants={"who": "bodies"},
        )  # fmt: skip


def _teaching(diagnosis: Diagnosis) -> Iterator[dict[str, Any]]:
    """Courses for the skills that are short in firms, the largest gaps first."""
    wanted: dict[int, list[TrainingNeed]] = {}
    for need in diagnosis.training:
        if need.audience in FIRMS and need.hours_per_person > 0:
            wanted.setdefault(need.item, []).append(need)
    for order, (j, needs) in enumerate(list(wanted.items())[:COURSES_AT_MOST]):
        item = diagnosis.survey.items[j]
        skill = item.linked_parameter.removeprefix(SKILL)
        hours = max(need.hours_per_person for need in needs)
        families = sorted({name for need in needs for name in TRADES.get(need.audience, ())})
        people: dict[str, Any] = {"choose": "volunteers", "count": 20}
        if families and all(need.audience in TRADES for need in needs):
            people["families"] = _flow(families)
        known = item.linked_parameter.startswith(SKILL)
        yield _action(
            f"courses {item.item_id}", "training_courses", level=3, start=3 + order,
            every=1, sessions=max(1, math.ceil(hours / HOURS)), hours=HOURS, money=0.4,
            participants=people, settings={"subjects": _flow([skill])} if known else {},
        )  # fmt: skip


def _project(name: str, start: int, phase: str = "action") -> dict[str, Any]:
    return _action(
        f"project {name}", "project_work", phase=phase, start=start, every=3, sessions=6,
        hours=24, money=1.0, participants={"choose": "mixed", "count": 15},
    )  # fmt: skip


def _action(name: str, method: str, **others: Any) -> dict[str, Any]:
    """One action; what is empty is left out."""
    kept = {key: value for key, value in others.items() if value not in ({}, "")}
    return {"name": _text(name), "method": method, "phase": "action", **kept}


def _called(verb: str, items: list[str]) -> str:
    return f"{verb} {', '.join(items)}"


def _text(text: str) -> DoubleQuotedScalarString:
    """A text that stays a text whatever it looks like."""
    quoted: DoubleQuotedScalarString = DoubleQuotedScalarString(text)
    return quoted


def _flow(names: list[str]) -> CommentedSeq:
    """A list on one line."""
    listed = CommentedSeq([_text(name) for name in names])
    listed.fa.set_flow_style()
    return listed
