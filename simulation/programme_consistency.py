"""What must hold between the values of a programme, alone and in a scenario; what is only odd.

In: a programme whose single values are right. Out: problems, each with the path of its value.
Problems make it impossible to carry out; doubts are told in the summary of a run.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulation.accompaniment.observable import observable, settings_of
from simulation.accompaniment.programme import Action, Gate, Programme
from simulation.declarations import METHODS, discover
from simulation.explanation import Path
from simulation.language import translate
from simulation.near_names import near
from simulation.scenario import Scenario

Problems = Iterator[tuple[Path, str]]
INITIAL = ("owners", "skills", "culture", "relations", "community")
ADAPTIVE = "adaptive"


def problems(programme: Programme) -> Problems:
    """Yield every contradiction, with its path."""
    discover()
    yield from _names(programme)
    for place, action in enumerate(programme.actions):
        here = ("actions", place)
        yield from _methods(action, here)
        yield from _gate(action.enter, (*here, "enter"))
        yield from _gate(action.leave, (*here, "leave"))
        if action.participants.who != "bodies" and action.participants.count == 0:
            said = translate("a count of 0 invites nobody; who: bodies invites no firms")
            yield (*here, "participants", "count"), said
    yield from _order(programme)
    yield from _exclusive(programme)
    yield from _budget(programme)
    for name in programme.initial:
        if name.split(".")[0] not in INITIAL:
            known = ", ".join(INITIAL)
            said = translate("only starting states can stand here: {known}", known=known)
            yield ("initial", name), said


def doubts(programme: Programme) -> Iterator[str]:
    """Yield what is odd, in words."""
    budget = programme.budget
    for action in programme.actions:
        named = {"action": repr(action.name)}
        if action.method in METHODS and action.level not in METHODS[action.method].levels:
            yield translate("{action}: {method} is not made for level {level}", **named,
                            method=action.method, level=action.level)  # fmt: skip
        if action.choices and action.method != ADAPTIVE:
            yield translate("{action}: choices are for the method adaptive only", **named)
        if action.participants.kinds and action.participants.who == "firms":
            yield translate("{action}: kinds of bodies are named, but firms invited", **named)
        if _cost(action, programme) > budget.money:
            yield translate("{action}: the budget does not pay for one session", **named)
        if action.sessions == 0:
            yield translate("{action}: no session is planned", **named)


def misfits(programme: Programme, scenario: Scenario) -> Problems:
    """Yield what a programme asks for that this scenario does not have."""
    products = scenario.economy.products
    families = {item.family for item in products.values()}
    for place, action in enumerate(programme.actions):
        here = ("actions", place, "participants")
        for key, names, known in (
            ("products", action.participants.products, set(products)),
            ("families", action.participants.families, families),
        ):
            for k, name in enumerate(names):
                if name not in known:
                    said = translate(
                        "{name} is not among the {kind} of this scenario: nobody would be selected",
                        name=repr(name),
                        kind=key,
                    )
                    yield (*here, key, k), said + near(name, known)


def doubts_here(programme: Programme, scenario: Scenario) -> Iterator[str]:
    """Yield what is odd about a programme in this scenario, in words."""
    kinds = {body.kind for body in scenario.bodies.values()}
    if programme.begins is not None and programme.begins >= scenario.months:
        yield translate("it starts in month {start}, after the end of the story",
                        start=programme.begins)  # fmt: skip
    for action in programme.actions:
        named = {"action": repr(action.name)}
        if action.actor == "facilitator" and programme.facilitator.count == 0:
            yield translate("{action}: there is no facilitator to lead it", **named)
        elif action.actor != "facilitator" and action.actor not in kinds:
            yield translate("{action}: no body of the kind {kind} is here to lead it", **named,
                            kind=action.actor)  # fmt: skip
        if action.participants.who != "bodies" and action.participants.count > scenario.firms:
            yield translate("{action}: {count} are invited, but there are {firms} firms", **named,
                            count=action.participants.count, firms=scenario.firms)  # fmt: skip


def _names(programme: Programme) -> Problems:
    seen: set[str] = set()
    known = [action.name for action in programme.actions]
    for place, action in enumerate(programme.actions):
        here = ("actions", place)
        if action.name in seen:
            yield (
                (*here, "name"),
                translate("two actions are called {name}", name=repr(action.name)),
            )
        seen.add(action.name)
        for k, other in enumerate(action.after):
            yield from _action(other, known, (*here, "after", k))
        for gate in ("enter", "leave"):
            back = getattr(action, gate).return_to
            if back is not None:
                yield from _action(back, known, (*here, gate, "return_to"))


def _action(name: str, known: list[str], path: Path) -> Problems:
    if name not in known:
        said = translate("{name} is no action of this programme", name=repr(name))
        yield path, said + near(name, known)


def _methods(action: Action, here: Path) -> Problems:
    named = [((*here, "method"), action.method)] if action.method != ADAPTIVE else []
    named += [((*here, "choices", k), name) for k, name in enumerate(action.choices)]
    for path, name in named:
        if name not in METHODS:
            said = translate("no method is called {name}", name=repr(name))
            yield path, said + near(name, [*METHODS, ADAPTIVE])
            return
    if action.method == ADAPTIVE and not action.choices:
        yield (*here, "method"), translate("an adaptive action needs choices: a list of methods")
    paid = action.settings.get("amount", 0.0)
    if isinstance(paid, float | int) and paid > action.money:
        said = translate("{paid} are paid out in a session, but only {money} counted as money",
                         paid=f"{paid:g}", money=f"{action.money:g}")  # fmt: skip
        yield (*here, "settings", "amount"), said
    known = {key for _, name in named for key in settings_of(name)}
    for key in action.settings:
        if key not in known:
            yield (*here, "settings", key), translate("unknown key") + near(key, known)


def _gate(gate: Gate, here: Path) -> Problems:
    for name, condition in gate.needs.items():
        path = (*here, "needs", name)
        low, high = condition.at_least, condition.at_most
        if name not in observable():
            said = translate("nothing is observed under the name {name}", name=repr(name))
            yield path, said + near(name, observable())
            continue
        if low is None and high is None:
            yield path, translate("a condition needs at_least or at_most")
            continue
        lowest, highest = observable()[name]
        if low is not None and high is not None and low > high:
            said = translate("nothing is at least {low} and at most {high}: this gate can never "
                             "open", low=f"{low:g}", high=f"{high:g}")  # fmt: skip
            yield path, said
        elif (low is not None and low > highest) or (high is not None and high < lowest):
            bounds = f"[{lowest:g}, {highest:g}]" if highest < float("inf") else f"[{lowest:g}, ..."
            bound = low if low is not None and low > highest else high
            said = translate("{bound} is outside {bounds}: this gate can never open",
                             bound=f"{bound:g}", bounds=bounds)  # fmt: skip
            yield path, said


def _order(programme: Programme) -> Problems:
    before = {action.name: set(action.after) for action in programme.actions}
    for place, action in enumerate(programme.actions):
        if action.name in _all_before(action.name, before):
            said = translate("{name} comes after itself: it can never begin",
                             name=repr(action.name))  # fmt: skip
            yield ("actions", place, "after"), said


def _all_before(name: str, before: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(before.get(name, ()))
    while waiting:
        other = waiting.pop()
        if other not in found:
            found.add(other)
            waiting += before.get(other, ())
    return found


def _exclusive(programme: Programme) -> Problems:
    """Phases declared exclusive may not be under way together, going by their planned months."""
    before = {action.name: set(action.after) for action in programme.actions}
    alone = [(place, a) for place, a in enumerate(programme.actions) if a.exclusive and a.sessions]
    for index, (place, action) in enumerate(alone):
        for _, other in alone[:index]:
            in_turn = other.name in _all_before(action.name, before) or (
                action.name in _all_before(other.name, before)
            )
            if in_turn or other.phase == action.phase:
                continue
            if action.start < _end(other) and other.start < _end(action):
                said = translate("the exclusive phases {one} and {other} overlap: {action} begins "
                                 "before {before} is over", one=repr(action.phase),
                                 other=repr(other.phase), action=repr(action.name),
                                 before=repr(other.name))  # fmt: skip
                yield ("actions", place, "start"), said


def _end(action: Action) -> int:
    return action.start + (action.sessions - 1) * action.every + 1


def _budget(programme: Programme) -> Problems:
    costs = [_cost(action, programme) for action in programme.actions if action.sessions]
    if programme.dose > 0 and costs and min(costs) > programme.budget.money:
        said = translate(
            "{money} month's wages do not pay for one session; the cheapest takes {cost}",
            money=f"{programme.budget.money:g}",
            cost=f"{min(costs):g}",
        )
        yield ("budget", "money"), said


def _cost(action: Action, programme: Programme) -> float:
    return action.hours * programme.dose * programme.budget.rate + action.money
