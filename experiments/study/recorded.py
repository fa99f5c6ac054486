"""What the store keeps of a study beside its runs: the study as run, in plain values."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from experiments.run_folder import Described
from experiments.store.kept_study import KeptStudy
from experiments.study.plan import Plan
from experiments.study.read_study import as_plain
from experiments.study.titles import TITLES, untitled
from simulation.declarations import METRICS, discover


def as_kept(plan: Plan, seeds: tuple[int, ...]) -> KeptStudy:
    """Return what the store keeps of a study beside its runs."""
    study = plan.study
    told = as_plain(study)
    units = list(map(list, plan.points.units.tolist()))
    mark = json.dumps([_without_titles(told), plan.code, units, plan.points.shown()],
                      sort_keys=True, default=str)  # fmt: skip
    discover()
    return KeptStudy(
        name=study.name or "study",
        digest=hashlib.blake2b(mark.encode(), digest_size=4).hexdigest(),
        title=study.title,
        description=study.description,
        study=told,
        contexts=tuple(study.contexts),
        programmes=tuple(study.programmes),
        factors={
            path: {
                "role": "uncertainty" if path in study.uncertainties else "lever",
                "kind": factor.kind,
                **factor.model_dump(mode="json", exclude_none=True),
            }
            for path, factor in study.factors.items()
        },
        outcomes=study.outcomes,
        metrics={
            name: Described(
                METRICS[name].label, METRICS[name].unit, METRICS[name].doc, METRICS[name].better
            )
            for name in plan.metrics
        },
        design={"kind": study.design.kind, **study.design.model_dump(exclude_none=True)},
        points=len(plan.points),
        seeds=seeds,
        code=plan.code,
        version=version("tessuto"),
        written=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        plans={
            name: programme.model_dump(mode="json") for name, programme in plan.programmes.items()
        },
    )


def _without_titles(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return a study without what it calls contexts and choices: that makes no other study."""
    contexts = {
        name: {**context, "set": untitled(context["set"])}
        for name, context in told["contexts"].items()
    }
    factors = {
        part: {path: untitled(factor, TITLES) for path, factor in told[part].items()}
        for part in ("uncertainties", "levers")
    }
    return {**told, "contexts": contexts, **factors}
