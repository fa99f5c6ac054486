"""Formulas that must hold to rounding, whatever the numbers."""

from __future__ import annotations

from itertools import pairwise, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from simulation.events import Kind
from simulation.instruments.agreement import concordance
from simulation.model import Territory
from simulation.tallies.variety import spread_over_trades

JOBS = st.lists(st.floats(0.01, 1e6), min_size=1, max_size=12)


@given(JOBS, st.integers(1, 4))
@settings(max_examples=100, deadline=None)
def test_effective_numbers_of_products_are_in_their_order(jobs: list[float], trades: int) -> None:
    """1 <= 1 / HHI <= 2^entropy <= number of products (Hill numbers of order 2, 1 and 0)."""
    family = np.arange(len(jobs), dtype=np.int32) % trades
    concentration, unrelated, related = spread_over_trades(np.array(jobs), family)
    numbers = [1.0, 1.0 / concentration, 2.0 ** (unrelated + related), float(len(jobs))]
    for smaller, larger in pairwise(numbers):
        assert smaller <= larger * (1 + 1e-9)


@pytest.mark.parametrize("products", [1, 2, 7, 40])
def test_concentration_has_its_bounds_where_jobs_are_equal_and_where_all_make_one(
    products: int,
) -> None:
    of_one_trade = np.zeros(products, dtype=np.int32)
    equal = spread_over_trades(np.full(products, 3.0), of_one_trade)
    assert equal[0] == pytest.approx(1 / products)
    assert equal[1:] == pytest.approx((0.0, np.log2(products)))
    all_in_one = np.zeros(products)
    all_in_one[-1] = 5.0
    assert spread_over_trades(all_in_one, of_one_trade) == pytest.approx((1.0, 0.0, 0.0))


@given(JOBS)
@settings(max_examples=50, deadline=None)
def test_variety_is_all_unrelated_where_each_product_is_a_trade(jobs: list[float]) -> None:
    apart = np.arange(len(jobs), dtype=np.int32)
    concentration, unrelated, related = spread_over_trades(np.array(jobs), apart)
    as_one = spread_over_trades(np.array(jobs), np.zeros(len(jobs), dtype=np.int32))
    assert related == pytest.approx(0.0, abs=1e-9)
    assert as_one == pytest.approx((concentration, 0.0, unrelated), abs=1e-9)


@pytest.mark.parametrize(("raters", "items"), [(2, 3), (3, 3), (2, 4), (2, 5), (4, 3)])
def test_raters_without_a_common_mind_agree_by_one_over_their_number(
    raters: int, items: int
) -> None:
    """E[W] = 1/m exactly: the mean over every combination of orders that m raters can give."""
    orders = [np.array(order, dtype=float) for order in permutations(range(items))]
    # By symmetry the first rater may keep one order.
    found = [concordance(np.array([orders[0], *rest])).w
             for rest in product(orders, repeat=raters - 1)]  # fmt: skip
    assert np.mean(found) == pytest.approx(1 / raters, abs=1e-12)


@given(st.integers(2, 6), st.integers(3, 7), st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_w_is_the_mean_rank_correlation_in_another_form(raters: int, items: int, seed: int) -> None:
    """(m W - 1) / (m - 1) is the mean Spearman correlation of all pairs, here by another library."""
    ratings = np.random.default_rng(seed).random((raters, items))
    pairs = [spearmanr(ratings[i], ratings[j]).statistic for i in range(raters) for j in range(i)]
    assert concordance(ratings).mean_spearman == pytest.approx(np.mean(pairs), abs=1e-9)


def test_who_is_alive_was_founded_and_has_not_closed() -> None:
    """Survival, cohort by cohort: alive = founded - closed; the product of the months' chances to
    go on is the share of the cohort that is left.
    """
    territory = Territory("baseline", 3, n_firms=150, months=120, warm_up=0).run()
    firms, log = territory.firms, territory.events.frame()
    founded = log[log["kind"] == Kind.FOUNDED.name.lower()]
    closed = log[log["kind"] == Kind.CLOSED.name.lower()].set_index("subject")["month"]
    assert closed.index.is_unique, "nobody closes twice"
    assert len(founded) > 50
    assert len(closed) > 50
    living = set(firms.id[firms.alive].tolist())
    for month, cohort in founded.groupby("month"):
        members = set(cohort["subject"])
        gone = members & set(closed.index)
        assert members & living == members - gone
        left, surviving = len(members), 1.0
        for later in range(int(month), 120):
            now = sum(1 for firm in gone if closed[firm] == later)
            surviving *= 1 - now / left if left else 1.0
            left -= now
        assert left == len(members & living)
        assert surviving == pytest.approx(left / len(members))
