"""Arms of one territory live its past once: whoever lives the next arm here goes on from it.

Until its programme starts an arm is what every other arm of the territory is, to the bit; a worker
remembers where the last territories stood then. An arm that acts comes first: one that does not
would not have followed what only a programme needs (see `simulation/shared_past.py`).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager

from simulation.accompaniment.programme import Programme
from simulation.errors import InputError
from simulation.model import Territory
from simulation.shared_past import Past

MOST_KEPT = 2
"""Pasts remembered at once: a territory's and its twin's."""
MOST_FIRMS = 20_000
"""Firms above which no past is kept: it takes as much memory as the territory."""


class Pasts:
    """Where the territories lived last stood when a programme started."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """Remember at most so many."""
        self._most = most
        self._kept: OrderedDict[Hashable, Past] = OrderedDict()

    @contextmanager
    def lived(
        self, mark: Hashable, plan: Programme, begin: Callable[[], Territory]
    ) -> Iterator[Territory]:
        """Give a territory lived to its end, to be looked at while the block lasts.

        `mark` says which territories have one past; `begin` makes one of them under this plan.
        """
        past = self._kept.pop(mark, None)  # so that no other thread lives on in it meanwhile
        territory = _from(past, plan)
        if territory is None:
            territory = begin()
            if plan.actions:
                clock = territory.clock
                territory.run(max(0, min(plan.start, clock.months) - clock.month))
                past = Past(territory)
        try:
            yield territory.run()
        finally:
            if past is not None:
                self._kept[mark] = past
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)


def _from(past: Past | None, plan: Programme) -> Territory | None:
    """Return the territory of a past under another plan, if it could have been that plan's."""
    if past is None or (plan.actions and plan.start < past.month):
        return None
    try:
        return past.under(plan)
    except InputError:
        return None


def gates_of(programmes: Iterable[Programme]) -> frozenset[str]:
    """Return what the gates of these programmes ask for: observed in every arm, for any of them."""
    return frozenset(name for programme in programmes for name in programme.observed)
