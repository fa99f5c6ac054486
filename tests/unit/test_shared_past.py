"""The months before a programme starts are every programme's: lived once, to the bit the same."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest

from experiments.many.job import Job, live, own_code
from experiments.many.shared_past import Pasts, gates_of
from experiments.study.plan import plan_of
from experiments.study.study import Study
from experiments.what_was_done import what_was_done
from simulation.agents import Firm
from simulation.errors import InputError
from simulation.model import Territory
from simulation.read_programme import programmes, read_programme
from simulation.read_scenario import read_scenario
from simulation.remembered import Remembered
from simulation.shared_past import Past
from simulation.table import Table

MONTHS, FIRMS, START = 48, 60, 24
PLANS = {name: read_programme(name) for name in programmes()}


def bits(territory: Territory) -> dict[str, Any]:
    """Everything that a territory has come to."""
    tables = {
        f"{label}.{name}": getattr(part, name).tobytes()
        for label, part in vars(territory).items()
        if isinstance(part, Table)
        for name in part.columns
    }
    seen = zip(territory.observations.names, territory.observations.values.T, strict=True)
    return {
        **tables,
        **{name: values.tobytes() for name, values in seen},
        "events": territory.events.frame().to_csv(),
        "done": what_was_done(territory),
        "kept": sorted(territory.steering.kept.items()),
    }


@pytest.mark.parametrize("context", ["mono_product", "degraded_city"])
def test_every_programme_goes_on_from_one_past_as_if_it_had_been_the_first(context: str) -> None:
    territory = Territory(context, 5, n_firms=FIRMS, months=MONTHS, programme="facilitated")
    territory.run(territory.clock.warm_up + START)
    past = Past(territory)
    territory.run()
    for name in PLANS:
        shared = bits(past.under(name).run())
        whole = bits(Territory(context, 5, n_firms=FIRMS, months=MONTHS, programme=name).run())
        assert [part for part in whole if shared[part] != whole[part]] == [], name


def test_agents_are_those_of_the_present_whenever_somebody_looked() -> None:
    territory = Territory("mono_product", 5, n_firms=FIRMS, months=MONTHS, programme="facilitated")
    territory.run(territory.clock.warm_up)

    def shown() -> list[int]:
        assert len(territory.agents) == len(set(territory.agents))
        firms = [each for each in territory.agents if isinstance(each, Firm)]
        assert (
            len(territory.agents) - len(firms)
            == territory.bodies.rows + territory.facilitators.rows
        )
        return sorted(each.identity for each in firms)

    now = shown()
    past = Past(territory)
    for _ in range(2):
        territory.run(30)
        assert shown() != now
        past.bring_back()
        assert shown() == now == sorted(territory.firms.id[territory.firms.alive].tolist())
        past.under("none")
        assert shown() == now


def test_what_would_have_been_another_past_is_refused() -> None:
    def at(month: int, programme: str, **more: Any) -> Territory:
        told = Territory("mono_product", 1, n_firms=30, months=36, programme=programme, **more)
        return told.run(told.clock.warm_up + month)

    for territory, wanted, why in (
        (at(26, "facilitated"), PLANS["none"], "has begun"),
        (at(20, "facilitated"), PLANS["cash"].model_copy(update={"start": 3}), "month 3"),
        (at(2, "none"), PLANS["cash"], "only a past under"),
        (
            at(2, "facilitated"),
            PLANS["cash"].model_copy(update={"initial": {"culture.common": 0.9}}),
            "starting states",
        ),
        (at(2, "cash", metrics=("jobs",)), PLANS["emergency"], "not observed"),
    ):
        with pytest.raises(InputError, match=why):
            territory.take_up(wanted)


@dataclass(slots=True)
class Counter:
    """Something with a slot."""

    seen: int = 0


@dataclass
class Things:
    """Something of every kind that a story can change."""

    array: np.ndarray = field(default_factory=lambda: np.arange(3.0), compare=False)
    numbers: list[int] = field(default_factory=lambda: [1, 2])
    last: deque[int] = field(default_factory=lambda: deque([1], maxlen=3))
    names: set[str] = field(default_factory=lambda: {"a"})
    counters: dict[str, Counter] = field(default_factory=lambda: {"one": Counter()})


def test_going_back_undoes_every_kind_of_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulation.remembered.KEPT_WHOLE", (__name__.partition(".")[0],))
    things = Things()
    array, counter = things.array, things.counters["one"]
    past = Remembered(things)
    for _ in range(2):
        array[:] = 7.0
        things.array = np.zeros(9)
        things.numbers.append(3)
        things.last.extend((2, 3, 4))
        things.names.add("b")
        counter.seen = 4
        things.counters.clear()
        things.later = 1  # type: ignore[attr-defined]
        past.bring_back()
        assert things == Things()
        assert things.array is array
        assert array.tolist() == [0.0, 1.0, 2.0]
        assert things.counters["one"] is counter
        assert not hasattr(things, "later")


@pytest.fixture
def lived_months(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The months that territories live from now on."""
    months: list[int] = []
    step = Territory.step

    def counted(territory: Territory) -> None:
        months.append(territory.clock.month)
        step(territory)

    monkeypatch.setattr(Territory, "step", counted)
    return months


