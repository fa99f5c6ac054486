"""The same work on a Dask cluster: one on this machine, or any whose scheduler can be reached.

Workers need this package, of the same sources: those they have are compared with ours first, and
again at every run. Files that scenarios name (registers) must lie at the same place there.

Raises: InputError for a scheduler that does not answer within seconds, or other sources.
"""

from __future__ import annotations

import logging
import queue
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from experiments.many.engine import Back, Chunk, EngineGoneError, in_a_line
from experiments.many.job import own_code
from simulation.errors import InputError
from simulation.language import translate

J = TypeVar("J")
AT_ONCE = 2
PATIENCE = 5
LOCAL = "local"


class Cluster(Generic[J]):
    """An engine of Dask workers; `do` takes the jobs of a chunk."""

    def __init__(self, do: Callable[[Sequence[J]], Any], scheduler: str, workers: int) -> None:
        """Reach a scheduler, or start one here with so many workers."""
        self._do = do
        self._scheduler = scheduler
        self._answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._chunks: dict[str, tuple[Any, Chunk[J]]] = {}
        self._cluster: Any = None
        _quiet()
        self._client = self._local(workers) if scheduler == LOCAL else self._reached(scheduler)
        self.workers = max(1, self._threads())
        self._same_sources()

    def room(self) -> int:
        """How many chunks can be taken now; workers may have come or gone."""
        try:
            self.workers = max(1, self._threads())
        except (OSError, TimeoutError) as error:
            raise self._gone() from error
        return self.workers * AT_ONCE - len(self._chunks)

    def busy(self) -> int:
        """How many chunks are with the cluster."""
        return len(self._chunks)

    def give(self, chunk: Chunk[J]) -> None:
        """Hand a chunk to the scheduler."""
        try:
            future = self._client.submit(self._do, list(chunk.jobs), pure=False)
        except (OSError, TimeoutError) as error:
            raise self._gone() from error
        self._chunks[future.key] = (future, chunk)
        future.add_done_callback(self._answers.put)

    def back(self, seconds: float) -> list[Back[J]]:
        """Wait for chunks that are done."""
        try:
            found = [self._answers.get(timeout=seconds)]
        except queue.Empty:
            if self._client.status not in ("running", "connecting"):
                raise self._gone() from None
            return []
        while not self._answers.empty():
            found.append(self._answers.get())
        return [self._received(future) for future in found if future.key in self._chunks]

    def close(self) -> None:
        """Let the cluster go; one that we started ends."""
        for future, _ in self._chunks.values():
            future.cancel()
        self._chunks = {}
        self._client.close(timeout=PATIENCE)
        if self._cluster is not None:
            self._cluster.close(timeout=PATIENCE)

    def _received(self, future: Any) -> Back[J]:
        kept, chunk = self._chunks.pop(future.key)
        try:
            if kept.status == "finished":
                return Back(chunk, kept.result(timeout=PATIENCE * 6))
            if kept.status != "error":  # lost or cancelled: not the runs' fault
                raise self._gone()
            error = kept.exception(timeout=PATIENCE)
        except (OSError, TimeoutError) as reason:
            raise self._gone() from reason
        finally:
            kept.release()
        died = type(error).__name__ == "KilledWorker"
        said = in_a_line(error)
        return Back(chunk, None, said, died=died)

    def _local(self, workers: int) -> Any:
        from distributed import Client, LocalCluster

        with _deaf():
            self._cluster = LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=":0", silence_logs=50
            )  # type: ignore[no-untyped-call]
        return Client(self._cluster)  # type: ignore[no-untyped-call]

    def _reached(self, address: str) -> Any:
        from distributed import Client

        try:
            client = Client(address, timeout=PATIENCE)  # type: ignore[no-untyped-call]
            if not self._threads(client):
                client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, TimeoutError) as error:
            said = translate("no Dask scheduler with workers answers at {address}", address=address)
            raise InputError(said, place="--scheduler") from error
        except (ValueError, TypeError) as error:
            said = translate("{address} is no address such as tcp://host:8786",
                             address=repr(address))  # fmt: skip
            raise InputError(said, place="--scheduler") from error
        return client

    def _threads(self, client: Any = None) -> int:
        told = (client or self._client).scheduler_info(n_workers=-1)["workers"]
        return sum(int(each["nthreads"]) for each in told.values())

    def _same_sources(self) -> None:
        ours = own_code()
        try:
            theirs = self._client.run(own_code)
        except Exception as error:
            self.close()
            said = translate("a worker cannot load this model: {reason}", reason=error)
            raise InputError(said, place="--scheduler") from error
        for worker, code in theirs.items():
            if code != ours:
                self.close()
                said = translate(
                    "the worker {worker} has other sources of the model: {theirs}, not {ours}",
                    worker=worker, theirs=code, ours=ours,
                )  # fmt: skip
                raise InputError(said, place="--scheduler")

    def _gone(self) -> EngineGoneError:
        said = translate("the Dask scheduler at {address} has gone away", address=self._scheduler)
        return EngineGoneError(said, place="--scheduler")


def _quiet() -> None:
    """Keep Dask's own log off the terminal: what matters is told in one line."""
    import distributed  # noqa: F401  (its loggers are made on loading)

    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in ("distributed", "tornado", "bokeh"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


@contextmanager
def _deaf() -> Iterator[None]:
    """Start processes that do not hear Ctrl-C: it is the coordinator's affair."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    former = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)
