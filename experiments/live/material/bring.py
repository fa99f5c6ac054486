"""A field through which a visitor brings a file; keyboard, touch and drop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import solara
import traitlets

from experiments.live.configuration_file import LARGEST

Brings = Callable[[str, int, bytes], None]


class Field(anywidget.AnyWidget):
    """The field; a file comes as one message, its bytes beside it."""

    _esm = (Path(__file__).parent / "bring.js").read_text(encoding="utf-8")
    label = traitlets.Unicode("").tag(sync=True)
    largest = traitlets.Int(LARGEST).tag(sync=True)


@solara.component
def Bring(label: str, on_file: Brings) -> None:  # noqa: N802
    """A field; `on_file` is given the name, the size, and the bytes unless there are too many."""
    field = Field.element(label=label)
    handler = solara.use_ref(on_file)
    handler.current = on_file

    def listen() -> Callable[[], None]:
        widget = solara.get_widget(field)

        def received(_widget: Any, told: Any, buffers: Any) -> None:
            if isinstance(told, dict) and told.get("kind") == "file" and buffers:
                size = told.get("size")
                handler.current(
                    str(told.get("name")),
                    size if isinstance(size, int) else 0,
                    bytes(buffers[0][: LARGEST + 1]),
                )

        widget.on_msg(received)
        return lambda: widget.on_msg(received, remove=True)

    solara.use_effect(listen, [])
