"""Outcomes by hand: which months, against which twin; values at places; levers on a programme."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.outcomes import Outcome, read_outcome, value_of
from experiments.study.enough import half_width, wide, widths
from experiments.study.factors import from_table, grid, labels, values_at
from experiments.study.levers import with_levers
from experiments.study.overlay import laid_over
from experiments.study.points import count_of, points_of
from experiments.study.spelled_out import spelled_out
from experiments.study.study import Factor, Study
from simulation.errors import InputError
from simulation.placed import Placed
from simulation.read_programme import read_programme
from simulation.read_scenario import overlaid, read_scenario

MONTHS = np.arange(24.0)[None, :] + np.array([[0.0], [100.0]])


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("jobs@end", 17.5),  # mean of 12..23
        ("jobs", 17.5),
        ("jobs@3", 3.0),
        ("jobs@10-13", 11.5),
        ("jobs@20-40", 21.5),  # what there is of it
        ("jobs@24", np.nan),
    ],
)
def test_months_that_are_meant(text: str, first: float) -> None:
    found = value_of(read_outcome(text), MONTHS)
    np.testing.assert_array_equal(found, [first, first + 100])


def test_against_the_twin_by_hand() -> None:
    twin = np.full((1, 10), 100.0)
    mine = twin.copy()
    mine[0, 4:7] = [80.0, 70.0, 90.0]
    mine[0, 0] = 50.0  # before the onset: does not count
    asked = {text: value_of(read_outcome(text), mine, twin, 3)[0]
             for text in ("loss:jobs", "resistance:jobs", "recovery:jobs")}  # fmt: skip
    assert asked["loss:jobs"] == pytest.approx(20 + 30 + 10)
    assert asked["resistance:jobs"] == pytest.approx(0.7)
    assert asked["recovery:jobs"] == 3
    assert np.isnan(value_of(read_outcome("loss:jobs"), mine, twin, -1))
    assert np.isnan(value_of(read_outcome("loss:jobs"), mine))


def test_expressions_that_mean_nothing() -> None:
    for text in ("jobs@", "jobs@soon", "jobs@3-", "loss:jobs@3", "jobs@9-3", "", "a b"):
        with pytest.raises(InputError):
            read_outcome(text)
    with pytest.raises(InputError, match="near: jobs"):
        read_outcome("job@end", ["jobs", "firms"])
    with pytest.raises(InputError, match="near: loss"):
        read_outcome("los:jobs")
    assert read_outcome(" jobs@7 ") == Outcome("jobs@7", "jobs", "", 7, 7)


def test_values_at_places() -> None:
    assert values_at(Factor(uniform=(2.0, 4.0)), [0, 0.5, 1]) == [2.0, 3.0, 4.0]
    assert values_at(Factor(log_uniform=(1.0, 100.0)), [0, 0.5, 1]) == pytest.approx([1, 10, 100])
    assert values_at(Factor(integers=(1, 3)), [0, 0.34, 0.99, 1]) == [1, 2, 3, 3]
    told = Factor(normal={"mean": 0.0, "sd": 1.0, "low": -1.0, "high": 3.0})
    low, middle, high = values_at(told, [0, 0.5, 1])
    assert (low, high) == (-1.0, 3.0)
    assert 0.15 < middle < 0.25  # more is cut off below than above
    named = Factor(choices={"no": {}, "yes": {"meet": "meet_in_pairs"}})
    assert values_at(named, [0, 0.49, 0.5, 1]) == [{}, {}, *[{"meet": "meet_in_pairs"}] * 2]
    assert labels(named, values_at(named, [0, 1])) == ["no", "yes"]
    assert grid(Factor(uniform=(0.0, 1.0), levels=3)) == [0.0, 0.5, 1.0]
    assert grid(Factor(uniform=(0.0, 1.0))) is None
    assert grid(Factor(integers=(2, 4))) == [2, 3, 4]


def test_cells_of_a_table() -> None:
    assert from_table(Factor(uniform=(0, 1)), "0.25") == 0.25
    assert from_table(Factor(integers=(0, 9)), "3") == 3
    assert from_table(Factor(choices=("a", 2, True)), "2") == 2
    for factor, cell in ((Factor(uniform=(0, 1)), "2"), (Factor(uniform=(0, 1)), "much"),
                         (Factor(choices=("a",)), "b"), (Factor(integers=(0, 9)), "1.5"),
                         (Factor(uniform=(0, 1)), "nan")):  # fmt: skip
        with pytest.raises(ValueError, match=r".+"):
            from_table(factor, cell)


def test_order_rhythm_and_fields_of_a_programme() -> None:
    plan = read_programme("facilitated")
    changed = with_levers(plan, {"order": ["circle 2", "circle 1"], "actions.circle 3.every": 4,
                                 "rhythm": 2, "facilitator.stance": 0.25})  # fmt: skip
    by_name = {action.name: action for action in changed.actions}
    assert "circle 2" in by_name["circle 1"].after
    assert "circle 1" not in by_name["circle 2"].after
    assert by_name["circle 3"].every == 8
    assert by_name["survey"].every == 4
    assert changed.facilitator.stance == 0.25
    assert sum(a.sessions * a.hours for a in changed.actions) == sum(
        a.sessions * a.hours for a in plan.actions
    )
    none = read_programme("none")
    assert with_levers(none, {"actions.x.every": 2}) is none
    for path, said in (("actions.circle 9.every", "near: circle"), ("facilitator.stanc", "near"),
                       ("actions.survey.evry", "near: every")):  # fmt: skip
        with pytest.raises(InputError, match=said):
            with_levers(plan, {path: 2})
    with pytest.raises(InputError, match="outside"):
        with_levers(plan, {"facilitator.stance": 3.0})


@pytest.mark.parametrize(
    "values",
    [
        {"meet.strangers": 0.3, "skills.level": 0.5, "relations.ties": 6.0},
        {"owners.age.mean": 60.0, "threats.0.demand": -0.2},
        {"schedule.replace": {"meet": "meet_in_pairs"}},
        {"firms": 50.0},
    ],
)
def test_the_fast_way_to_lay_values_over_is_the_thorough_one(values: dict[str, object]) -> None:
    scenario = read_scenario("mono_product")
    assert laid_over(scenario, values).model_dump() == overlaid(scenario, values).model_dump()


def test_every_declared_number_goes_the_fast_way(monkeypatch: pytest.MonkeyPatch) -> None:
    study = Study.model_validate(
        {"name": "all", "contexts": {"mono_product": {"of": "mono_product"}}, "outcomes": ("jobs",),
         "uncertainties": {"parameters.*": Factor(around=0.2)}}
    )  # fmt: skip
    factors = spelled_out(study, Placed({})).uncertainties
    values = {path: values_at(factor, [0.4])[0] for path, factor in factors.items()}
    scenario = read_scenario("mono_product")
    monkeypatch.setattr("experiments.study.overlay.overlaid", None)
    told = laid_over(scenario, {**values, "relations.ties": 6.0})
    assert told.parameters.relations.trusted_from == values["relations.trusted_from"]
    assert told.relations.ties == 6.0


@pytest.mark.parametrize("values", [{"meet.strangers": 3.0}, {"meet.nothing": 1.0}, {"x": 1}])
def test_the_fast_way_refuses_what_the_thorough_one_refuses(values: dict[str, object]) -> None:
    scenario = read_scenario("baseline")
    with pytest.raises(InputError) as thorough:
        overlaid(scenario, values)
    with pytest.raises(InputError) as fast:
        laid_over(scenario, values)
    assert str(fast.value) == str(thorough.value)


@pytest.mark.parametrize(
    ("design", "points"),
    [
        ({"latin_hypercube": {"points": 7}}, 7),
        ({"sobol": {"n": 4}}, 16),
        ({"sobol": {"n": 4, "second_order": True}}, 24),
        ({"morris": {"trajectories": 3}}, 9),
    ],
)
def test_designs_make_the_points_they_announce(design: dict[str, object], points: int) -> None:
    told = {"contexts": {"baseline": {"of": "baseline"}}, "outcomes": ("jobs@end",),
            "uncertainties": {"a": {"uniform": (0.0, 10.0)}, "b": {"choices": (1, 2)}},
            "design": design}  # fmt: skip
    study = Study.model_validate(told)
    drawn, again = points_of(study), points_of(study)
    assert len(drawn) == points == count_of(study)
    assert drawn.values == again.values
    assert ((drawn.units >= 0) & (drawn.units <= 1)).all()
    np.testing.assert_allclose(drawn.values["a"], 10 * drawn.units[:, 0])
    if "latin_hypercube" in design:
        assert sorted(np.floor(drawn.units[:, 0] * 7)) == list(range(7))


def test_half_widths_by_hand() -> None:
    assert half_width(np.array([1.0, 3.0])) == pytest.approx(12.706 * 1.0, abs=1e-2)
    assert half_width(np.array([1.0])) == np.inf
    told = {"contexts": {"c": {"of": "baseline"}}, "outcomes": ("jobs@end",),
            "programmes": {"none": {"of": "none"}, "x": {"of": "cash"}},
            "replications": {"until": {"jobs@end": 0.5}}}  # fmt: skip
    table = pd.DataFrame(
        [(0, "c", arm, seed, value) for seed, pair in enumerate([(1, 2), (5, 6), (9, 10)])
         for arm, value in zip(("none", "x"), pair, strict=True)],
        columns=["point", "context", "programme", "seed", "jobs@end"],
    )  # fmt: skip
    found = widths(table, Study.model_validate(told))
    assert found == {"jobs@end": pytest.approx(0.0)}  # the difference is 1 in every pair
    assert wide(found, {"jobs@end": 0.5}) == []
    assert wide({"jobs@end": np.nan}, {"jobs@end": 0.5}) == ["jobs@end"]
