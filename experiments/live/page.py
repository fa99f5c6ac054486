"""The page: the stage in the browser, and the visitor's session behind it.

Whoever serves it may give a configuration to begin with, notices, and further panels: each is a
component that is handed the session.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import solara

from experiments.live.configuration import Configuration
from experiments.live.conversation import Conversation
from experiments.live.room.room import Room
from experiments.live.session import Session
from experiments.live.tour import tour
from experiments.live.widget import Stage
from experiments.live.words import books

Panel = Callable[[Session], Any]


@solara.component
def Page(  # noqa: N802 - components are named like classes
    opening: Configuration | None = None,
    notices: Sequence[str] = (),
    panels: Sequence[Panel] = (),
    room: Room | None = None,
) -> None:
    """The stage; each visitor has a session of their own, which ends with the visit.

    With a room, its phones may bet on what the stage is about to show.
    """
    session = solara.use_memo(lambda: Session(opening), [])
    first = solara.use_memo(lambda: session.configuration, [])
    solara.Title("tessuto")
    solara.Style(_BARE)
    with solara.Column(gap="0px", classes=["tessuto-page"]):
        stage = Stage.element(
            lang=first.language,
            projector=first.projector,
            configuration=first.model_dump(),
            books=books(),
            steps=tour(),
        )
        for panel in panels:
            panel(session)

    def converse() -> Callable[[], None]:
        conversation = Conversation(session, solara.get_widget(stage), notices, room)
        stop = session.start()

        def end() -> None:
            conversation.end()
            stop()

        return end

    solara.use_effect(converse, [])


_BARE = """
.tessuto-page { margin: 0; padding: 0; }
.v-application .tessuto p { margin-bottom: 0; }
.solara-content-main, .v-main__wrap > div, .v-content__wrap > div {
  padding: 0 !important; max-width: none !important;
}
"""
