"""Spoil one operator or number of a submodel at a time, and see whether its tests notice.

    python tests/mutation/mutate.py close take_heart --at-most 60 --out results/mutation.csv

A mutant is killed when one of the submodel's specifications fails on it, or when it no longer
agrees with the obvious model in `tests/reference/`. A survivor is a line that could be wrong
without these tests saying so: either a missing sentence, or a change that means nothing.

Tools made for this (mutmut, cosmic-ray) write the mutant to the file and start Python again; with
compiled loops that costs a compilation each. Here each mutant lives in a fork of a process that has
everything loaded, and the loops of its own file run as plain Python, all others compiled. What a
declaration says (values, bounds) is not spoiled: those are settings, held by the facts.
Not for `exchange_knowledge`: its loop counts on whole numbers that widen as compiled ones do.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import csv
import importlib
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120
MONTHS_BEFORE, MONTHS = 12, 6
YEARS = 3
OTHER = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
CALLS = {
    "min": "max",
    "max": "min",
    "minimum": "maximum",
    "maximum": "minimum",
    "any": "all",
    "all": "any",
}


def mutants(tree: ast.Module) -> Iterator[tuple[int, str, ast.Module]]:
    """Every tree with one thing changed: its line, what was changed, the tree."""
    for place, node in enumerate(_inside_functions(tree)):
        for spoil in (_operator, _number, _call, _truth):
            other = copy.deepcopy(tree)
            changed = spoil(_inside_functions(other)[place])
            if changed:
                line = getattr(node, "lineno", 0)
                yield line, changed, ast.fix_missing_locations(other)


def _inside_functions(tree: ast.Module) -> list[ast.AST]:
    found: list[ast.AST] = []
    for function in tree.body:
        if isinstance(function, ast.FunctionDef):
            for statement in function.body:
                found += [node for node in ast.walk(statement) if not isinstance(node, ast.Expr)]
    return found


def _operator(node: ast.AST) -> str:
    if isinstance(node, ast.Compare):
        kind, spot = type(node.ops[0]), node.ops
        if kind in OTHER:
            spot[0] = OTHER[kind]()
            return f"{kind.__name__} to {OTHER[kind].__name__}"
    elif isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign) and type(node.op) in OTHER:
        kind = type(node.op)
        node.op = OTHER[kind]()
        return f"{kind.__name__} to {OTHER[kind].__name__}"
    return ""


def _number(node: ast.AST) -> str:
    if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
        return ""
    if isinstance(node.value, int):
        was, node.value = node.value, node.value + 1
    elif isinstance(node.value, float):
        was, node.value = node.value, node.value * 2 if node.value else 1.0
    else:
        return ""
    return f"{was} to {node.value}"


def _call(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    if name not in CALLS:
        return ""
    setattr(node.func, "id" if isinstance(node.func, ast.Name) else "attr", CALLS[name])
    return f"{name} to {CALLS[name]}"


def _truth(node: ast.AST) -> str:
    if not isinstance(node, ast.If):
        return ""
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return "if to if not"


class _Counted(ast.NodeTransformer):
    """Truth values that are added up: compiled they are numbers, in NumPy they are not."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.BinOp:
        self.generic_visit(node)
        for side in ("left", "right") if isinstance(node.op, ast.Add | ast.Sub) else ():
            if isinstance(truth := getattr(node, side), ast.Compare):
                setattr(node, side, ast.BinOp(ast.Constant(1), ast.Mult(), truth))
        return node


def put_in_place(module: ModuleType, tree: ast.Module) -> None:
    """Exchange the functions of a module for those of a tree, as plain Python."""
    for function in tree.body:
        if not isinstance(function, ast.FunctionDef):
            continue
        bare = ast.fix_missing_locations(_Counted().visit(copy.deepcopy(function)))
        bare.decorator_list = []
        made: dict[str, object] = {}
        code = compile(ast.Module([bare], []), module.__file__ or "", "exec")
        exec(code, module.__dict__, made)
        old, new = getattr(module, function.name), made[function.name]
        if isinstance(old, FunctionType) and isinstance(new, FunctionType):
            old.__code__ = new.__code__
        else:
            setattr(module, function.name, new)


