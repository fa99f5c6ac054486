"""What the model says of the theses of the text: sign, interval, frequency; nothing asserted.

`python tests/patterns/measure_findings.py` writes the table into simulation/README.md.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from simulation.model import Territory
from tests.patterns.measure_facts import write
from tests.patterns.paired import SEEDS, Difference, contrast, count, last, observed


def first_network(territory: Territory) -> float:
    """Months until the first network, the whole story if there is none."""
    seen = np.flatnonzero(observed(territory)["networks"].to_numpy() > 0)
    return float(seen[0]) if len(seen) else float(territory.clock.steps)


@dataclass(frozen=True)
class Contrast:
    """A thesis, the mechanism taken away or the state changed, and what is measured."""

    theses: str
    question: str
    unit: str
    measure: Callable[[Territory], float]
    context: str
    usual: dict[str, Any] = field(default_factory=dict)
    changed: dict[str, Any] = field(default_factory=dict)

    def found(self, seeds: tuple[int, ...] = SEEDS) -> Difference:
        return contrast(
            self.measure, self.context, self.usual, self.changed, seeds=seeds, months=144
        )


def without(switch: str) -> dict[str, Any]:
    return {"ablate": [switch]}


INNOVATIONS = count("innovated", "project_succeeded")
NO_PAST = {"relations.ties": 0.0, "warm_up": 0}
CONTRASTS = (
    Contrast(
        "C1 S06",
        "learning from others",
        "mean skill",
        last("mean_skill"),
        "mono_product",
        {},
        without("exchange_knowledge.pooling"),
    ),
    Contrast(
        "C1 S07",
        "innovating jointly",
        "jobs",
        last("jobs"),
        "mono_product",
        {},
        without("advance_projects.joint_innovation"),
    ),
    Contrast(
        "C1 S06",
        "the network's own stock of knowledge",
        "innovations per firm and year",
        INNOVATIONS,
        "mono_product",
        {},
        without("innovate.collective_stock"),
    ),
    Contrast(
        "C2 S09",
        "respect asked for joint work",
        "months to the first network",
        first_network,
        "baseline",
        NO_PAST,
        {**NO_PAST, **without("relations.respect_gate")},
    ),
    Contrast(
        "C2 S09",
        "acquaintance asked for joint work",
        "months to the first network",
        first_network,
        "baseline",
        NO_PAST,
        {**NO_PAST, **without("relations.acquaintance_gate")},
    ),
    Contrast(
        "C2 S11",
        "twenty years of shared history against none",
        "jobs after the crisis",
        last("jobs", 24),
        "mono_product",
        {"relations.history": 240},
        {"relations.history": 0},
    ),
    Contrast(
        "C3 S15",
        "partners taking on each other's principles",
        "identity of networks",
        last("network_identity", 48),
        "textile_district",
        {},
        without("exchange_knowledge.socialisation"),
    ),
    Contrast(
        "C3 S16",
        "trust withdrawn from those who only take",
        "learned from others",
        last("learned_from_others"),
        "baseline",
        {},
        without("tend_ties.reciprocity"),
    ),
    Contrast(
        "C4 S43",
        "meeting neighbours more than others",
        "mean skill",
        last("mean_skill"),
        "baseline",
        {},
        without("meet.proximity"),
    ),
    Contrast(
        "C5 S05",
        "relations that are made and broken",
        "jobs after the crisis",
        last("jobs", 24),
        "mono_product",
        {},
        without("tend_ties.renewal"),
    ),
    Contrast(
        "C9 S37",
        "owners weighing what they see coming",
        "jobs after the crisis",
        last("jobs", 24),
        "mono_product",
        {},
        without("innovate.foresight"),
    ),
    Contrast(
        "S27",
        "open owners against closed ones",
        "jobs",
        last("jobs"),
        "alpine_valley",
        {"owners.openness.mean": 0.8},
        {"owners.openness.mean": 0.2},
    ),
)


def table(seeds: tuple[int, ...] = SEEDS) -> str:
    """The contrasts as a table of the ODD."""
    lines = [
        f"With the mechanism minus without it, {len(seeds)} pairs, 120 firms, 144 months; 95 % interval.",
        "",
        "| theses | with minus without | measured | context | difference | with | without | above 0 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in CONTRASTS:
        d = one.found(seeds)
        lines.append(
            f"| {one.theses} | {one.question} | {one.unit} | {one.context} "
            f"| {d.mean:+.3g} [{d.low:+.3g}, {d.high:+.3g}] | {d.usual:.3g} | {d.changed:.3g} "
            f"| {d.above:.0%} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    text = table()
    write("findings", text)
    print(text)
