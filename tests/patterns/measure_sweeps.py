"""What the model says where one contrast is not enough: sweeps, rankings, predictions.

    python tests/patterns/measure_sweeps.py [--seeds 20] [--only S22 S45 ...]

Nothing is asserted here; the answers are kept in sweeps.yaml, as they come out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML
from scipy.stats import t

sys.path.insert(0, str(Path(__file__).parents[2]))

from simulation.entities.joint_work import Relations
from simulation.entities.ties import disconnect
from simulation.instruments.leadership import federated_pairs
from simulation.instruments.resilience import loss_area, rank_agreement
from simulation.metrics.leaders import OPPOSED
from simulation.model import Territory
from tests.patterns.accompanied import Arm, measured
from tests.patterns.accompanied_plans import charter, plan
from tests.patterns.accompanied_studies_conditions import MONO, UNLEARN, WHOLE

SWEEPS = Path(__file__).with_name("sweeps.yaml")
PLACES = ("baseline", "alpine_valley", "textile_district", "riviera_tourism", "mono_product",
          "never_developed", "declining_sector")  # fmt: skip
SHOCKS = {
    "sales elsewhere": {"demand": -0.5, "markets": ["national", "export"]},
    "visitors": {"demand": -0.5, "markets": ["visitors"]},
    "residents": {"demand": -0.25, "markets": ["residents"]},
}


def values_of(
    arms: dict[str, Arm], measures: tuple[str, ...], seeds: Iterable[int]
) -> dict[str, np.ndarray]:
    """Return the measures of each level (seeds, measures)."""
    seeds = list(seeds)
    return {
        level: np.array(
            [[measured(life, what) for what in measures]
             for life in (arm.live_for(seed, measures) for seed in seeds)]
        )
        for level, arm in arms.items()
    }  # fmt: skip


def summed_up(
    values: dict[str, np.ndarray], measures: tuple[str, ...]
) -> dict[str, dict[str, list[float]]]:
    """Return for each level and measure the mean over seeds and half its 95 % interval."""
    return {
        level: {what: mean_and_half(each[:, n]) for n, what in enumerate(measures)}
        for level, each in values.items()
    }


def mean_and_half(seen: np.ndarray) -> list[float]:
    """Return the mean over seeds and half its 95 % interval, after Student for so few seeds."""
    width = t.ppf(0.975, len(seen) - 1)
    return [rounded(seen.mean()), rounded(width * seen.std(ddof=1) / np.sqrt(len(seen)))]


def levels(
    arms: dict[str, Arm], measures: tuple[str, ...], seeds: Iterable[int]
) -> dict[str, dict[str, list[float]]]:
    """Return for each level and measure the mean over seeds and half its 95 % interval."""
    return summed_up(values_of(arms, measures, seeds), measures)


def beyond(
    values: dict[str, np.ndarray], usual: str, measures: tuple[str, ...]
) -> dict[str, dict[str, list[float]]]:
    """Return what each other level has more than the usual one, seed by seed.

    Places differ far more between seeds than between levels: only pairs show a small difference.
    """
    apart = {level: each - values[usual] for level, each in values.items() if level != usual}
    return {
        level: {what: mean_and_half(each[:, n]) for n, what in enumerate(measures)}
        for level, each in apart.items()
    }


def respect(seeds: list[int]) -> dict[str, Any]:
    """S09: how much of the answer is the threshold of respect, which is an assumption?"""
    arms = {
        str(at): Arm("baseline", months=144).but(parameters__relations__respected_from=at)
        for at in (0.0, 0.6, 0.7, 0.8, 0.9)
    }
    return {
        "asked": "respect below which nobody works jointly",
        "levels": levels(arms, ("networked_firms@24", "networked_firms@end"), seeds),
    }


def critical_mass(seeds: list[int]) -> dict[str, Any]:
    """S22: from how many relations at the start does a place without any weave networks itself?"""
    poor = Arm("never_developed")
    arms = {
        str(n): poor.but(relations__ties=n, relations__trust=0.45, warm_up=0)
        for n in (0, 1, 2, 4, 6, 9)
    }
    what = ("networked_firms@end", "births@0-95", "jobs@end")
    values = values_of(arms, what, seeds)
    return {
        "asked": "ties of a firm at the start, in a place never developed",
        "levels": summed_up(values, what),
        "more than from no ties": beyond(values, "0", what),
    }


def openness(seeds: list[int]) -> dict[str, Any]:
    """S27: is there a best openness in between, in the valley?"""
    valley = Arm("alpine_valley", changes={"threats.0.onset": 40, "threats.1.onset": 40})
    arms = {
        str(at): valley.but(owners__openness={"mean": at, "spread": 0.08})
        for at in (0.1, 0.3, 0.5, 0.7, 0.9)
    }
    what = ("jobs@end", "territorial_identity@end", "mean_trust@end", "networked_firms@end")
    return {"asked": "mean openness of owners", "levels": levels(arms, what, seeds)}


def shocks(seeds: list[int]) -> dict[str, Any]:
    """S42: are the places that stand one shock well the same that stand another?"""
    losses = np.array([losses_of(place, seeds) for place in PLACES])
    agreement = rank_agreement(-losses)
    apart = agreement[np.triu_indices(len(SHOCKS), 1)]
    return {
        "asked": "loss of jobs against the twin (per cent months), by place and shock",
        "places": {
            place: {name: rounded(losses[p, s]) for s, name in enumerate(SHOCKS)}
            for p, place in enumerate(PLACES)
        },
        "rank agreement between shocks": [rounded(each) for each in apart],
    }


def losses_of(place: str, seeds: list[int]) -> list[float]:
    """What a place loses by each shock, mean over seeds."""
    lost = np.zeros(len(SHOCKS))
    for seed in seeds:
        spared = _jobs(Arm(place, changes={"threats": []}), seed)
        for s, shock in enumerate(SHOCKS.values()):
            threat = {"name": "shock", "onset": 24, "ramp": 6, **shock}
            struck = _jobs(Arm(place, changes={"threats": [threat]}), seed)
            lost[s] += loss_area(struck[24:] / spared[24:]) / len(seeds)
    return lost.tolist()


def _jobs(arm: Arm, seed: int) -> np.ndarray:
    life = arm.live_for(seed, ("jobs@end",))
    return life.observations.frame(life.clock.warm_up)["jobs"].loc[0:].to_numpy()


def potential(seeds: list[int]) -> dict[str, Any]:
    """S45, S80: what at the start goes with later gains: potential, number of firms, income?"""
    rows = []
    for place in PLACES:
        for seed in [*seeds, *(100 + seed for seed in seeds)]:
            names = ("potential", "firms", "jobs", "revenue", "mean_skill", "new_output")
            life = Arm(place, changes={"threats": []}).live_for(seed, [f"{n}@end" for n in names])
            seen = life.observations.frame(life.clock.warm_up).loc[0:]
            start, end = seen.iloc[:12].mean(), seen.iloc[-12:].mean()
            rows.append([
                start["potential"], start["firms"], start["revenue"] / start["firms"],
                end["jobs"] / start["jobs"] - 1, end["mean_skill"] - start["mean_skill"],
                end["new_output"],
            ])  # fmt: skip
    values = np.array(rows)
    ranks = rank_agreement(values)
    within = _within(values, len(PLACES))
    gains = ("jobs gained", "skill gained", "new products")
    return {
        "asked": "rank correlation with gains after eight years, 7 places, half of the seeds fresh",
        "over all places": {
            name: {gain: rounded(ranks[n, 3 + g]) for g, gain in enumerate(gains)}
            for n, name in enumerate(("potential", "number of firms", "income per firm"))
        },
        "inside a place": {
            name: {gain: rounded(within[n, 3 + g]) for g, gain in enumerate(gains)}
            for n, name in enumerate(("potential", "number of firms", "income per firm"))
        },
    }


def _within(values: np.ndarray, places: int) -> np.ndarray:
    """Return the rank correlations inside a place, mean over places."""
    return np.nanmean([rank_agreement(part) for part in np.split(values, places)], axis=0)


def start_date(seeds: list[int]) -> dict[str, Any]:
    """S93: a local Agenda 21 begun earlier or later, in a sound or a degraded city."""
    arms, spared = {}, {}
    for state in (0.2, 0.45, 0.7):
        city = Arm("degraded_city", changes={"community.environment": state})
        spared[f"{state}, never"] = city
        for begin in (0, 24, 48):
            arms[f"{state}, month {begin}"] = city.under(plan(charter(), start=begin))
    what = ("environment@0-95", "environment@end", "promises_kept@end")
    return {
        "asked": "environment at the start, month in which Agenda 21 begins (mean, end)",
        "levels": levels({**spared, **arms}, what, seeds),
    }


def two_ways(seeds: list[int]) -> dict[str, Any]:
    """S46: in how many lives do firms and community go different ways?"""
    ways = {"both up": 0, "firms up, community down": 0, "firms down, community up": 0,
            "both down": 0}  # fmt: skip
    for place in PLACES:
        for seed in seeds:
            life = Arm(place).live_for(seed, ("firms@end", "relational_capital@end"))
            seen = life.observations.frame(life.clock.warm_up).loc[0:]
            start, end = seen.iloc[:12].mean(), seen.iloc[-12:].mean()
            firms = end["firms"] >= start["firms"]
            fabric = end["relational_capital"] >= start["relational_capital"]
            ways[
                ("both up" if fabric else "firms up, community down") if firms
                else ("firms down, community up" if fabric else "both down")
            ] += 1  # fmt: skip
    return {"asked": "lives by firms and relational capital, eight years", "lives": ways}


def dip(seeds: list[int]) -> dict[str, Any]:
    """S59: how deep and long must the dip of unlearning be to close firms?"""
    poor = Arm("never_developed").under(UNLEARN)
    arms = {"no dip": poor.but(parameters__supported_unlearning__dip=0.0)}
    for deep in (0.35, 1.0):
        for relearning in (0.2, 0.05):
            changed = poor.but(
                parameters__supported_unlearning__dip=deep, parameters__trade__relearning=relearning
            )
            arms[f"dip {deep}, relearning {relearning}"] = changed
            arms[f"dip {deep}, relearning {relearning}, nobody encourages"] = changed.but(
                ablate=["supported_unlearning.encouraging"]
            )
    what = ("events closed@6-40", "revenue@18")
    values = values_of(arms, what, seeds)
    return {
        "asked": "closures from month 6 to 40, a third of the firms unlearn",
        "levels": summed_up(values, what),
        "more than without a dip": beyond(values, "no dip", what),
    }


def detection(seeds: list[int]) -> dict[str, Any]:
    """S67: how many see a threat coming and how many one that is not, by how clear signs are."""
    arms = {str(at): MONO.but(threats__0__visibility=at) for at in (0.0, 0.2, 0.4, 0.6, 0.9)}
    return {
        "asked": "visibility of the signs",
        "levels": levels(arms, ("aware_firms@53", "false_alarms@53"), seeds),
    }


def leader_lost(seeds: list[int]) -> dict[str, Any]:
    """S68: what goes when a federating leader withdraws, against an equally tied other?"""
    lost: dict[str, list[float]] = {"leader": [], "another with as many ties": [], "nobody": []}
    for seed in seeds:
        for who, seen in lost.items():
            life = Territory("baseline", seed, n_firms=120, months=60, warm_up=48,
                             metrics=["giant_component"])  # fmt: skip
            life.run(60)
            row = _row_of(life, who)
            if row >= 0:
                _withdraw(life, row)
            life.run(12)
            seen.append(life.observations.last("giant_component"))
    what = ("giant_component",)
    values = {who: np.array(seen)[:, None] for who, seen in lost.items()}
    return {
        "asked": "biggest trusting circle a year after somebody withdrew from all ties",
        "levels": summed_up(values, what),
        "more than without another": beyond(values, "another with as many ties", what),
    }


def _row_of(life: Territory, who: str) -> int:
    firms, ties = life.firms, life.ties
    trusted = life._parameters[Relations].trusted_from
    pairs = federated_pairs(firms.alive, ties.neighbour, ties.mirror, ties.trust, firms.vision,
                            trusted, OPPOSED, True)  # fmt: skip
    leader = int(np.argmax(pairs))
    if who == "leader":
        return leader
    if who == "nobody":
        return -1
    degree = (ties.neighbour >= 0).sum(axis=1)
    apart = np.abs(degree - degree[leader]) + 100 * (pairs > 0) + 100 * ~firms.alive
    apart[leader] = 10_000
    return int(np.argmin(apart))


def _withdraw(life: Territory, row: int) -> None:
    ties = life.ties
    for place in range(ties.neighbour.shape[1]):
        if ties.neighbour[row, place] >= 0:
            disconnect(ties, row, place)


def born(seeds: list[int]) -> dict[str, Any]:
    """S39: in how many lives does the test of a community turn positive, and when is it held up?"""
    found = {}
    for place in ("never_developed", "baseline", "textile_district"):
        for name, programme in (("alone", None), ("accompanied", plan(WHOLE))):
            positive = []
            for seed in seeds:
                arm = Arm(place, programme, firms=240, months=144)
                life = arm.live_for(seed, ("community@end",))
                seen = life.observations.frame(life.clock.warm_up).loc[0:]["community"]
                positive.append(float(seen.max()))
            found[f"{place}, {name}"] = rounded(np.mean(positive))
    return {"asked": "share of lives that ever pass the test of a community", "lives": found}


ASKED: dict[str, Callable[[list[int]], dict[str, Any]]] = {
    "S09": respect, "S22": critical_mass, "S27": openness, "S39": born, "S42": shocks, "S45": potential,
    "S46": two_ways, "S59": dip, "S67": detection, "S68": leader_lost, "S93": start_date,
}  # fmt: skip


def rounded(value: float) -> float:
    """Keep three digits."""
    return float(f"{float(value):.3g}")


def kept() -> dict[str, Any]:
    """Return the table as it stands."""
    return dict(YAML(typ="safe").load(SWEEPS) or {})


def answer(name: str, seeds: int) -> dict[str, Any]:
    """Measure a row of the table."""
    return {"seeds": seeds, **ASKED[name](list(range(1, seeds + 1)))}


def main() -> None:
    """Measure, and write the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--seeds", type=int, help="else as many as are kept")
    asked.add_argument("--only", nargs="*", default=[])
    given = asked.parse_args()
    table = kept() if SWEEPS.exists() else {}
    for name in ASKED:
        if given.only and name not in given.only:
            continue
        table[name] = answer(name, given.seeds or table.get(name, {}).get("seeds", 6))
        print(name, table[name], flush=True)
    writer = YAML()
    writer.width = 100
    with SWEEPS.open("w", encoding="utf-8") as file:
        file.write(
            "# Sweeps, rankings and predictions; made by measure_sweeps.py, never by hand.\n"
        )
        writer.dump({name: table[name] for name in ASKED if name in table}, file)


if __name__ == "__main__":
    main()
