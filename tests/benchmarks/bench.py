"""How fast and how large: the compiled model beside the obvious one, alone, and from the command.

    python tests/benchmarks/bench.py [--quick] [--only a,d] [--json FILE]

Times are thread CPU time, medians of rounds in which the two sides alternate in one process; wall
time where threads or other processes are measured. Targets stand beside the numbers; nothing fails.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import median
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # also where the package is not installed

import numpy as np  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table as Grid  # noqa: E402

from simulation.model import Territory  # noqa: E402
from simulation.table import Table  # noqa: E402
from tests.reference.obvious_model import ObviousTerritory  # noqa: E402

ALONE = {"schedule.without": ("intervene", "serve")}
"""What the obvious model does not do is left out of the compiled one too, where they compete."""
CONTEXT = "baseline"
LONG = 2000


@dataclass
class Measured:
    """One number, and what it should be."""

    part: str
    what: str
    value: float
    unit: str
    target: str = ""
    reached: bool | None = None
    note: str = ""


Part = Callable[[bool], Iterator[Measured]]


def at_least(value: float, goal: float, unit: str) -> dict[str, object]:
    """Return the target of a number that should be large."""
    return {"value": value, "unit": unit, "target": f">= {goal:g} {unit}", "reached": value >= goal}


def at_most(value: float, goal: float, unit: str) -> dict[str, object]:
    """Return the target of a number that should be small."""
    return {"value": value, "unit": unit, "target": f"<= {goal:g} {unit}", "reached": value <= goal}


def cpu_time(work: Callable[[], object]) -> float:
    """Return the seconds of this thread's CPU that some work takes."""
    begins = time.thread_time()
    work()
    return time.thread_time() - begins


def wall_time(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes on the clock."""
    begins = time.perf_counter()
    work()
    return time.perf_counter() - begins


def live(model: Territory | ObviousTerritory, months: int) -> None:
    """Live so many months."""
    for _ in range(months):
        model.step()


def compiled_beside_obvious(quick: bool) -> Iterator[Measured]:
    """a: months of the compiled model and of the obvious one, from the same state, in turns."""
    for firms, rounds in ((100, 7), (1_000, 5), (10_000, 3)):
        if quick and firms > 1_000:
            continue
        engine = Territory(CONTEXT, seed=1, n_firms=firms, months=LONG, **ALONE).run(24)
        obvious = ObviousTerritory.from_territory(engine)
        months = 3  # networks are looked for every third month
        longer = max(months, 12_000 // firms // 3 * 3)
        theirs, ours, unobserved = [], [], []
        for _ in range(2 if quick else rounds):
            theirs.append(cpu_time(partial(live, obvious, months)) / months)
            ours.append(cpu_time(partial(live, engine, longer)) / longer)
            with patch.object(engine.observations, "take"):
                unobserved.append(cpu_time(partial(live, engine, longer)) / longer)
        ratio = median(theirs) / median(ours)
        yield Measured("a", f"obvious model, {firms:,} firms", 1e3 * median(theirs), "ms/month")
        yield Measured(
            "a",
            f"compiled model, {firms:,} firms",
            1e3 * median(ours),
            "ms/month",
            note="its metrics and its log included",
        )
        if firms == 1_000:
            yield Measured("a", "ratio at 1,000 firms", **at_least(ratio, 150, "times"))
        else:
            yield Measured("a", f"ratio at {firms:,} firms", ratio, "times")
        bare = median(theirs) / median(unobserved)
        note = "the obvious model has no metrics either"
        yield Measured("a", f"ratio at {firms:,} firms without metrics", bare, "times", note=note)


def usual_run(quick: bool) -> Iterator[Measured]:
    """b: 300 firms, 300 months, with agents to be had at the end."""
    set_up, lived, whole, agents = [], [], [], []
    Territory(CONTEXT, n_firms=300, months=12).run()
    for seed in range(3 if quick else 7):
        begins = time.thread_time()
        territory = Territory(CONTEXT, seed=seed, n_firms=300, months=300)
        set_up.append(time.thread_time() - begins)
        lived.append(cpu_time(partial(live, territory, 300)))
        whole.append(lived[-1] + cpu_time(territory.run))
        agents.append(cpu_time(lambda t=territory: [agent.skills for agent in t.agents]))
    note = f"{territory.clock.steps} months with the warm-up: {1e3 * median(whole):.0f} ms"
    yield Measured(
        "b", "300 firms, 300 months", **at_most(1e3 * median(lived), 100, "ms"), note=note
    )
    yield Measured("b", "setting up", 1e3 * median(set_up), "ms")
    yield Measured("b", "asking every agent for its skills", 1e3 * median(agents), "ms")


def growth(quick: bool) -> Iterator[Measured]:
    """c: speed and memory from a thousand firms to a million."""
    cost: dict[int, float] = {}
    for firms, months in ((1_000, 240), (10_000, 48), (100_000, 12), (1_000_000, 3)):
        if quick and firms > 100_000:
            continue
        territory = Territory(CONTEXT, seed=1, n_firms=firms, months=LONG).run(3)
        times = []
        for _ in range(3):  # three months each at least: networks are looked for every third
            living = int(territory.firms.alive.sum())
            span = max(3, months // 3 // 3 * 3)
            times.append(cpu_time(partial(live, territory, span)) / span / living)
        cost[firms] = median(times)
        yield Measured("c", f"{firms:,} firms", 1.0 / cost[firms] / 1e6, "million firm-months/s")
        if firms >= 100_000:
            yield from _memory(territory, firms)
        del territory
    for firms in sorted(cost):
        if firms > 10_000:
            what = f"cost of a firm-month at {firms:,} firms beside 10,000"
            times_as_much = cost[firms] / cost[10_000]
            if firms == 1_000_000:
                yield Measured("c", what, **at_most(times_as_much, 3.5, "times"))
            else:
                yield Measured("c", what, times_as_much, "times")


def _memory(territory: Territory, firms: int) -> Iterator[Measured]:
    tables = {name: part.bytes for name, part in vars(territory).items() if isinstance(part, Table)}
    per_row = tables["firms"] / territory.firms.rows
    per_firm = tables["firms"] / firms
    others = sum(size for name, size in tables.items() if name not in ("firms", "ties"))
    yield Measured(
        "c",
        f"memory of a firm at {firms:,} firms",
        **at_most(per_firm, 600, "bytes"),
        note=f"free slots counted in; {per_row:.0f} bytes a row",
    )
    yield Measured("c", f"ties of a firm at {firms:,} firms", tables["ties"] / firms, "bytes")
    yield Measured("c", f"all other tables at {firms:,} firms", others / firms, "bytes")


def threads(quick: bool) -> Iterator[Measured]:
    """d: the same territory on one thread and on two."""
    firms, months = (50_000, 3) if quick else (200_000, 3)
    one = Territory(CONTEXT, seed=1, n_firms=firms, months=LONG, threads=1).run(1)
    two = Territory(CONTEXT, seed=1, n_firms=firms, months=LONG, threads=2).run(1)
    alone, together = [], []
    for _ in range(3):
        alone.append(wall_time(partial(live, one, months)) / months)
        together.append(wall_time(partial(live, two, months)) / months)
    same = all(
        np.array_equal(getattr(part, name), getattr(vars(two)[label], name), equal_nan=True)
        for label, part in vars(one).items()
        if isinstance(part, Table)
        for name in part.columns
        if getattr(part, name).dtype.kind != "O"
    )
    yield Measured("d", f"one thread, {firms:,} firms", 1e3 * median(alone), "ms/month (wall)")
    yield Measured("d", f"two threads, {firms:,} firms", 1e3 * median(together), "ms/month (wall)")
    yield Measured(
        "d",
        "two threads beside one",
        median(alone) / median(together),
        "times as fast",
        note=f"load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors",
    )
    yield Measured("d", "same bits", float(same), "yes 1, no 0", "1", same)


def start_up(quick: bool) -> Iterator[Measured]:
    """e: the command, warm."""
    command = Path(sys.executable).with_name("tessuto")
    for arguments in (["--help"], ["list", "contexts"]):
        _run([str(command), *arguments])
        times = [
            wall_time(partial(_run, [str(command), *arguments])) for _ in range(3 if quick else 5)
        ]
        yield Measured(
            "e", f"tessuto {' '.join(arguments)}", **at_most(median(times), 2.0, "s"), note="wall"
        )


def first_run(quick: bool) -> Iterator[Measured]:
    """f: a first month with nothing compiled, then again from the cache."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "NUMBA_CACHE_DIR": folder, "PYTHONPATH": str(ROOT)}
        one_year = (
            "from simulation.model import Territory\n"
            f"Territory({CONTEXT!r}, seed=1, n_firms=100, months=12).run()"
        )
        work = [sys.executable, "-c", one_year]
        cold = wall_time(lambda: _run(work, environment))
        warm = wall_time(lambda: _run(work, environment))
    yield Measured(
        "f",
        "first run, into an empty cache",
        **at_most(cold, 60, "s"),
        note=f"100 firms, one year and the warm-up; wall; load {os.getloadavg()[0]:.1f}",
    )
    yield Measured("f", "the same run again, from the cache", warm, "s", note="wall")


def _run(command: list[str], environment: dict[str, str] | None = None) -> None:
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)


