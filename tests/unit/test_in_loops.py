"""Loops read tables and parameters by name: what they read is what Python has, at every moment."""

from __future__ import annotations

import copy
import dataclasses
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numba import njit, types

from simulation.declarations import PARAMETERS, SUBMODELS, discover
from simulation.entities.bodies import CAPABILITIES, Facilitators
from simulation.entities.joint_work import Relations
from simulation.entities.ties import Ties
from simulation.in_loops import InLoops, array_of, readable
from simulation.model import Territory
from simulation.randomness import Draws, Streams
from simulation.table import TABLES

SIZES = {"tie": 3}


@njit
def trust_of(ties: Ties, i: int, d: int) -> float:
    return ties.trust[i, d]


@njit
def in_all(ties: Ties) -> tuple[int, float]:
    return ties.rows, ties.trust.sum()


@njit
def gates(relations: Relations) -> tuple[float, bool, float, int]:
    return (
        relations.trusted_from,
        relations.respect_gate,
        relations.respect_needed,
        relations.history_needed,
    )


@njit
def key_of(draw: Draws) -> np.uint64:
    return draw.key


def test_a_loop_reads_and_sees_what_python_writes() -> None:
    ties = Ties(4, SIZES)
    assert in_all(ties) == (4, 0.0)
    ties.trust[2, 1] = 0.25
    assert trust_of(ties, 2, 1) == 0.25


def test_an_array_in_the_place_of_another_is_found() -> None:
    ties = Ties(4, SIZES)
    assert in_all(ties) == (4, 0.0)
    ties.trust = np.full((6, 3), 0.5)
    ties.rows = 6
    assert in_all(ties) == (6, 9.0)
    hired = Facilitators(1, {"capability": len(CAPABILITIES)})
    hired._address  # noqa: B018  (laid out before there are more)
    hired.hire(3)
    assert _rows(hired) == 3


@njit
def _rows(hired: Facilitators) -> int:
    return len(hired.theory)


@pytest.mark.parametrize("way", [copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))])
def test_a_copy_is_read_for_itself(way: Any) -> None:
    ties = Ties(4, SIZES)
    trust_of(ties, 0, 0)
    other = way(ties)
    other.trust[0, 0] = 0.75
    assert (trust_of(ties, 0, 0), trust_of(other, 0, 0)) == (0.0, 0.75)


@pytest.mark.parametrize(
    "wrong",
    [np.zeros((4, 3), np.float32), np.zeros(4), np.zeros((3, 4)).T],
    ids=["another type", "fewer dimensions", "another order"],
)
def test_an_array_that_is_not_as_declared_is_refused_before_any_loop_reads_it(wrong: Any) -> None:
    ties = Ties(4, SIZES)
    ties.trust = wrong
    with pytest.raises(TypeError, match=r"trust is .*; expected float64, 2 dimensions"):
        trust_of(ties, 0, 0)
    laid_out = Ties(4, SIZES)
    trust_of(laid_out, 0, 0)
    laid_out.trust[0, 0] = 0.5
    with pytest.raises(TypeError, match="trust is "):
        laid_out.trust = wrong
    assert trust_of(laid_out, 0, 0) == laid_out.trust[0, 0] == 0.5, "the old array is still there"


def test_parameters_are_read_with_what_follows_from_them() -> None:
    assert gates(Relations()) == (0.5, True, 0.8, 3)
    assert gates(Relations(0.4, 0.7, 6.4, respect_gate=False)) == (0.4, False, 0.0, 6)


def test_every_number_of_every_group_of_parameters_can_be_read() -> None:
    discover()
    for group in PARAMETERS.values():
        kinds = group._numba_type_.kinds  # type: ignore[attr-defined]
        values = group()
        for name, kind in kinds.items():
            word = values._block if values._address else None
            at = group._numba_type_.places[name].word  # type: ignore[attr-defined]
            read = word.view(np.float64)[at] if kind is types.float64 else word[at]
            assert read == getattr(values, name), f"{group.__name__}.{name}"


