"""What the page's workers have in common: they are forked from a process that has imported this.

A worker begins with every compiled loop in its memory, and shares that memory with the others: the
page starts some at every change. Importing this lives a whole story of few firms, so that what
happens late in it is loaded too; where that fails, workers load for themselves what they need.
"""

from __future__ import annotations

import contextlib

import experiments.many.job  # noqa: F401 - what pairs behind are lived with
from experiments.live.recording import lived
from experiments.many.warm_up import FIRMS
from simulation.read_programme import read_programme
from simulation.read_scenario import read_scenario

with contextlib.suppress(Exception, KeyboardInterrupt):
    few = read_scenario("mono_product").model_copy(update={"firms": FIRMS})
    lived(few, read_programme("facilitated"), 1)
