"""The month in another order: processes left out, put in, exchanged, moved."""

from __future__ import annotations

from simulation.schedule import MONTH, arrange


def test_a_process_left_out_and_put_in_is_moved() -> None:
    order = arrange(
        ["trade", "hire_and_dismiss"], {"trade": "close", "hire_and_dismiss": "trade"}, {}
    )
    assert sorted(order) == sorted(MONTH)
    at = order.index("close")
    assert order[at : at + 3] == ("close", "trade", "hire_and_dismiss")


def test_what_is_left_out_still_marks_its_place() -> None:
    order = arrange(["meet"], {"meet_in_pairs": "meet"}, {})
    assert "meet" not in order
    assert order.index("meet_in_pairs") == MONTH.index("meet")


def test_one_process_stands_for_another() -> None:
    order = arrange([], {"mine": "meet"}, {"meet": "meet_in_groups"})
    at = MONTH.index("meet")
    assert order[at : at + 2] == ("meet_in_groups", "mine")
