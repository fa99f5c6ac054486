"""The compiled model beside the obvious one; a usual run; what a programme costs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from statistics import median
from unittest.mock import patch

from simulation.agents import Firm
from simulation.model import Territory
from tests.benchmarks.measuring import (
    CONTEXT,
    LONG,
    Measured,
    at_least,
    at_most,
    cpu_time,
    live,
)
from tests.reference.obvious_model import ObviousTerritory

ALONE = {"schedule.without": ("intervene", "serve")}
"""What the obvious model does not do is left out of the compiled one too, where they compete."""


def compiled_beside_obvious(quick: bool) -> Iterator[Measured]:
    """a: months of the compiled model and of the obvious one, from the same state, in turns."""
    for firms, rounds in ((100, 7), (1_000, 5), (10_000, 3)):
        if quick and firms > 1_000:
            continue
        engine = Territory(CONTEXT, seed=1, n_firms=firms, months=LONG, **ALONE).run(24)
        obvious = ObviousTerritory.from_territory(engine)
        months = 3  # networks are looked for every third month
        longer = max(months, 12_000 // firms // 3 * 3)
        theirs, ours, unobserved = [], [], []
        for _ in range(2 if quick else rounds):
            theirs.append(cpu_time(partial(live, obvious, months)) / months)
            ours.append(cpu_time(partial(live, engine, longer)) / longer)
            with patch.object(engine.observations, "take"):
                unobserved.append(cpu_time(partial(live, engine, longer)) / longer)
        ratio = median(theirs) / median(ours)
        yield Measured("a", f"obvious model, {firms:,} firms", 1e3 * median(theirs), "ms/month")
        yield Measured(
            "a",
            f"compiled model, {firms:,} firms",
            1e3 * median(ours),
            "ms/month",
            note="its metrics and its log included",
        )
        if firms == 1_000:
            yield Measured("a", "ratio at 1,000 firms", **at_least(ratio, 150, "times"))
        else:
            yield Measured("a", f"ratio at {firms:,} firms", ratio, "times")
        bare = median(theirs) / median(unobserved)
        note = "the obvious model has no metrics either"
        yield Measured("a", f"ratio at {firms:,} firms without metrics", bare, "times", note=note)


def usual_run(quick: bool) -> Iterator[Measured]:
    """b: 300 firms, 300 months, with agents to be had at the end."""
    set_up, lived, whole, agents = [], [], [], []
    Territory(CONTEXT, n_firms=300, months=12).run()
    for seed in range(3 if quick else 7):
        begins = time.thread_time()
        territory = Territory(CONTEXT, seed=seed, n_firms=300, months=300)
        set_up.append(time.thread_time() - begins)
        lived.append(cpu_time(partial(live, territory, 300)))
        whole.append(lived[-1] + cpu_time(territory.run))
        agents.append(
            cpu_time(lambda t=territory: [firm.skills for firm in t.agents_by_type[Firm]])
        )
    note = f"{territory.clock.steps} months with the warm-up: {1e3 * median(whole):.0f} ms"
    yield Measured(
        "b", "300 firms, 300 months", **at_most(1e3 * median(lived), 100, "ms"), note=note
    )
    yield Measured("b", "setting up", **at_most(1e3 * median(set_up), 5, "ms"))
    yield Measured("b", "asking every agent for its skills", 1e3 * median(agents), "ms")


def programme(quick: bool) -> Iterator[Measured]:
    """g: what a programme adds to a run, in turns with the same run without one."""
    plain, accompanied = [], []
    for seed in range(-1, 3 if quick else 7):  # the first pair loads what is compiled
        for name, times in (("none", plain), ("facilitated", accompanied)):
            territory = Territory(
                "mono_product", seed=seed % 100, n_firms=300, months=300, programme=name
            )
            times.append(cpu_time(territory.run))
    with_it, without = median(accompanied[1:]), median(plain[1:])
    yield Measured("g", "300 firms, 300 months, no programme", 1e3 * without, "ms")
    yield Measured("g", "the same, facilitated", 1e3 * with_it, "ms")
    yield Measured("g", "facilitated beside none", **at_most(with_it / without, 1.33, "times"))
