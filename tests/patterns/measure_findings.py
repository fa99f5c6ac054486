"""What the model says of the theses of the text: sign, interval, frequency; nothing asserted.

`python tests/patterns/measure_findings.py` writes the table into simulation/README.md, and the same
with the values of the first pairs into contrasts.yaml, so that a test can live those again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from simulation.model import Territory
from tests.patterns.measure_facts import write
from tests.patterns.paired import SEEDS, count, difference, in_both_arms, last, observed

KEPT = Path(__file__).with_name("contrasts.yaml")
FIRST = 4
"""Pairs whose values are kept one by one."""


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

    @property
    def name(self) -> str:
        return f"{self.theses}: {self.question}"

    def values(self, seeds: tuple[int, ...] = SEEDS) -> np.ndarray:
        """What is measured with and without, pair by pair (2, pairs)."""
        return in_both_arms(
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


def row(values: np.ndarray) -> dict[str, Any]:
    """What is kept of a contrast, from its values with and without (2, pairs)."""
    d = difference(*values)
    return {
        "difference": rounded(d.mean),
        "interval": [rounded(d.low), rounded(d.high)],
        "above": round(d.above * d.pairs),
        "pairs": d.pairs,
        "with": rounded(d.usual),
        "without": rounded(d.changed),
        "first pairs": [[rounded(each, 7) for each in pair] for pair in values.T[:FIRST].tolist()],
    }


def rounded(value: float, digits: int = 3) -> float:
    """Keep so many digits."""
    return float(f"{value:.{digits}g}")


def kept() -> dict[str, Any]:
    """The contrasts as they came out when last measured."""
    return dict(YAML(typ="safe").load(KEPT))


def table(rows: dict[str, Any]) -> str:
    """The contrasts as a table of the ODD."""
    lines = [
        f"With the mechanism minus without it, {len(SEEDS)} pairs, 120 firms, 144 months; 95 % interval.",
        "",
        "| theses | with minus without | measured | context | difference | with | without | above 0 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in CONTRASTS:
        d = rows[one.name]
        low, high = d["interval"]
        lines.append(
            f"| {one.theses} | {one.question} | {one.unit} | {one.context} "
            f"| {d['difference']:+.3g} [{low:+.3g}, {high:+.3g}] | {d['with']:.3g} "
            f"| {d['without']:.3g} | {d['above'] / d['pairs']:.0%} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure, keep, and write the table."""
    rows = {one.name: row(one.values()) for one in CONTRASTS}
    writer = YAML()
    writer.width = 100
    writer.default_flow_style = None
    with KEPT.open("w", encoding="utf-8") as file:
        file.write("# The contrasts of the ODD; made by measure_findings.py, never by hand.\n")
        writer.dump(rows, file)
    write("findings", table(rows))
    print(table(rows))


if __name__ == "__main__":
    main()
