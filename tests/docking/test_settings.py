"""What a user may ask of a docked rule, and what is refused in one clear sentence."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest

from experiments.docking import dock, verdicts
from experiments.docking.dock import PAPERS, paper
from experiments.docking.figure import draw
from simulation import language
from simulation.errors import InputError
from simulation.model import Territory


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_chosen", "en")


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "unknown": (
        {"socialization": 0.1},
        "march.socialization: unknown setting; near: socialisation",
    ),
    "too much": ({"socialisation": 1.5}, "march.socialisation: 1.5 is outside [0, 1]"),
    "twice": ({"p1": 0.1, "socialisation": 0.2}, "march.socialisation: is given twice, also as p1"),
    "no number": ({"socialisation": "fast"}, "march.socialisation: 'fast'; a number was expected"),
    "no whole number": ({"n_agents": 2.5}, "march.n_agents: 2.5; a whole number was expected"),
    "true is no number": ({"n_agents": True}, "march.n_agents: true; a number was expected"),
    "not finite": ({"turnover": float("nan")}, "march.turnover: nan is no finite number"),
    "nothing": ({"turnover": []}, "march.turnover: no value is given"),
    "no such variant": ({"variant": "litteral"}, "'litteral' is not known; near: literal"),
    "too many cells": ({"dimensions": range(1, 900)}, "combinations of settings; at most 2000"),
    "runs": ({"runs": 0}, "runs: 0; a whole number from 1"),
    "seed": ({"seed": -1}, "seed: -1; a whole number from 0"),
    "size": ({"size": "large"}, "size: 'large' is not known"),
    "no graph": ({"graph": [(0, 1)]}, "graph: list is no networkx graph"),
    "empty graph": ({"graph": nx.Graph()}, "march.n_agents: 0 is outside"),
    "another size": ({"graph": nx.path_graph(3), "n_agents": 4}, "n_agents: 4 is not the number"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str) -> None:
    asked, expected = REFUSED[case]
    with pytest.raises(InputError) as error:
        dock("march", **asked)
    assert expected in str(error.value)


def test_what_does_not_go_together_is_refused() -> None:
    with pytest.raises(InputError, match=r"cowan_jonard\.neighbours: 10 was given; of 8 agents"):
        dock("cowan_jonard", n_agents=8)
    with pytest.raises(InputError, match="an even number was expected"):
        dock("cowan_jonard", neighbours=3)
    with pytest.raises(InputError, match="complexity: 5 was given; of 4 bits"):
        dock("lazer_friedman", bits=4)
    with pytest.raises(InputError, match="graph and a graph from outside"):
        dock("lazer_friedman", network="graph")
    with pytest.raises(InputError, match="there is no docking 'axelrot'; near: axelrod"):
        dock("axelrot")


SMALL: dict[str, dict[str, Any]] = {
    "cowan_jonard": {"rewiring": [0, 1], "neighbours": 2},
    "march": {"socialisation": [0.1, 0.9], "code_learning": 0.5},
    "lazer_friedman": {"bits": 8},
    "fang_lee_schilling": {"crossing": [0, 0.1]},
    "hegselmann_krause": {"confidence": [0.05, 0.3]},
    "axelrod": {"features": 3, "traits": [2, 5]},
}


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("n_agents", [3, 13])
def test_few_agents_give_a_result(name: str, n_agents: int) -> None:
    table = dock(name, n_agents=n_agents, runs=2, **SMALL[name])
    assert table.notna().all().all()
    assert (table["n_agents"] == n_agents).all()
    assert verdicts(name, table).empty, "nothing is published for so few"
    assert draw(paper(name), table).startswith(b"\x89PNG")


GRAPHS = {
    "disconnected": nx.Graph([(0, 1), (2, 3), (3, 4)]),
    "isolated": nx.empty_graph(4),
    "directed": nx.gnp_random_graph(12, 0.2, seed=1, directed=True),
    "parallel": nx.MultiGraph([("a", "b"), ("a", "b"), ("b", "b"), ("b", "c")]),
    "named": nx.karate_club_graph(),
    "pairs": nx.grid_2d_graph(3, 3),
    "star": nx.star_graph(9),
}


@pytest.mark.filterwarnings("ignore:the graph is read as simple ties")
@pytest.mark.parametrize("which", GRAPHS)
@pytest.mark.parametrize("name", PAPERS)
def test_any_graph_gives_a_result(name: str, which: str) -> None:
    table = dock(name, graph=GRAPHS[which], runs=2, **({"bits": 8} if "lazer" in name else {}))
    assert table.notna().all().all()
    assert (table["n_agents"] == GRAPHS[which].number_of_nodes()).all()
    assert (table["graph"] == "given").all()
    assert verdicts(name, table).empty, "the paper says nothing about this network"


def test_names_of_nodes_and_the_way_a_graph_was_made_change_nothing() -> None:
    plain = nx.karate_club_graph()
    named = nx.relabel_nodes(plain, {node: f"firm {node}" for node in plain})
    for name in PAPERS:
        one, other = dock(name, graph=plain, runs=2), dock(name, graph=named, runs=2)
        assert one.equals(other), name


def test_who_has_no_neighbour_learns_nothing() -> None:
    alone = nx.empty_graph(20)
    assert (dock("cowan_jonard", graph=alone, runs=2)["trades"] == 0).all()
    assert (dock("axelrod", graph=alone, runs=2, traits=50)["regions"] == 20).all()
    heard = dock("hegselmann_krause", graph=alone, runs=2, confidence=1)
    assert (heard["opinions"] == 20).all()
    performance = dock("fang_lee_schilling", graph=alone, runs=2)
    assert (performance["periods"] == 0).all()


def test_nothing_is_absorbed_at_zero_and_all_at_one() -> None:
    nothing = dock("cowan_jonard", n_agents=50, absorption=0, rewiring=0, runs=2)
    assert (nothing["trades"] == 0).all()
    everything = dock("cowan_jonard", n_agents=50, absorption=1, rewiring=1, runs=2)
    assert (everything["mean"] > 2 * nothing["mean"].mean()).all()
    assert (dock("march", socialisation=0, code_learning=0, runs=2)["code_knowledge"] == 0).all()
    assert (dock("hegselmann_krause", confidence=1, runs=2)["opinions"] == 1).all()
    assert (dock("fang_lee_schilling", learning=0, crossing=0, runs=2)["periods"] == 0).all()


def test_what_cannot_come_to_rest_stops_and_says_so() -> None:
    restless = dock("march", turnover=0.1, socialisation=0.5, code_learning=0.5, runs=3)
    assert (restless["settled"] == 0).all()
    assert (restless["periods"] == 100).all()
    slow = dock("cowan_jonard", n_agents=20, neighbours=4, absorption=1e-6, rewiring=0,
                most_meetings=50, runs=2)  # fmt: skip
    assert (slow["settled"] == 0).all()


def test_the_same_seed_gives_the_same_table_and_more_runs_begin_the_same() -> None:
    asked: dict[str, Any] = {"n_agents": 40, "rewiring": [0.0, 0.5]}
    few = dock("cowan_jonard", runs=2, seed=5, **asked)
    many = dock("cowan_jonard", runs=4, seed=5, **asked)
    assert many.head(len(few)).equals(few)
    assert not dock("cowan_jonard", runs=2, seed=6, **asked).equals(few)


def test_the_papers_own_symbols_are_understood() -> None:
    asked = {"N": 30, "n": 4, "p": [0.0, 1.0], "alpha": 0.3}
    named = {"n_agents": 30, "neighbours": 4, "rewiring": [0.0, 1.0], "absorption": 0.3}
    assert dock("cowan_jonard", runs=2, **asked).equals(dock("cowan_jonard", runs=2, **named))
    assert (dock("axelrod", F=3, q=2, n_agents=9, runs=1)["features"] == 3).all()


def test_the_network_of_a_territory_can_be_docked_on() -> None:
    territory = Territory("baseline", 1, n_firms=40, months=2, warm_up=0).run()
    table = dock("axelrod", graph=territory.network(), features=3, traits=4, runs=1)
    assert table["n_agents"].item() == territory.firms.alive.sum()


def test_numbers_of_numpy_are_numbers_and_several_values_are_a_sweep() -> None:
    table = dock("axelrod", features=np.int64(2), traits=np.array([2, 3]), n_agents=9, runs=1)
    assert table["traits"].tolist() == [2, 3]
    assert table["features"].tolist() == [2, 2]
