"""The published documents of sensitivity, in Markdown: one for readers, one per context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.amounts import amount, signed
from analysis.report.titles import Titles, outcome_title, spoken
from analysis.report.what_matters import Matters
from analysis.report.words import INDEX_WORDS
from analysis.sensitivity.places import DOWN, TEN, UP, first_places
from analysis.sensitivity.ranking import Sensitivity
from simulation.language import msg, number, translate

SIGNS = {UP: "+", DOWN: "−"}
LEGENDS = {
    "mu_star": msg(
        "Sign: + where raising it raised the answer from every starting point, − where it lowered "
        "it from every one. Clear: its interval lies above what half of all assumptions that move "
        "anything reach, which stirring chance alone would do."
    ),
    "ST": msg(
        "Alone: the share that it explains by itself; clear where that is more than nothing."
    ),
}


def document(found: Sequence[Sensitivity], titles: Titles) -> str:
    """The document for readers, in the language in force."""
    parts = ["# " + translate("What the model's answers hang on"), "", *_versions(found)]
    for each in found:
        parts += [*_study(each, titles.within(each.kept)), ""]
    return "\n".join(parts).rstrip() + "\n"


def of_context(found: Sequence[Sensitivity], context: str, titles: Titles) -> str:
    """Every table of one context."""
    kept = next(each.kept for each in found if context in each.kept.contexts)
    where = titles.within(kept).context(context)
    parts = ["# " + translate("What the answers hang on: {context}", context=where), ""]
    here = [each for each in found if any(own.context == context for own in each.matters)]
    parts += _versions(here)
    for study in here:
        own = [each for each in study.matters if each.context == context]
        parts += [f"## {_title(study)}", "", _about(study), ""]
        if own[0].kind in LEGENDS:
            parts += [translate(LEGENDS[own[0].kind]), ""]
        for each in own:
            parts += [*_indices(each, study), ""]
    return "\n".join(parts).rstrip() + "\n"


def _versions(found: Sequence[Sensitivity]) -> Iterator[str]:
    """That not all studies were run with the same code, where so."""
    by_code: dict[str, list[str]] = {}
    for each in found:
        by_code.setdefault(each.kept.code, []).append(_title(each))
    if len(by_code) > 1:
        yield translate(
            "These studies were run with {n} different versions of the code: {told}. That what "
            "changed in between left the numbers as they were is not shown here.",
            n=number(len(by_code)),
            told="; ".join(f"{code} ({', '.join(titles)})" for code, titles in by_code.items()),
        )  # fmt: skip
        yield ""


def _study(found: Sensitivity, titles: Titles) -> Iterator[str]:
    yield f"## {_title(found)}"
    yield ""
    yield _about(found)
    if len(found.places):
        yield ""
        yield from _first_places(found)
        yield ""
        yield from _how_sure(found)
    if len(found.variants):
        yield ""
        yield from _variants(found, titles)


def _title(found: Sensitivity) -> str:
    return spoken(found.kept.title) or found.kept.name


def _about(found: Sensitivity) -> str:
    kept = found.kept
    return translate(
        "Study {name}, {runs} runs, {points} sets of assumptions, {seeds} histories each; version "
        "{version} of the model, code {code}. Intervals: 95 %.", name=kept.full_name,
        runs=number(found.runs), points=number(kept.points), seeds=number(len(kept.seeds)),
        version=kept.version, code=kept.code,
    )  # fmt: skip


def _first_places(found: Sensitivity) -> Iterator[str]:
    """In how many contexts each assumption is among the first."""
    few, counted = first_places(found.places)
    yield translate(
        "In how many of the {n} contexts each assumption is among the first {few}: for the outcome "
        "itself, and for what a programme changes in it. Shown are the ten that are so most often.",
        n=number(len(found.sampled_contexts)), few=number(few),
    )  # fmt: skip
    yield ""
    answers: list[Any] = list(counted.columns)
    heads = [_answer_title(found, outcome, arm) for arm, outcome in answers]
    yield f"| {translate('Assumption')} | {' | '.join(heads)} | {translate('all')} |"
    yield "|---" * (len(heads) + 2) + "|"
    for name, row in counted.head(TEN).iterrows():
        cells = [number(int(times)) if times else "" for times in row]
        yield f"| `{name}` | {' | '.join(cells)} | **{number(int(row.sum()))}** |"
    yield ""
    contexts = found.places.groupby(["effect_of", "outcome"])["context"].nunique()
    told = [number(int(contexts.loc[column])) for column in answers]
    yield translate("Contexts that have an answer, in the order of the columns: {told}.",
                    told=", ".join(told))  # fmt: skip


def _how_sure(found: Sensitivity) -> Iterator[str]:
    """What part of the first places is established."""
    few, _ = first_places(found.places)
    first = found.places[(found.places["place"] <= few) & (found.places["value"] > 0)]
    level, effect = (first[(first["effect_of"] == "") == own]["clear"] for own in (True, False))
    yield translate(
        "Established: {level} of {levels} first places of levels and {effect} of {effects} of a "
        "programme's effects are clear ones (see a context's page for what that means). Of the "
        "others neither place nor order is established.",
        level=number(int(level.sum())), levels=number(len(level)),
        effect=number(int(effect.sum())), effects=number(len(effect)),
    )  # fmt: skip


def _answer_title(found: Sensitivity, outcome: str, arm: str) -> str:
    title = outcome_title(found.kept, outcome)
    return translate("effect of “{arm}”", arm=arm) + f", {title}" if arm else title


def _indices(matters: Matters, found: Sensitivity) -> Iterator[str]:
    yield f"### {_answer_title(found, matters.outcome, matters.arm)}"
    yield ""
    if matters.indices is None:
        yield matters.problem or translate("No index could be worked out.")
        return
    yield translate("{index}:", index=translate(INDEX_WORDS[matters.kind]))
    yield ""
    table = found.places
    own = table[(table["context"] == matters.context) & (table["outcome"] == matters.outcome)
                & (table["effect_of"] == matters.arm) & (table["value"] > 0)].head(TEN)  # fmt: skip
    heads = [translate("Assumption"), translate("Value"), translate("95 % interval")]
    if "alone" in own:
        heads += [translate("Alone"), translate("95 % interval")]
    if "sign" in own:
        heads += [translate("Sign")]
    yield f"| {' | '.join([*heads, translate('Clear')])} |"
    yield "|---" * (len(heads) + 1) + "|"
    for _, row in own.iterrows():
        cells = [f"`{row['assumption']}`", *_with_interval(row, "value", "low", "high")]
        if "alone" in own:
            cells += _with_interval(row, "alone", "alone_low", "alone_high")
        if "sign" in own:
            cells += [SIGNS.get(str(row["sign"]), "")]
        yield f"| {' | '.join([*cells, translate('yes') if row['clear'] else ''])} |"


def _with_interval(row: pd.Series, value: str, low: str, high: str) -> list[str]:
    return [amount(float(row[value])), f"{amount(float(row[low]))} – {amount(float(row[high]))}"]


def _variants(found: Sensitivity, titles: Titles) -> Iterator[str]:
    table = found.variants
    for (arm, outcome), own in table.groupby(["arm", "outcome"], sort=False):
        first = own.iloc[0]
        same = int((own["kind"] == first["kind"]).sum())
        yield ""
        yield "### " + translate("{arm}: {outcome}", arm=arm,
                                 outcome=outcome_title(found.kept, str(outcome)))  # fmt: skip
        yield ""
        yield translate("In {same} of {n} variants the answer is the same as in the first.",
                        same=number(same), n=number(len(own)))  # fmt: skip
        yield ""
        yield (f"| {translate('Context')} | {translate('Difference (95 % interval)')} "
               f"| {translate('Better in')} |")  # fmt: skip
        yield "|---|---|---|"
        yield from (_variant(row, titles) for _, row in own.iterrows())


def _variant(row: pd.Series, titles: Titles) -> str:
    spread = max(abs(float(row[name])) for name in ("difference", "low", "high"))
    told = [signed(float(row[name]), spread) for name in ("difference", "low", "high")]
    often = translate("{n} of {pairs}", n=number(row["better_in"]), pairs=number(row["pairs"]))
    name = titles.context(str(row["context"])).replace("|", ":")
    return f"| {name} | {told[0]} [{told[1]}, {told[2]}] | {often} |"
