"""Which lines of compiled loops the tests reach: coverage does not see them, plain Python it does.

    python tests/mutation/reach.py close innovate

For each submodel its loops are lived as plain Python, all others compiled, while its specifications
and its comparison with the obvious model run; lines and branches of its file are counted, compiled
loops included. Not for `exchange_knowledge`, as in `mutate.py`.
"""

from __future__ import annotations

import ast
import importlib
import json
import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import coverage

from tests.mutation.judges import sentences_and_twin
from tests.mutation.mutants import put_in_place

ROOT = Path(__file__).resolve().parents[2]


def reached(name: str) -> tuple[int, int, list[int]]:
    """Statements and branches inside functions, how many are reached, the lines that are not."""
    path = ROOT / "simulation" / "submodels" / f"{name}.py"
    module = importlib.import_module(f"simulation.submodels.{name}")
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        counted = coverage.Coverage(
            data_file=None, config_file=False, branch=True, include=[str(path)]
        )
        counted.start()
        put_in_place(module, ast.parse(path.read_text(encoding="utf-8")))
        complaint = sentences_and_twin(name)
        counted.stop()
        assert not complaint, f"{name}: {complaint}"
        own, inside = counted._analyze(str(path)), _inside_functions(path)
        ways = [both for line, both in own.branch_stats().items() if line in inside]
        missing = own.missing & inside
        told = (
            len(own.statements & inside) + sum(every for every, _ in ways),
            len(own.statements & inside) - len(missing) + sum(taken for _, taken in ways),
            sorted(missing),
        )
        os.write(there, json.dumps(told).encode())
        os._exit(0)
    os.close(there)
    with os.fdopen(here, "rb") as pipe:
        told = pipe.read().decode()
    os.waitpid(child, 0)
    every, reach, missing = json.loads(told)
    return every, reach, missing


def _inside_functions(path: Path) -> set[int]:
    """What stands outside functions ran when the file was loaded, unseen."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        line
        for function in tree.body
        if isinstance(function, ast.FunctionDef)
        for line in range(function.body[0].lineno, (function.end_lineno or 0) + 1)
    }


if __name__ == "__main__":
    for submodel in sys.argv[1:]:
        every, reach, missing = reached(submodel)
        print(f"{submodel}: {reach} of {every}; lines not reached: {missing}", flush=True)
