"""Compiling the model takes a minute, once; a second process takes half of it.

What is compiled is kept where the next one who needs it looks first. So a process that lives the
parts of a month from the last to the first meets the command that lives them from the first.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from functools import cache

FIRMS = 40
MONTHS = 14


@cache
def begin() -> None:
    """Start compiling from the other end; once, and only if there is a processor for it."""
    from experiments.many.processes import processors

    if processors() > 1:
        context = multiprocessing.get_context("spawn")
        with contextlib.suppress(OSError):  # then all is compiled here
            context.Process(target=alone, daemon=True, name="tessuto-compiling").start()


def alone() -> None:
    """Compile in a process of its own, which leaves Ctrl-C to the one that began it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    backwards()


def backwards() -> None:
    """Live the parts of a month from the last to the first, whatever comes of it."""
    from simulation.model import Territory

    territory = Territory(
        "mono_product", seed=1, n_firms=FIRMS, months=MONTHS, programme="facilitated"
    )
    territory.begin_month()
    for process, arguments in reversed(territory.processes):
        process(*arguments)
