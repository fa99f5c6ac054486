"""The page's sentences about one study, in the language in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from analysis.amounts import amount, fixed
from analysis.report.answer import FEW_PAIRS, Answer, Robust
from analysis.report.effect_words import (
    arm_sentence,
    clear_ways,
    from_to,
    pooled,
    with_interval,
)
from analysis.report.effects import Effect
from analysis.report.titles import Titles, outcome_title, spoken
from analysis.report.what_matters import Matters
from analysis.statistics.scenario_discovery import Box, Range
from experiments.outcomes import read_outcome
from simulation.language import msg, number, percent, translate

MOST_ARMS_TOLD = 3
INDEX_WORDS = {
    "ST": msg("share of the variance that it takes part in (Sobol, total)"),
    "mu_star": msg("mean size of what a step in it changes (Morris, mu*)"),
    "S1": msg("share of the variance that it explains alone"),
}
RULES = {
    "worst": msg("the best worst case (maximin)"),
    "greatest_regret": msg("the least regret"),
    "mean_variance": msg("a good mean that does not swing"),
}


def question(answer: Answer) -> str:
    """What the study asks."""
    return spoken(answer.kept.title) or answer.kept.name.replace("_", " ")


def answer_words(answer: Answer, titles: Titles) -> list[str]:
    """The answer, for somebody who reads nothing else: at most four sentences."""
    if answer.arms and answer.of(answer.headline):
        return list(_effect_answer(answer, titles))
    if answer.matters:
        return [_matters_answer(each, answer, titles) for each in answer.matters[:3]]
    return list(_level_answer(answer, titles))


def key_numbers(answer: Answer, titles: Titles) -> list[tuple[str, str]]:
    """Four numbers with what they count."""
    told: list[tuple[str, str]] = []
    arm = shown_arm(answer)
    found = [each for each in answer.of(answer.headline) if each.arm == arm]
    if found:
        told += _about_the_arm(found, titles.arm(arm))
    told.append((number(answer.table["run"].nunique()), translate("simulated histories")))
    told.append((number(len(answer.kept.contexts)), translate("kinds of territory")))
    if answer.kept.points > 1:
        told.append((number(answer.kept.points), translate("sets of assumptions")))
    return told[:4]


def _about_the_arm(found: list[Effect], name: str) -> Iterator[tuple[str, str]]:
    """How often the arm did better, by how much, and where that is clear."""
    pairs, better = pooled(found)
    ties = sum(each.paired.ties for each in found)
    if ties == pairs:
        yield (translate("{n} of {pairs}", n=number(ties), pairs=number(pairs)),
               translate("histories in which “{arm}” made no difference", arm=name))  # fmt: skip
        return
    yield (
        translate("{n} of {pairs}", n=number(better), pairs=number(pairs)),
        translate("histories in which “{arm}” did better", arm=name) if found[0].better else
        translate("histories in which it was higher with “{arm}”", arm=name),
    )  # fmt: skip
    if len(found) == 1:
        what = msg("mean difference, 95 % interval")
        if not found[0].paired.clear:
            what = msg("mean difference, 95 % interval: not clear")
        yield with_interval(found[0]), translate(what)
        return
    clear, bad = clear_ways(found)
    yield from_to(found), translate("mean difference, from territory to territory")
    what = msg("territories with a clear gain; {n} with a clear harm")
    if not found[0].better:
        what = msg("territories where it is clearly higher; {n} where it is clearly lower")
    yield (translate("{n} of {pairs}", n=number(clear), pairs=number(len(found))),
           translate(what, n=number(bad)))  # fmt: skip


def shown_arm(answer: Answer) -> str:
    """The arm of the four numbers: the one that leaves the least to regret, else the second."""
    if answer.arms is None:
        return ""
    best = answer.robust.best["greatest_regret"] if answer.robust is not None else ()
    return next((arm for arm in answer.arms.others if arm in best), answer.arms.others[0])


def few_pairs(pairs: int) -> Iterator[str]:
    """The warning that differences rest on few pairs, where they do."""
    if pairs < FEW_PAIRS:
        yield translate("Fewer than {few} pairs behind some differences ({n}): intervals are wide "
                        "and may mislead.", few=FEW_PAIRS, n=number(pairs))  # fmt: skip


def box_words(box: Box, arm: str, answer: Answer, titles: Titles) -> list[str]:
    """Where an arm fails, in words."""
    if not box.ranges:
        return [translate("No part of the assumptions holds its failures more than any other.")]
    ranges = "; ".join(_range_words(each, titles) for each in box.ranges)
    return [
        translate(
            "“{arm}” does worse than “{first}” mostly where {ranges}.",
            arm=titles.arm(arm),
            first=titles.arm(answer.arms.first if answer.arms else ""), ranges=ranges,
        ),
        translate(
            "There it fails in {density} of the cases, against {base} overall; this holds "
            "{coverage} of all its failures ({inside} of {points} cases lie there).",
            density=percent(box.density), base=percent(box.base_rate),
            coverage=percent(box.coverage), inside=number(box.inside), points=number(box.points),
        ),
        " ".join(_how_it_flatters(box)),
    ]  # fmt: skip


def _how_it_flatters(box: Box) -> Iterator[str]:
    yield translate("Both shares are counted on the very cases that chose these limits, so they "
                    "look better than they are.")  # fmt: skip
    if box.unseen is not None:
        yield translate(
            "Limits found in the same way on two thirds of the sets of assumptions and tried on "
            "the third left out, each third once: {density} of the cases within them fail, and "
            "{coverage} of all failures lie there.",
            density=percent(box.unseen.density), coverage=percent(box.unseen.coverage),
        )  # fmt: skip


def warnings(answer: Answer, titles: Titles) -> Iterator[str]:
    """What a reader must know before believing anything here."""
    lived = answer.table["run"].nunique()
    if lived < answer.planned:
        yield translate("{n} of {all} runs are not there yet: what is shown may still change.",
                        n=number(answer.planned - lived), all=number(answer.planned))  # fmt: skip
    if len(answer.failures):
        yield translate(
            "{n} runs failed and are missing; the first: {error}",
            n=number(len(answer.failures)), error=str(answer.failures["error"].iloc[0])[:200],
        )  # fmt: skip
    if answer.effects:
        yield from few_pairs(answer.pairs)
        yield from (
            no_value(context, answer, titles)
            for context in dict.fromkeys(answer.table["context"])
            if not np.isfinite(_of_context(answer, context)).any()
        )
    blocks = [each.indices.left_out for each in answer.matters if each.indices is not None]
    if any(blocks):
        yield translate("Up to {n} blocks of the design lack a run and are left out.",
                        n=number(max(blocks)))  # fmt: skip
    for each in answer.matters:
        if each.problem:
            yield translate("{context}: {problem}", context=titles.context(each.context),
                            problem=each.problem)  # fmt: skip
    if len(answer.effects) > FEW_PAIRS:
        yield translate(
            "{n} differences are shown; {chance} of them would seem clear by chance alone.",
            n=number(len(answer.effects)), chance=number(0.05 * len(answer.effects)),
        )  # fmt: skip


def _effect_answer(answer: Answer, titles: Titles) -> Iterator[str]:
    """One sentence per arm (three at most), the shown one first; which one to regret least."""
    found = answer.of(answer.headline)
    arms = list(dict.fromkeys(each.arm for each in found))
    arms.sort(key=lambda arm: arm != shown_arm(answer))
    for arm in arms[:MOST_ARMS_TOLD]:
        yield arm_sentence([each for each in found if each.arm == arm], answer, titles)
    if answer.robust is not None:
        yield _least_regret(answer.robust, titles)


def _least_regret(robust: Robust, titles: Titles) -> str:
    best = robust.best["greatest_regret"]
    if len(best) == len(robust.table):
        return translate("Not knowing in which territory one stands, all arms leave equally much "
                         "to regret.")  # fmt: skip
    if len(best) > 1:
        return translate("Not knowing in which territory one stands, these leave the least to "
                         "regret, equally: {arms}.", arms=quoted(best, titles))  # fmt: skip
    return translate("Not knowing in which territory one stands, “{arm}” leaves the least to "
                     "regret.", arm=titles.arm(best[0]))  # fmt: skip


def quoted(arms: Iterable[str], titles: Titles) -> str:
    """Arms in a row, each by its title."""
    return ", ".join(translate("“{arm}”", arm=titles.arm(arm)) for arm in arms)


def _matters_answer(matters: Matters, answer: Answer, titles: Titles) -> str:
    if matters.indices is None:
        return translate("{context}: no index could be worked out.",
                         context=titles.context(matters.context))  # fmt: skip
    top = matters.indices.of(matters.kind)[:3]
    told = ", ".join(f"{titles.factor(each.factor)} ({fixed(each.value, 2)})" for each in top)
    return translate(
        "{context}: “{outcome}” hangs most on {factors}.",
        context=titles.context(matters.context), factors=told,
        outcome=outcome_title(answer.kept, matters.outcome),
    )  # fmt: skip


def _level_answer(answer: Answer, titles: Titles) -> Iterator[str]:
    for context, own in answer.table.groupby("context", sort=False):
        values = own[answer.headline].astype(float)
        known = values[np.isfinite(values)]
        if known.empty:
            yield no_value(str(context), answer, titles)
            continue
        yield translate(
            "{context}: “{outcome}” is {mean} on average, between {low} and {high} in four "
            "histories of five.", context=titles.context(str(context)),
            outcome=outcome_title(answer.kept, answer.headline), mean=amount(float(known.mean())),
            low=amount(float(known.quantile(0.1))), high=amount(float(known.quantile(0.9))),
        )  # fmt: skip


def _of_context(answer: Answer, context: str) -> pd.Series:
    return answer.table.loc[answer.table["context"] == context, answer.headline].astype(float)


def no_value(context: str, answer: Answer, titles: Titles) -> str:
    """Why an outcome has no value in any history of a context."""
    values = _of_context(answer, context)
    told = {"context": titles.context(context),
            "outcome": outcome_title(answer.kept, answer.headline)}  # fmt: skip
    if read_outcome(answer.headline).needs_twin and values.isna().all():
        return translate("{context}: “{outcome}” has no value, because no threat strikes within "
                         "the months lived there.", **told)  # fmt: skip
    if np.isinf(values).any():
        return translate("{context}: “{outcome}” has no finite value in any history: what it waits "
                         "for never came.", **told)  # fmt: skip
    return translate("{context}: “{outcome}” has no value in any history.", **told)


def _range_words(each: Range, titles: Titles) -> str:
    name = titles.factor(each.factor)
    if each.names:
        told = ", ".join(titles.value(each.factor, value) for value in each.names)
        said = translate("{name} is one of {values}", name=name, values=told)
    elif each.at_least is None and each.at_most is not None:
        said = translate("{name} is at most {high}", name=name, high=amount(each.at_most))
    elif each.at_most is None and each.at_least is not None:
        said = translate("{name} is at least {low}", name=name, low=amount(each.at_least))
    else:
        low, high = amount(each.at_least or 0.0), amount(each.at_most or 0.0)
        said = translate("{name} is between {low} and {high}", name=name, low=low, high=high)
    return said + (translate(" (perhaps by chance)") if each.by_chance else "")
