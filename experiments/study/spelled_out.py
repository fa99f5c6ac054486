"""Factors that mean several, or that lean on what a parameter declares, spelled out one by one.

`parameters.*` stands for every declared number, `<group>.*` for those of one group; one that is
named beside it keeps what is said there. `around: 0.2` is the declared value give or take a fifth,
within its declared bounds; where that value is 0, a tenth of that share of the bounds' width.

Raises: InputError for a pattern that means nothing, or `around` where nothing is declared.
"""

from __future__ import annotations

from collections.abc import Iterator

from experiments.study.study import Factor, Study
from simulation.declarations import PARAMETERS, Parameter, declared_parameters, discover
from simulation.errors import InputError
from simulation.explanation import misplaced
from simulation.language import translate
from simulation.near_names import near
from simulation.placed import Placed

EVERY = "*"
AT_ZERO = 0.1


def spelled_out(study: Study, given: Placed) -> Study:
    """Return the study with every factor under its own path."""
    discover()
    found: dict[str, Factor] = {}
    for path, factor in study.uncertainties.items():
        try:
            for name in _meant(path):
                if name == path or name not in study.uncertainties:
                    found[name] = _ranged(name, factor)
        except InputError as error:
            raise misplaced(given, ("uncertainties", path), error.message) from None
    for path, factor in study.levers.items():
        if factor.around is not None:
            said = translate("`around` needs a declared parameter")
            raise misplaced(given, ("levers", path), said)
    return study.model_copy(update={"uncertainties": found})


def _meant(path: str) -> Iterator[str]:
    group, dot, name = path.rpartition(".")
    if not dot or name != EVERY:
        yield path
        return
    group = group.removeprefix("parameters.")
    if group != "parameters" and group not in PARAMETERS:
        said = translate("no group of parameters is called {name}", name=repr(group))
        raise InputError(said + near(group, PARAMETERS))
    for each in sorted(PARAMETERS) if group == "parameters" else (group,):
        for inner, declared in declared_parameters(PARAMETERS[each]).items():
            if not declared.is_ablation:
                yield f"{each}.{inner}"


def _ranged(path: str, factor: Factor) -> Factor:
    if factor.around is None:
        return factor
    declared = _declared(path)
    reach = factor.around * abs(declared.default)
    if not reach:
        reach = factor.around * AT_ZERO * (declared.high - declared.low)
    low = max(declared.low, declared.default - reach)
    high = min(declared.high, declared.default + reach)
    return Factor(uniform=(float(low), float(high)), levels=factor.levels, titles=factor.titles)


def _declared(path: str) -> Parameter:
    group, _, name = path.removeprefix("parameters.").rpartition(".")
    known = declared_parameters(PARAMETERS[group]) if group in PARAMETERS else {}
    if name not in known or known[name].is_ablation:
        raise InputError(translate("`around` needs a declared parameter"))
    return known[name]
