"""What happened in a run, in plain words: a page that needs no figure beside it.

Says what the run measured and no more; a metric that an old run lacks is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.programme_words import programme_words
from experiments.run_folder import Run
from simulation.instruments.resilience import RECOVERED, resilience
from simulation.language import (
    current_language,
    date_of,
    msg,
    ntranslate,
    number,
    percent,
    translate,
)

STEADY = 0.01
"""A change smaller than this share is no change in words."""


def summary(run: Run) -> list[str]:
    """The lines of the summary; an empty line between its parts."""
    if len(run.story) < 1:
        return [_title(run), "", translate("The story itself had not begun: only warm-up months.")]
    parts = [[_title(run)]]
    if run.manifest.interrupted:
        stopped = translate(
            "It was stopped early: {done} of {planned} months were lived.",
            done=number(run.manifest.months),
            planned=number(run.manifest.planned_months),
        )
        parts.append([stopped])
    for part in (_threats, programme_words, _firms, _jobs, _learning, _relations, _compared):
        lines = list(part(run))
        if lines:
            parts.append(lines)
    parts.append(
        [
            translate(
                "This is one possible history, not a forecast. Other seeds tell others: "
                "compare several before concluding anything."
            )
        ]
    )
    return [line for part in parts for line in (*part, "")][:-1]


def _title(run: Run) -> str:
    title = run.manifest.title
    if not isinstance(title, str):
        title = title.get(current_language()) or title.get("en", "")
    named = f"{run.manifest.context}: {title}" if title else run.manifest.context
    return translate(
        "{named} (seed {seed}, {start} to {end})",
        named=named,
        seed=run.manifest.seed,
        start=date_of(run.when(0)),
        end=date_of(run.when(max(0, run.manifest.months - 1))),
    )


def _threats(run: Run) -> Iterator[str]:
    for name, month in run.manifest.threats:
        if 0 <= month < run.manifest.months:
            yield translate(
                "{date}: {threat}.", date=date_of(run.when(month)).capitalize(), threat=spoken(name)
            )


def _firms(run: Run) -> Iterator[str]:
    if not run.has("firms"):
        return
    first, last = _ends(run, "firms")
    yield translate(
        "Firms: {first} at the start, {last} at the end ({change}).",
        first=number(first),
        last=number(last),
        change=_change(first, last),
    )
    events = _of_the_story(run)
    if events.empty:
        return
    kinds = events["kind"].value_counts()
    born, closed = int(kinds.get("founded", 0)), int(kinds.get("closed", 0))
    handed = int(kinds.get("transmitted", 0))
    if born or closed:
        yield translate(
            "{born} were founded and {closed} closed; {handed} passed to a successor.",
            born=number(born),
            closed=number(closed),
            handed=number(handed),
        )
    causes = events.loc[events["kind"] == "closed", "value"].value_counts()
    if closed and causes.size:
        told = [
            f"{translate(words)} {percent(causes.get(cause, 0) / closed)}"
            for cause, words in _CAUSES.items()
        ]
        yield translate("Why they closed: {causes}.", causes=", ".join(told))


def _jobs(run: Run) -> Iterator[str]:
    if not run.has("jobs"):
        return
    jobs = run.story["jobs"].to_numpy()
    low = int(np.argmin(jobs))
    yield translate(
        "Jobs: {first} at the start, {last} at the end ({change}); fewest, {low}, in {date}.",
        first=number(jobs[0]),
        last=number(jobs[-1]),
        change=_change(jobs[0], jobs[-1]),
        low=number(jobs[low]),
        date=date_of(run.when(int(run.story["month"].iloc[low]))),
    )


def _learning(run: Run) -> Iterator[str]:
    if run.has("mean_skill"):
        first, last = _ends(run, "mean_skill")
        yield translate(
            "What firms can do: mean skill {first} at the start, {last} at the end, of at most 1.",
            first=number(first, 2),
            last=number(last, 2),
        )
    events = _of_the_story(run)
    kinds = events["kind"].value_counts()
    tried = int(kinds.get("innovated", 0)) + int(kinds.get("innovation_failed", 0))
    if tried:
        yield ntranslate(
            "One attempt at something new, {share} successful.",
            "{n} attempts at something new, {share} of them successful.",
            tried,
            share=percent(kinds.get("innovated", 0) / tried),
        )
    done = int(kinds.get("project_succeeded", 0)) + int(kinds.get("project_failed", 0))
    if done:
        firms_each = percent(kinds.get("project_succeeded", 0) / done)
        yield translate("Joint projects succeeded in {share} of cases.", share=firms_each)


def _relations(run: Run) -> Iterator[str]:
    if run.has("networks", "networked_firms"):
        first, last = _ends(run, "networks")
        yield translate(
            "Innovative networks: {first} at the start, {last} at the end, with {share} of firms.",
            first=number(first),
            last=number(last),
            share=percent(run.story["networked_firms"].iloc[-1]),
        )


def _compared(run: Run) -> Iterator[str]:
    """Against the twin, from the first threat on."""
    struck = [month for _, month in run.manifest.threats if 0 <= month < run.manifest.months]
    if not struck or not run.has("jobs", "twin.jobs"):
        return
    onset = min(struck)
    jobs, spared = (run.story[name].to_numpy() for name in ("jobs", "twin.jobs"))
    if len(jobs) - onset < _LEAST_MONTHS:
        return
    found = resilience(jobs, spared, onset)
    worst = onset + int(np.argmin(jobs[onset:] / np.maximum(spared[onset:], 1.0)))
    yield translate(
        "Beside its twin without the shock: at worst, in {date}, {lost} of the jobs were missing.",
        date=date_of(run.when(worst)),
        lost=percent(1 - found.resistance),
    )
    if found.recovery_months == 0:
        yield translate("It never fell below {share} of the twin's jobs.", share=percent(RECOVERED))
    elif np.isinf(found.recovery_months):
        yield translate(
            "It was not back at {share} of the twin's jobs by the end.", share=percent(RECOVERED)
        )
    else:
        yield translate(
            "Once below {share} of the twin's jobs, it took {months} months to come back for good.",
            share=percent(RECOVERED),
            months=number(found.recovery_months),
        )
    yield translate(
        "The loss in all: as if every job had been missing for {months} months.",
        months=number(found.loss_area / 100, 1),
    )


def spoken(name: str) -> str:
    """A name from a scenario, as one says it."""
    return translate(name.replace("_", " "))


def _of_the_story(run: Run) -> pd.DataFrame:
    return run.events[(run.events["month"] >= 0) & ~run.events["twin"]]


def _ends(run: Run, name: str) -> tuple[float, float]:
    return float(run.story[name].iloc[0]), float(run.story[name].iloc[-1])


def _change(first: float, last: float) -> str:
    if first <= 0 or abs(last / first - 1) < STEADY:
        return translate("hardly a change")
    sign = "+" if last > first else "-"
    return sign + percent(abs(last / first - 1))


_LEAST_MONTHS = 2
_CAUSES = {
    1: msg("no money left"),
    2: msg("the owner's choice"),
    3: msg("retirement without a successor"),
}
