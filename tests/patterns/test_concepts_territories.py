"""Concepts of contexts and of the territory (S21-S36, S46): contrasts that could fail."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import levene

from simulation.entities.bodies import BodyKind
from simulation.entities.markets import MARKETS
from simulation.model import Territory
from tests.patterns.paired import SEEDS, contrast, count, difference, last, lived, observed

TEXTILE = ("spinning", "weaving", "clothing")


def trade(territory: Territory) -> np.ndarray:
    names = territory.markets.names
    return territory.firms.alive & np.isin(
        territory.firms.product, [names.index(name) for name in TEXTILE]
    )


def sector(measure: str):
    """Measure: mean match, or demand left, of textiles at the end of the story."""

    def of(territory: Territory) -> float:
        if measure == "demand":
            rows = [territory.markets.names.index(name) for name in TEXTILE]
            distant = slice(MARKETS.index("national"), None)
            return float(
                territory.markets.demand[rows, distant].sum()
                / territory.markets.usual[rows, distant].sum()
            )
        mine = trade(territory)
        return float(territory.firms.match[mine].mean()) if mine.any() else np.nan

    return of


@pytest.mark.slow
@pytest.mark.parametrize("context", ["declining_sector", "restructuring_sector"])
def test_s21_decline_and_restructuring_have_two_signatures(context):
    """A declining sector loses buyers and keeps its fit; a restructuring one the reverse."""
    arms = ({}, {"threats": []})
    demand = contrast(sector("demand"), context, *arms, seeds=SEEDS[:8], months=144)
    match = contrast(sector("match"), context, *arms, seeds=SEEDS[:8], months=144)
    if context == "declining_sector":
        assert demand.high < -0.15, str(demand)
        assert match.low > -0.03, str(match)
        assert match.mean > -0.01, f"{match}: as much as the restructuring sector loses"
    else:
        assert abs(demand.mean) < 0.05, str(demand)
        assert match.high < -0.01, str(match)


@pytest.mark.slow
def test_s22_a_territory_never_developed_founds_less_than_it_loses():
    """Left to itself, that is: an agency that lists openings makes it about even."""
    alone = {"without_bodies": [kind.name.lower() for kind in BodyKind]}
    frames = [
        observed(lived("never_developed", seed, firms=150, months=180, **alone))
        for seed in SEEDS[:8]
    ]
    net = np.array([frame["births"].sum() - frame["deaths"].sum() for frame in frames])
    assert net.mean() + 2 * net.std() / np.sqrt(len(net)) < 0


@pytest.mark.slow
def test_s25_where_the_young_leave_fewer_found_fewer_take_over_and_less_is_sold():
    leaving = {"parameters.unfold_context.youth_leaving": 0.03}
    for measure in (count("founded"), count("transmitted"), last("revenue")):
        found = contrast(measure, "baseline", leaving, {}, months=120)
        assert found.high < 0, str(found)


@pytest.mark.slow
def test_s26_works_give_orders_to_some_cost_hospitality_and_end():
    def sales(*names: str):
        def of(territory: Territory) -> float:
            rows = [territory.markets.names.index(name) for name in names]
            mine = territory.firms.alive & np.isin(territory.firms.product, rows)
            return float(territory.firms.revenue[mine].sum())

        return of

    arms = ({}, {"threats": []})
    during = {"seeds": SEEDS[:8], "firms": 200, "months": 160}
    gained = contrast(sales("masonry", "transport"), "alpine_valley", *arms, **during)
    lost = contrast(sales("hotel", "outdoor_guide"), "alpine_valley", *arms, **during)
    assert gained.low > 0, str(gained)
    assert lost.high < 0, str(lost)
    after = Territory("alpine_valley", 1, n_firms=60, months=240).run()
    scar = 0.25 * 0.2
    assert after.surroundings.nuisance[0] == pytest.approx(scar)


@pytest.mark.slow
def test_s26_hospitality_is_not_back_eight_years_after_the_works_and_not_for_want_of_ties():
    """Hosts who closed do not open again; fewer ties are broken than where nobody builds."""

    def hosts(territory: Territory) -> float:
        rows = [territory.markets.names.index(name) for name in ("hotel", "outdoor_guide")]
        return float((territory.firms.alive & np.isin(territory.firms.product, rows)).sum())

    arms = ({}, {"threats": []})
    after = {"seeds": SEEDS[:10], "firms": 150, "months": 320}
    left = contrast(hosts, "alpine_valley", *arms, **after)
    assert left.high < 0, str(left)
    broken = contrast(count("tie_broken"), "alpine_valley", *arms, **after)
    assert broken.high < 0, str(broken)


@pytest.mark.slow
def test_s28_the_district_begins_more_excellent_than_other_places_in_its_trade():
    def match_at_start(context: str) -> float:
        return float(
            np.mean(
                [
                    sector("match")(Territory(context, seed, n_firms=200, months=12).run(1))
                    for seed in SEEDS
                ]
            )
        )

    assert match_at_start("textile_district") > match_at_start("baseline")


@pytest.mark.slow
def test_s28_the_chain_hands_a_shock_to_weavers_on_to_those_who_make_clothes_of_cloth():
    """What the shock does to a trade, where trades are linked against where they are not."""
    of_weavers = {"name": "no cloth", "onset": 36, "lead": 12, "ramp": 12, "demand": -0.6,
                  "products": ["weaving"], "markets": ["national", "export"], "visibility": 0.5}  # fmt: skip

    def living(product: str, **changes) -> np.ndarray:
        found = []
        for seed in SEEDS[:16]:
            territory = lived("textile_district", seed, firms=120, months=72, **changes)
            makes = territory.firms.product == territory.markets.names.index(product)
            found.append((territory.firms.alive & makes).sum())
        return np.array(found)

    def done(product: str, **changes) -> np.ndarray:
        struck, spared = (living(product, threats=each, **changes) for each in ([of_weavers], []))
        return struck - spared

    unlinked = {"economy.chain": []}
    handed_on = difference(done("clothing"), done("clothing", **unlinked))
    assert handed_on.high < 0, str(handed_on)
    beside = difference(done("repair"), done("repair", **unlinked))
    assert beside.low < 0 < beside.high, f"{beside}: repair is in no chain"


def test_s28_the_end_of_one_trade_drags_down_those_that_it_supplied():
    """Spinning disappears overnight: weaving, its customer, sells less in the same month."""

    def weaving(chained: bool) -> float:
        changes = {} if chained else {"economy.chain": []}
        territory = Territory("textile_district", 2, n_firms=200, months=12, warm_up=1, **changes)
        territory.run(1)
        names, firms = territory.markets.names, territory.firms
        firms.collaborators[firms.product == names.index("spinning")] = 0
        firms.skills[firms.product == names.index("spinning")] = 0.0
        gone = np.flatnonzero(firms.alive & (firms.product == names.index("spinning")))
        firms.product[gone] = names.index("bakery")
        territory.run(1)
        mine = firms.alive & (firms.product == names.index("weaving"))
        return float(firms.revenue[mine].sum())

    assert weaving(chained=True) < 0.95 * weaving(chained=False)


@pytest.mark.slow
def test_s32_dependence_on_one_product_costs_more_and_more_unevenly_in_the_crisis_and_not_before():
    """The same crisis of the metal trades in a mono-product and in a diverse territory."""
    crisis = [
        {
            "name": "crisis",
            "onset": 60,
            "lead": 0,
            "ramp": 12,
            "demand": -0.45,
            "families": ["metal"],
            "markets": ["national", "export"],
        }
    ]

    def grown_and_lost(context: str) -> np.ndarray:
        found = []
        for seed in SEEDS:
            hit = observed(lived(context, seed, firms=120, months=120, threats=crisis))["jobs"]
            spared = observed(lived(context, seed, firms=120, months=120, threats=[]))["jobs"]
            assert np.array_equal(hit.loc[:59], spared.loc[:59])
            grown = spared.loc[48:59].mean() / spared.loc[0:11].mean()
            found.append((grown, hit.loc[96:].mean() / spared.loc[96:].mean()))
        return np.array(found).T

    (grown, left), (grown_diverse, left_diverse) = map(grown_and_lost, ("mono_product", "baseline"))
    before = difference(grown, grown_diverse)
    assert before.low < 0 < before.high, str(before)
    assert 1 - left.mean() > 2 * (1 - left_diverse.mean())
    assert np.quantile(left, 0.1) < np.quantile(left_diverse, 0.1)
    assert left.std() > left_diverse.std()
    assert levene(left, left_diverse).pvalue < 0.05
    concentrated = [
        observed(lived(context, 1, firms=120, months=120, threats=[]))["product_concentration"]
        for context in ("mono_product", "baseline")
    ]
    assert concentrated[0].loc[0] > 1.5 * concentrated[1].loc[0]


def test_s32_concentration_is_the_sum_of_squared_shares_of_jobs():
    territory = lived("mono_product", 2, firms=120, months=25)
    firms = territory.firms
    jobs = np.bincount(firms.product[firms.alive], weights=1.0 + firms.collaborators[firms.alive])
    share = jobs / jobs.sum()
    seen = observed(territory)["product_concentration"].iloc[-1]
    assert seen == pytest.approx((share**2).sum(), rel=1e-12)


@pytest.mark.slow
def test_s35_a_territory_never_developed_weaves_no_networks_by_itself():
    """In fifteen years without support; but skills (by 0.08) and jobs rise: it is not flat."""
    rise: dict[str, list[float]] = {"networked_firms": []}
    for seed in SEEDS[:8]:
        frame = observed(lived("never_developed", seed, firms=150, months=180))
        for name, found in rise.items():
            found.append(frame[name].iloc[-12:].mean() - frame[name].iloc[:12].mean())
    assert np.mean(rise["networked_firms"]) < 0.05


@pytest.mark.slow
def test_s36_declaring_everything_at_once_closes_firms():
    declared = {"owners.formality.mean": 1.0, "owners.formality.spread": 0.0}
    found = contrast(count("closed"), "never_developed", declared, {})
    assert found.low > 0, str(found)


@pytest.mark.slow
def test_s46_a_community_may_rise_while_firms_go_and_the_reverse():
    """Over many stories, skills and the number of firms do not always move together."""
    moves = []
    for context in ("baseline", "mono_product", "declining_sector"):
        for seed in SEEDS[:4]:
            frame = observed(lived(context, seed, firms=120, months=120))
            end, start = frame.iloc[-12:].mean(), frame.iloc[:12].mean()
            moves.append((end["firms"] - start["firms"], end["mean_skill"] - start["mean_skill"]))
    signs = {(bool(firms > 0), bool(skill > 0)) for firms, skill in moves}
    assert (False, True) in signs
