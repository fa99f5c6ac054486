"""The diagnosis in a few lines of text."""

from __future__ import annotations

from analysis.gap.names import VERDICTS
from analysis.gap.sentences import cautions, order_sentence, priority_sentence
from simulation.instruments.diagnosis import Diagnosis
from simulation.language import translate
from simulation.purpose import purpose


def summary(diagnosis: Diagnosis, lang: str) -> list[str]:
    """Verdicts and sentences in order of priority, then agreement and cautions."""
    lines = []
    n = len(diagnosis.survey.items)
    for name, verdict in VERDICTS.items():
        found = [p for p in diagnosis.priorities if p.verdict == name]
        if not found:
            continue
        lines += ["", translate(verdict, lang).upper()]
        for p in found:
            lines.append(f"  {diagnosis.survey.items[p.item].label(lang)}")
            lines.append(f"    {priority_sentence(p, n, lang)}")
    lines += ["", order_sentence(diagnosis, lang)]
    lines += [f"- {caution.said(lang)}" for caution in cautions(diagnosis)]
    return [*lines[1:], "", purpose(lang), ""]
