"""What the store keeps of a study beside its runs: the study as run, in plain values."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from experiments.run_folder import Described
from experiments.store.kept_study import KeptStudy
from experiments.study.own_files import held_in_files, titles_in_files
from experiments.study.plan import Plan
from experiments.study.read_study import as_plain
from experiments.study.titles import TITLES, untitled
from simulation.declarations import METRICS, discover


def as_kept(plan: Plan, seeds: tuple[int, ...]) -> KeptStudy:
    """Return what the store keeps of a study beside its runs."""
    study = plan.study
    told = as_plain(study)
    units = list(map(list, plan.points.units.tolist()))
    held = held_in_files(plan)
    parts = [_without_titles(told), plan.code, units, plan.points.shown()]
    if any(held.values()):  # else the names say it all
        parts.append(held)
    mark = json.dumps(parts, sort_keys=True, default=str)
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
        held=held,
        titles=titles_in_files(plan),
    )


def _without_titles(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return a study without its titles and its folders: they make no other study."""
    contexts = {
        name: {**_unplaced(context), "set": untitled(context["set"])}
        for name, context in told["contexts"].items()
    }
    programmes = {name: _unplaced(arm) for name, arm in told["programmes"].items()}
    factors = {
        part: {path: untitled(factor, TITLES) for path, factor in told[part].items()}
        for part in ("uncertainties", "levers")
    }
    return {**told, "contexts": contexts, "programmes": programmes, **factors}


def _unplaced(arm: Mapping[str, Any]) -> dict[str, Any]:
    """Return a context or programme without the folder of its file."""
    return {**arm, "of": Path(arm["of"]).name}
