"""How fast and how large: the compiled model beside the obvious one, alone, and from the command.

    python tests/benchmarks/bench.py [--quick] [--only a,d] [--json FILE]

Times are thread CPU time, medians of rounds in which the two sides alternate in one process; wall
time where threads or other processes are measured. Targets stand beside the numbers; nothing fails.
Many runs, beside Mesa's `batch_run`, are in `sweep.py`. A part is a function in a file beside this.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # also where it is not installed

from rich.console import Console

from tests.benchmarks.command import first_run, start_up
from tests.benchmarks.engine import compiled_beside_obvious, programme, usual_run
from tests.benchmarks.measuring import Measured, show
from tests.benchmarks.size import growth, threads

Part = Callable[[bool], Iterator[Measured]]

PARTS: dict[str, Part] = {
    "a": compiled_beside_obvious,
    "b": usual_run,
    "c": growth,
    "d": threads,
    "e": start_up,
    "f": first_run,
    "g": programme,
}


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
