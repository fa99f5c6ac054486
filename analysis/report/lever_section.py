"""The table of what each arm does by each choice of a lever."""

from __future__ import annotations

from typing import Any

from analysis.report.answer import Answer
from analysis.report.effect_words import with_interval
from analysis.report.sections import KINDS, NUMBER, TEXT, Section, better_in
from analysis.report.titles import Titles, outcome_title
from simulation.language import translate


def lever_section(answer: Answer, titles: Titles) -> Section:
    """A row per choice, context and arm; by the first outcome."""
    header = [
        (translate("Lever"), TEXT), (translate("Choice"), TEXT), (translate("Context"), TEXT),
        (translate("Arm"), TEXT), (translate("Difference (95 % interval)"), NUMBER),
        (translate("Better in"), NUMBER), (translate("What it shows"), TEXT),
    ]  # fmt: skip
    rows: list[dict[str, Any]] = [
        {
            "kind": each.kind,
            "cells": [
                titles.factor(one.lever), titles.value(one.lever, one.choice),
                titles.context(each.context), titles.arm(each.arm), with_interval(each),
                better_in(each), translate(KINDS[each.kind]),
            ],
        }
        for one in answer.by_lever
        for each in one.effects
    ]  # fmt: skip
    read = translate(
        "How to read: by “{outcome}”, each row only the histories where the lever stands at this "
        "choice; everywhere else on this page the choices are taken together.",
        outcome=outcome_title(answer.kept, answer.headline),
    )  # fmt: skip
    return {"title": translate("What the levers do"), "header": header, "rows": rows,
            "read": read, "link": "", "file": ""}  # fmt: skip
