"""A territory is a model of Mesa's, at both ends of the versions that are allowed."""

from __future__ import annotations

import copy
import gc
import multiprocessing
import pickle
import subprocess
import sys
import time
import weakref
from typing import Any

import mesa
import networkx as nx
import numpy as np
import pytest

from simulation.agents import Firm, Gone
from simulation.entities.firms import Exit
from simulation.entities.ties import BUSINESS
from simulation.errors import InputError
from simulation.events import Kind
from simulation.model import Territory

NEW = tuple(int(part) for part in mesa.__version__.split(".")[:2]) >= (3, 4)


def small(**changes: Any) -> Territory:
    given: dict[str, Any] = {"seed": 3, "n_firms": 60, "months": 24, "warm_up": 12, **changes}
    return Territory("mono_product", **given)


def bits(territory: Territory) -> list[bytes]:
    tables = (territory.firms, territory.ties, territory.markets, territory.networks)
    columns = [getattr(table, name) for table in tables for name in table.columns]
    return [column.tobytes() for column in (*columns, territory.observations.values)]


@pytest.fixture(scope="module")
def lived() -> Territory:
    return small(months=60).run()


@pytest.fixture
def closed() -> Firm:
    """A firm that somebody looked at before it closed, its row being another's by now."""
    territory = small(months=96)
    before = list(territory.agents_by_type[Firm])
    territory.run()
    ids = territory.firms.id
    return next(f for f in before if not f.alive and ids[f.identity // 10_000] >= 0)


# --- A model -------------------------------------------------------------------------------------
def test_a_territory_steps_runs_and_ends_as_a_model_of_mesa() -> None:
    territory = small()
    assert isinstance(territory, mesa.Model)
    territory.step()
    assert (territory.steps, territory.running) == (1, True)
    territory.run(2)
    assert territory.steps == territory.clock.step == 3
    territory.run_model()
    assert (territory.steps, territory.running) == (36, False)
    assert not NEW or territory.time == 36
    with pytest.raises(RuntimeError, match="has ended"):
        territory.step()


def test_mesas_own_generators_are_there_and_never_used() -> None:
    territory = small()
    before = territory.random.getstate(), territory.rng.bit_generator.state
    territory.run()
    assert before == (territory.random.getstate(), territory.rng.bit_generator.state)


def test_the_seed_decides() -> None:
    assert bits(small().run()) == bits(small().run())
    assert bits(small().run()) != bits(small(seed=4).run())


@pytest.mark.parametrize("seed", [-1, 1.5, "many", 2**63])
def test_what_is_no_seed_is_refused(seed: Any) -> None:
    with pytest.raises(InputError, match="is no seed"):
        small(seed=seed)


def test_no_seed_means_a_fresh_one_that_is_kept() -> None:
    one, other = small(seed=None), small(seed=None)
    assert one.seed != other.seed
    assert bits(one.run(3)) == bits(small(seed=one.seed).run(3))
    assert small(seed="7").seed == small(seed=np.int64(7)).seed == 7


def test_parameters_are_given_by_keyword() -> None:
    territory = small(exchange_knowledge__absorption=0.25, culture__common=0.1)
    assert territory.scenario.parameters.exchange_knowledge.absorption == 0.25
    assert territory.scenario.culture.common == 0.1


def test_the_datacollector_shows_what_was_observed(lived: Territory) -> None:
    shown = lived.datacollector.get_model_vars_dataframe()
    assert shown["firms"].tolist() == lived.observations.frame(12)["firms"].tolist()
    assert len(shown) == lived.steps
    assert lived.datacollector.model_vars["seed"] == [3] * lived.steps


def test_a_datacollector_of_ones_own_sees_agents_come_and_go() -> None:
    territory = small()
    own = mesa.DataCollector(agenttype_reporters={Firm: {"capital": "capital"}})
    living = []
    for _ in range(24):
        territory.step()
        own.collect(territory)
        living.append(int(territory.firms.alive.sum()))
    seen = own.get_agenttype_vars_dataframe(Firm)
    assert seen.groupby("Step").size().tolist() == living


# --- Agents --------------------------------------------------------------------------------------
def test_agents_are_the_living_firms_at_any_time() -> None:
    territory = small()
    for _ in range(36):
        territory.step()
        ids = {firm.identity for firm in territory.agents_by_type[Firm]}
        assert ids == set(territory.firms.id[territory.firms.alive].tolist())
    others = set(territory.agents) - set(territory.agents_by_type[Firm])
    assert {type(other) for other in others} == set(territory.agent_types) - {Firm}
    assert len(others) == territory.bodies.rows + territory.facilitators.rows


def test_the_order_of_agents_does_not_depend_on_when_somebody_looked() -> None:
    often, once = small(), small()
    for _ in range(36):
        often.step()
        len(often.agents)
        once.step()
    assert [a.unique_id for a in often.agents] == [a.unique_id for a in once.agents]


def test_looking_changes_nothing() -> None:
    watched = small()
    for _ in range(36):
        watched.step()
        watched.agents.shuffle_do("step")
        watched.network()
    assert bits(watched) == bits(small().run())


def test_a_firm_shows_its_row_as_python_numbers_and_copies(lived: Territory) -> None:
    firm = lived.agents_by_type[Firm].to_list()[5] if NEW else lived.agents_by_type[Firm][5]
    assert firm.unique_id == firm.identity == firm.id == lived.firms.id[firm.row]
    assert type(firm.age) is float
    assert type(firm.collaborators) is int
    assert type(firm.alive) is bool
    assert firm.founded == lived.firms.founded[firm.row]
    assert (firm.closed, firm.cause) == (None, Exit.NONE)
    skills = firm.skills
    skills[:] = 9
    assert (lived.firms.skills[firm.row] <= 1).all()


def test_partners_trust_and_respect_are_those_of_the_ties(lived: Territory) -> None:
    for firm in lived.agents_by_type[Firm]:
        row = lived.ties.neighbour[firm.row]
        assert [other.row for other in firm.partners] == row[row >= 0].tolist()
        for other in firm.partners:
            assert firm in other.partners
            place = int(np.flatnonzero(row == other.row)[0])
            assert firm.trust_in(other) == lived.ties.trust[firm.row, place]
            assert firm.respect_for(other) == lived.ties.respect[firm.row, place]
    one = next(iter(lived.agents_by_type[Firm]))
    strangers = lived.agents_by_type[Firm].select(
        lambda other: other is not one and other not in one.partners
    )
    assert {one.trust_in(other) for other in strangers} == {0.0}


def test_a_network_is_told_by_its_identity(lived: Territory) -> None:
    for firm in lived.agents_by_type[Firm]:
        place = lived.firms.network[firm.row]
        assert firm.network == (None if place < 0 else lived.networks.id[place])


def test_a_closed_firm_answers_for_itself_or_raises(closed: Firm) -> None:
    territory = closed.model
    assert not closed.alive
    assert closed not in territory.agents
    assert closed.cause in (Exit.INSOLVENCY, Exit.CHOICE, Exit.RETIREMENT)
    assert closed.closed is not None
    assert closed.founded < closed.closed
    assert repr(closed) == f"Firm({closed.identity}, closed)"
    life = closed.biography()
    assert "closed" in set(life["kind"])
    for name in ("skills", "capital", "row", "partners", "network"):
        with pytest.raises(Gone):
            getattr(closed, name)
    held = territory.firms.capital.copy()
    with pytest.raises(Gone):
        closed.capital = 3.0
    with pytest.raises(Gone):
        next(iter(territory.agents_by_type[Firm])).trust_in(closed)
    assert (territory.firms.capital == held).all()


def test_without_a_log_a_closed_firm_does_not_know_why() -> None:
    territory = small(events="none", months=96)
    before = list(territory.agents_by_type[Firm])
    territory.run()
    gone = next(firm for firm in before if not firm.alive)
    with pytest.raises(Gone, match="kept no log"):
        _ = gone.cause


def test_identities_are_never_given_twice() -> None:
    territory = small(months=240, warm_up=60).run()
    log = territory.events.frame()
    for kind in (Kind.FOUNDED, Kind.CLOSED):
        assert log.loc[log["kind"] == kind.name.lower(), "subject"].is_unique


def test_an_agent_writes_its_row_within_bounds() -> None:
    territory = small()
    firm = next(iter(territory.agents_by_type[Firm]))
    firm.capital, firm.collaborators, firm.skills = 7.5, 3, np.full(8, 0.5)
    row = firm.row
    assert territory.firms.capital[row] == 7.5
    assert territory.firms.collaborators[row] == 3
    assert (territory.firms.skills[row] == 0.5).all()
    territory.agents_by_type[Firm].set("confidence", 0.25)
    assert set(territory.agents_by_type[Firm].get("confidence")) == {0.25}
    for name, wrong in (
        ("openness", 1.4),
        ("openness", float("nan")),
        ("collaborators", 2.5),
        ("skills", 0.5),
        ("collaborators", 300),
        ("skills", np.full(8, 1.2)),
        ("product", 99),
        ("technology", 3),
    ):
        with pytest.raises(ValueError, match=name):
            setattr(firm, name, wrong)
    for name in ("alive", "id", "founded", "network", "projects"):
        with pytest.raises(AttributeError, match="kept by the processes"):
            setattr(firm, name, 1)


def test_a_slip_of_the_pen_creates_nothing() -> None:
    firm = next(iter(small().agents_by_type[Firm]))
    with pytest.raises(AttributeError, match="near: capital"):
        firm.capitl = 3.0
    with pytest.raises(AttributeError):
        _ = firm.skils
    with pytest.raises(TypeError, match="cannot be removed"):
        firm.remove()


def test_sets_of_agents_work_as_in_mesa(lived: Territory) -> None:
    agents = lived.agents_by_type[Firm]
    assert agents.agg("capital", np.mean) == pytest.approx(
        lived.firms.capital[lived.firms.alive].mean()
    )
    ages = [firm.age for firm in agents.sort("age", ascending=True)]
    assert ages == sorted(ages)
    counted = agents.groupby("product").count()
    assert sum(counted.values()) == len(agents)
    old = agents.select(lambda firm: firm.age > 60)
    assert len(old) == (lived.firms.age[lived.firms.alive] > 60).sum()
    seen: list[int] = []
    agents.shuffle_do(lambda firm: seen.append(firm.identity))
    assert sorted(seen) == sorted(agents.get("identity"))
    agents.do("step")


def test_agents_of_ones_own_class_live_beside_firms() -> None:
    class Visitor(mesa.Agent):  # type: ignore[misc]
        pass

    territory = small()
    Visitor(territory)
    assert len(territory.agents_by_type[Visitor]) == 1
    here = 60 + territory.bodies.rows
    assert len(territory.agents) == here + 1
    territory.remove_all_agents()
    assert len(territory.agents) == here
    territory.close()


def test_nobody_pays_for_agents_that_nobody_looks_at() -> None:
    territory = small().run()
    assert territory.roster._firms == [None] * territory.firms.rows


# --- Copies --------------------------------------------------------------------------------------
@pytest.mark.parametrize("looked", [False, True])
@pytest.mark.parametrize("way", ["pickle", "deepcopy"])
def test_a_copy_taken_midway_goes_on_with_the_same_bits(looked: bool, way: str) -> None:
    territory = small().run(15)
    firm = next(iter(territory.agents_by_type[Firm])) if looked else None
    if way == "pickle":
        other, twin = pickle.loads(pickle.dumps((territory, firm)))
    else:
        other, twin = copy.deepcopy((territory, firm))
    territory.run()
    held = bits(other)
    other.run()
    assert held != bits(other)
    assert bits(other) == bits(territory)
    assert (other.steps, other.running) == (36, False)
    assert other.scenario == territory.scenario
    assert [a.unique_id for a in other.agents] == [a.unique_id for a in territory.agents]
    if twin is not None:
        assert twin.model is other
        assert not twin.alive or twin in other.agents_by_type[Firm]


# --- Mesa's own runner ---------------------------------------------------------------------------
@pytest.mark.parametrize("processes", [1, 2])
def test_batch_run_takes_a_territory_as_it_is(processes: int) -> None:
    """Mesa 3.3 takes seeds as a parameter and lives a month more than asked; 3.5 takes `rng`."""
    parameters: dict[str, Any] = {
        "scenario": "mono_product",
        "n_firms": 30,
        "months": 12,
        "warm_up": 0,
        "exchange_knowledge__absorption": [0.0, 0.3],
    }
    seeds: dict[str, Any] = {"rng": [5, 6]} if NEW else {}
    if not NEW:
        parameters["seed"] = [5, 6]
    method = multiprocessing.get_start_method(allow_none=True)
    rows = mesa.batch_run(
        Territory,
        parameters,
        number_processes=processes,
        display_progress=False,
        data_collection_period=1,
        **seeds,
    )
    multiprocessing.set_start_method(method, force=True)
    assert len(rows) == 4 * 12
    for row in rows[:: 12 + 1]:
        alone = Territory(
            "mono_product",
            row["seed"],
            n_firms=30,
            months=12,
            warm_up=0,
            exchange_knowledge__absorption=row["exchange_knowledge__absorption"],
        ).run()
        at = int(row["Step"]) - NEW
        assert row["mean_skill"] == alone.datacollector.model_vars["mean_skill"][at]


def test_importing_the_model_leaves_the_start_method_alone() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            (
                "import multiprocessing as m; m.set_start_method('forkserver');"
                "import simulation.model; print(m.get_start_method())"
            ),
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=".",
    )
    assert told.stdout.strip() == "forkserver"


# --- Memory --------------------------------------------------------------------------------------
@pytest.mark.parametrize("looked", [False, True])
def test_a_finished_model_is_forgotten(looked: bool) -> None:
    territory = small().run()
    if looked:
        territory.agents.do("step")
        territory.network()
        territory.datacollector.get_model_vars_dataframe()
        pickle.dumps(territory)
    reference = weakref.ref(territory)
    del territory
    gc.collect()
    assert reference() is None


def test_close_lets_go_of_a_model_with_agents_of_ones_own() -> None:
    territory = small()
    mesa.Agent(territory)
    territory.close()
    reference = weakref.ref(territory)
    del territory
    gc.collect()
    assert reference() is None


# --- The graph -----------------------------------------------------------------------------------
def test_the_graph_is_that_of_the_living_and_their_ties(lived: Territory) -> None:
    graph = lived.network()
    assert set(graph) == set(lived.firms.id[lived.firms.alive].tolist())
    assert graph.number_of_edges() == (lived.ties.neighbour >= 0).sum() // 2
    by_identity = {firm.identity: firm for firm in lived.agents_by_type[Firm]}
    for u, v, tie in graph.edges(data=True):
        one, other = by_identity[tie["first"]], by_identity[tie["second"]]
        assert {u, v} == {one.identity, other.identity}
        assert one.identity < other.identity
        assert tie["trust_of_first"] == one.trust_in(other)
        assert tie["trust_of_second"] == other.trust_in(one)
        place = int(np.flatnonzero(lived.ties.neighbour[one.row] == other.row)[0])
        business = bool(lived.ties.purposes[one.row, place] & BUSINESS)
        assert ("business" in tie["purposes"]) >= business
    for identity, firm in graph.nodes(data=True):
        agent = by_identity[identity]
        assert firm["jobs"] == 1 + agent.collaborators
        assert firm["product"] == lived.markets.names[agent.product]
        assert firm["network"] == (-1 if agent.network is None else agent.network)
        assert (firm["x"], firm["y"]) == tuple(agent.place)


def test_the_graph_can_be_written_as_graphml(lived: Territory) -> None:
    assert "trust_of_first" in "\n".join(nx.generate_graphml(lived.network()))


def test_the_graph_of_ten_thousand_firms_comes_at_once() -> None:
    territory = small(n_firms=10_000, events="none")
    began = time.thread_time()
    graph = territory.network()
    assert graph.number_of_nodes() == 10_000
    assert time.thread_time() - began < 5  # 0.3 s on a quiet machine


# --- Mesa's own page -----------------------------------------------------------------------------
@pytest.fixture
def page() -> Any:
    """The workbench as a browser would be given it, with a small territory."""
    solara = pytest.importorskip("solara")
    pytest.importorskip("altair")
    from mesa.visualization import SolaraViz, make_plot_component

    from experiments.live.workbench import Map

    given = {"scenario": "mono_product", "n_firms": 40, "months": 12, "warm_up": 0}
    absorbing = {"type": "SliderFloat", "value": 0.3, "min": 0.0, "max": 1.0, "step": 0.1}
    model = solara.reactive(Territory(**given))

    @solara.component
    def Page() -> None:
        with solara.AppLayout():
            SolaraViz(
                model,
                components=[Map, make_plot_component("jobs")],
                model_params={**given, "exchange_knowledge__absorption": absorbing},
            )

    _, rendered = solara.render(Page(), handle_error=False)
    yield rendered, model
    rendered.close()


@pytest.mark.filterwarnings("ignore")
def test_mesas_page_steps_and_resets_a_territory(page: Any) -> None:
    import ipyvuetify

    rendered, model = page
    buttons = {
        tuple(str(child) for child in button.widget.children)[-1]: button.widget
        for button in rendered.find(ipyvuetify.Btn)
        if button.widget.children
    }
    first = model.value
    buttons["Step"].click()
    assert first.steps == 1
    buttons["Reset"].click()
    assert model.value is not first
    assert (model.value.steps, model.value.scenario.name) == (0, "mono_product")
    assert model.value.scenario.firms == 40
    assert model.value.scenario.parameters.exchange_knowledge.absorption == 0.3


@pytest.mark.filterwarnings("ignore")
def test_the_workbench_opens() -> None:
    solara = pytest.importorskip("solara")
    pytest.importorskip("altair")
    from experiments.live.workbench import PARAMETERS, Page

    _, rendered = solara.render(solara.AppLayout(children=[Page()]), handle_error=False)
    rendered.close()
    chosen = {
        name: given["value"] if isinstance(given, dict) else given
        for name, given in PARAMETERS.items()
    }
    assert Territory(**chosen).scenario.months == 240
