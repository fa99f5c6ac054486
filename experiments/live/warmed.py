"""What the page's workers have in common: they are forked from a process that has imported this.

A worker begins with every compiled loop in its memory, and shares that memory with the others: the
page starts some at every change. Importing this lives a few months; where that fails, workers load
for themselves what they need.
"""

from __future__ import annotations

import contextlib

from experiments.live.recording import lived
from experiments.many import job
from simulation.read_programme import read_programme
from simulation.read_scenario import overlaid, read_scenario

__all__ = ["job"]
FEW = {"firms": 40, "months": 14, "warm_up": 2}

with contextlib.suppress(Exception, KeyboardInterrupt):
    lived(overlaid(read_scenario("mono_product"), FEW), read_programme("facilitated"), 1)
