"""What notices a mutant: a submodel's sentences and its obvious twin, or the unit tests of a part.

A judge says its first complaint about the code as it is loaded, or nothing when all is well.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from tests.mutation.mutants import functions_of, put_in_place

MONTHS_BEFORE, MONTHS = 12, 6
YEARS = 3
UNIT = ("accompaniment", "instruments", "test_programme.py", "test_plan.py", "test_networks.py",
        "test_agents_of_bodies.py", "test_leadership.py", "test_resilience.py")  # fmt: skip
REACHED = "_a_test_was_here"
Judge = Callable[[], str]


def sentences_and_twin(name: str) -> str:
    """What a submodel's tests say."""
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

    alone = {"schedule.without": [*PLAIN_ALREADY]}
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


class UnitTests:
    """What the unit tests say that come by a part: the first that fails."""

    def __init__(self, module: ModuleType, tree: ast.Module, folder: Path) -> None:
        """See which files of tests come by a module, in a fork."""
        every = tuple(str(folder / "unit" / name) for name in UNIT)
        _all_loaded(every)
        here, there = os.pipe()
        child = os.fork()
        if child == 0:
            put_in_place(module, _telling(tree))
            seen = _ComesBy(module)
            _asked(every, seen)
            os.write(there, "\n".join(sorted(seen.files)).encode())
            os._exit(0)
        os.close(there)
        with os.fdopen(here, "rb") as pipe:
            told = pipe.read().decode().split()
        os.waitpid(child, 0)
        own = sorted(
            told, key=lambda name: module.__name__.rpartition(".")[2] not in name
        )  # most likely to fail, first
        self.files = [str(folder.parent / name) for name in own]

    def __call__(self) -> str:
        """The first complaint."""
        return _asked(self.files, _First()) if self.files else ""


class _First:
    """Keeps the first test that fails."""

    said = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.said:
            self.said = report.nodeid


class _ComesBy(_First):
    """Keeps the files whose tests ran a function of a module."""

    def __init__(self, module: ModuleType) -> None:
        self.module, self.files = module, set[str]()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        if vars(self.module).pop(REACHED, False):
            self.files.add(nodeid.partition("::")[0])


@functools.cache
def _all_loaded(files: tuple[str, ...]) -> None:
    """Run every unit test once, here: what it loads and compiles, every fork then has."""
    _asked(files, _First())


def _asked(files: Sequence[str], listener: _First) -> str:
    asked = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", *files]
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        code = pytest.main(asked, plugins=[listener])
    return listener.said or ("" if code == 0 else f"pytest {code}")


def _telling(tree: ast.Module) -> ast.Module:
    """The same file, every function of which first says that it was reached."""
    told = ast.parse(ast.unparse(tree))
    for function in functions_of(told):
        function.body.insert(0, ast.parse(f"globals()['{REACHED}'] = True").body[0])
    return ast.fix_missing_locations(told)