def test_a_worker_lives_the_past_of_a_territory_once(lived_months: list[int]) -> None:
    scenario = read_scenario("mono_product", {"firms": FIRMS, "months": MONTHS})
    told = ("jobs", "networked_firms", "dependence")
    names = ("facilitated", "cash", "none")
    kin = gates_of(PLANS[name] for name in names)
    jobs = [Job(scenario, PLANS[name], 3, told, own_code(), kin=kin) for name in names]
    shared = [live(job) for job in jobs]
    steps, past = MONTHS + scenario.warm_up, scenario.warm_up + START
    assert len(lived_months) == 3 * steps - 2 * past
    for job, found in zip(jobs, shared, strict=True):
        alone = live(replace(job, kin=None))
        np.testing.assert_array_equal(found.values, alone.values)
        assert found.done == alone.done


def test_who_asks_other_quantities_of_a_territory_does_not_get_the_past_of_fewer(
    lived_months: list[int],
) -> None:
    scenario = read_scenario("mono_product", {"firms": 30, "months": 30})
    kin = gates_of([PLANS["facilitated"], PLANS["cash"]])
    for outcomes in (("jobs",), ("mean_skill", "dependence")):
        job = Job(scenario, PLANS["facilitated"], 3, outcomes, own_code(), kin=kin)
        assert np.isfinite(live(job).values).all()
    asked = Job(scenario, PLANS["cash"], 3, ("jobs",), own_code(), kin=frozenset({"mean_skill"}))
    lived_months.clear()
    live(asked)
    assert len(lived_months) == 30 + scenario.warm_up  # nobody remembers what its kin observe


def test_a_past_is_nobody_elses_while_it_is_lived_on_and_the_oldest_is_forgotten() -> None:
    pasts = Pasts(most=1)
    plan = PLANS["cash"]

    def begin() -> Territory:
        return Territory("mono_product", 1, n_firms=30, months=30, programme=plan)

    with pasts.lived("a", plan, begin) as one, pasts.lived("a", plan, begin) as other:
        assert one is not other
    with pasts.lived("b", plan, begin) as elsewhere:
        pass
    with pasts.lived("b", plan, begin) as again:
        assert again is elsewhere
    with pasts.lived("a", plan, begin) as anew:
        assert anew is not other


def test_no_past_is_kept_of_a_very_large_territory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.many.job.MOST_FIRMS", 20)
    monkeypatch.setattr("experiments.many.job._pasts", None)
    scenario = read_scenario("mono_product", {"firms": 30, "months": 30})
    job = Job(scenario, PLANS["cash"], 3, ("jobs",), own_code(), kin=frozenset())
    assert live(job).values.shape == (30, 1)


def test_a_past_that_does_not_fit_is_not_used() -> None:
    scenario = read_scenario("mono_product", {"firms": 30, "months": 30})
    pasts, begun = Pasts(), []

    def lived(name: str, mark: object, start: int = START) -> int:
        plan = PLANS[name].model_copy(update={"start": start})

        def begin() -> Territory:
            begun.append(name)
            return Territory(scenario, 1, programme=plan)

        with pasts.lived(mark, plan, begin) as territory:
            assert not territory.running
            assert territory.programme.name == name
        return len(begun)

    assert lived("none", "a") == 1  # nobody who acts can go on from it
    assert lived("facilitated", "a") == 2
    assert lived("cash", "a") == 2
    assert lived("cash", "a", start=3) == 3  # earlier than what is remembered
    assert lived("agenda21", "a") == 3
    assert lived("cash", "b") == 4


def test_a_run_that_fails_leaves_the_past_whole() -> None:
    pasts = Pasts()
    plan = PLANS["facilitated"]

    def begin() -> Territory:
        return Territory("mono_product", 1, n_firms=30, months=30, programme=plan)

    def spoil() -> None:
        with pasts.lived("a", plan, begin) as territory:
            territory.firms.capital[:] = 1e9
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        spoil()
    with pasts.lived("a", plan, begin) as territory:
        again = bits(territory)
    assert again == bits(begin().run())


def study(*names: str) -> Study:
    given = {"name": "s", "contexts": {"mono_product": {"of": "mono_product"}}, "firms": 20,
             "months": 12, "outcomes": ("jobs@end",), "replications": {"seeds": 2}}  # fmt: skip
    programmes = {name: {"of": name} for name in names}
    return Study.model_validate({**given, "programmes": programmes})


def test_an_arm_that_acts_comes_first_and_knows_what_its_kin_observe() -> None:
    plan = plan_of(study("none", "facilitated"))
    rows = plan.rows((1, 2))
    jobs = list(plan.jobs(rows, dict.fromkeys(rows["run"], frozenset())))
    assert [(job.programme.name, job.seed) for job in jobs] == [
        ("facilitated", 1), ("none", 1), ("facilitated", 2), ("none", 2),
    ]  # fmt: skip
    assert {job.kin for job in jobs} == {gates_of([PLANS["facilitated"]])}
    assert plan_of(study("facilitated")).kin is None
