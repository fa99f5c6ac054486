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
_IMPORT = re.compile(r"^import (\{[^}]*\}) from \"\./(\w+)\.js\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) (\w+))", re.MULTILINE)
_DEFAULT = "export default "


@cache
def script(entry: str = "main") -> str:
    """Return all modules as one, each in a scope of its own, after those that it imports."""
    told: dict[str, str] = {}
    _gather(entry, told)
    return "\n".join([*told.values(), f"export default module_{entry}.standing;"])


def _gather(name: str, told: dict[str, str]) -> None:
    if name in told:
        return
    text = (BROWSER / f"{name}.js").read_text(encoding="utf-8")
    for _, imported in _IMPORT.findall(text):
        _gather(imported, told)
    offered = _EXPORT.findall(text)
    body = _IMPORT.sub(r"const \1 = module_\2;\n", text)
    body = _EXPORT.sub("", body)
    if _DEFAULT in body:
        body = body.replace(_DEFAULT, "const standing = ")
        offered.append("standing")
    told[name] = (
        f"const module_{name} = (() => {{\n{body}\nreturn {{ {', '.join(offered)} }};\n}})();"
    )


class Stage(anywidget.AnyWidget):
    """One visitor's stage; the results themselves come as messages, each once."""

    _esm = script()
    _css = (BROWSER / "style.css").read_text(encoding="utf-8")
    lang = traitlets.Unicode("fr").tag(sync=True)
    projector = traitlets.Bool(False).tag(sync=True)
    configuration: Any = traitlets.Dict().tag(sync=True)
    levers: Any = traitlets.List().tag(sync=True)
    assumptions: Any = traitlets.List().tag(sync=True)
    steps: Any = traitlets.List().tag(sync=True)
    books: Any = traitlets.Dict().tag(sync=True)
