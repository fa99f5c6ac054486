"""The pages that Solara serves: the stage at the root, the room's big screen beside it."""

from __future__ import annotations

import solara

from experiments.live.page import Page as Stage

routes = [solara.Route(path="/", component=Stage)]
