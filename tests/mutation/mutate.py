"""Spoil one operator or number of a rule at a time, and see whether its tests notice.

    python tests/mutation/mutate.py close take_heart --at-most 60 --out results/mutation.csv
    python tests/mutation/mutate.py accompaniment/steering instruments/gaps --at-most 20

A mutant of a submodel is killed when one of its specifications fails on it, or when it no longer
agrees with the obvious model in `tests/reference/`; a mutant of any other part of the model when a
unit test fails that comes by it. A survivor is a line that could be wrong without these tests
saying so: either a missing sentence, or a change that means nothing.

Tools made for this (mutmut, cosmic-ray) write the mutant to the file and start Python again; with
compiled loops that costs a compilation each. Here each mutant lives in a fork of a process that has
everything loaded, and the loops of its own file run as plain Python, all others compiled.
Not for `exchange_knowledge`: its loop counts on whole numbers that widen as compiled ones do.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import csv
import importlib
import os
import random
import signal
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.mutation.judges import UnitTests, sentences_and_twin
from tests.mutation.mutants import mutants, put_in_place

if TYPE_CHECKING:
    from types import ModuleType

    from tests.mutation.judges import Judge

ROOT = Path(__file__).resolve().parents[2]
FIRST_SECONDS = 600
LATE = 4
"""A mutant that takes this many times what the unspoiled takes (of the processor) runs in circles."""


def fate(module: ModuleType, tree: ast.Module, judge: Judge, seconds: float) -> tuple[str, float]:
    """What kills a mutant, told by a fork in which it lives, and the processor's time it took."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        with contextlib.redirect_stderr(open(os.devnull, "w")):
            put_in_place(module, tree)
            os.write(there, (judge() or "-").encode()[:300])
        os._exit(0)
    os.close(there)
    with os.fdopen(here, "rb") as pipe:
        said = pipe.read().decode()
    used = os.wait4(child, 0)[2]
    killer = "no answer in time" if not said else said.removeprefix("-")
    return killer, used.ru_utime + used.ru_stime


def mutate(name: str, at_most: int, seed: int) -> list[tuple[str, int, str, str]]:
    """Try mutants of one part: its name, the line, the change, what killed it."""
    part = name if "/" in name else f"submodels/{name}"
    path = ROOT / "simulation" / f"{part}.py"
    module = importlib.import_module("simulation." + part.replace("/", "."))
    text = path.read_text(encoding="utf-8")
    tree, lines = ast.parse(text), text.splitlines()
    begun = time.process_time()
    judge: Judge
    if part.startswith("submodels/"):
        judge = partial(sentences_and_twin, path.stem)
        judge()  # loads and compiles here what every fork then has
    else:
        judge = UnitTests(module, tree, ROOT / "tests")
    unspoiled, usual = fate(module, tree, judge, FIRST_SECONDS)
    if unspoiled:
        print(f"{name}: its tests fail without any mutation: {unspoiled}", flush=True)
        return []
    every = list(mutants(tree))
    chosen = sorted(random.Random(seed).sample(range(len(every)), min(at_most, len(every))))
    rows, used = [], time.process_time() - begun + usual
    for place in chosen:
        line, changed, mutant = every[place]
        killer, took = fate(module, mutant, judge, 10 + LATE * usual)
        used += took
        rows.append((name, line, changed, killer))
        if not killer:
            print(f"  survives {name}.py:{line}: {changed}: {lines[line - 1].strip()}", flush=True)
    killed = sum(bool(row[3]) for row in rows)
    print(f"{name}: {killed} of {len(rows)} killed ({killed / max(1, len(rows)):.0%}); "
          f"{len(every)} possible; {used:.0f} s of the processor", flush=True)  # fmt: skip
    return rows


def main() -> None:
    """Mutate the parts named, print what survives, and the score of each."""
    wanted = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    wanted.add_argument("parts", nargs="+", help="a submodel, or a file such as instruments/gaps")
    wanted.add_argument("--at-most", type=int, default=60, help="mutants per part, drawn at random")
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--out", type=Path)
    asked = wanted.parse_args()
    rows = [row for name in asked.parts for row in mutate(name, asked.at_most, asked.seed)]
    if asked.out:
        asked.out.parent.mkdir(parents=True, exist_ok=True)
        with asked.out.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("part", "line", "change", "killed_by"), *rows])


if __name__ == "__main__":
    main()
