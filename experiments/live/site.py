"""The pages that Solara serves: the stage at the root, the room's big screen beside it."""

from __future__ import annotations

import solara

from experiments.live.configuration import Configuration
from experiments.live.page import Page as Stage
from experiments.live.room.screen import RoomPanel
from experiments.live.served import what_is_served


@solara.component
def Screen() -> None:  # noqa: N802
    """The room alone, for a second screen."""
    lang = what_is_served().lang
    configuration, set_configuration = solara.use_state(Configuration().changed(language=lang))
    with solara.Div(style={"padding": "16px 20px"}):
        RoomPanel(configuration, set_configuration, lang)


@solara.component
def Bare(children: list[solara.Element] = []) -> None:  # noqa: B006, N802
    """No frame around the page: it brings its own."""
    solara.Div(children=children)


routes = [
    solara.Route(path="/", component=Stage, label="tessuto"),
    solara.Route(path="screen", component=Screen, layout=Bare, label="tessuto"),
]
