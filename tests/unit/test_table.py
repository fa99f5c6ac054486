"""Tables keep one row per individual; a row is emptied, never moved."""

from __future__ import annotations

import gc
import multiprocessing
import os

import numpy as np
import pytest

from simulation.blocks import Blocks
from simulation.declarations import column
from simulation.entities.firms import Firms, identity
from simulation.model import Territory
from simulation.table import TABLES, Row, Table


class Orchards(Table):
    """A table for these tests only."""

    id = column("int64", unit="identity", fill=-1, doc="Who.")
    yield_ = column("float64", unit="kg", low=0, doc="How much.")
    kinds = column("int8", shape=("kind",), unit="trees", fill=2, doc="Trees by kind.")


TABLES.pop("orchards")


@pytest.fixture
def orchards() -> Orchards:
    return Orchards(4, {"kind": 3})


def test_every_declared_column_has_its_type_shape_and_fill(orchards: Orchards) -> None:
    assert len(orchards) == 4
    assert orchards.id.dtype == np.int64
    assert orchards.kinds.shape == (4, 3)
    assert (orchards.id == -1).all()
    assert (orchards.kinds == 2).all()
    assert (orchards.yield_ == 0).all()


def test_vacating_a_row_fills_it_and_no_other(orchards: Orchards) -> None:
    orchards.id[:] = range(4)
    orchards.kinds[:] = 7
    orchards.vacate(2)
    assert orchards.id.tolist() == [0, 1, -1, 3]
    assert orchards.kinds.tolist() == [[7] * 3, [7] * 3, [2] * 3, [7] * 3]


def test_a_row_reads_by_name_python_numbers_and_copies(orchards: Orchards) -> None:
    orchards.yield_[1] = 3.5
    row = orchards[1]
    assert isinstance(row, Row)
    assert type(row.id) is int
    assert row.yield_ == 3.5
    row.kinds[:] = 0
    assert (orchards.kinds[1] == 2).all()
    assert "yield_=3.5" in repr(row)
    assert [one.id for one in orchards] == [-1] * 4
    with pytest.raises(AttributeError, match="Orchards has no column 'yeild'"):
        _ = row.yeild
    with pytest.raises(AttributeError):
        row.yeild = 4
    with pytest.raises(IndexError):
        _ = orchards[4].id


def test_bytes_are_those_of_the_columns(orchards: Orchards) -> None:
    assert orchards.bytes == 4 * (8 + 8 + 3)


def test_every_fill_lies_within_its_bounds() -> None:
    Territory("baseline", n_firms=2, months=1)  # imports every table
    for name, table in TABLES.items():
        for column_name, declared in table.columns.items():
            # The stage and age of an empty row are never read; -1 stands for nobody.
            assert declared.low <= declared.fill <= declared.high, f"{name}.{column_name}"
            assert np.dtype(declared.dtype).type(declared.fill) == declared.fill


def test_an_identity_tells_the_row_and_is_another_for_each_tenant() -> None:
    tenants = {identity(row, step) for row in range(50) for step in range(-1, 9_999)}
    assert len(tenants) == 50 * 10_000
    assert all(one // 10_000 < 50 for one in tenants)


def test_a_firm_takes_at_most_600_bytes_ties_apart() -> None:
    """Per firm of the start, with the usual room for new ones.

    Meetings, networks and projects have tables of their own.
    """
    territory = Territory("mono_product", n_firms=2_000, months=1, warm_up=0, events="none")
    assert isinstance(territory.firms, Firms)
    assert territory.firms.bytes / 2_000 <= 600


def test_one_and_two_threads_give_the_same_bits() -> None:
    """30,000 firms, so that the tables are above the size from which blocks are cut."""

    def lived(threads: int) -> Territory:
        return Territory(
            "mono_product", n_firms=30_000, months=3, warm_up=0, events="none", threads=threads
        ).run()

    one, two = lived(1), lived(2)
    for table in ("firms", "ties", "meetings", "markets", "networks", "projects", "population"):
        for name in getattr(one, table).columns:
            first, second = getattr(getattr(one, table), name), getattr(getattr(two, table), name)
            assert first.tobytes() == second.tobytes(), f"{table}.{name}"
    assert one.observations.values.tobytes() == two.observations.values.tobytes()
    del one, two
    gc.collect()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_threads_work_again_in_a_forked_process() -> None:
    def nothing(begin: int, end: int) -> None: ...

    Blocks(2).sweep(nothing, 50_000)
    child = multiprocessing.get_context("fork").Process(
        target=Blocks(2).sweep, args=(nothing, 50_000)
    )
    child.start()
    child.join(20)
    assert child.exitcode == 0
