"""What the files of one's own behind a study held when it was lived, and what they are called.

A study names its contexts and programmes; of those that come with the package the sources answer,
of a file of one's own only what it holds: changed, it makes another study.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from experiments.many.job import programme_print, scenario_print
from experiments.store.kept_study import KeptStudy, Title
from experiments.study.plan import Plan
from experiments.study.titles import TITLE
from simulation.extending import SUFFIXES
from simulation.language import translate
from simulation.reading import read_yaml

Held = dict[str, dict[str, str]]


def held_in_files(plan: Plan) -> Held:
    """Return fingerprints of what stands in files of one's own, by part and name."""
    study = plan.study
    contexts = {
        name: scenario_print(plan.contexts[name])
        for name, told in study.contexts.items()
        if _is_file(told.of)
    }
    programmes = {
        name: programme_print(plan.programmes[name])
        for name, told in study.programmes.items()
        if _is_file(told.of)
    }
    return {"contexts": contexts, "programmes": programmes}


def titles_in_files(plan: Plan) -> dict[str, Title]:
    """Return what files of one's own call their contexts, by the names of the study.

    A context changed under another name is not what its file's title says.
    """
    titles: dict[str, Title] = {}
    for name, told in plan.study.contexts.items():
        plain = name.partition(" | ")[0]
        if _is_file(told.of) and Path(told.of).stem == plain and TITLE not in told.set:
            own = read_yaml(Path(told.of)).part(TITLE)
            if own is not None and own.plain():
                titles[plain] = plan.contexts[name].title
    return titles


def changed_since(former: KeptStudy, plan: Plan) -> Iterator[str]:
    """Yield, of a study lived before, which of its files no longer hold what was lived."""
    if former.code != plan.code:
        yield translate(
            "the model's sources are no longer those that {study} was lived with: everything is "
            "lived again, as another study of that name", study=former.full_name,
        )  # fmt: skip
        return
    now = held_in_files(plan)
    for part, arms in (("contexts", plan.study.contexts), ("programmes", plan.study.programmes)):
        then: Mapping[str, str] = former.held.get(part, {})
        for name, told in arms.items():
            if name in then and now[part].get(name) != then[name]:
                yield translate(
                    "{file} no longer holds what was lived as {study}: what is lived now is "
                    "another study of that name, and the former one stays as it was",
                    file=Path(told.of).name, study=former.full_name,
                )  # fmt: skip


def _is_file(name: str) -> bool:
    """Whether this is a file of one's own, as the study's reader writes it out."""
    return Path(name).suffix in SUFFIXES
