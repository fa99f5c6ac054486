"""The HTML around Solara's page, put right: its language, zooming, a connection or session lost.

Solara's own frame names no language, forbids zooming, covers the whole page when the connection is
lost, and asks the visitor to refresh it when the server began anew. Here what was last shown stays
in view and in use, with a line at the bottom, and a page whose session is gone opens again.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from simulation.language import LANGUAGES, msg, translate

COMEBACK = Path(__file__).resolve().parent / "browser" / "comeback.js"

STYLE = """<style>
.v-overlay[style*="100002"] { pointer-events: none; top: auto !important; height: 64px; }
.v-overlay[style*="100002"] .v-progress-circular { width: auto !important;
  height: auto !important; }
.v-overlay[style*="100002"] .v-progress-circular svg { display: none; }
.v-overlay[style*="100002"] .v-progress-circular__info { position: static; font-size: 20px;
  color: #fff; }
.v-overlay--active[style*="100002"] .v-overlay__scrim { opacity: 0.94 !important;
  background-color: #1c1c1c !important; }
.t-lost i { display: none; font-style: normal; }
html[lang=fr] .t-lost [lang=fr], html[lang=it] .t-lost [lang=it],
html[lang=en] .t-lost [lang=en] { display: inline; }
</style>
"""
VIEWPORT = re.compile(r'<meta name="viewport" content="[^"]*">')
DIALOG = re.compile(r'<v-dialog v-model="needsRefresh".*?</v-dialog>', re.DOTALL)
BANNER = re.compile(r'<v-alert v-if="needsRefresh.*?</v-alert>', re.DOTALL)
WHEN_LOST = "(connectionStatus != 'connected') & wasConnected"
LOST = msg("Connection lost. What you see stays; it comes back by itself.")
ANEW = msg("The server began anew. This page opens again by itself.")


def framed(html: str, lang: str, born: str) -> str:
    """Solara's frame in a language, to be zoomed, quiet when something is lost.

    `born` says which server it is from: the page opens again when another one answers.
    """
    html = html.replace("<html>", f'<html lang="{lang}" data-born="{born}">', 1)
    html = VIEWPORT.sub('<meta name="viewport" content="width=device-width, initial-scale=1">',
                        html, count=1)  # fmt: skip
    html = html.replace("</head>", f"{STYLE}</head>", 1)
    html = html.replace(WHEN_LOST, f"({WHEN_LOST}) || needsRefresh", 1)
    told = f"{_in_all('needsRefresh', ANEW)}{_in_all('!needsRefresh', LOST)}"
    html = re.sub(r"Server\s+disconnected\.", lambda _: told, html, count=1)
    html = BANNER.sub("", DIALOG.sub("", html, count=1), count=1)
    return html.replace("</html>", f"<script>{_comeback()}</script>\n</html>", 1)


def _in_all(when: str, message: str) -> str:
    """A sentence in every language, of which the style shows that of the page."""
    said = "".join(f'<i lang="{lang}">{translate(message, lang)}</i>' for lang in LANGUAGES)
    return f'<span v-if="{when}" class="t-lost">{said}</span>'


@cache
def _comeback() -> str:
    return COMEBACK.read_text(encoding="utf-8")


def language_of(wish: str | None, usual: str) -> str:
    """The language an address asks for, else the usual one."""
    return wish if wish in LANGUAGES else usual
