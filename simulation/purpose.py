"""What all of this is for, in one sentence that stands on the first screen of everything."""

from __future__ import annotations

from simulation.language import msg, translate

PURPOSE = msg("For exploring and explaining, never for predicting.")


def purpose(lang: str | None = None) -> str:
    """Return the sentence in a language, or in the current one."""
    return translate(PURPOSE, lang)
