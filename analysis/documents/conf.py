"""How the documentation's pages are made: Sphinx, MyST, Furo; nothing from another machine.

`make docs` builds them into results/documents; warnings are errors.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

project = "tessuto"
author = "the tessuto authors"
project_copyright = author
release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["conf.py"]
myst_heading_anchors = 3
myst_enable_extensions = ["deflist", "colon_fence"]

# The code's docstrings are plain sentences; a single backquote marks code in them.
default_role = "code"
autodoc_typehints = "none"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True

html_theme = "furo"
html_title = f"tessuto {release}"
html_show_sphinx = False
html_copy_source = False
html_theme_options = {
    "announcement": "For exploring and explaining, never for predicting.",
    "footer_icons": [],
    "top_of_page_buttons": [],
}


def setup(app: Sphinx) -> None:
    """Docstrings are sentences, not markup: a bar in a formula is a bar."""

    def plain(
        _app: Any, _what: str, _name: str, _obj: Any, _options: Any, lines: list[str]
    ) -> None:
        lines[:] = [line.replace("|", "\\|") for line in lines]

    app.connect("autodoc-process-docstring", plain)
