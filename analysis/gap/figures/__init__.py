"""One figure per file: `draw(diagnosis, lang)` gives a figure, or None when it has no data."""
