"""A store of runs that nobody lived: the numbers are planted, so that answers are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.run_folder import Described
from experiments.store.chunks import LivedRun, encoded
from experiments.store.kept_study import KeptStudy, keep_study
from experiments.store.writing import writing

METRICS = {
    "jobs": Described("Jobs", "persons", "Owners and collaborators at work.", 1),
    "mean_skill": Described("Mean skill", "level", "Mean over firms and skills.", 1),
}
Planted = Callable[[str, str, pd.Series, np.random.Generator], float]


def make(
    path: Path,
    planted: Planted,
    *,
    contexts: Sequence[str] = ("valley", "city"),
    programmes: Sequence[str] = ("none", "courses"),
    points: pd.DataFrame | None = None,
    seeds: int = 20,
    months: int = 24,
    title: Any = "Do courses help?",
    missing: int = 0,
    **kept: Any,
) -> KeptStudy:
    """Write a study whose jobs are 100, the history's luck, and what is planted."""
    points = pd.DataFrame(index=[0]) if points is None else points
    rows, lived, values = [], [], []
    for seed in range(1, seeds + 1):
        for point, factors in points.iterrows():
            for context in contexts:
                luck = np.random.default_rng([seed, len(context)])
                level = 100 + luck.normal(0, 10)
                for programme in programmes:
                    name = f"{seed}-{point}-{context}-{programme}"
                    end = level + planted(context, programme, factors, luck)
                    rows.append({"run": name, "twin": "", "point": point, "context": context,
                                 "programme": programme, "seed": seed, "onset": -1,
                                 **factors.to_dict()})  # fmt: skip
                    lived.append(LivedRun(name, context, programme, seed, months, 50, 0.1))
                    grown = np.linspace(100, end, months)
                    grown[-12:] = end
                    values.append(np.column_stack([grown, grown / 200]))
    with writing(path, lambda who: None) as store:
        for at in range(0, len(lived) - missing, 50):
            to = min(at + 50, len(lived) - missing)
            store.keep(encoded(lived[at:to], values[at:to], list(METRICS), "abc", "9.9"))
    varied = [name for name in points if not str(name).startswith("unit:")]
    told: dict[str, Any] = {
        "name": "courses", "digest": "0123", "title": title, "description": "", "study": {"of": "/home/me/x.yaml"},
        "contexts": tuple(contexts), "programmes": tuple(programmes),
        "factors": {name: {"role": "uncertainty", "kind": "uniform"} for name in varied},
        "outcomes": ("jobs@end", "mean_skill@end"), "metrics": METRICS,
        "design": {"kind": "factorial"}, "points": len(points), "seeds": tuple(range(1, seeds + 1)),
        "code": "abc", "version": "9.9", "written": "2026-01-01",
        "plans": {name: {"title": {"en": name.title()}} for name in programmes},
    }  # fmt: skip
    study = KeptStudy(**{**told, **kept})
    keep_study(path / "studies" / study.full_name, study, pd.DataFrame(rows))
    return study


def plus_ten_in_the_valley(
    context: str, programme: str, _factors: pd.Series, luck: np.random.Generator
) -> float:
    """Courses give ten jobs in the valley and cost five in the city."""
    if programme == "none":
        return 0.0
    return (10.0 if context == "valley" else -5.0) + float(luck.normal(0, 1))
