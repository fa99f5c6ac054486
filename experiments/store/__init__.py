"""One folder that keeps runs for ever: what has been lived is never lived again.

`from experiments.store import Store` is all that a reader needs.
"""

from experiments.store.store import Store as Store
