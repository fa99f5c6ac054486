"""The tables and fixed texts of the page's lower screens, for whoever checks."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from analysis.amounts import amount, fixed
from analysis.report.answer import Answer
from analysis.report.arms import PROGRAMME
from analysis.report.effect_words import with_interval
from analysis.report.effects import Effect, means
from analysis.report.titles import (
    Titles,
    better_sign,
    outcome_title,
    outcome_unit,
)
from analysis.report.words import INDEX_WORDS, RULES, quoted
from analysis.statistics.sampled_points import Index
from experiments.outcomes import read_outcome
from experiments.store.kept_study import KeptStudy
from simulation.language import msg, number, percent, translate

Section = dict[str, Any]
NUMBER, TEXT = "n", ""
MOST_RUNS_NAMED = 3000
KINDS = {
    "gain": msg("clear gain"),
    "harm": msg("clear harm"),
    "more": msg("clearly higher"),
    "less": msg("clearly lower"),
    "unclear": msg("not clear"),
}
SIGNS = {1: msg("more is better"), -1: msg("less is better"), 0: msg("neither better nor worse")}


def effects_section(answer: Answer, titles: Titles) -> Section:
    """Every effect, a row each."""
    header = [
        (translate("Context"), TEXT), (translate("Arm"), TEXT), (translate("Outcome"), TEXT),
        (translate("Difference (95 % interval)"), NUMBER), (translate("Mean"), NUMBER),
        (translate("Mean of the first arm"), NUMBER), (translate("Better in"), NUMBER),
        (translate("The same in"), NUMBER), (translate("What it shows"), TEXT),
    ]  # fmt: skip
    rows = [
        {
            "kind": each.kind,
            "cells": [
                titles.context(each.context),
                titles.arm(each.arm),
                outcome_title(answer.kept, each.outcome),
                with_interval(each),
                amount(each.mean),
                amount(each.mean_of_first),
                better_in(each),
                number(each.paired.ties),
                translate(KINDS[each.kind]),
            ],
        }
        for each in answer.effects
    ]  # fmt: skip
    first = titles.arm(answer.arms.first) if answer.arms else ""
    read = translate(
        "How to read: each row compares an arm with “{first}”, the same histories side by side. "
        "“Better in” counts pairs; ties stand apart.", first=first,
    )  # fmt: skip
    return {"title": translate("Every difference"), "header": header, "rows": rows, "read": read,
            "link": "", "file": ""}  # fmt: skip


def better_in(each: Effect) -> str:
    """In how many pairs an arm did better; of what is neither, in how many there was more."""
    said = msg("{n} of {pairs}") if each.better else msg("more in {n} of {pairs}")
    return translate(said, n=number(each.paired.better), pairs=number(each.paired.pairs))


def index_section(answer: Answer, titles: Titles) -> Section:
    """Every index of sensitivity, a row each."""
    header = [
        (translate("Context"), TEXT), (translate("Of what"), TEXT), (translate("Assumption"), TEXT),
        (translate("Index"), TEXT), (translate("Value"), NUMBER),
        (translate("95 % interval"), NUMBER),
    ]  # fmt: skip
    rows = []
    for each in answer.matters:
        if each.indices is None:
            continue
        of = outcome_title(answer.kept, each.outcome)
        if each.arm:
            of = translate("effect of “{arm}”", arm=titles.arm(each.arm))
        rows += [
            {"kind": "", "cells": [
                titles.context(each.context), of, _factor(index.factor, titles), index.kind,
                fixed(index.value, 3), _between(index),
            ]}
            for index in each.indices.indices
        ]  # fmt: skip
    kinds = dict.fromkeys(each.kind for each in answer.matters)
    read = "; ".join(translate(INDEX_WORDS[kind]) for kind in kinds)
    return {"title": translate("What the answer hangs on"), "header": header, "rows": rows,
            "read": read, "link": "", "file": ""}  # fmt: skip


def _between(index: Index) -> str:
    """An index's interval; a dash where none was worked out."""
    if not math.isfinite(index.low):
        return "–"
    return translate("{low} to {high}", low=fixed(index.low, 3), high=fixed(index.high, 3))


