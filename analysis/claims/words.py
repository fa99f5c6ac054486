"""The verdicts in words: one document, in Markdown, that somebody may read from top to bottom."""

from __future__ import annotations

import math
from collections.abc import Iterator

from analysis.amounts import amount, signed
from analysis.claims.judgement import Judgement
from analysis.claims.measured import Measured
from analysis.claims.verdict import (
    FEW,
    HOLDS,
    LESS,
    MORE,
    TURNS,
    UNCLEAR,
    UNSHOWN,
    UNTOUCHED,
    WORDS,
)
from analysis.report.titles import Titles
from analysis.statistics.paired_difference import PairedDifference
from experiments.claims.claim import Claim, Contrast, said
from simulation.language import msg, number, translate

EXPECTED = {
    "more": msg("more"),
    "less": msg("less"),
    "same": msg("no more than {margin} either way"),
    "asked": msg("asked, nothing expected"),
}
ORDER = (HOLDS, MORE, LESS, UNSHOWN, UNCLEAR, TURNS, UNTOUCHED, FEW)


def document(measured: Measured, titles: Titles) -> str:
    """The whole document, in the language in force."""
    parts = [list(_head(measured)), list(_summary(measured))]
    parts += [list(_claim(measured, claim, titles)) for claim in measured.claims]
    return "\n".join(line for part in parts for line in (*part, "")).rstrip() + "\n"


def _head(measured: Measured) -> Iterator[str]:
    yield "# " + translate("What the model says of the claims")
    yield ""
    yield translate(
        "Measured with version {version} of the model (code {code}): {runs} runs, {seeds} "
        "histories in each arm, {firms} firms. Made by `tessuto claims`; exploration, not "
        "prediction: what is judged is the model, never a real place.",
        version=measured.version, code=measured.code, runs=number(measured.runs),
        seeds=number(measured.seeds), firms=number(measured.firms),
    )  # fmt: skip
    yield ""
    yield translate(
        "The rule, stated before measuring: a contrast holds in a context where the 95 % interval "
        "of the difference, history by history, lies wholly on the side that the text expects; it "
        "turns around where it lies wholly on the other side; else it does not show. Then the "
        "mechanism that the text names is taken away and the same difference is taken again."
    )
    yield ""
    yield translate(
        "{n} differences are judged at once: {chance} of them would seem clear by chance alone, "
        "{clear} are clear, {surviving} stay so after Holm's correction over all of them "
        "(marked *).",
        n=number(len(measured.differences)), chance=by_chance(measured),
        clear=number(measured.clear), surviving=number(measured.surviving),
    )  # fmt: skip
    same = len(measured.judgements) - len(measured.differences)
    if same:
        yield ""
        yield translate(
            "{n} more expect that nothing differs by more than a margin: there * says that this "
            "stays shown after the same correction (two one-sided tests).", n=number(same),
        )  # fmt: skip
    if measured.failed:
        yield ""
        yield translate("{n} runs failed and are missing.", n=number(measured.failed))


def by_chance(measured: Measured) -> str:
    """How many would seem clear by chance, to a hundredth where it is few."""
    return number(measured.by_chance, 2 if measured.by_chance < 5 else 0)


def _summary(measured: Measured) -> Iterator[str]:
    titles = (
        translate("claim"), translate("contrast"), translate("verdict"), translate("contexts"),
        translate("without the mechanism"),
    )  # fmt: skip
    yield "| " + " | ".join(titles) + " |"
    yield "|---|---|---|---|---|"
    for claim in measured.claims:
        for name, contrast in claim.contrasts.items():
            verdict = translate(WORDS[measured.verdict(claim.claim, name)])
            yield (
                f"| {claim.claim} | {_cell(said(contrast.question))} | {verdict} "
                f"| {counts(measured.of(claim.claim, name))} "
                f"| {mechanisms(measured.of(claim.claim, name))} |"
            )


def _claim(measured: Measured, claim: Claim, titles: Titles) -> Iterator[str]:
    yield f"## {claim.claim}. {said(claim.title)}"
    yield ""
    yield said(claim.says)
    if claim.caution:
        yield ""
        yield translate("To know: {caution}", caution=said(claim.caution))
    for name, contrast in claim.contrasts.items():
        yield ""
        yield f"**{said(contrast.question)}** (`{contrast.outcome}`; {expectation(contrast)})"
        yield ""
        yield "| " + " | ".join((
            translate("context"), translate("difference [95 % interval]"),
            translate("against a level of"), translate("as expected in"), translate("verdict"),
            translate("without the mechanism"), translate("what the mechanism does"),
        )) + " |"  # fmt: skip
        yield "|---|---|---|---|---|---|---|"
        for each in measured.of(claim.claim, name):
            yield _row(each, titles)


def expectation(contrast: Contrast) -> str:
    """What the text expects, in words."""
    told = translate(EXPECTED[contrast.expected], margin=f"{contrast.margin:g}")
    return translate("expected: {what}", what=told) if contrast.expected != "asked" else told


def counts(found: list[Judgement]) -> str:
    """In how many contexts each verdict: `holds 5, does not show 3 (of 8)`."""
    verdicts = [each.verdict for each in found]
    told = ", ".join(
        f"{translate(WORDS[kind])} {number(verdicts.count(kind))}"
        for kind in ORDER if kind in verdicts
    )  # fmt: skip
    return translate("{told} (of {n})", told=told, n=number(len(found)))


def mechanisms(found: list[Judgement]) -> str:
    """What taking the mechanism away does, over the contexts where there is an effect."""
    clear = [each.mechanism for each in found if each.mechanism and each.found.clear]
    if not any(each.mechanism for each in found):
        return translate("the contrast itself")
    return "; ".join(
        f"{translate(WORDS[kind])}: {number(clear.count(kind))}" for kind in dict.fromkeys(clear)
    ) or translate(WORDS["nothing_to_carry"])  # fmt: skip


def interval_text(found: PairedDifference) -> str:
    """`+1.2 [0.4, 2.1]`, with the decimals that the interval asks for."""
    if not found.pairs:
        return "–"
    ends = [abs(each) for each in (found.mean, found.low, found.high) if math.isfinite(each)]
    spread = max(ends, default=0.0)
    if not math.isfinite(found.low):
        return signed(found.mean, spread)
    between = f"{signed(found.low, spread)}, {signed(found.high, spread)}"
    return f"{signed(found.mean, spread)} [{between}]"


def frequency(found: PairedDifference) -> str:
    """`27 of 30`, with the ties apart."""
    told = translate("{n} of {pairs}", n=number(found.better), pairs=number(found.pairs))
    return told + (translate(", the same in {ties}", ties=number(found.ties)) if found.ties else "")


def _row(each: Judgement, titles: Titles) -> str:
    where = _cell(titles.context(each.context))
    star = " *" if each.survives else ""
    left = interval_text(each.left) if each.left is not None else "–"
    does = translate(WORDS[each.mechanism]) if each.mechanism else "–"
    return (
        f"| {where} | {interval_text(each.found)}{star} | {amount(each.first)} "
        f"| {frequency(each.found)} | {translate(WORDS[each.verdict])} | {left} | {does} |"
    )


def _cell(text: str) -> str:
    return text.replace("|", "/")
