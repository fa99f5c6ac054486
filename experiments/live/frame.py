"""The HTML around Solara's page, put right: its language, zooming, and a lost connection.

Solara's own frame names no language, forbids zooming, and covers the whole page when the connection
is lost. Here what was last shown stays in view and in use, with a line at the bottom.
"""

from __future__ import annotations

import re

from simulation.language import LANGUAGES, translate

STYLE = """<style>
.v-overlay[style*="100002"] { pointer-events: none; top: auto !important; height: 64px; }
.v-overlay[style*="100002"] .v-progress-circular { width: auto !important;
  height: auto !important; }
.v-overlay[style*="100002"] .v-progress-circular svg { display: none; }
.v-overlay[style*="100002"] .v-progress-circular__info { position: static; font-size: 20px;
  color: #fff; }
.v-overlay--active[style*="100002"] .v-overlay__scrim { opacity: 0.94 !important;
  background-color: #1c1c1c !important; }
</style>
"""
VIEWPORT = re.compile(r'<meta name="viewport" content="[^"]*">')


def framed(html: str, lang: str) -> str:
    """Solara's frame in a language, to be zoomed, and quiet when the connection is lost."""
    lost = translate("Connection lost. What you see stays; it comes back by itself.", lang)
    html = html.replace("<html>", f'<html lang="{lang}">', 1)
    html = VIEWPORT.sub('<meta name="viewport" content="width=device-width, initial-scale=1">',
                        html, count=1)  # fmt: skip
    html = html.replace("</head>", f"{STYLE}</head>", 1)
    return re.sub(r"Server\s+disconnected\.", lambda _: lost, html, count=1)


def language_of(wish: str | None, usual: str) -> str:
    """The language an address asks for, else the usual one."""
    return wish if wish in LANGUAGES else usual
