"""The page's own address, kept up to date in the browser."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets


class Address(anywidget.AnyWidget):
    """A field with the address of what is shown, and a button that copies it."""

    _esm = (Path(__file__).parent / "address.js").read_text(encoding="utf-8")
    query = traitlets.Unicode("").tag(sync=True)
    name = traitlets.Unicode("").tag(sync=True)
    copy = traitlets.Unicode("").tag(sync=True)
    copied = traitlets.Unicode("").tag(sync=True)
