"""The pages that Solara serves: the stage with its panels, the room's screen, the workbench."""

from __future__ import annotations

import solara

from experiments.live.configuration import Configuration
from experiments.live.link import read_address
from experiments.live.material.panel import OwnMaterial, use_session
from experiments.live.page import Page as Stage
from experiments.live.room.screen import RoomPanel
from experiments.live.served import what_is_served
from experiments.live.session import Session
from experiments.live.workbench import Page as Workbench


@solara.component
def Home() -> None:  # noqa: N802
    """The stage as the address asks for it; in room mode the room's panel is below it."""
    served = what_is_served()
    router = solara.use_router()
    opening, notices = solara.use_memo(lambda: read_address(router.search or "", served.lang), [])
    panels = [OwnMaterial] if served.room is None else [RoomBelow, OwnMaterial]
    Stage(opening, notices, panels)


@solara.component
def RoomBelow(session: Session) -> None:  # noqa: N802
    """The room's panel, its plan made the stage's at a click."""
    asked, _ = use_session(session)
    with solara.Div(style={"padding": "16px 20px"}):
        RoomPanel(asked, session.ask, asked.language)


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
    solara.Route(path="/", component=Home, layout=Bare, label="tessuto"),
    solara.Route(path="screen", component=Screen, layout=Bare, label="tessuto"),
    solara.Route(path="workbench", component=Workbench, layout=solara.AppLayout, label="tessuto"),
]
