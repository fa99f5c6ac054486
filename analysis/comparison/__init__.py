"""A comparison of programmes as tables, a figure and words."""