def complaint(name: str) -> str:
    """What the submodel's tests say, the first complaint; nothing when all is well."""
    from simulation.model import Territory
    from tests.reference.test_agreement import disagreements, switches
    from tests.specifications.test_specifications import SENTENCES, test_sentence

    for submodel, item in SENTENCES:
        if submodel == name and "known_bug" not in item:
            try:
                test_sentence(submodel, item)
            except Exception as error:
                return f"{item['sentence']} ({type(error).__name__})"
    exchanged = {"schedule.replace": {"meet": name}} if name.startswith("meet_") else {}
    lived: list[tuple[str, dict[str, object]]] = [
        ("mono_product", {}), ("textile_district", {}), ("mono_product", {"ablate": switches()})
    ]  # fmt: skip
    for context, change in lived:
        try:
            changes = {**exchanged, **change}
            territory = Territory(context, seed=3, n_firms=100, months=60, **changes)
            territory.run(months=MONTHS_BEFORE)
            found = disagreements(territory, months=MONTHS)
        except Exception as error:
            return f"the obvious model ({type(error).__name__})"
        if found:
            return "the obvious model"
    return "" if exchanged else _whole_run()


def _whole_run() -> str:
    """What the obvious model says of three years on end: what happens rarely shows there."""
    from simulation.model import Territory
    from tests.reference.comparing import differences
    from tests.reference.obvious_model import ObviousTerritory
    from tests.reference.test_agreement import PLAIN_ALREADY

    alone = {"schedule.without": PLAIN_ALREADY}
    territory = Territory("mono_product", seed=1, n_firms=100, months=60, **alone)
    obvious = ObviousTerritory.from_territory(territory)
    try:
        for _ in range(YEARS * 12):
            territory.step()
            obvious.step()
        return (
            "the obvious model, over years"
            if differences(territory, obvious, tolerance=1e-9)
            else ""
        )
    except Exception as error:
        return f"the obvious model, over years ({type(error).__name__})"


def fate(name: str, tree: ast.Module, seconds: int = SECONDS) -> str:
    """What kills a mutant, told by a fork in which it lives; nothing if it survives."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(seconds)
        with contextlib.redirect_stderr(open(os.devnull, "w")):
            put_in_place(importlib.import_module(f"simulation.submodels.{name}"), tree)
            os.write(there, (complaint(name) or "-").encode()[:300])
        os._exit(0)
    os.close(there)
    with os.fdopen(here, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return "no answer in time" if not said else said.removeprefix("-")


def main() -> None:
    """Mutate the submodels named, print what survives, and the score of each."""
    wanted = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    wanted.add_argument("submodels", nargs="+")
    wanted.add_argument(
        "--at-most", type=int, default=60, help="mutants per submodel, drawn at random"
    )
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--out", type=Path)
    asked = wanted.parse_args()
    sys.path.insert(0, str(ROOT))
    rows = []
    for name in asked.submodels:
        path = ROOT / "simulation" / "submodels" / f"{name}.py"
        tree = ast.parse(path.read_text(encoding="utf-8"))
        begun = time.perf_counter()
        complaint(name)  # loads and compiles here what every fork then has
        unspoiled = fate(name, tree)
        if unspoiled:
            print(f"{name}: its tests fail without any mutation: {unspoiled}", flush=True)
            continue
        every = list(mutants(tree))
        chosen = sorted(
            random.Random(asked.seed).sample(range(len(every)), min(asked.at_most, len(every)))
        )
        survivors = 0
        lines = path.read_text(encoding="utf-8").splitlines()
        for place in chosen:
            line, changed, mutant = every[place]
            killer = fate(name, mutant)
            survivors += not killer
            rows.append((name, line, changed, killer))
            if not killer:
                print(
                    f"  survives {name}.py:{line}: {changed}: {lines[line - 1].strip()}", flush=True
                )
        killed = len(chosen) - survivors
        print(f"{name}: {killed} of {len(chosen)} killed ({killed / len(chosen):.0%}); "
              f"{len(every)} possible; {time.perf_counter() - begun:.0f} s", flush=True)  # fmt: skip
    if asked.out:
        asked.out.parent.mkdir(parents=True, exist_ok=True)
        with asked.out.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("submodel", "line", "change", "killed_by"), *rows])


if __name__ == "__main__":
    main()
