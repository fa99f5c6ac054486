"""What of a study can be run and will not answer all that is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from experiments.outcomes import read_outcome
from experiments.study.cell import onset_of
from experiments.study.study import Study
from simulation.accompaniment.programme import Programme
from simulation.language import translate
from simulation.scenario import Scenario


def doubts_of(
    study: Study, contexts: Mapping[str, Scenario], programmes: Mapping[str, Programme]
) -> Iterator[str]:
    """Yield what will have no value, and which programmes will not begin."""
    spared = [text for text in study.outcomes if read_outcome(text).needs_twin]
    calm = [name for name, scenario in contexts.items() if onset_of(scenario) < 0]
    if spared and calm:
        yield translate(
            "no threat falls inside the months of {contexts}: {outcomes} will have no value there",
            contexts=", ".join(calm), outcomes=", ".join(spared),
        )  # fmt: skip
    sobol = study.design.sobol
    if sobol is not None and sobol.n & (sobol.n - 1):
        high = 1 << sobol.n.bit_length()
        yield translate(
            "n = {n} is no power of 2: Sobol's points then do not fill the space evenly; take "
            "{low} or {high}", n=sobol.n, low=high // 2, high=high,
        )  # fmt: skip
    if "start" not in study.levers:
        for name, programme in programmes.items():
            yield from _too_late(name, programme, contexts)


def _too_late(
    name: str, programme: Programme, contexts: Mapping[str, Scenario]
) -> Iterator[str]:  # fmt: skip
    begins = programme.begins
    where = [context for context, scenario in contexts.items()
             if begins is not None and begins >= scenario.months]  # fmt: skip
    if where:
        yield translate(
            "{programme} begins in month {start}, when the story of {contexts} is over: nothing of "
            "it will happen there",
            programme=name, start=begins, contexts=", ".join(where),
        )  # fmt: skip
