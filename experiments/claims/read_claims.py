"""Find the claims that come with the package, and read them.

Raises: InputError with file, line and path of what is wrong, or for a claim nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from experiments.claims.claim import FOLDER, Claim, arm_of
from experiments.outcomes import read_outcome
from experiments.study.titles import TITLE, title_faults
from simulation.declarations import METRICS, discover
from simulation.errors import InputError
from simulation.explanation import explained, misplaced
from simulation.language import translate
from simulation.near_names import near
from simulation.reading import read_yaml


def claim_files() -> dict[str, Path]:
    """The file of each claim, in order: C1 to C10, then the two questions."""
    found = [(path.stem.split("_")[0].upper(), path) for path in FOLDER.glob("*_*.yaml")]
    named = {name[0] + str(int(name[1:])): path for name, path in found}
    return dict(sorted(named.items(), key=lambda each: (each[0][0], int(each[0][1:]))))


def read_claims(names: Sequence[str] = ()) -> list[Claim]:
    """The claims asked for, or all, in their order."""
    files = claim_files()
    wanted = [name.upper() for name in names]
    for name in wanted:
        if name not in files:
            said = translate("no claim is called {name}", name=repr(name))
            raise InputError(said + near(name, files))
    return [read_claim(path) for name, path in files.items() if not wanted or name in wanted]


def read_claim(path: Path) -> Claim:
    """The claim that a file states."""
    discover()
    given = read_yaml(path)
    try:
        claim = Claim.model_validate(given.plain())
    except ValidationError as error:
        raise explained(error, given, Claim.model_json_schema()) from None
    for place, message in _faults(claim):
        raise misplaced(given, place, message)
    return claim


def _faults(claim: Claim) -> Iterator[tuple[tuple[str, ...], str]]:
    """What does not hold together, each with its place."""
    yield from _faults_of_the_titles(claim)
    for name, contrast in claim.contrasts.items():
        try:
            read_outcome(contrast.outcome, METRICS)
        except InputError as error:
            yield ("contrasts", name, "outcome"), error.message
        for arm in {**contrast.sum, **(contrast.ablated() or {})}:
            programme, variant = arm_of(arm)
            if programme not in claim.programmes or variant not in claim.variants:
                known = (*claim.programmes, *claim.variants)
                said = translate("there is no arm {name}", name=repr(arm)) + near(variant, known)
                yield ("contrasts", name, "sum"), said
        if contrast.expected == "same" and contrast.margin == 0:
            yield ("contrasts", name, "margin"), translate("`same` needs a margin above 0")


def _faults_of_the_titles(claim: Claim) -> Iterator[tuple[tuple[str, ...], str]]:
    for variant, changes in claim.variants.items():
        for inside, message in title_faults(changes.get(TITLE, "")):
            yield ("variants", variant, TITLE, *inside), message
    for variant, title in claim.studies.items():
        if variant not in claim.variants:
            said = translate("no variant is called {name}", name=repr(variant))
            yield ("studies", variant), said + near(variant, claim.variants)
        for inside, message in title_faults(title):
            yield ("studies", variant, *inside), message
