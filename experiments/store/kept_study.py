"""A study as it was run: what its folder in the store says, in plain values.

Holds `study.json` (the study, its factors, outcomes, labels, who ran it) and `plan.parquet` (a row
per run: point, context, programme, seed, run, twin, onset, and a column per factor; coordinates in
the unit cube as `unit:<path>`). The JSON comes last: a folder that has one is complete.

Raises: InputError for a folder that cannot be read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.run_folder import Described, replace
from simulation.errors import InputError
from simulation.language import translate

if TYPE_CHECKING:
    import pandas as pd

STUDY = "study.json"
PLAN = "plan.parquet"
UNIT = "unit:"

Title = str | Mapping[str, str]


@dataclass(frozen=True)
class KeptStudy:
    """Everything needed to read a study years later, its runs apart.

    `study` is the study as run, in plain values; `factors` gives for each path its kind, bounds and
    choices, and whether it is an `uncertainty` or a `lever`; `metrics` says what columns mean;
    `design` is the kind of design and its settings; `digest` tells two of the same name apart;
    `held` says by fingerprints what files of one's own held, `titles` what they call contexts.
    """

    name: str
    digest: str
    title: str | Mapping[str, str]
    description: str | Mapping[str, str]
    study: Mapping[str, Any]
    contexts: tuple[str, ...]
    programmes: tuple[str, ...]
    factors: Mapping[str, Mapping[str, Any]]
    outcomes: tuple[str, ...]
    metrics: Mapping[str, Described]
    design: Mapping[str, Any]
    points: int
    seeds: tuple[int, ...]
    code: str
    version: str
    written: str = ""
    format: int = 1
    plans: Mapping[str, Any] = field(default_factory=dict)
    held: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    titles: Mapping[str, Title] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        """The name that means this one and no other of the same name."""
        return f"{self.name}-{self.digest}"

    def title_of(self, context: str) -> Title:
        """What the study itself calls a context; empty where it does not say."""
        return _title(self.study, "contexts", context, "set", "title")

    def programme_titles(self) -> dict[str, Title]:
        """What each programme is called; empty where nobody says."""
        plans = self.plans if isinstance(self.plans, Mapping) else {}
        return {name: _title(plans.get(name), "title") for name in self.programmes}

    def choice_titles(self, path: str) -> dict[str, Title]:
        """What the study calls the choices of a factor, by their names; empty where nothing."""
        factor = self.factors.get(path, {})
        told = factor.get("titles")
        titles = told if isinstance(told, Mapping) else {}
        names = dict.fromkeys([*map(str, factor.get("choices") or ()), *titles])
        return {name: _title(titles, name) for name in names}

    def to_json(self) -> str:
        """The study as JSON."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False, default=str) + "\n"

    @classmethod
    def from_json(cls, text: str) -> KeptStudy:
        """Read it; keys of other versions are ignored. Raises KeyError, ValueError, TypeError."""
        raw = json.loads(text)
        known = {each.name for each in fields(cls)}
        values = {name: value for name, value in raw.items() if name in known}
        values["metrics"] = {
            name: Described(each["label"], each["unit"], each.get("doc", ""), each.get("better", 0))
            for name, each in raw["metrics"].items()
        }
        for name in ("contexts", "programmes", "outcomes", "seeds"):
            values[name] = tuple(raw[name])
        return cls(**values)


def _title(told: Any, *path: str) -> Title:
    """A title in plain values; empty where none stands at the path."""
    for key in path:
        told = told.get(key) if isinstance(told, Mapping) else None
    return told if isinstance(told, str | Mapping) else ""


def keep_study(folder: Path, kept: KeptStudy, plan: pd.DataFrame) -> None:
    """Write a study's folder, its plan first."""
    folder.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    plan.to_parquet(buffer, index=False, compression="zstd")
    replace(folder / PLAN, buffer.getvalue())
    replace(folder / STUDY, kept.to_json().encode())


def read_kept_study(folder: Path) -> KeptStudy:
    """Return what a study's folder says."""
    path = folder / STUDY
    try:
        return KeptStudy.from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        said = translate("this is not a study as run: the file is damaged or cut short")
        raise InputError(said, file=path) from error


def read_plan(folder: Path) -> pd.DataFrame:
    """Return the plan of a study, a row per run."""
    import pandas as pd

    path = folder / PLAN
    try:
        plan = pd.read_parquet(path)
    except (OSError, ValueError) as error:
        said = translate("this is not the table of a study's runs: the file is missing, damaged or "
                         "cut short")  # fmt: skip
        raise InputError(said, file=path) from error
    if not {"run", "twin"} <= set(plan):
        raise InputError(translate("this is not the table of a study's runs"), file=path)
    return plan


def runs_and_twins(plan: pd.DataFrame) -> tuple[set[str], set[str]]:
    """Return the runs that a plan asks for, each once, and the twins that are none of them."""
    runs = set(plan["run"])
    return runs, {twin for twin in plan["twin"] if twin} - runs
