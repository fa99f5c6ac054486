"""Firms and jobs through time, with the shocks, and beside the twin if there is one."""

from __future__ import annotations

from analysis.style import (
    BLUE,
    GREY,
    RED,
    finish,
    headline,
    label_ends,
    mark_programme,
    mark_threats,
    sheet,
)
from experiments.run_folder import Run
from simulation.language import date_of, number, percent, translate

NEEDS = ("firms", "jobs")


def draw(run: Run) -> bytes:
    """Two panels over the same years: jobs above, firms below."""
    figure, panels = sheet(6.2, rows=2)
    story = run.story
    for axis, name, colour in zip(panels, ("jobs", "firms"), (BLUE, RED), strict=True):
        meaning = run.manifest.metrics[name]
        axis.plot(story["date"], story[name], color=colour, linewidth=1.8)
        ends = [(story["date"].iloc[-1], story[name].iloc[-1], _at_end(story[name]), colour)]
        twin = f"twin.{name}"
        if run.has(twin):
            axis.plot(story["date"], story[twin], color=GREY, linewidth=1.4)
            axis.fill_between(story["date"], story[name], story[twin], color=colour, alpha=0.12)
            told = translate("without the shock")
            ends.append((story["date"].iloc[-1], story[twin].iloc[-1], told, GREY))
        axis.margins(x=0)
        axis.set_ylim(bottom=0)
        axis.set_ylim(top=axis.get_ylim()[1] * 1.08)
        headline(axis, translate(meaning.label), translate(meaning.unit))
        label_ends(axis, ends)
        mark_threats(axis, run, named=axis is panels[0])
        mark_programme(axis, run, named=axis is panels[0])
    return finish(figure, run, _title(run))


def _at_end(series: object) -> str:
    return number(series.iloc[-1])  # type: ignore[attr-defined]


def _title(run: Run) -> str:
    jobs = run.story["jobs"]
    change = jobs.iloc[-1] / jobs.iloc[0] - 1
    low = int(jobs.to_numpy().argmin())
    template = (
        translate("Jobs: {change} in {years} years, fewest in {date}")
        if low not in (0, len(jobs) - 1)
        else translate("Jobs: {change} in {years} years")
    )
    return template.format(
        change=("+" if change >= 0 else "-") + percent(abs(change)),
        years=number(len(jobs) / 12),
        date=date_of(run.when(int(run.story["month"].iloc[low]))),
    )
