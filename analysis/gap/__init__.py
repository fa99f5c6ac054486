"""The gap instrument's results as tables, pictures and a page."""
