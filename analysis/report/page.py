"""The report: one HTML file, nothing fetched from anywhere, every label escaped.

Figures are drawn here and are the only things marked as safe; what they write is escaped there.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.report.answer import Answer
from analysis.report.effects import effect_table
from analysis.report.figure_box import draw_box
from analysis.report.figure_course import draw_course
from analysis.report.figure_effects import draw_effects
from analysis.report.figure_indices import draw_indices
from analysis.report.lever_section import lever_section
from analysis.report.sections import (
    definitions,
    effects_section,
    index_section,
    level_section,
    methods,
    provenance,
    regret_section,
    run_names,
    study_as_run,
)
from analysis.report.titles import Titles, outcome_title, spoken
from analysis.report.words import (
    INDEX_WORDS,
    answer_words,
    box_words,
    key_numbers,
    question,
    warnings,
)
from experiments.spreadsheet import csv_of
from simulation.language import current_language, translate

MOST_INDEX_FIGURES = 6


def page(answers: list[Answer], titles: Titles, version: str) -> str:
    """The page about these studies, in the language in force."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    studies = [_study(each, titles) for each in answers]
    return environment.get_template("page.html.j2").render(
        lang=current_language(),
        version=version,
        title=studies[0]["question"] if len(studies) == 1 else translate("Answers of studies"),
        said=_said(),
        studies=studies,
    )


def _said() -> dict[str, str]:
    return {
        "purpose": translate(
            "Exploration, not prediction: possible histories of a simulated territory, under "
            "stated rules. They show what could follow from what, and help to ask better questions."
        ),
        "studies": translate("Studies"),
        "these": unbroken(translate("Studies:")),
        "question": translate("The question"),
        "closer": translate("A closer look"),
        "fails": translate("Where does it fail?"),
        "robust": translate("Not knowing in which territory one stands"),
        "definitions": translate("What was measured"),
        "methods": translate("How it was worked out"),
        "provenance": translate("Where it comes from"),
        "as_run": translate("The study as run"),
        "runs": translate("The runs by their names"),
        "csv": translate("This table as CSV"),
    }


def _study(answer: Answer, titles: Titles) -> dict[str, Any]:
    titles = titles.within(answer.kept, answer.arms)
    main, figures = _figures(answer, titles)
    return {
        "anchor": _anchor(answer),
        "question": unbroken(question(answer)),
        "description": spoken(answer.kept.description),
        "answer": [unbroken(line) for line in answer_words(answer, titles)],
        "numbers": key_numbers(answer, titles),
        "warnings": list(warnings(answer, titles)),
        "main": main,
        "figures": figures,
        "boxes": _boxes(answer, titles),
        "robust": regret_section(answer, titles),
        "tables": [each for each in _tables(answer, titles) if each["rows"]],
        "definitions": definitions(answer.kept),
        "methods": methods(answer),
        "provenance": provenance(answer, titles),
        "as_run": study_as_run(answer.kept),
        "run_names": run_names(answer),
    }


def unbroken(text: str) -> str:
    """French sets a space before ? : ; ! and inside « »: no line may break there."""
    return re.sub(r" (?=[?!:;»])|(?<=«) ", "\u00a0", text)


def _anchor(answer: Answer) -> str:
    return re.sub(r"[^\w-]", "-", answer.kept.full_name)


def _figures(answer: Answer, titles: Titles) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """The figure of the first screen, and the others."""
    drawn = []
    found = answer.of(answer.headline)
    label = outcome_title(answer.kept, answer.headline)
    first = titles.arm(answer.arms.first) if answer.arms else ""
    if found:
        drawn.append(_drawn(draw_effects(answer.kept, found, titles), label, translate(
            "How to read: a line is the 95 % interval of the difference from “{first}”, the sign "
            "its mean; a line that does not touch “no difference” is clear. On the right: in how "
            "many paired histories it was better.", first=first)))  # fmt: skip
    for each in answer.matters[:MOST_INDEX_FIGURES]:
        what = translate("What “{outcome}” hangs on: {context}", outcome=label,
                         context=titles.context(each.context))  # fmt: skip
        if each.arm:
            what = translate("What the effect of “{arm}” hangs on: {context}",
                             arm=titles.arm(each.arm),
                             context=titles.context(each.context))  # fmt: skip
        drawn.append(_drawn(draw_indices(each, titles), what, translate(
            "How to read: the longer the bar, the more the answer hangs on this assumption: "
            "{index}. The black line is its 95 % interval.",
            index=translate(INDEX_WORDS[each.kind]))))  # fmt: skip
    course = draw_course(answer.courses, titles, label)
    where = titles.context(answer.course_context)
    drawn.append(_drawn(course, translate("Through the years: {context}", context=where),
        translate("How to read: lines are means over all histories, shades hold four histories in "
                  "five.")))  # fmt: skip
    kept = [each for each in drawn if each is not None]
    return (kept[0] if kept else None), kept[1:]


def _drawn(svg: str, title: str, read: str) -> dict[str, Any] | None:
    return {"svg": Markup(svg), "title": title, "read": read} if svg else None


def _boxes(answer: Answer, titles: Titles) -> list[dict[str, Any]]:
    told = []
    points = answer.points
    for arm, box in answer.boxes.items():
        if box is None:
            continue
        label = translate("Where “{arm}” fails", arm=titles.arm(arm))
        drawn = _drawn(draw_box(box, points, titles, label), label, translate(
            "How to read: the grey line is the whole range that was tried, the red part is where "
            "failures lie close together; a broken red line may be chance."))  # fmt: skip
        told.append({"words": box_words(box, arm, answer, titles), "figure": drawn})
    return told


def _tables(answer: Answer, titles: Titles) -> list[dict[str, Any]]:
    effects = effects_section(answer, titles)
    if effects["rows"]:
        content = csv_of(effect_table(answer.effects, answer.kept.full_name))
        effects["link"] = "data:text/csv;base64," + base64.b64encode(content).decode()
        effects["file"] = f"{_anchor(answer)}-effects.csv"
    return [effects, lever_section(answer, titles), index_section(answer, titles),
            level_section(answer, titles)]  # fmt: skip