def test_every_column_of_every_table_can_be_read() -> None:
    territory = Territory("baseline", n_firms=20, months=2)
    seen = 0
    for name, kind in TABLES.items():
        table = getattr(territory, name, None)
        if table is None:
            continue
        places = kind._numba_type_.places  # type: ignore[attr-defined]
        assert set(kind.columns) <= set(places)
        assert table._address
        for column in kind.columns:
            array = getattr(table, column)
            word = places[column].word
            laid = table._block[word : word + 1 + array.ndim]
            assert laid.tolist() == [array.ctypes.data, *array.shape]
            seen += 1
    assert seen > 100


def test_the_key_of_the_month_is_the_same_in_loops() -> None:
    draws = Draws(3, "meet")
    for step in (None, 0, 5, 719, 720, 5_000):
        if step is not None:
            draws.turn(step)
        assert key_of(draws) == draws.key
        assert type(draws.key) is np.uint64


def test_a_stream_that_loops_have_read_still_turns_with_others() -> None:
    draws = Draws(3, "meet")
    assert key_of(draws) == draws.key
    together = Streams([draws, Draws(3, "found")])
    for step in (4, 900):
        together.turn(step)
        assert key_of(draws) == draws.key == Draws(3, "meet").at(step)


def _kind(fields: Mapping[str, types.Type]) -> InLoops:
    holder = type("Holder", (), {})
    readable(holder, fields)
    return holder._numba_type_  # type: ignore[attr-defined]


def test_another_layout_is_another_type() -> None:
    """A loop kept on disk for one layout must not be taken for a class that has got another."""
    one = _kind({"a": array_of("float64", 1), "b": types.int64})
    same = _kind({"a": array_of("float64", 1), "b": types.int64})
    other = _kind({"b": types.int64, "a": array_of("float64", 1)})
    assert one == same
    assert one != other
    assert pickle.loads(pickle.dumps(one)) == one


# --- Rules that are compiled as a whole ------------------------------------------------------------


def _lived(
    context: str, programme: str, whole: bool, monkeypatch: pytest.MonkeyPatch
) -> tuple[Territory, int]:
    with monkeypatch.context() as patch:
        if not whole:
            for name, declared in SUBMODELS.items():
                patch.setitem(SUBMODELS, name, dataclasses.replace(declared, compiled=False))
        territory = Territory(
            context, seed=4, n_firms=70, months=40, programme=programme, events="all"
        )
        compiled = sum(hasattr(process, "_enter") for process, _ in territory.processes)
        return territory.run(), compiled


@pytest.mark.parametrize(
    ("context", "programme"), [("mono_product", "facilitated"), ("textile_district", "none")]
)
def test_a_rule_compiled_as_a_whole_does_what_it_does_in_python(
    context: str, programme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one, compiled), (other, none) = (
        _lived(context, programme, whole, monkeypatch) for whole in (True, False)
    )
    assert compiled == sum(SUBMODELS[name].compiled for name in one.month_of_processes) > 12
    assert none == 0
    for table in TABLES:
        for column in getattr(one, table).columns if hasattr(one, table) else ():
            mine, theirs = (
                getattr(getattr(one, table), column),
                getattr(getattr(other, table), column),
            )
            assert mine.tobytes() == theirs.tobytes(), f"{table}.{column}"
    assert one.observations.values.tobytes() == other.observations.values.tobytes()
    assert one.events.frame().equals(other.events.frame())
    assert one.events.count > 500


def test_a_month_never_brings_more_events_than_there_is_room_for() -> None:
    territory = Territory("degraded_city", seed=2, n_firms=40, months=60, events="all")
    most = 0
    while territory.running:
        before = territory.events.count
        territory.step()
        most = max(most, territory.events.count - before)
    assert 0 < most < 20 * territory.meetings.rows / 4, "a quarter of the room, in any month"


def test_without_compiling_a_story_is_the_same(tmp_path: Path) -> None:
    """The same lines, read by Python: slow, but a debugger stops in them."""
    tell = (
        "from simulation.model import Territory\n"
        "t = Territory('baseline', n_firms=12, months=9, warm_up=0, programme='facilitated').run()\n"
        "print(t.firms.alive.sum(), round(float(t.firms.skills.sum()), 9), t.events.count)\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", tell], check=True, capture_output=True, text=True,
            env={**os.environ, "NUMBA_DISABLE_JIT": off, "HOME": str(tmp_path)},
        ).stdout
        for off in ("0", "1")
    ]  # fmt: skip
    assert said[0] == said[1]
