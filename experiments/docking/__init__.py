"""Published models lived with this model's own components, and held against what they published."""

from experiments.docking.dock import dock, verdicts

__all__ = ["dock", "verdicts"]
