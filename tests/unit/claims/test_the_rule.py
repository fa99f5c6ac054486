"""The rule that judges: every verdict worked out by hand, on runs made up for it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.claims.judgement import judgements
from analysis.claims.measured import measured
from analysis.claims.verdict import judged, mechanism, over_contexts
from analysis.claims.words import document
from analysis.report.titles import Titles
from analysis.statistics.holm import holm
from analysis.statistics.paired_difference import PairedDifference
from experiments.claims.claim import Claim

TEXT = {"en": "t", "fr": "t", "it": "t"}


def found(low: float, high: float, pairs: int = 30) -> PairedDifference:
    return PairedDifference(pairs, (low + high) / 2, low, high, pairs, 0, 0)


@pytest.mark.parametrize(
    ("expected", "low", "high", "verdict"),
    [
        ("more", 0.1, 0.3, "holds"),
        ("more", -0.1, 0.3, "does_not_show"),
        ("more", -0.3, -0.1, "turns_around"),
        ("less", -0.3, -0.1, "holds"),
        ("less", 0.1, 0.3, "turns_around"),
        ("same", -0.1, 0.15, "holds"),
        ("same", -0.1, 0.3, "does_not_show"),
        ("same", 0.3, 0.4, "turns_around"),
        ("asked", 0.3, 0.4, "more"),
        ("asked", -0.3, 0.4, "no_clear_difference"),
    ],
)
def test_a_verdict_follows_from_the_interval(expected, low, high, verdict) -> None:
    assert judged(expected, found(low, high), margin=0.2) == verdict


def test_few_pairs_are_no_verdict() -> None:
    assert judged("more", found(1, 2, pairs=9)) == "too_few"


def test_few_pairs_get_no_star_either() -> None:
    claim, table = made_up()
    few = measured(
        (claim,), {"C0": table[table["seed"] < 8]}, seeds=7, firms=9, version="1", code="c"
    )
    assert few.judgements[0].verdict == "too_few"
    assert (few.surviving, few.judgements[0].survives) == (0, False)


def test_over_contexts_one_turn_spoils_a_claim_that_holds_elsewhere() -> None:
    assert over_contexts(["holds", "holds"]) == "holds"
    assert over_contexts(["holds", "does_not_show"]) == "holds_in_some"
    assert over_contexts(["holds", "turns_around"]) == "mixed"
    assert over_contexts(["does_not_show", "turns_around"]) == "turns_around_in_some"
    assert over_contexts(["turns_around", "turns_around"]) == "turns_around"
    assert over_contexts(["nothing_differs", "turns_around"]) == "turns_around_in_some"
    assert over_contexts(["nothing_differs", "nothing_differs"]) == "nothing_differs"
    assert over_contexts(["nothing_differs", "does_not_show"]) == "does_not_show"
    assert over_contexts(["does_not_show", "too_few"]) == "does_not_show"
    assert over_contexts(["more", "no_clear_difference"]) == "more_in_some"
    assert over_contexts(["less", "less"]) == "less"
    assert over_contexts(["more", "less"]) == "differs"
    assert over_contexts(["holds", "too_few"]) == "holds_in_some"
    assert over_contexts(["too_few"]) == "too_few"


def test_a_mechanism_carries_what_goes_when_it_is_taken_away() -> None:
    effect = found(1, 2)
    assert mechanism(effect, left=found(-0.5, 0.5), taken=found(1, 2)) == "carries"
    assert mechanism(effect, left=found(0.2, 0.8), taken=found(0.5, 1.5)) == "carries_part"
    assert mechanism(effect, left=found(1, 2), taken=found(-0.3, 0.3)) == "does_not_carry"
    assert mechanism(effect, left=found(2, 3), taken=found(-2, -1)) == "does_not_carry"
    assert mechanism(found(-1, 1), left=effect, taken=effect) == "nothing_to_carry"
    few = found(1, 2, pairs=9)
    assert mechanism(few, left=found(-0.5, 0.5, 9), taken=few) == "too_few"


def test_a_mechanism_that_changes_no_run_or_leaves_one_arm_says_nothing() -> None:
    effect, nothing = found(1, 2), PairedDifference(30, 0.0, 0.0, 0.0, 0, 0, 30)
    assert judged("more", nothing) == judged("same", nothing, 0.2) == "nothing_differs"
    assert mechanism(effect, left=effect, taken=nothing) == "not_at_work"
    assert mechanism(effect, left=nothing, taken=effect) == "leaves_one_arm"


def test_where_the_same_is_expected_the_star_stands_for_sameness() -> None:
    claim, table = made_up()
    near = claim.contrasts["level"].model_copy(update={"expected": "same", "margin": 3.0})
    far = near.model_copy(update={"margin": 1.9})
    same = claim.model_copy(update={"contrasts": {"near": near, "far": far}})
    all_ = measured((same,), {"C0": table}, seeds=12, firms=9, version="1", code="c")
    one, other = all_.judgements
    assert (one.verdict, one.survives) == ("holds", True)
    assert (other.verdict, other.survives) == ("does_not_show", False)
    assert other.p > 0.05
    assert (all_.clear, all_.differences) == (0, [])


def test_holm_stops_at_the_first_that_is_not_small_enough() -> None:
    assert holm([0.01, 0.04, 0.03, float("nan")]) == [True, False, False, False]
    assert holm([0.01, 0.02, 0.03]) == [True, True, True]
    assert holm([0.06]) == [False]


def made_up() -> tuple[Claim, pd.DataFrame]:
    """Twelve histories; learning adds 2 with the mechanism, nothing without it; one run is missing."""
    claim = Claim(
        claim="C0", title=TEXT, says=TEXT, contexts=("valley",),
        programmes={"none": {"of": "none"}, "courses": {"of": "courses"}},
        variants={"as it is": {}, "off": {"ablate": ["a.b"]}},
        contrasts={
            "level": {
                "question": TEXT, "outcome": "jobs@end", "expected": "more",
                "sum": {"courses": 1, "none": -1}, "ablation": "off",
            }
        },
    )  # fmt: skip
    rng = np.random.default_rng(0)
    rows = []
    for seed in range(1, 13):
        noise = rng.normal(0, 5)
        for context in ("valley", "valley | off"):
            for programme in ("none", "courses"):
                effect = 2.0 * (programme == "courses") * (context == "valley")
                value = 100 + noise + effect + rng.normal(0, 0.2)
                rows.append((f"{seed}{context}{programme}", context, programme, seed, value))
    table = pd.DataFrame(rows, columns=["run", "context", "programme", "seed", "jobs@end"])
    return claim, table[table["run"] != "3valleynone"]


def test_a_claim_is_judged_pair_by_pair_and_so_is_its_mechanism() -> None:
    claim, table = made_up()
    (one,) = judgements(claim, table)
    assert one.found.pairs == 11
    assert one.found.mean == pytest.approx(2.0, abs=0.15)
    assert (one.verdict, one.mechanism) == ("holds", "carries")
    assert one.left is not None
    assert one.left.mean == pytest.approx(0, abs=0.15)
    assert one.first == pytest.approx(100, abs=5)
    assert one.p < 1e-6


def test_the_document_says_how_many_would_be_clear_by_chance() -> None:
    claim, table = made_up()
    told = measured([claim], {"C0": table}, seeds=12, firms=50, version="1", code="abc")
    text = document(told, Titles({"valley": {"en": "A valley"}}))
    assert "1 differences are judged at once: 0.05 of them would seem clear by chance" in text
    assert "| A valley | +2" in text
    assert "11 of 11" in text
