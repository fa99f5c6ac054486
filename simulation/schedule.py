"""One month, in this order. A scenario may leave processes out, put others in, or exchange one.

That the names exist was checked with the scenario (`consistency.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simulation.blocks import SMALL
from simulation.compiled_rules import CompiledRule
from simulation.declarations import SUBMODELS, needed
from simulation.entities.firms import Firms

MONTH = (
    "unfold_context",
    "intervene",
    "serve",
    "scan_environment",
    "trade",
    "hire_and_dismiss",
    "meet",
    "exchange_knowledge",
    "mingle",
    "practise_and_forget",
    "tend_ties",
    "harden_habits",
    "innovate",
    "advance_projects",
    "take_heart",
    "age_and_transmit",
    "close",
    "found",
    "recognise_networks",
)


def arrange(
    without: Sequence[str], insert: Mapping[str, str], replace: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the month's processes in order.

    `insert` maps a process to the one that it follows, `replace` one process to another. A process
    that is left out and put in is moved; one left out still marks its place for those put in.
    """
    order = list(MONTH)
    for old, new in replace.items():
        order[order.index(old)] = new
    order = [f"-{name}" if name in without else name for name in order]
    for new, after in insert.items():
        wanted = replace.get(after, after)
        order.insert(order.index(wanted if wanted in order else f"-{wanted}") + 1, new)
    return tuple(name for name in order if not name.startswith("-"))


def bind(name: str, offered: Mapping[type[Any], Any]) -> tuple[Any, tuple[Any, ...]]:
    """Return a process and what its signature asks for, found among what is offered by type."""
    declared = SUBMODELS[name]
    arguments = tuple(offered[kind] for kind in needed(declared.function).values())
    if declared.compiled and offered[Firms].rows < SMALL:
        return CompiledRule(declared.function), arguments
    return declared.function, arguments
