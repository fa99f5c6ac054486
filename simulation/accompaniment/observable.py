"""What a gate may ask for, between which bounds, and what a method takes from its settings.

Read from the declarations of metrics and from the sources of the methods themselves, so that a
new method needs no list: what it writes into `session.record["..."]` can be asked for, what it
reads with `settings.get("...")` can be set.
"""

from __future__ import annotations

import ast
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from types import ModuleType

import simulation.accompaniment
from simulation.declarations import METHODS, METRICS, discover
from simulation.entities.markets import SKILLS

INFINITY = float("inf")
BY_THE_STEERING = ("coverage", "attendance")
_SHARES = frozenset({"share", "level", "yes or no"})
_COUNTS = frozenset({"firms", "persons", "networks", "products", "months", "years", "rung"})


@lru_cache(maxsize=1)
def observable() -> dict[str, tuple[float, float]]:
    """Return every quantity that a gate may ask for, with its lowest and highest value."""
    discover()
    known = {name: _range(metric.unit) for name, metric in METRICS.items()}
    for method in METHODS.values():
        for module in _own_modules(method.function):
            known |= dict.fromkeys(_recorded(_tree(module)), (-INFINITY, INFINITY))
    return known | dict.fromkeys(BY_THE_STEERING, (0.0, 1.0))


@lru_cache(maxsize=256)
def settings_of(method: str) -> frozenset[str]:
    """Return the names that a method's settings may have."""
    return frozenset(
        name for module in _own_modules(METHODS[method].function) for name in _asked(_tree(module))
    )


def _range(unit: str) -> tuple[float, float]:
    if unit in _SHARES:
        return 0.0, 1.0
    return (0.0, INFINITY) if unit in _COUNTS else (-INFINITY, INFINITY)


def _own_modules(function: Callable[..., None]) -> list[ModuleType]:
    """Return the module of a method and what it takes, directly or not, from beside the methods."""
    package = simulation.accompaniment
    beside = {f"{package.__name__}.{each.name}" for each in pkgutil.iter_modules(package.__path__)}
    found: dict[str, ModuleType] = {}
    waiting = [function.__module__]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = import_module(name)
            waiting += [
                node.module
                for node in ast.walk(_tree(found[name]))
                if isinstance(node, ast.ImportFrom) and node.module in beside
            ]
    return list(found.values())


@lru_cache(maxsize=256)
def _tree(module: ModuleType) -> ast.AST:
    return ast.parse(inspect.getsource(module))


def _recorded(tree: ast.AST) -> Iterator[str]:
    """Yield the names under which a module keeps something in a session's record."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            if _called(node.value) == "record":
                yield from _written(node.slice)
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "update"
            and _called(node.func.value) == "record"
        ):
            yield from (each.arg for each in node.keywords if each.arg)


def _written(key: ast.expr) -> Iterator[str]:
    """Yield a key as written; one made of a name in a loop stands for every skill."""
    if isinstance(key, ast.Constant):
        yield str(key.value)
    elif isinstance(key, ast.JoinedStr):
        fixed = "".join(str(part.value) for part in key.values if isinstance(part, ast.Constant))
        yield from (f"{fixed}{skill}" for skill in SKILLS)


def _asked(tree: ast.AST) -> Iterator[str]:
    """Yield the names under which a module looks something up in settings."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        key = node.args[0]
        looked_up = node.func.attr == "get" and _called(node.func.value) == "settings"
        if looked_up and isinstance(key, ast.Constant):
            yield str(key.value)


def _called(owner: ast.expr) -> str:
    return str(getattr(owner, "attr", getattr(owner, "id", "")))
