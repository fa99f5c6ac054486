"""People say what matters, how it is and how it should be; the gaps are put in order together.

Channel: what the programme knows of the needs, trade by trade, and how far people agree on it;
those who answered see a little better what is coming at them. Nobody learns a skill by it.
Fails: when few kinds of people answer, when questions are put without skill (C1), and when nothing
is done with the answers.
Source: gap_instrument; concepts S52, S53, S77-S84, S97.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.asking import Asking, ask, skill_needs
from simulation.accompaniment.needs import KnownNeeds
from simulation.accompaniment.session import Session
from simulation.accompaniment.teaching import Teaching
from simulation.declarations import Floats, method, parameter, parameters, switch
from simulation.entities.bodies import Bodies
from simulation.entities.firms import Firms
from simulation.entities.markets import SKILLS, Markets
from simulation.entities.ties import Ties
from simulation.instruments.consensus import agreement_a, answer_counts
from simulation.instruments.gaps import respondents_per_item
from simulation.instruments.priorities import Priority, priorities
from simulation.instruments.survey import Survey, mean_of_answers


@parameters
class GapAnalysis:
    """What a round of questions leaves."""

    full_session: float = parameter(
        16.0, unit="hours", low=0.5, high=1000, source="assumption",
        doc="Hours in which the questions are put as well as the facilitator can.",
    )
    own_trade: float = parameter(
        3.0, unit="answers", low=0, high=100, source="assumption",
        doc="Answers of a trade from which its own word weighs as much as everybody's.",
    )
    awareness: float = parameter(
        0.08, unit="share per round", low=0, high=1, source="assumption",
        doc="Share of what was unseen that answering well-put questions reveals (S53).",
    )
    taking_stock: bool = switch(
        True, thesis="S53 C6", doc="Those who are asked become aware of what is coming."
    )


@method(levels=(1, 2, 3), capability="diagnosis", remedies="awareness")
def gap_analysis(
    session: Session, firms: Firms, ties: Ties, markets: Markets, bodies: Bodies,
    known: KnownNeeds, teaching: Teaching, asking: Asking, analysis: GapAnalysis,
) -> None:
    """People say what matters, how it is and how it should be; the gaps are put in order."""
    rows = session.rows
    if len(rows) + len(session.bodies) == 0 or session.hours <= 0.0:
        return
    care = session.quality * min(1.0, session.hours / analysis.full_session)
    survey, trades = ask(
        firms, ties, markets, bodies, rows, session.bodies, teaching.level, care, known, asking,
        session.key,
    )
    needs = skill_needs(survey)
    everybody = _mean(needs)
    weight = 1.0 / (1.0 + known.waves)
    known.heard(-1, everybody, weight)
    for trade in np.unique(trades[trades >= 0]):
        answers = needs[trades == trade]
        own = len(answers) / (len(answers) + max(1e-9, analysis.own_trade))
        known.heard(int(trade), own * _mean(answers) + (1.0 - own) * everybody, weight)
    known.waves += 1
    if analysis.taking_stock:
        firms.awareness[rows] += analysis.awareness * care * (1.0 - firms.awareness[rows])
    ordered, agreement = ordered_needs(survey)
    record = session.record
    record["diagnosis_error"] = known.error(firms, markets, teaching.level)
    record["consensus"] = agreement
    record["answered"] = float(np.isfinite(survey.answers[:3]).mean())
    record["respondents"] = float(len(survey.respondents))
    record["first_need"] = float(ordered[0].item)
    record["needs_agreed"] = float(np.mean([need.verdict == "act" for need in ordered]))
    record["needs_disputed"] = float(np.mean([need.verdict == "negotiate" for need in ordered]))
    for k, name in enumerate(SKILLS):
        record[f"need_{name}"] = float(known.overall[k])


def ordered_needs(survey: Survey) -> tuple[tuple[Priority, ...], float]:
    """Return the items in order of priority and the mean consensus, as for real answers.

    Opposition of categories and how near the line an item is are left to the full instrument: both
    are slow to tell, and a programme goes by spread or camps alone.
    """
    gaps = survey.wanted - survey.current
    answered = respondents_per_item(gaps)
    by_question = np.array(
        [agreement_a(answer_counts(survey.answers[q], survey.scale_min, survey.steps))
         for q in survey.main_questions]
    )
    consensus = np.where(np.isfinite(by_question), by_question, 1.0).min(axis=0)
    n = len(survey.items)
    unknown = np.full(n, np.nan)
    ordered = priorities(
        mean_of_answers(survey.importance) * mean_of_answers(gaps), (unknown, unknown),
        consensus, answered, ((),) * n, (None,) * n,
    )
    return ordered, float(consensus.mean())


def _mean(needs: Floats) -> Floats:
    return np.nan_to_num(mean_of_answers(needs))
