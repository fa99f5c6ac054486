"""The page for people who decide: one file, nothing fetched from anywhere, printable on A4.

Every label from a survey is escaped; comments are never read, so they cannot be shown.
"""

from __future__ import annotations

import base64
import math
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.gap.names import CELLS, VERDICT_MEANINGS, VERDICTS, category_name
from analysis.gap.panel import VERDICT_COLOURS
from analysis.gap.sentences import (
    cautions,
    opening_sentence,
    order_sentence,
    priority_sentence,
    reason_sentence,
    training_sentence,
)
from simulation.instruments.diagnosis import Diagnosis
from simulation.language import msg, ntranslate, number, percent, translate
from simulation.purpose import purpose

SHOWN_NEEDS = 12
ITEM_COLUMNS = (
    msg("Place"),
    msg("Item"),
    msg("Answers"),
    msg("Importance"),
    msg("Today"),
    msg("Gap"),
    msg("Interval"),
    msg("Categories equal"),
    msg("Agreement"),
    msg("Map"),
    msg("No opinion"),
)
COVERAGE_COLUMNS = (msg("Category"), msg("Respondents"), msg("Answered"), msg("No opinion"))


def page(diagnosis: Diagnosis, pictures: dict[str, bytes], lang: str) -> str:
    """The page as HTML, with the given PNG pictures (name -> bytes) inside it."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    embedded = {name: base64.b64encode(picture).decode() for name, picture in pictures.items()}
    return environment.get_template("page.html.j2").render(
        lang=lang,
        said=_said(diagnosis, lang),
        pictures=embedded,
        grid=_grid(diagnosis, lang),
        table=_table(diagnosis, lang),
        needs=[
            (diagnosis.survey.items[need.item].label(lang), training_sentence(need, lang),
             number(need.hours_per_person, 0, lang) if need.hours_per_person else "–")
            for need in diagnosis.training[:SHOWN_NEEDS]
        ],
        openings=[
            (diagnosis.survey.items[found.item].label(lang),
             opening_sentence(found, diagnosis, lang))
            for found in diagnosis.openings
        ],
        coverage=_coverage(diagnosis, lang),
        cautions=[caution.said(lang) for caution in cautions(diagnosis)],
        linked=[
            (found.parameter, diagnosis.survey.items[found.item].label(lang),
             f"{number(found.low, 2, lang)} – {number(found.high, 2, lang)}")
            for found in diagnosis.linked
        ],
    )  # fmt: skip


def _said(d: Diagnosis, lang: str) -> dict[str, str]:
    """The fixed sentences of the page."""
    n = len(d.survey.respondents)
    what = [d.survey.territory] if d.survey.territory else []
    what.append(translate("round {n}", lang, n=d.survey.round))
    what.append(ntranslate("{n} respondent", "{n} respondents", n, lang))
    what.append(ntranslate("{n} item", "{n} items", len(d.survey.items), lang))
    wanted = (translate("desired level minus level today", lang) if d.survey.asked("desired")
              else translate("importance minus level today", lang))  # fmt: skip
    return {
        "title": translate("Priorities of the territory, and who agrees", lang),
        "subtitle": " · ".join(what),
        "purpose": purpose(lang),
        "table": translate("Every item", lang),
        "training": translate("Training needs", lang),
        "hours": translate("Hours per person (assumed: {hours} per point of gap)", lang,
                           hours=number(d.hours_per_point, 0, lang)),
        "openings": translate("Room for new firms", lang),
        "no_openings": translate("No item is wanted much, present little and has something to "
                                 "build on.", lang),
        "no_training": translate("No audience of five or more is short of a skill by half a point.",
                                 lang),
        "agreement": translate("Agreement on the order", lang),
        "order": order_sentence(d, lang),
        "camps": _camps_sentence(d, lang),
        "coverage": translate("Who answered", lang),
        "cautions": translate("To know before reading", lang),
        "linked": translate("Handed to the simulation, as ranges", lang),
        "reading": translate(
            "Gap: {wanted}, positive when something is lacking, negative when there is too much. "
            "Gaps are differences of opinions: always read importance and today beside them. "
            "Priority: importance × gap; the interval is that of 2,000 draws of other respondents "
            "of the same categories. Agreement: van der Eijk's A in the question least agreed "
            "upon, from −1 (two camps) to 1 (everyone alike).", lang, wanted=wanted),
        "none": translate("none", lang),
    }  # fmt: skip


def _camps_sentence(d: Diagnosis, lang: str) -> str:
    if d.camps.found:
        return ntranslate(
            "The answers fall into {n} camp whatever the categories (silhouette {s}, by chance at "
            "most {chance}).",
            "The answers fall into {n} camps that may cross the categories (silhouette {s}, by "
            "chance at most {chance}).",
            d.camps.found, lang, s=number(d.camps.silhouette, 2, lang),
            chance=number(d.camps.silhouette_by_chance, 2, lang),
        )  # fmt: skip
    return translate("No camps beyond what shuffled answers show.", lang)


def _grid(d: Diagnosis, lang: str) -> list[dict[str, object]]:
    """The four verdicts, each with its items in order."""
    n = len(d.survey.items)
    cells: list[dict[str, object]] = []
    for name in VERDICTS:
        items = [
            {
                "label": d.survey.items[p.item].label(lang),
                "sentence": priority_sentence(p, n, lang),
                "why": " ".join(reason_sentence(reason, lang) for reason in p.reasons),
                "near": translate("near the line", lang) if p.near_line else "",
                "excess": translate("excess", lang) if p.excess else "",
            }
            for p in d.priorities if p.verdict == name
        ]  # fmt: skip
        if items or name != "too_few":
            cells.append({"key": name, "name": translate(VERDICTS[name], lang), "items": items,
                          "meaning": translate(VERDICT_MEANINGS[name], lang),
                          "colour": VERDICT_COLOURS[name]})  # fmt: skip
    return cells


def _table(d: Diagnosis, lang: str) -> dict[str, list[list[str]] | list[str]]:
    g, ipa = d.gaps, d.importance_performance
    header = [translate(text, lang) for text in ITEM_COLUMNS]
    rows = []
    for p in d.priorities:
        j = p.item
        ends = (f"{_n(g.gap_interval.low[j], lang)} – {_n(g.gap_interval.high[j], lang)}"
                if math.isfinite(g.gap_interval.low[j]) else "–")  # fmt: skip
        star = " *" if g.tests.significant[j] else ""
        rows.append([
            str(p.rank), d.survey.items[j].label(lang), str(p.respondents),
            _n(g.importance[j], lang), _n(g.current[j], lang), _n(g.gap[j], lang) + star, ends,
            _n(g.gap_by_category[j], lang), _n(p.consensus, lang),
            translate(CELLS[ipa.cells[ipa.cross_hair][j]], lang),
            percent(float(d.coverage.no_opinion_by_item[j]), 0, lang),
        ])  # fmt: skip
    note = translate("* not zero: Wilcoxon signed ranks, Holm over all items, 5 %; never below six "
                     "respondents.", lang)  # fmt: skip
    return {"header": header, "rows": rows, "note": [note]}


def _coverage(d: Diagnosis, lang: str) -> dict[str, list[list[str]] | list[str]]:
    seen = d.coverage
    header = [translate(text, lang) for text in COVERAGE_COLUMNS]
    rows = [
        [category_name(name, lang) or "–", number(float(seen.respondents[c]), 0, lang),
         percent(float(seen.answered[c]), 0, lang), percent(float(seen.no_opinion[c]), 0, lang)]
        for c, name in enumerate(seen.categories)
    ]  # fmt: skip
    return {"header": header, "rows": rows}


def _n(value: float, lang: str) -> str:
    return number(float(value), 1, lang) if math.isfinite(value) else "–"
