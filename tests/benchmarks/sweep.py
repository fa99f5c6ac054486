"""How fast many runs go: the sweep and its store beside Mesa's own `batch_run`, same model, in turns.

    python tests/benchmarks/sweep.py [--runs 400] [--rounds 3] [--workers 2] [--json FILE]

Both live the same territories (100 firms, 120 months) with as many processes and keep every month.
Wall time for throughput, start of the processes included; processor time for the overhead.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # also where the package is not installed

from rich.console import Console  # noqa: E402

from experiments.many.chunk import live_chunk  # noqa: E402
from experiments.many.job import Job  # noqa: E402
from experiments.run_study import Finished, Settings, Watch, run  # noqa: E402
from experiments.store import Store  # noqa: E402
from experiments.study.plan import Plan, plan_of  # noqa: E402
from experiments.study.study import Study  # noqa: E402
from simulation.mesa_import import mesa  # noqa: E402
from simulation.model import Territory  # noqa: E402
from simulation.read_programme import read_programme  # noqa: E402
from tests.benchmarks.measuring import Measured, at_least, at_most, show  # noqa: E402

CONTEXT, FIRMS, MONTHS = "mono_product", 100, 120
TEN_THOUSAND = 10_000
ARMS = ("none", "facilitated", "standard_recipe", "cash", "agenda21")
START = read_programme("facilitated").start


def study(seeds: int, first: int = 1, programmes: tuple[str, ...] = ("none",)) -> Study:
    """One territory under these programmes, so many histories."""
    return Study.model_validate(
        {
            "name": "bench",
            "contexts": {CONTEXT: {"of": CONTEXT}},
            "programmes": {name: {"of": name} for name in programmes},
            "firms": FIRMS,
            "months": MONTHS,
            "replications": {"seeds": seeds, "first": first},
            "outcomes": ("jobs@end",),
        }
    )


class Memory(Watch):
    """How large this process is, whenever runs have come back (kB)."""

    def __init__(self) -> None:
        self.seen: list[int] = []

    def lived(self, runs: int) -> None:
        """Look."""
        self.seen.append(_resident())


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024


def swept(runs: int, first: int, workers: int, folder: Path) -> tuple[float, Finished, Memory]:
    """Live so many runs into a new store; return the seconds on the clock, and how it went."""
    watch = Memory()
    begun = time.perf_counter()
    done = run(study(runs, first), folder, Settings(workers=workers), watch)
    return time.perf_counter() - begun, done, watch


def batch_run(runs: int, first: int, workers: int, period: int) -> float:
    """Let Mesa live the same runs; return the seconds on the clock."""
    begun = time.perf_counter()
    rows = mesa.batch_run(
        Territory,
        {"scenario": CONTEXT, "n_firms": FIRMS, "months": MONTHS,
         "seed": range(first, first + runs), "events": "none"},
        number_processes=workers, data_collection_period=period, display_progress=False,
    )  # fmt: skip
    seconds = time.perf_counter() - begun
    assert len({row["seed"] for row in rows}) == runs
    return seconds


def throughput(runs: int, rounds: int, workers: int) -> Iterator[Measured]:
    """Runs a second of both, in turns, and what a stored run costs."""
    ours, monthly, last_only, busy = [], [], [], []
    for each in range(rounds):
        first = 1 + each * runs
        with tempfile.TemporaryDirectory() as folder:
            seconds, done, watch = swept(runs, first, workers, Path(folder))
            size = sum(f.stat().st_size for f in Path(folder).rglob("*.parquet"))
            begun = time.perf_counter()
            table = Store(folder).table("bench")
            opened = time.perf_counter() - begun
        assert len(table) == runs
        ours.append(seconds)
        busy.append(done.busy)
        monthly.append(batch_run(runs, first, workers, 1))
        last_only.append(batch_run(runs, first, workers, -1))
    n = f"{workers} processes, {runs} runs of {FIRMS} firms, {MONTHS} months"
    rate, theirs, light = (runs / median(all_) for all_ in (ours, monthly, last_only))
    load = f"load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    yield Measured("sweep", n, rate, "runs/s", note=load)
    yield Measured("sweep", "batch_run, every month kept", theirs, "runs/s")
    yield Measured("sweep", "batch_run, the last month only", light, "runs/s")
    yield Measured("sweep", "beside batch_run, every month", **at_least(rate / theirs, 3, "times"))
    yield Measured("sweep", "beside batch_run, last month only", rate / light, "times")
    minutes = TEN_THOUSAND / rate / 60
    yield Measured("sweep", "10,000 runs at this rate", **at_most(minutes, 5, "minutes"))
    yield Measured("sweep", "workers busy", **at_least(100 * median(busy), 90, "%"))
    yield Measured("sweep", "store", **at_most(size / runs / 1024, 25, "kB/run"))
    yield Measured("sweep", "opening it and its table", opened, "s")
    late = watch.seen[len(watch.seen) // 2 :]
    yield Measured("sweep", "coordinator grows in the second half", late[-1] - late[0], "kB")


def overhead(runs: int) -> Iterator[Measured]:
    """What a run costs beyond itself: made, sent, packed, in processor time of one process."""
    plan = plan_of(study(runs))
    jobs = jobs_of(plan, runs)
    live_chunk(jobs[:1])
    alone, packed = [], []
    for job in jobs:
        begun = time.process_time()
        Territory(job.scenario, job.seed, programme=job.programme, events="none",
                  metrics=job.outcomes).run()  # fmt: skip
        alone.append(time.process_time() - begun)
    for at in range(0, runs, 10):
        begun = time.process_time()
        live_chunk(jobs[at : at + 10])
        packed.append((time.process_time() - begun) / len(jobs[at : at + 10]))
    begun = time.process_time()
    jobs_of(plan, runs)
    planned = (time.process_time() - begun) / runs
    beyond = 1e3 * (median(packed) - median(alone) + planned)
    yield Measured("sweep", "a run alone", 1e3 * median(alone), "ms")
    yield Measured("sweep", "overhead of a run in a sweep", **at_most(beyond, 5, "ms"))


def jobs_of(plan: Plan, seeds: int) -> list[Job]:
    """All runs of a plan on so many histories."""
    rows = plan.rows(range(1, seeds + 1))
    return list(plan.jobs(rows, {name: frozenset() for name in rows["run"]}))


def arms(seeds: int) -> Iterator[Measured]:
    """What arms of one territory save by living its past once, in processor time, in turns."""
    for programmes in (("none", "facilitated"), ARMS):
        jobs = jobs_of(plan_of(study(seeds, programmes=programmes)), seeds)
        live_chunk(jobs[: len(programmes)])
        shared, whole = [], []
        for at in range(0, len(jobs), len(programmes)):
            some = jobs[at : at + len(programmes)]
            begun = time.process_time()
            live_chunk(some)
            between = time.process_time()
            live_chunk([replace(job, kin=None) for job in some])
            shared.append(between - begun)
            whole.append(time.process_time() - between)
        each = 1e3 * median(shared) / len(programmes)
        note = f"a run {each:.0f} ms; the past is {START} months of the story and its warm-up"
        yield Measured("sweep", f"{len(programmes)} programmes, one past, beside a past each",
                       median(shared) / median(whole), "times", note=note)  # fmt: skip


def main() -> None:
    """Measure, print, and write the numbers if a file is named."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=400)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--json", type=Path, help="also write the numbers to this file")
    given = asked.parse_args()
    Territory(CONTEXT, n_firms=FIRMS, months=12).run()
    found = [*throughput(given.runs, given.rounds, given.workers), *overhead(min(given.runs, 60)),
             *arms(min(given.runs, 20))]  # fmt: skip
    console = Console()
    show(found, console if console.is_terminal else Console(width=140))
    if given.json:
        given.json.write_text(json.dumps([asdict(each) for each in found], indent=2) + "\n")


if __name__ == "__main__":
    main()
