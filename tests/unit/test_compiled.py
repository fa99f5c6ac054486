"""Compiled loops are never older than what they call, wherever that stands."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from numba.core.dispatcher import Dispatcher

from simulation import compiled, declarations

CALLER = """
from numba import njit
import simulation.compiled
from simulation.called import one
@njit(cache=True)
def both(x):
    return one(x) + 1.0
"""
CALLED = """
from numba import njit
@njit(cache=True)
def one(x):
    return {}
"""


@pytest.fixture
def run(tmp_path):
    package = tmp_path / "simulation"
    package.mkdir()
    (package / "__init__.py").touch()
    shutil.copy(compiled.__file__, package)
    (package / "caller.py").write_text(CALLER)

    def call(rule: str, **environment: str) -> tuple[float, int]:
        (package / "called.py").write_text(CALLED.format(rule))
        asked = "from simulation.caller import both as f; print(f(1.0), len(f.stats.cache_hits))"
        said = subprocess.run(
            [sys.executable, "-c", asked],
            cwd=tmp_path,
            env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), **environment},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()
        return float(said[0]), int(said[1])

    return call


def test_a_changed_callee_in_another_file_is_noticed(run):
    assert run("x") == (2.0, 0)
    assert run("x") == (2.0, 1)
    assert run("3.0 * x") == (4.0, 0)


def test_loops_can_be_kept_in_a_folder_of_ones_own(run, tmp_path):
    mine = {"NUMBA_CACHE_DIR": str(tmp_path / "mine")}
    assert run("x", **mine) == (2.0, 0)
    assert run("x", **mine) == (2.0, 1)
    assert run("2.0 * x", **mine) == (3.0, 0)


def test_every_loop_of_the_model_is_kept_that_way():
    declarations.discover()
    loops = {
        loop
        for name, module in sys.modules.items()
        if name.startswith("simulation.")
        for loop in vars(module).values()
        if isinstance(loop, Dispatcher) and loop.py_func.__module__ == name
    }
    kept = [loop for loop in loops if hasattr(loop._cache, "_impl")]
    assert len(kept) > 50
    for loop in kept:
        assert isinstance(loop._cache._impl.locator, compiled._ByContent), loop.py_func


def test_what_a_file_does_not_import_does_not_matter():
    imported = compiled._imported("simulation/submodels/meet.py")
    assert "simulation/entities/ties.py" in imported
    assert "simulation/submodels/trade.py" not in imported
