"""How the documentation's pages are made: Sphinx, MyST, Furo; nothing from another machine.

`make docs` builds them into results/documents; warnings are errors.
"""

from __future__ import annotations

import gettext
import posixpath
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sphinx

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from simulation.language import LANGUAGES, msg, translate  # noqa: E402 - the checkout first, whatever is installed
from simulation.purpose import purpose  # noqa: E402

project = "tessuto"
author = "the tessuto authors"
project_copyright = author
release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
language = "en"
# Words of the frame around a page: Sphinx's own, and those that it has in no other language.
SPHINX_WORDS = Path(sphinx.__file__).parent / "locale"
FRAME = (msg("Next"), msg("Previous"), msg("Home"), msg("On this page"))

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
html_static_path = ["frame.css"]
html_css_files = ["frame.css"]
html_title = f"tessuto {release}"
html_show_sphinx = False
html_copy_source = False
html_theme_options = {
    "announcement": purpose("en"),
    "footer_icons": [],
    "top_of_page_buttons": [],
}


def setup(app: Sphinx) -> None:
    """What happens to a docstring, and to the frame around a page."""
    app.connect("autodoc-process-docstring", plain)
    app.connect("html-page-context", in_its_language, priority=400)


def plain(_app: Any, _what: str, _name: str, _obj: Any, _options: Any, lines: list[str]) -> None:
    """Docstrings are sentences, not markup: a bar in a formula is a bar."""
    lines[:] = [line.replace("|", "\\|") for line in lines]


def in_its_language(
    _app: Any, page: str, _template: str, context: dict[str, Any], _tree: Any
) -> None:
    """The frame of a page in `fr/` or `it/` speaks that language, and leads on within it."""
    lang = language_of(page)
    words = gettext.translation("sphinx", SPHINX_WORDS, [lang], fallback=True)

    def said(word: str) -> str:
        return translate(word, lang) if word in FRAME else words.gettext(word)

    context.update(language=lang, theme_announcement=purpose(lang), _=said)
    for way in ("prev", "next"):
        if context.get(way):
            there = posixpath.join(posixpath.dirname(page), context[way]["link"])
            if language_of(posixpath.normpath(there)) != lang:
                context[way] = None


def language_of(page: str) -> str:
    """`fr` for `fr/index`; English for what stands in no language's folder."""
    folder = page.partition("/")[0]
    return folder if folder in LANGUAGES else language