def level_section(answer: Answer, titles: Titles) -> Section:
    """The mean of every outcome in every arm and context."""
    header = [(translate("Outcome"), TEXT), (translate("Arm"), TEXT)]
    header += [(titles.context(name), NUMBER) for name in answer.kept.contexts]
    rows: list[Section] = []
    for outcome in answer.kept.outcomes:
        title = outcome_title(answer.kept, outcome)
        if answer.arms is None:
            values = answer.table.groupby("context")[outcome].mean()
            cells = [amount(float(values[name])) if name in values else "–"
                     for name in answer.kept.contexts]  # fmt: skip
            rows.append({"kind": "", "cells": [title, "–", *cells]})
            continue
        grid = means(answer.table, answer.arms, outcome)
        for arm in grid.index:
            cells = [
                amount(float(str(grid.at[arm, name]))) if name in grid else "–"
                for name in answer.kept.contexts
            ]
            rows.append({"kind": "", "cells": [title, titles.arm(arm), *cells]})
    return {"title": translate("Levels"), "header": header, "rows": rows,
            "read": translate("How to read: means over all histories of an arm in a context."),
            "link": "", "file": ""}  # fmt: skip


def _factor(path: str, titles: Titles) -> str:
    name = titles.factor(path)
    return f"{name} ({path})" if name != path else path


def regret_section(answer: Answer, titles: Titles) -> Section | None:
    """Robustness and regret over contexts, in words and as a table."""
    if answer.robust is None:
        return None
    robust = answer.robust
    words = [
        _preferred(arms, rule, len(robust.table), titles) for rule, arms in robust.best.items()
    ]
    if answer.agreement is not None:
        words.append(
            translate("The study's outcomes agree on the order of the arms with W = {w} (1: fully, "
                      "{chance}: by lot).", w=number(answer.agreement.w, 2),
                      chance=number(answer.agreement.by_chance, 2)))  # fmt: skip
    header = [
        (translate("Arm"), TEXT), (translate("Worst context"), NUMBER),
        (translate("Greatest regret"), NUMBER), (translate("Mean over deviation"), NUMBER),
        (translate("Better than the first in"), NUMBER),
    ]  # fmt: skip
    header += [(titles.context(str(name)), NUMBER) for name in robust.regrets]
    rows = []
    for arm in robust.table.index:
        line = robust.table.loc[arm]
        share = float(line["share_better"])
        rows.append({"kind": "", "cells": [
            titles.arm(arm), amount(float(line["worst"])),
            amount(float(line["greatest_regret"])), amount(float(line["mean_variance"])),
            percent(share) if share == share else "–",  # noqa: PLR0124
            *(amount(float(value)) for value in robust.regrets.loc[arm]),
        ]})  # fmt: skip
    read = translate(
        "How to read: by “{outcome}”. Regret is how far an arm is from the best one of that "
        "context; the columns of contexts hold it.",
        outcome=outcome_title(answer.kept, answer.headline),
    )  # fmt: skip
    return {"words": words, "table": {"header": header, "rows": rows}, "read": read}


def _preferred(arms: tuple[str, ...], rule: str, of: int, titles: Titles) -> str:
    """Whom a rule prefers; where it holds all or several equal, that."""
    if len(arms) == of:
        return translate("All arms are equal by this rule: {rule}.", rule=translate(RULES[rule]))
    if len(arms) > 1:
        return translate("Equal by this rule ({rule}): {arms}.", rule=translate(RULES[rule]),
                         arms=quoted(arms, titles))  # fmt: skip
    return translate("“{arm}” has {rule}.", arm=titles.arm(arms[0]), rule=translate(RULES[rule]))


def definitions(kept: KeptStudy) -> Section:
    """What each outcome means."""
    header = [(translate("Outcome"), TEXT), (translate("Written"), TEXT), (translate("Unit"), TEXT),
              (translate("Direction"), TEXT), (translate("Meaning"), TEXT)]  # fmt: skip
    rows = []
    for outcome in kept.outcomes:
        meaning = kept.metrics.get(read_outcome(outcome).metric)
        rows.append({"kind": "", "cells": [
            outcome_title(kept, outcome), outcome, outcome_unit(kept, outcome),
            translate(SIGNS[better_sign(kept, outcome)]),
            translate(meaning.doc) if meaning and meaning.doc else "",
        ]})  # fmt: skip
    return {"header": header, "rows": rows}


