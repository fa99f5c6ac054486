"""tessuto: a territory of very small firms that meet, learn, change, and are accompanied.

`from simulation import Territory` is all that most need; it explores and explains, never predicts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulation.model import Territory
    from simulation.read_programme import read_programme
    from simulation.read_scenario import read_scenario

__all__ = ["Territory", "read_programme", "read_scenario"]


def __getattr__(name: str) -> Any:
    """Load what is public when it is asked for: Mesa alone takes half a second."""
    if name == "Territory":
        from simulation.model import Territory

        return Territory
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(f"simulation.{name}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