PARTS: dict[str, Part] = {
    "a": compiled_beside_obvious,
    "b": usual_run,
    "c": growth,
    "d": threads,
    "e": start_up,
    "f": first_run,
}


def show(results: list[Measured], console: Console) -> None:
    """Print the numbers beside their targets."""
    grid = Grid(title="tessuto: speed and size", title_justify="left")
    for heading in ("", "measured", "value", "unit", "target", "", "remark"):
        grid.add_column(heading, justify="right" if heading == "value" else "left")
    part = ""
    for line in results:
        if part and line.part != part:
            grid.add_section()
        first, part = line.part if line.part != part else "", line.part
        mark = {None: "", True: "[green]reached[/]", False: "[red]missed[/]"}[line.reached]
        grid.add_row(first, line.what, f"{line.value:,.3g}" if line.value < 1000 else
                     f"{line.value:,.0f}", line.unit, line.target, mark, line.note)  # fmt: skip
    console.print(grid)


def main() -> None:
    """Measure the parts asked for, print them, and write them if a file is named."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    described = "; ".join(f"{name}: {(part.__doc__ or '')[3:-1]}" for name, part in PARTS.items())
    asked.add_argument("--quick", action="store_true", help="fewer rounds, no very large territory")
    asked.add_argument("--only", default=",".join(PARTS), help=f"parts, of {described}")
    asked.add_argument("--json", type=Path, help="also write the numbers to this file")
    given = asked.parse_args()
    chosen = given.only.split(",")
    if unknown := set(chosen) - set(PARTS):
        asked.error(f"no part is called {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    console = Console()
    if not console.is_terminal:
        console = Console(width=140)
    results: list[Measured] = []
    for name in chosen:
        console.print(f"{name}:{(PARTS[name].__doc__ or '')[2:]} ...", style="dim")
        results.extend(PARTS[name](given.quick))
    show(results, console)
    if given.json:
        machine = {
            "python": platform.python_version(),
            "processors": os.cpu_count(),
            "machine": platform.machine(),
            "load": os.getloadavg()[0],
            "quick": given.quick,
        }
        found = {"machine": machine, "measured": [asdict(line) for line in results]}
        given.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