def methods(answer: Answer) -> list[str]:
    """How the numbers were worked out."""
    told = [
        translate(
            "Pairs: the same history (context, assumptions, seed) is lived once in each arm, with "
            "the same draws of chance; differences are taken history by history. Choices of a grid "
            "are averaged in each history first; where assumptions are drawn at random, each set "
            "of them counts as a history. Intervals: 95 %, of a BCa bootstrap and Student's t the "
            "wider end on each side. A difference is clear where its interval leaves zero out. "
            "Nothing is corrected for looking at many differences."
        )
    ]
    if any(each.kind == "ST" for each in answer.matters):
        told.append(translate("Sobol's indices (Saltelli's sample) with bootstrap intervals over "
                              "blocks; blocks with a missing run are left out whole."))  # fmt: skip
    if any(each.kind == "mu_star" for each in answer.matters):
        told.append(translate("Morris' elementary effects over trajectories in the unit cube; "
                              "trajectories with a missing run are left out whole."))  # fmt: skip
    if any(each.kind == "S1" for each in answer.matters):
        told.append(
            translate("Shares of variance are estimated from the sample as it is, factor by "
                      "factor; what factors do only together is not seen."))  # fmt: skip
    if any(box is not None for box in answer.boxes.values()):
        told.append(translate("Where an arm fails: PRIM on the mean difference at each set of "
                              "assumptions; of the boxes on its way, the one with the greatest "
                              "coverage times density. Both are measured on the very points that "
                              "chose the box, which flatters it; beside them stands, where there "
                              "are enough, what the same search reaches on points that it did not "
                              "see."))  # fmt: skip
    if answer.robust is not None:
        told.append(translate("Robustness: worst context, greatest regret, and (mean + 1) over "
                              "(deviation + 1), over the contexts with equal weight."))  # fmt: skip
    return told


def provenance(answer: Answer, titles: Titles) -> Section:
    """Who made these numbers with what."""
    kept = answer.kept
    seeds = f"{kept.seeds[0]} – {kept.seeds[-1]}" if kept.seeds else "–"
    pairs = [
        (translate("Study"), kept.full_name), (translate("Model's version"), kept.version),
        (translate("Code"), kept.code), (translate("Written"), kept.written),
        (translate("Seeds"), seeds), (translate("Runs asked for"), number(answer.planned)),
        (translate("Twins spared the threats, beside them"), number(answer.twins)),
        (translate("Runs here"), number(answer.table["run"].nunique())),
        (translate("Runs failed"), number(len(answer.failures))),
        (translate("Design"), json.dumps(_without_folders(dict(kept.design)), default=str)),
        (translate("Contexts"), _with_names(kept.contexts, titles.context)),
        (translate("Programmes"), _with_names(kept.programmes, partial(titles.value, PROGRAMME))),
        *_choices(kept, titles),
    ]  # fmt: skip
    rows = [{"kind": "", "cells": [name, value]} for name, value in pairs]
    return {"header": [("", TEXT), ("", TEXT)], "rows": rows}


def _choices(kept: KeptStudy, titles: Titles) -> Iterator[tuple[str, str]]:
    """Of each factor whose choices have titles, what they are called."""
    for path in kept.factors:
        named = kept.choice_titles(path)
        if any(named.values()):
            said = translate("Choices of {factor}", factor=titles.factor(path))
            yield said, _with_names(named, partial(titles.value, path))


def _with_names(names: Iterable[str], titled: Callable[[str], str]) -> str:
    """Titles, each with the name by which tables for machines and the study's file know it."""
    return "; ".join(f"{titled(name)} ({name})" for name in names)


def study_as_run(kept: KeptStudy) -> str:
    """The study in plain values; of files only their names, not where they lie on a disk."""
    return json.dumps(_without_folders(dict(kept.study)), indent=2, ensure_ascii=False, default=str)


def run_names(answer: Answer) -> str:
    """The identities of the runs; of very many the first ones."""
    names = list(dict.fromkeys(answer.table["run"]))
    told = " ".join(names[:MOST_RUNS_NAMED])
    more = len(names) - MOST_RUNS_NAMED
    return told + (" " + translate("and {n} more", n=number(more)) if more > 0 else "")


def _without_folders(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_folders(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_without_folders(part) for part in value]
    if isinstance(value, str) and Path(value).is_absolute():
        return Path(value).name
    return value
