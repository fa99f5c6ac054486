"""Every mechanism of accompaniment can be taken away, and is missed where it is at work.

Those of the core model are held to the same in `test_contracts.py`.
"""

from __future__ import annotations

import numpy as np
import pytest

from simulation.declarations import PARAMETERS, declared_parameters, discover
from simulation.model import Territory
from tests.patterns.accompanied import Arm
from tests.patterns.accompanied_plans import (
    action,
    broker,
    charter,
    courses,
    dialogue,
    gap,
    negotiation,
    one,
    plan,
    projects,
    research,
    sets,
    watch,
)
from tests.patterns.accompanied_studies_conditions import LOW_SERVICE, THREAT

discover()
SWITCHES = {
    f"{group}.{name}": declared.thesis.split()
    for group, declaring in sorted(PARAMETERS.items())
    for name, declared in declared_parameters(declaring).items()
    if declared.is_ablation
}
THESES = ("S09", "S43", "S64", "S66", "S94", *(f"C{n}" for n in range(1, 11)))
ALL_AT_ONCE = plan(
    gap(), courses(start=1), research(), sets(2), broker(), projects(), negotiation(), watch(),
    dialogue(), charter(settings={"check_capacity": 0.0}),
    one("supported_unlearning", hours=8.0), one("peer_visits", settings={"bridge": 0.5}),
    action("coaching", "internal_dialogue_coaching", count=24, level=3, hours=16.0),
    action("missions", "reorganise_services", who="bodies", count=0, level=2, hours=16.0),
    action("upkeep", "network_upkeep", count=40, choose="mixed", sessions=40, hours=12.0,
           stable=False, start=3),
    action("chooser", "adaptive", choices=("brokerage", "training_courses", "watch_unit"),
           count=12, sessions=12, hours=8.0, start=2),
    action("pact", "cross_scale_pact", who="bodies", count=0, sessions=12, hours=16.0, level=2),
    action("looking back", "evaluation", count=12, sessions=6, hours=8.0, every=6, start=4),
    action("visits", "follow_up", count=24, choose="volunteers", sessions=12, hours=24.0, level=3),
    action("leaving", "withdrawal", who="bodies", count=0, sessions=1, hours=4.0, start=30),
    start=2, led={"hours": 2000.0},
)  # fmt: skip
UNEVEN = {"bodies.ministry.engagement": 0.2, "bodies.town.engagement": 0.9}
BUSY = Arm("mono_product", ALL_AT_ONCE, {**THREAT, **UNEVEN, "threats.0.onset": 40}, 66)
DUPLICATES = LOW_SERVICE.but(
    **{"bodies.twin": {
        "kind": "trainer", "scale": "local", "hours": 0.2, "mission": {"hospitality": 1.0},
        "legitimacy": 0.5}}
)  # fmt: skip
"""Two trainers with one mission."""
UNSURE = BUSY.under(plan(
    gap(),
    action("chooser", "adaptive", choices=("brokerage", "training_courses", "action_learning"),
           count=12, sessions=24, hours=8.0, start=1),
    led={"theory": 0.0},
))  # fmt: skip
TOO_MUCH = BUSY.under(plan(sets(4), start=2, led={"hours": 8.0}))
"""Four sets, and a facilitator with the hours of one."""
NOT_HERE = {
    "serving.duplicates": DUPLICATES,
    "choosing.diagnosis_first": UNSURE,
    "choosing.feedback": UNSURE,
    "participation.plans_are_promises": TOO_MUCH,
}
OF_ACCOMPANIMENT = [
    name for name in SWITCHES
    if PARAMETERS[name.split(".")[0]].__module__.startswith("simulation.accompaniment")
]  # fmt: skip


def test_every_thesis_has_a_switch():
    named = {thesis for theses in SWITCHES.values() for thesis in theses}
    assert set(THESES) <= named


def told(territory: Territory) -> list[np.ndarray]:
    """All that is kept of firms, ties and bodies."""
    return [
        getattr(table, name)
        for table in (territory.firms, territory.ties, territory.bodies, territory.surroundings)
        for name in table.columns
    ] + [territory.routines.rung]


@pytest.mark.parametrize("name", OF_ACCOMPANIMENT)
def test_a_switch_changes_the_run_where_its_mechanism_is_at_work(name):
    arm = NOT_HERE.get(name, BUSY)
    lives = [arm.live(seed) for seed in (1, 2)]
    without = [arm.but(ablate=[name]).live(seed) for seed in (1, 2)]
    assert any(
        not np.array_equal(a, b, equal_nan=a.dtype.kind == "f")
        for one_life, other in zip(lives, without, strict=True)
        for a, b in zip(told(one_life), told(other), strict=True)
    ), f"{name} changes nothing"
