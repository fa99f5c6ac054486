"""What must hold between the values of a scenario: names that exist, sums that add up, dates.

In: a scenario whose single values are right. Out: problems, each with the path of its value.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from simulation.declarations import PARAMETERS, SUBMODELS, declared_parameters
from simulation.entities.community import AGE_GROUPS
from simulation.entities.firms import MONTHS_IN_ID
from simulation.entities.markets import MARKETS, TECHNOLOGIES
from simulation.explanation import Path
from simulation.language import translate
from simulation.near_names import near
from simulation.register.layouts import OURS, RELATIONS
from simulation.scenario import Scenario
from simulation.scenario_economy import Economy
from simulation.scenario_threats import Threat
from simulation.schedule import MONTH

TOLERANCE = 0.01

Problems = Iterator[tuple[Path, str]]


def problems(scenario: Scenario) -> Problems:
    """Yield every contradiction, with its path."""
    yield from _economy(scenario.economy)
    yield from _community(scenario)
    yield from _threats(scenario)
    yield from _bodies(scenario)
    yield from _switches(scenario)
    yield from _schedule(scenario)
    yield from _dates(scenario)
    yield from _length(scenario)
    yield from _files(scenario)


def _length(scenario: Scenario) -> Problems:
    if scenario.months + scenario.warm_up >= MONTHS_IN_ID - 1:
        yield (
            ("months",),
            translate(
                "{months} months and {warm_up} of warm-up are more than {most} in all",
                months=scenario.months,
                warm_up=scenario.warm_up,
                most=MONTHS_IN_ID - 2,
            ),
        )


def switches() -> dict[str, tuple[str, str]]:
    """Return every ablation a scenario may name, short and long, with its group and name."""
    found: dict[str, tuple[str, str]] = {}
    for group, declaring in sorted(PARAMETERS.items()):
        for name, declared in declared_parameters(declaring).items():
            if declared.is_ablation:
                found[name] = found[f"{group}.{name}"] = (group, name)
    return found


def _economy(economy: Economy) -> Problems:
    yield from _complete(economy.technologies, TECHNOLOGIES, ("economy", "technologies"))
    yield from _complete(economy.markets, MARKETS, ("economy", "markets"))
    shares = {name: item.share for name, item in economy.products.items()}
    yield from _adds_up(shares, ("economy", "products"))
    weights: list[tuple[Path, Mapping[str, float]]]
    weights = [(("economy", "technologies", name), of) for name, of in economy.technologies.items()]
    weights += [
        (("economy", "markets", name, "needs"), of.needs) for name, of in economy.markets.items()
    ]
    for name, item in economy.products.items():
        here = ("economy", "products", name)
        weights.append(((*here, "needs"), item.needs))
        yield from _adds_up(item.technologies, (*here, "technologies"))
        yield from _adds_up(item.markets, (*here, "markets"))
    for path, given in weights:
        if sum(given.values()) <= 0:
            yield path, translate("all weights are 0; one at least must be above")
    for place, link in enumerate(economy.chain):
        for end in ("supplier", "customer"):
            yield from _product(getattr(link, end), economy, ("economy", "chain", place, end))
        if link.supplier == link.customer:
            yield ("economy", "chain", place), translate("a trade cannot deliver to itself")


def _complete(given: Mapping[str, object], known: tuple[str, ...], path: Path) -> Problems:
    for name in known:
        if name not in given:
            yield (*path, name), translate("is missing")


def _adds_up(shares: Mapping[str, float], path: Path) -> Problems:
    total = sum(shares.values())
    if abs(total - 1) > TOLERANCE:
        yield path, translate("the shares add up to {total}, 1 was expected", total=f"{total:.4g}")


def _product(name: str, economy: Economy, path: Path) -> Problems:
    if name not in economy.products:
        said = translate("{name} is no product of this scenario", name=repr(name))
        yield path, said + near(name, economy.products)


def _community(scenario: Scenario) -> Problems:
    yield from _complete(scenario.community.ages, AGE_GROUPS, ("community", "ages"))
    yield from _adds_up(scenario.community.ages, ("community", "ages"))
    for name in scenario.community.routines:
        yield from _product(name, scenario.economy, ("community", "routines", name))


def _threats(scenario: Scenario) -> Problems:
    families = {item.family for item in scenario.economy.products.values()}
    seen: set[str] = set()
    for place, threat in enumerate(scenario.threats):
        here = ("threats", place)
        for k, name in enumerate(threat.products):
            yield from _product(name, scenario.economy, (*here, "products", k))
        for k, name in enumerate(threat.families):
            if name not in families:
                said = translate("{name} is no family of products here", name=repr(name))
                yield (*here, "families", k), said + near(name, families)
        if threat.name in seen:
            yield (
                (*here, "name"),
                translate("two threats are called {name}", name=repr(threat.name)),
            )
        seen.add(threat.name)
        if _looks_like_a_year(threat, scenario):
            said = translate(
                "month {onset} is after the end; for the year {onset} write {onset}-01",
                onset=threat.onset,
            )
            yield (*here, "onset"), said


def _looks_like_a_year(threat: Threat, scenario: Scenario) -> bool:
    onset = threat.onset
    return isinstance(onset, int) and 1900 <= onset <= 2100 and onset > scenario.months


def _bodies(scenario: Scenario) -> Problems:
    known = [*scenario.bodies, *(body.kind for body in scenario.bodies.values())]
    for place, name in enumerate(scenario.without_bodies):
        if name not in known:
            yield (
                ("without_bodies", place),
                translate("no body is called {name}", name=repr(name)) + near(name, known),
            )


def _switches(scenario: Scenario) -> Problems:
    known = switches() if scenario.ablate else {}
    for place, name in enumerate(scenario.ablate):
        if name not in known:
            yield (
                ("ablate", place),
                translate("no switch is called {name}", name=repr(name)) + near(name, known),
            )


def _schedule(scenario: Scenario) -> Problems:
    change = scenario.schedule
    in_month: list[tuple[Path, str]]
    in_month = [(("schedule", "without", k), name) for k, name in enumerate(change.without)]
    in_month += [(("schedule", "insert", new), after) for new, after in change.insert.items()]
    in_month += [(("schedule", "replace", old), old) for old in change.replace]
    for path, name in in_month:
        if name not in MONTH:
            said = translate("{name} is no process of the month", name=repr(name))
            yield path, said + near(name, MONTH)
    declared: list[tuple[Path, str]]
    declared = [(("schedule", "insert", new), new) for new in change.insert]
    declared += [(("schedule", "replace", old), new) for old, new in change.replace.items()]
    for path, name in declared:
        if name not in SUBMODELS:
            said = translate("no submodel is called {name}", name=repr(name))
            yield path, said + near(name, SUBMODELS)


def _dates(scenario: Scenario) -> Problems:
    first = scenario.start.year * 12 + scenario.start.month - 1 - scenario.warm_up
    last = first + scenario.warm_up + scenario.months
    if first < datetime.MINYEAR * 12 or last >= datetime.MAXYEAR * 12:
        yield ("start",), translate("the story does not fit between the years 1 and 9999")


def _files(scenario: Scenario) -> Problems:
    if scenario.relations_file:
        yield from _columns(scenario.relations_file.columns, RELATIONS, "relations_file")
    if scenario.relations_file and not scenario.register_file:
        said = translate("relations need the register that says who the firms are: register_file")
        yield ("relations_file",), said
    if scenario.register_file:
        yield from _columns(scenario.register_file.columns, OURS, "register_file")
        for code, name in scenario.register_file.products.items():
            if name is not None:
                path = ("register_file", "products", code)
                yield from _product(name, scenario.economy, path)


def _columns(mapped: Mapping[str, str], known: tuple[str, ...], where: str) -> Problems:
    for ours in mapped:
        if ours not in known:
            said = translate("{name} is no column that is read", name=repr(ours))
            yield (where, "columns", ours), said + near(ours, known)
