"""The page's part that lives in the browser: its scripts, put together, and what goes to and fro.

Each script is a module of its own, in `browser/`; they travel as one over the page's own
connection, so that nothing is built and nothing is asked from any other place.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

BROWSER = Path(__file__).resolve().parent / "browser"
_IMPORT = re.compile(r"^import\s[^;]*?from\s+\"\./([\w.]+)\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


@cache
def script(entry: str = "main.js") -> str:
    """Return all modules as one, each after those that it imports."""
    told: dict[str, str] = {}
    _gather(entry, told)
    return "\n".join(told.values())


def _gather(name: str, told: dict[str, str]) -> None:
    if name in told:
        return
    text = (BROWSER / name).read_text(encoding="utf-8")
    for imported in _IMPORT.findall(text):
        _gather(imported, told)
    told[name] = _EXPORT.sub("", _IMPORT.sub("", text))


class Stage(anywidget.AnyWidget):
    """One visitor's stage; the results themselves come as messages, each once."""

    _esm = script()
    _css = (BROWSER / "style.css").read_text(encoding="utf-8")
    lang = traitlets.Unicode("fr").tag(sync=True)
    projector = traitlets.Bool(False).tag(sync=True)
    configuration: Any = traitlets.Dict().tag(sync=True)
    levers: Any = traitlets.List().tag(sync=True)
    assumptions: Any = traitlets.List().tag(sync=True)
    books: Any = traitlets.Dict().tag(sync=True)
