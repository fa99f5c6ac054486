"""Mesa's own page over a territory, for whoever develops the model: `solara run` this file.

Needs the extra `live` (pip install 'tessuto[live]').
"""

from __future__ import annotations

from typing import Any

import solara
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from mesa.visualization import SolaraViz, make_plot_component
from mesa.visualization.utils import update_counter

from simulation.model import Territory
from simulation.read_scenario import contexts

PARAMETERS: dict[str, Any] = {
    "scenario": {
        "type": "Select",
        "label": "Context",
        "value": "mono_product",
        "values": contexts(),
    },
    "seed": {"type": "SliderInt", "label": "Seed", "value": 1, "min": 1, "max": 100, "step": 1},
    "n_firms": {
        "type": "SliderInt",
        "label": "Firms",
        "value": 300,
        "min": 50,
        "max": 2_000,
        "step": 50,
    },
    "exchange_knowledge__absorption": {
        "type": "SliderFloat",
        "label": "Absorption in a meeting",
        "value": 0.15,
        "min": 0.0,
        "max": 1.0,
        "step": 0.05,
    },
    "months": 240,
}


@solara.component
def Map(territory: Territory) -> None:  # noqa: N802 - components are named like classes
    """The firms at their places, which do not move from month to month, and their ties."""
    update_counter.get()
    figure = Figure(figsize=(6, 6), layout="constrained")
    axes = figure.subplots()
    graph = territory.network()
    place = {one: (firm["x"], firm["y"]) for one, firm in graph.nodes(data=True)}
    lines = [(place[u], place[v]) for u, v, tie in graph.edges(data=True) if tie["trust"] > 0.5]
    axes.add_collection(LineCollection(lines, colors="0.8", linewidths=0.6))
    firms = [firm for _, firm in graph.nodes(data=True)]
    axes.scatter(
        [firm["x"] for firm in firms],
        [firm["y"] for firm in firms],
        s=[8 * firm["jobs"] for firm in firms],
        c=["tab:orange" if firm["network"] >= 0 else "tab:blue" for firm in firms],
        zorder=2,
    )
    axes.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[], aspect="equal")
    axes.set_title(f"Month {territory.clock.month}: area = jobs, orange = in a network")
    solara.FigureMatplotlib(figure)


@solara.component
def Page() -> None:  # noqa: N802
    """The workbench; each visitor has a territory of their own."""
    territory = solara.use_memo(lambda: Territory("mono_product", seed=1, months=240), [])
    SolaraViz(
        territory,
        components=[Map, make_plot_component("jobs"), make_plot_component("mean_skill")],
        model_params=PARAMETERS,
        name="tessuto",
    )
