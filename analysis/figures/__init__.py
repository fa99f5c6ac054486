"""One figure per file, drawn for every run that has the metrics it needs.

Each file has `NEEDS` (metric names) and `draw(run) -> bytes | None`: a PNG, or None when the run
holds nothing to show.
"""
