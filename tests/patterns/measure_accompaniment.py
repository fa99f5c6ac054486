"""What the model says of the concepts of accompaniment: kept in findings.yaml, as it comes out.

    python tests/patterns/measure_accompaniment.py [--seeds 30] [--processes 2] [--only S66 C9 ...]

Nothing is asserted here. The theses of the core model are in `measure_findings.py`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.patterns import (
    accompanied_studies_claims,
    accompanied_studies_conditions,
    accompanied_studies_methods,
    accompanied_studies_more,
)
from tests.patterns.accompanied import Found, Study, find_all

FINDINGS = Path(__file__).with_name("findings.yaml")
HEAD = """\
# What the model says of accompaniment; made by measure_accompaniment.py, never by hand.
# effect: mean paired difference (weights in `sum`), 95 % interval, pairs above and at nought.
"""
STUDIES: dict[str, Study] = {
    each.name: each
    for module in (
        accompanied_studies_conditions,
        accompanied_studies_methods,
        accompanied_studies_claims,
        accompanied_studies_more,
    )
    for each in module.STUDIES
}


def row(asked: Study, found: Found) -> dict[str, Any]:
    """Return a row of the table."""
    return {
        "concepts": list(asked.concepts),
        "question": asked.question,
        "measure": asked.measure,
        "contexts": sorted({arm.context for arm in asked.arms.values()}),
        "sum": ", ".join(f"{weight:+.3g} {name}" for name, weight in asked.weights.items()),
        "sign": found.sign,
        "effect": rounded(found.mean),
        "interval": [rounded(found.low), rounded(found.high)],
        "above": found.above,
        "equal": found.equal,
        "pairs": found.pairs,
        "arms": {name: rounded(value) for name, value in found.arms.items()},
        "money": {name: round(value, 1) for name, value in found.spent.items()},
    }  # fmt: skip


def rounded(value: float) -> float:
    """Keep three digits."""
    return float(f"{value:.3g}")


def read() -> dict[str, Any]:
    """Return the table as it stands."""
    return dict(YAML(typ="safe").load(FINDINGS) or {}) if FINDINGS.exists() else {}


def main() -> None:
    """Measure, and write the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--seeds", type=int, default=30)
    asked.add_argument("--processes", type=int, default=2)
    asked.add_argument("--only", nargs="*", default=[])
    asked.add_argument("--theses", action="store_true", help="only the text's own theses")
    given = asked.parse_args()
    starts = tuple(f"{only}." for only in given.only)
    chosen = [
        each for name, each in STUDIES.items()
        if (each.thesis or not given.theses)
        and (not given.only or name in given.only or name.startswith(starts))
    ]  # fmt: skip
    table = {name: known for name, known in read().items() if name in STUDIES}
    for name, found in find_all(chosen, range(1, given.seeds + 1), given.processes).items():
        table[name] = row(STUDIES[name], found)
        print(f"{name}: {found}")
    ordered = {name: table[name] for name in STUDIES if name in table}
    writer = YAML()
    writer.width = 100
    writer.default_flow_style = None
    with FINDINGS.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        writer.dump(ordered, file)


if __name__ == "__main__":
    main()
