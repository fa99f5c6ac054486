"""Compiling the model takes a minute, once; a second process takes half of it.

What is compiled is kept where the next one who needs it looks first. So a process that lives the
parts of a month from the last to the first meets the command that lives them from the first.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
from functools import cache

from experiments.many.processes import processors

WORK = f"from {__name__} import backwards; backwards()"


@cache
def begin() -> None:
    """Start compiling from the other end; once, and only if there is a processor for it."""
    if processors() < 2:
        return
    found_here = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    quiet = subprocess.DEVNULL
    with contextlib.suppress(OSError):  # then all is compiled here
        helper = subprocess.Popen(
            [sys.executable, "-c", WORK], env=found_here, stdin=quiet, stdout=quiet, stderr=quiet
        )
        atexit.register(helper.kill)


def backwards() -> None:
    """Live the parts of a month from the last to the first."""
    from experiments.many.warm_up import few_months
    from simulation.model import Territory
    from simulation.read_scenario import read_scenario

    territory = Territory(few_months(read_scenario("mono_product")), 1, programme="facilitated")
    territory.begin_month()
    for process, arguments in reversed(territory.processes):
        process(*arguments)
