"""The pages that Solara serves: the stage with its panels, the room's screen, the workbench."""

from __future__ import annotations

from urllib.parse import parse_qsl

import solara

from experiments.live.configuration import Configuration
from experiments.live.frame import language_of
from experiments.live.link import read_address
from experiments.live.material.panel import OwnMaterial, use_session
from experiments.live.page import Page as Stage
from experiments.live.room.room import Room
from experiments.live.room.screen import RoomPanel, with_plan
from experiments.live.room.watching import use_version
from experiments.live.served import Served, what_is_served
from experiments.live.session import Session
from experiments.live.workbench import Page as Workbench


@solara.component
def Home() -> None:  # noqa: N802
    """The stage as the address asks for it; in room mode the room's panel is below it."""
    served = what_is_served()
    router = solara.use_router()
    query = router.search or ""
    opening, notices = solara.use_memo(lambda: _opening(query, served), [])
    panels = [OwnMaterial] if served.room is None else [RoomBelow, OwnMaterial]
    Stage(opening, notices, panels, served.room)


def _opening(query: str, served: Served) -> tuple[Configuration, tuple[str, ...]]:
    """What an address asks for; where it names no programme, under the plan of the room."""
    opening, notices = read_address(query, served.lang)
    plan = served.room.agreed.shown[1] if served.room is not None else None
    if plan is not None and opening.programme == opening.preset.programme:
        opening = with_plan(opening, plan)
    return opening, notices


@solara.component
def RoomBelow(session: Session) -> None:  # noqa: N802
    """The room's panel below a stage, which follows the plan that the room's screens share."""
    asked, _ = use_session(session)
    room = what_is_served().room
    if room is not None:
        Following(session, asked, room)
    with solara.Div(style={"padding": "16px 20px"}):
        RoomPanel(asked.language)


@solara.component
def Following(session: Session, asked: Configuration, room: Room) -> None:  # noqa: N802
    """A stage that takes over what is put on the stages of its room, and tells what it shows."""
    use_version(room)
    number, plan = room.agreed.shown
    begun = solara.use_memo(lambda: number, [])
    solara.use_effect(lambda: room.agreed.stage(asked), [asked])

    def take() -> None:
        if plan is not None and number != begun:
            session.ask(with_plan(session.configuration, plan))

    solara.use_effect(take, [number])
    solara.Div()


@solara.component
def Screen() -> None:  # noqa: N802
    """The room alone, for a second screen, in the language that the stage speaks."""
    room = what_is_served().room
    if room is None:
        RoomPanel(what_is_served().lang)
        return
    use_version(room)
    wish = dict(parse_qsl(solara.use_router().search or "")).get("language")
    lang = language_of(wish, what_is_served().spoken)
    with solara.Div(style={"padding": "16px 20px"}, attributes={"lang": lang}):
        RoomPanel(lang)


@solara.component
def Bare(children: list[solara.Element] = []) -> None:  # noqa: B006, N802
    """No frame around the page: it brings its own."""
    solara.Div(children=children)


routes = [
    solara.Route(path="/", component=Home, layout=Bare, label="tessuto"),
    solara.Route(path="screen", component=Screen, layout=Bare, label="tessuto"),
    solara.Route(path="workbench", component=Workbench, layout=solara.AppLayout, label="tessuto"),
]
