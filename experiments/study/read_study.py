"""Find a study by name or file, check it, freeze it.

A study extends another the way a scenario does: mappings merge, lists are replaced whole. Then
short forms are written out: a list of contexts or programmes names them, a list under a
factor is its choices, `replications: 30` is so many seeds, `design: factorial` every combination.

Raises: InputError with the file, line and path of what is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

import experiments
from experiments.outcomes import read_outcome
from experiments.study.factors import faults, has_grid
from experiments.study.points import too_many
from experiments.study.spelled_out import spelled_out
from experiments.study.study import DESIGNS, Study
from experiments.study.titles import TITLE, title_faults
from simulation.declarations import METRICS, discover
from simulation.errors import InputError
from simulation.explanation import explained, misplaced
from simulation.extending import Shelf, find, merged, read_with_bases, resolved
from simulation.language import msg, translate
from simulation.near_names import near
from simulation.placed import Placed, placed
from simulation.reading import read_yaml

OWN_KEYS = frozenset({"uncertainties", "levers", "outcomes", "replications", "design"})

Place = tuple[str | int, ...]


def _root() -> Path:
    return Path(experiments.__path__[0])


def _written_out(given: Placed) -> Placed:
    """Return a study with its short forms written out, after files have extended each other.

    Names of files are read as relative to the file in which they stand.
    """
    told = dict(given.value)
    for key in ("contexts", "programmes"):
        if key in told:
            told[key] = replace(told[key], value=_arms(told[key]))
    for key in ("uncertainties", "levers"):
        if key in told and isinstance(told[key].value, dict):
            factors = {
                name: replace(each, value={"choices": each}) if isinstance(each.value, list)
                else each
                for name, each in told[key].value.items()
            }  # fmt: skip
            told[key] = replace(told[key], value=factors)
    if "replications" in told and isinstance(told["replications"].value, int):
        told["replications"] = replace(told["replications"], value={"seeds": told["replications"]})
    if "design" in told:
        told["design"] = _design(told["design"])
    return replace(given, value=told)


def _design(design: Placed) -> Placed:
    """Return a design named by one word as what that word means, a table with its folder."""
    if isinstance(design.value, str) and design.value in DESIGNS:
        inner = replace(design, value=True if design.value == "factorial" else {})
        return replace(design, value={design.value: inner})
    table = design.part("table")
    if table is None or not isinstance(table.value, str):
        return design
    located = replace(table, value=str(_folder(table) / table.value))
    return replace(design, value={**design.value, "table": located})


def _arms(part: Placed) -> Any:
    """Return contexts or programmes as a mapping of our names to what they are of."""
    found: dict[str, Placed] = {}
    if isinstance(part.value, list):
        named = [(_stem(each.value), each) for each in part.value]
    elif isinstance(part.value, dict):
        named = list(part.value.items())
    else:
        return part.value
    for name, each in named:
        if name in found:
            said = translate("{name} stands twice", name=repr(name))
            raise InputError(said, file=each.file, line=each.line)
        inner = dict(each.value) if isinstance(each.value, dict) else {"of": each}
        if each.value is None:
            inner = {}
        of = inner.setdefault("of", Placed(name, each.file, each.line))
        if isinstance(of.value, str) and (_folder(of) / of.value).is_file():
            inner["of"] = Placed(str(_folder(of) / of.value), of.file, of.line)
        found[name] = Placed(inner, each.file, each.line)
    return found


def _folder(named: Placed) -> Path:
    """Return the folder of the file in which a name stands."""
    return resolved(named.file).parent if named.file is not None else Path()


def _stem(name: Any) -> str:
    return Path(name).stem if isinstance(name, str) else str(name)


STUDIES = Shelf(
    "studies",
    msg("no study is called {name}"),
    msg("the name of a study was expected, not {kind}"),
    msg("{name} is neither a study nor a YAML file in the folder of this file"),
    root=_root,
)


def read_study(
    name: str | Path, *, seeds: int | None = None, firms: int | None = None,
    months: int | None = None,
) -> Study:  # fmt: skip
    """Return the frozen study of a name or file, made smaller (or larger) if asked.

    So many `seeds` are then lived, however wide the intervals stay.
    """
    study, given = study_and_places(name)
    smaller: dict[str, Any] = {"firms": firms, "months": months}
    if seeds is not None:
        smaller["replications"] = study.replications.model_copy(
            update={"seeds": seeds, "until": {}}
        )
    changes = {key: value for key, value in smaller.items() if value is not None}
    return checked(study.model_copy(update=changes), given)


def study_and_places(name: str | Path) -> tuple[Study, Placed]:
    """Return a study as its file says it, and where everything stands."""
    path = find(name, STUDIES)
    given = read_with_bases(path, STUDIES)
    named = Placed({"name": Placed(path.stem, path, 1)}, path, 1)
    given = merged(named, _written_out(given))
    try:
        study = Study.model_validate(given.plain())
    except ValidationError as error:
        raise explained(error, given, Study.model_json_schema()) from None
    return spelled_out(study, given), given


def studies() -> list[str]:
    """Return the names of the studies that come with the package."""
    return STUDIES.names()


def is_study(name: str | Path) -> bool:
    """Say whether a name or file means a study rather than a scenario or a programme."""
    if str(name) in studies():
        return True
    try:
        return bool(OWN_KEYS & set(read_yaml(Path(name)).value))
    except InputError:
        return False


def checked(study: Study, given: Placed) -> Study:
    """Return the study if it holds together. Raises InputError at the first place where not."""
    discover()
    found = sorted(_faults(study), key=lambda each: given.nearest(each[0])[0].line or 0)
    for path, message in found[:1]:
        more = translate(" (the first of {n} problems)", n=len(found)) if len(found) > 1 else ""
        raise misplaced(given, path, message + more)
    message = too_many(study)
    if message:
        raise misplaced(given, ("design", study.design.kind), message)
    return study


def _faults(study: Study) -> Iterator[tuple[Place, str]]:
    for name, context in study.contexts.items():
        for inside, message in title_faults(context.set.get(TITLE, "")):
            yield ("contexts", name, "set", TITLE, *inside), message
    for part, factors in (("uncertainties", study.uncertainties), ("levers", study.levers)):
        for path, factor in factors.items():
            for inner, message in faults(factor):
                yield (part, path, *inner), message
    for path in study.uncertainties.keys() & study.levers.keys():
        yield ("levers", path), translate("stands among the uncertainties too")
    yield from _faults_of_the_design(study)
    yield from _faults_of_the_outcomes(study)


def _faults_of_the_design(study: Study) -> Iterator[tuple[Place, str]]:
    kind = study.design.kind
    if not kind:
        yield ("design",), translate("one of {known} was expected", known=", ".join(DESIGNS))
    if kind not in ("", "factorial") and not study.factors:
        yield ("design", kind), translate("nothing varies: no uncertainty and no lever is named")
    if kind == "factorial":
        for part, factors in (("uncertainties", study.uncertainties), ("levers", study.levers)):
            for path, factor in factors.items():
                if factor.kind and not has_grid(factor):
                    yield (
                        (part, path),
                        translate("a full factorial needs `levels` or choices, not a range alone"),
                    )


def _faults_of_the_outcomes(study: Study) -> Iterator[tuple[Place, str]]:
    for at, text in enumerate(study.outcomes):
        message = _fault(text)
        if message:
            yield ("outcomes", at), message
    for text in study.replications.until:
        if text not in study.outcomes:
            said = translate("{name} is no outcome of this study", name=repr(text))
            yield ("replications", "until", text), said + near(text, study.outcomes)
    for at, metric in enumerate(study.metrics):
        if metric not in METRICS:
            said = translate("no metric is called {name}", name=repr(metric))
            yield ("metrics", at), said + near(metric, METRICS)


def _fault(outcome: str) -> str:
    try:
        read_outcome(outcome, METRICS)
    except InputError as error:
        return error.message
    return ""


def from_plain(told: Mapping[str, Any]) -> Study:
    """Return a study from the plain values in which it was kept."""
    try:
        return Study.model_validate_json(json.dumps(dict(told)))
    except ValidationError as error:
        raise explained(error, placed(dict(told)), Study.model_json_schema()) from None


def as_plain(study: Study) -> Mapping[str, Any]:
    """Return a study in plain values, as it is kept."""
    return study.model_dump(mode="json", exclude_none=True)
