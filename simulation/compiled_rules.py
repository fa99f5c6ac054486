"""Rules of the month that are compiled as a whole, their calls of loops included.

The way from Python into a loop takes one to three microseconds, and a rule calls two or three. In
a small territory, where one thread does all (`blocks.py`), a rule declared `compiled` is one such
way. Its sentences are the same: what it uses (clock, draws, blocks, log of events) reads alike in
Python and in loops.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from numba import config, njit, typeof

import simulation.compiled  # noqa: F401  (before any loop is made)


class CompiledRule:
    """A rule as one compiled call, always of the same arguments."""

    def __init__(self, rule: Callable[..., None]) -> None:
        """Compile this rule when it is first called."""
        self._rule = rule
        self._enter: Callable[..., None] | None = None

    def __call__(self, *arguments: Any) -> None:
        """Live the rule's part of a month."""
        if self._enter is None:
            self._enter = _way_in(self._rule, arguments)
        self._enter(*arguments)

    def __reduce__(self) -> tuple[type[CompiledRule], tuple[Callable[..., None]]]:
        """Travel as the rule alone: machine code stays where it is."""
        return CompiledRule, (self._rule,)


def _way_in(rule: Callable[..., None], arguments: tuple[Any, ...]) -> Callable[..., None]:
    """Return what calls a rule's machine code without asking each time what the arguments are."""
    if getattr(config, "DISABLE_JIT"):  # noqa: B009
        return rule
    enter: Callable[..., None] = _compiled(rule).compile(tuple(map(typeof, arguments)))
    return enter


@cache
def _compiled(rule: Callable[..., None]) -> Any:
    return njit(cache=True)(rule)
