"""The published document of sensitivity, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from analysis.amounts import amount, signed
from analysis.report.titles import outcome_title, spoken
from analysis.report.what_matters import Matters
from analysis.report.words import INDEX_WORDS
from analysis.sensitivity.ranking import TEN, Sensitivity
from simulation.language import number, translate


def document(found: Sequence[Sensitivity]) -> str:
    """The whole document, in the language in force."""
    parts = ["# " + translate("What the model's answers hang on"), ""]
    for each in found:
        parts += [*_study(each), ""]
    return "\n".join(parts).rstrip() + "\n"


def _study(found: Sensitivity) -> Iterator[str]:
    kept = found.kept
    yield f"## {spoken(kept.title) or kept.name}"
    yield ""
    yield translate(
        "Study {name}, {runs} runs, {points} sets of assumptions, {seeds} histories each; version "
        "{version} of the model, code {code}. Intervals: 95 %.", name=kept.full_name,
        runs=number(found.runs), points=number(kept.points), seeds=number(len(kept.seeds)),
        version=kept.version, code=kept.code,
    )  # fmt: skip
    ten = found.ten()
    if ten:
        yield ""
        yield translate("The ten that matter most, over all outcomes (1: the strongest of every "
                        "outcome):")  # fmt: skip
        yield ""
        yield from (f"{place}. `{name}` ({number(share, 2)})"
                    for place, (name, share) in enumerate(ten, 1))  # fmt: skip
    for each in found.matters:
        yield ""
        yield from _indices(each, found)
    if len(found.variants):
        yield ""
        yield from _variants(found)


def _indices(matters: Matters, found: Sensitivity) -> Iterator[str]:
    title = outcome_title(found.kept, matters.outcome)
    if matters.arm:
        title = translate("effect of “{arm}”", arm=matters.arm) + f", {title}"
    yield f"### {matters.context}: {title}"
    yield ""
    if matters.indices is None:
        yield matters.problem or translate("No index could be worked out.")
        return
    yield translate(INDEX_WORDS[matters.kind]) + ":"
    yield ""
    yield f"| {translate('Assumption')} | {translate('Value')} | {translate('95 % interval')} |"
    yield "|---|---|---|"
    for index in matters.indices.of(matters.kind)[:TEN]:
        yield (f"| `{index.factor}` | {amount(index.value)} "
               f"| {amount(index.low)} – {amount(index.high)} |")  # fmt: skip


def _variants(found: Sensitivity) -> Iterator[str]:
    table = found.variants
    for (arm, outcome), own in table.groupby(["arm", "outcome"], sort=False):
        first = own.iloc[0]
        same = int((own["kind"] == first["kind"]).sum())
        yield ""
        yield f"### {arm}: {outcome_title(found.kept, str(outcome))}"
        yield ""
        yield translate("In {same} of {n} variants the answer is the same as in the first.",
                        same=number(same), n=number(len(own)))  # fmt: skip
        yield ""
        yield (f"| {translate('Context')} | {translate('Difference (95 % interval)')} "
               f"| {translate('Better in')} |")  # fmt: skip
        yield "|---|---|---|"
        yield from (_variant(row) for _, row in own.iterrows())


def _variant(row: pd.Series) -> str:
    spread = max(abs(float(row[name])) for name in ("difference", "low", "high"))
    told = [signed(float(row[name]), spread) for name in ("difference", "low", "high")]
    often = translate("{n} of {pairs}", n=number(row["better_in"]), pairs=number(row["pairs"]))
    name = str(row["context"]).replace("|", ":")
    return f"| {name} | {told[0]} [{told[1]}, {told[2]}] | {often} |"
