"""The results as tables for a spreadsheet and as one JSON file.

Column names are fixed English words, so that files of different languages can be stacked.
Texts that a spreadsheet would run as a formula are written with an apostrophe before them.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

from experiments.spreadsheet import harmless
from simulation.instruments.consensus import (
    agreement_a,
    esteban_ray,
    interquartile_range,
    leik_consensus,
    normalised_variance,
    ordinal_variation,
    standard_deviation,
    tastle_wierman,
)
from simulation.instruments.diagnosis import Diagnosis
from simulation.instruments.survey import QUESTIONS

Cell = str | int | float | bool | None


@dataclass(frozen=True)
class ResultTable:
    """A named table."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def result_tables(d: Diagnosis, lang: str) -> tuple[ResultTable, ...]:
    """Every table of a diagnosis."""
    return (
        _priorities(d, lang),
        _gaps(d),
        _consensus(d),
        _by_category(d),
        _differences(d),
        _training(d),
        _openings(d),
        _coverage(d),
        _respondents(d),
        _ranking(d),
        _linked(d),
        _q_ready(d),
    )


def as_csv(table: ResultTable) -> bytes:
    """A table as CSV: `;`, decimal point, UTF-8 with BOM so that spreadsheets see the accents."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow([_written(name) for name in table.header])
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def as_json(tables: Sequence[ResultTable], d: Diagnosis) -> str:
    """All tables in one object, rows as records; a number that does not exist is null."""
    order = d.order
    content: dict[str, object] = {
        "territory": d.survey.territory,
        "round": d.survey.round,
        "respondents": len(d.survey.respondents),
        "scale": [d.survey.scale_min, d.survey.scale_max],
        "gap": "desired - current" if d.survey.asked("desired") else "importance - current",
        "assumptions": {"hours_per_point": d.hours_per_point},
        "order": {
            "status": order.status,
            "complete_raters": order.raters,
            "kendall_w": _json(order.all_raters.w),
            "kendall_w_without_constant_raters": _json(order.without_constant.w),
            "generalised_w": _json(order.generalised_w),
            "chance_mean": _json(order.chance_mean),
            "chance_95": _json(order.chance_95),
            "mean_spearman": _json(order.all_raters.mean_spearman),
            "chi2": _json(order.all_raters.chi2),
            "chi2_p": _json(order.all_raters.chi2_p),
            "f": _json(order.all_raters.f),
            "f_p": _json(order.all_raters.f_p),
            "share_first": _json(order.share_first),
        },
        "camps": {
            "found": d.camps.found,
            "silhouette": _json(d.camps.silhouette),
            "silhouette_by_chance": _json(d.camps.silhouette_by_chance),
        },
    }
    for table in tables:
        content[table.name] = [
            dict(zip(table.header, map(_json, row), strict=True)) for row in table.rows
        ]
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)


def _priorities(d: Diagnosis, lang: str) -> ResultTable:
    from analysis.gap.sentences import priority_sentence, reason_sentence

    n = len(d.survey.items)
    rows = tuple(
        (
            p.rank, d.survey.items[p.item].item_id, d.survey.items[p.item].label(lang),
            p.respondents, p.score, p.low, p.high, p.consensus, p.verdict, p.near_line, p.excess,
            "/".join(p.opposed or ()), float(d.top_three[p.item]),
            float(d.place_interval.low[p.item]), float(d.place_interval.high[p.item]),
            priority_sentence(p, n, lang),
            " ".join(reason_sentence(reason, lang) for reason in p.reasons),
        )
        for p in d.priorities
    )  # fmt: skip
    return ResultTable(
        "priorities",
        ("rank", "item_id", "label", "respondents", "score", "low", "high", "consensus_a",
         "verdict", "near_line", "excess", "opposed", "share_of_draws_in_top_three", "place_low",
         "place_high", "sentence", "reasons"),
        rows,
    )  # fmt: skip


def _gaps(d: Diagnosis) -> ResultTable:
    g, ipa = d.gaps, d.importance_performance
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            item.item_id, item.kind, item.axis, int(g.respondents[j]), *(
                float(values[j]) for values in (
                    g.importance, g.current, g.desired, g.gap, g.gap_interval.low,
                    g.gap_interval.high, g.gap_by_category, g.importance_gap,
                    g.weighted_discrepancy, g.ranked_discrepancy, g.needs_index, g.tests.p,
                    g.tests.p_holm, g.tests.rank_biserial, d.acceptability,
                    d.coverage.no_opinion_by_item,
                )
            ),
            *(cells[j] for cells in ipa.cells.values()), int(ipa.changes[j]),
            bool(ipa.near_line[j]),
        )
        for j, item in enumerate(d.survey.items)
    )  # fmt: skip
    header = ("item_id", "kind", "axis", "respondents", "importance", "current", "desired", "gap",
              "gap_low", "gap_high", "gap_categories_equal", "importance_minus_current", "mwds",
              "rds", "pni", "wilcoxon_p", "wilcoxon_p_holm", "rank_biserial", "acceptability",
              "share_no_opinion", *(f"map_{name}" for name in ipa.cells), "map_changes",
              "map_to_discuss")  # fmt: skip
    return ResultTable("gaps", header, rows)


def _consensus(d: Diagnosis) -> ResultTable:
    rows: list[tuple[Cell, ...]] = []
    for q, question in enumerate(QUESTIONS):
        if not d.survey.asked(question):
            continue
        for j, item in enumerate(d.survey.items):
            counts = d.counts[q, j]
            if counts.sum() == 0:
                continue
            measures = (tastle_wierman, agreement_a, leik_consensus, normalised_variance)
            rows.append((
                item.item_id, question, int(counts.sum()), *(int(n) for n in counts),
                interquartile_range(counts), standard_deviation(counts),
                *(float(measure(counts)) for measure in (*measures, esteban_ray,
                                                         ordinal_variation)),
            ))  # fmt: skip
    steps = tuple(f"n_{d.survey.scale_min + k:g}" for k in range(d.survey.steps))
    header = ("item_id", "question", "respondents", *steps, "iqr", "sd", "tastle_wierman",
              "van_der_eijk_a", "leik_consensus", "normalised_variance", "esteban_ray",
              "ordinal_variation")  # fmt: skip
    return ResultTable("consensus", header, tuple(rows))


def _by_category(d: Diagnosis) -> ResultTable:
    view = d.categories
    rows = tuple(
        (item.item_id, name, int(view.respondents[c, j]), float(view.means[c, j]),
         float(view.low[c, j]), float(view.high[c, j]), float(view.kruskal_holm[j]))
        for j, item in enumerate(d.survey.items) for c, name in enumerate(view.names)
        if view.respondents[c, j] >= 5
    )  # fmt: skip
    header = ("item_id", "category", "respondents", "gap", "low", "high", "kruskal_p_holm")
    return ResultTable("gap_by_category", header, rows)


def _differences(d: Diagnosis) -> ResultTable:
    view = d.categories
    rows = tuple(
        (item.item_id, first, second, float(view.difference[a, b, j]), bool(view.clear[a, b, j]))
        for j, item in enumerate(d.survey.items)
        for a, first in enumerate(view.names) for b, second in enumerate(view.names)
        if a < b and math.isfinite(view.difference[a, b, j])
    )  # fmt: skip
    header = ("item_id", "first", "second", "gap_difference", "interval_leaves_out_zero")
    return ResultTable("who_disagrees", header, rows)


def _training(d: Diagnosis) -> ResultTable:
    rows = tuple(
        (d.survey.items[n.item].item_id, n.audience, n.level, n.respondents, n.gap, n.share_short,
         n.train_minus_reorganise, n.solution, n.method, n.hours_per_person)
        for n in d.training
    )  # fmt: skip
    header = ("item_id", "audience", "level", "respondents", "gap", "share_short",
              "train_minus_reorganise", "solution", "method",
              "hours_per_person_assumed")  # fmt: skip
    return ResultTable("training_needs", header, rows)


def _openings(d: Diagnosis) -> ResultTable:
    items = d.survey.items
    rows = tuple(
        (items[o.item].item_id, o.kind, o.wanted, o.current,
         "/".join(items[k].item_id for k in o.resources), o.resource_asked)
        for o in d.openings
    )  # fmt: skip
    header = ("item_id", "kind", "wanted_0_1", "current_0_1", "resources", "resource_asked")
    return ResultTable("openings", header, rows)


def _coverage(d: Diagnosis) -> ResultTable:
    seen = d.coverage
    rows = tuple(
        (name, int(seen.respondents[c]), float(seen.answered[c]), float(seen.no_opinion[c]))
        for c, name in enumerate(seen.categories)
    )
    return ResultTable("coverage", ("category", "respondents", "answered", "no_opinion"), rows)


def _respondents(d: Diagnosis) -> ResultTable:
    """Flags and camps; a camp is where the answers lie, not what the person declared."""
    seen = d.coverage
    rows = tuple(
        (name, name in seen.few_answers, name in seen.straight_liners, name in seen.quick,
         bool(d.order.constant_raters[i]), int(d.camps.labels[i]) + 1)
        for i, name in enumerate(d.survey.respondents)
    )  # fmt: skip
    header = ("respondent_id", "few_answers", "straight_liner", "quick", "constant_importance",
              "camp")  # fmt: skip
    return ResultTable("respondents", header, rows)


def _ranking(d: Diagnosis) -> ResultTable:
    r = d.ranking
    rows = tuple(
        (item.item_id, float(r.borda[j]), float(r.mean_rank[j]),
         float(r.mean_rank_interval.low[j]), float(r.mean_rank_interval.high[j]),
         r.borda_winner == j, r.condorcet_winner == j)
        for j, item in enumerate(d.survey.items)
    )  # fmt: skip
    header = ("item_id", "borda", "mean_rank", "low", "high", "borda_winner", "condorcet_winner")
    return ResultTable("ranking_of_importance", header, rows)


def _linked(d: Diagnosis) -> ResultTable:
    rows = tuple(
        (p.parameter, d.survey.items[p.item].item_id, p.transform, p.respondents, p.low,
         p.central, p.high)
        for p in d.linked
    )  # fmt: skip
    header = ("parameter", "item_id", "transform", "respondents", "low", "central", "high")
    return ResultTable("linked_parameters", header, rows)


def _q_ready(d: Diagnosis) -> ResultTable:
    """Importance as statements x persons, the shape Q-method software reads."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (item.item_id, *(float(value) for value in d.survey.importance[:, j]))
        for j, item in enumerate(d.survey.items)
    )
    return ResultTable("q_importance", ("item_id", *d.survey.respondents), rows)


def _written(cell: Cell) -> str:
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.6g}"
    return str(harmless(cell))


def _json(cell: Cell) -> Cell:
    if isinstance(cell, float):
        return round(cell, 6) if math.isfinite(cell) else None
    return cell
