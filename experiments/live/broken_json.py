"""What is wrong with a text that should be JSON, in the reader's words.

Raises: nothing; it says what another reader has raised.
"""

from __future__ import annotations

import json

from simulation.language import translate


def said_of(error: json.JSONDecodeError) -> str:
    """Return in one sentence, without its line, what stops a text from being JSON."""
    if error.pos >= len(error.doc.rstrip()):
        return translate("this is not JSON: it ends before it is complete")
    return translate(
        "this is not JSON: something is missing, or too much, before column {column}",
        column=error.colno,
    )
