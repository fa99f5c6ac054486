"""The seven levers of the page in three groups, each with what it is, its range and its source.

Levers of the territory build it anew, those of the threat move its date and size, those of the
plan are dated. What they say holds for both worlds, but for the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from experiments.live.configuration import Configuration
from experiments.live.languages import in_all, titled, translated
from experiments.live.sources import source_in_words
from simulation.accompaniment.programme import Programme
from simulation.language import msg
from simulation.read_programme import programmes, read_programme
from simulation.read_scenario import contexts, read_scenario
from simulation.scenario import Scenario

SIZES = (60, 120, 150, 300, 500, 1000, 2000)


@dataclass(frozen=True)
class Lever:
    """One thing to set: a field of the configuration, in one of three groups."""

    name: str
    group: str
    title: str
    what: str
    quote: str = ""
    kind: str = ""
    low: float | None = None
    high: float | None = None
    step: float | None = None
    digits: int = 0


LEVERS = (
    Lever("territory", "territory", msg("Territory"),
          msg("Which kind of local community: its trades, its people, what threatens it."),
          "une communauté locale, constituée d'une multiplicité d'acteurs"),
    Lever("firms", "territory", msg("Very small firms"),
          msg("How many firms the territory has at the start; owners with nought to nine people.")),
    Lever("common", "territory", msg("Common language"),
          msg("How far circles of firms understand each other at the start, before anybody helps."),
          "une structure, un langage, des traits", "share", 0, 1, 0.05),
    Lever("strength", "threat", msg("Size of the threat"),
          msg("Multiplies what the threats of the territory do; at 0 they do nothing."),
          "des grands changements géopolitiques", "times", 0, 2, 0.25, 2),
    Lever("delay", "threat", msg("Date of the threat"),
          msg("Moves the whole calendar of threats, and their early signals with it."),
          "capacités d'anticipation du changement", "delay", -60, 60, 6),
    Lever("programme", "plan", msg("Accompaniment"),
          msg("Who does what with whom, in what order and at what rhythm. The other world keeps its own, or none."),
          "acteurs, méthodes, séquences et rythmes"),
    Lever("start", "plan", msg("Beginning"),
          msg("The month in which the accompaniment begins; its actions are counted from there."),
          "enclencher et gouverner un parcours", "month", 0, 180, 6),
)  # fmt: skip
"""At most seven: more than that keeps people from exploring."""


def levers(
    configuration: Configuration, scenario: Scenario, plan: Programme
) -> list[dict[str, Any]]:
    """Return the levers as the browser shows them for this configuration."""
    shown = []
    for lever in LEVERS:
        told: dict[str, Any] = {
            "name": lever.name,
            "group": lever.group,
            "title": translated(lever.title),
            "what": translated(lever.what),
            "quote": lever.quote,
            "kind": lever.kind,
            "digits": lever.digits,
        }
        if lever.low is not None:
            told |= {"low": lever.low, "high": lever.high, "step": lever.step}
        shown.append(told | _standing(lever.name, configuration, scenario, plan))
    return shown


def _standing(
    name: str, configuration: Configuration, scenario: Scenario, plan: Programme
) -> dict[str, Any]:
    """Return what depends on the configuration: choices, the usual value, whether it applies."""
    if name == "territory":
        return {"choices": _contexts()}
    if name == "firms":
        registered = scenario.register_file is not None
        sizes = sorted({*SIZES, configuration.firms})
        if registered:
            sizes = [scenario.firms]
        choices = [{"value": size, "name": str(size)} for size in sizes]
        return {"choices": choices, "absent": registered}
    if name == "common":
        return {
            "usual": scenario.culture.common,
            "source": _source(scenario, "culture"),
        }
    if name in {"strength", "delay"}:
        return {"absent": not scenario.threats, "source": _source(scenario, "threats")}
    if name == "programme":
        choices = _programmes()
        if configuration.own_plan is not None:
            own = {"value": "own", "name": titled(plan.title, plan.name)}
            return {"choices": [own, *choices], "usual": "own", "chosen": "own"}
        return {"choices": choices}
    return {"usual": plan.start, "absent": not plan.actions}


def _source(scenario: Scenario, part: str) -> Any:
    """Return the source that the scenario names for a part."""
    return in_all(partial(source_in_words, scenario.sources.get(part, "assumption")))


@cache
def _contexts() -> list[dict[str, Any]]:
    return [{"value": name, "name": titled(read_scenario(name).title, name)} for name in contexts()]


@cache
def _programmes() -> list[dict[str, Any]]:
    return [
        {"value": name, "name": titled(read_programme(name).title, name)} for name in programmes()
    ]
