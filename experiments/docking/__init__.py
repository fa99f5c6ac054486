"""Published rules, three with small parts of this model in them, against what is known."""

from experiments.docking.dock import dock, verdicts

__all__ = ["dock", "verdicts"]
