"""What happens in a month: one process per file, in the order of `schedule.py`."""
