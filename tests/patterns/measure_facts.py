"""What the model says of the facts it may be set by: measured, beside the source.

`python tests/patterns/measure_facts.py` writes the table into simulation/README.md.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from simulation.entities.firms import Exit  # noqa: E402
from simulation.model import Territory  # noqa: E402

SEEDS = tuple(range(1, 11))
"""The histories that parameters were set on."""

HELD_OUT = tuple(range(1001, 1011))
"""Histories that nothing was set on: what they give is the check of the setting."""


@dataclass(frozen=True)
class Fact:
    """A number of the world: what the source says, how far the model may be from it, and is."""

    name: str
    paragraph: str
    context: str
    low: float
    high: float
    missed_by: float = 0.0
    """How far outside [low, high] the model is known to be, with its sign; 0: it meets the fact."""

    def distance(self, value: float) -> float:
        """How far a value is outside what the source allows; 0 inside."""
        return value - min(max(value, self.low), self.high)


FACTS = (
    Fact("new firms alive after one year", "2.1", "baseline", 0.77, 0.83),
    Fact("new firms alive after three years", "2.1", "baseline", 0.55, 0.61),
    Fact("new firms alive after five years", "2.1", "baseline", 0.41, 0.47),
    Fact("births per firm and year", "2.1", "baseline", 0.058, 0.09),
    Fact("deaths per firm and year", "2.1", "baseline", 0.071, 0.09),
    Fact("persons per firm", "2.2", "baseline", 1.8, 2.4),
    Fact("firms of one person, over firms of two to four", "2.2", "baseline", 1.0, 3.0),
    Fact("transfers per firm and year", "2.3", "baseline", 0.019, 0.027),
    Fact(
        "retiring owners whom nobody follows, of all who hand on or retire",
        "2.3",
        "baseline",
        0.23,
        0.43,
    ),
    Fact("firms that innovated jointly within three years", "2.4", "baseline", 0.06, 0.135),
    Fact("innovators who innovate jointly", "2.4", "baseline", 0.12, 0.34, missed_by=0.17),
    Fact("members of a network", "2.4", "baseline", 4.2, 6.2, missed_by=-1.2),
    Fact("networks of fewer than ten", "2.4", "baseline", 0.8, 1.0),
    Fact("firms in a network", "2.4", "baseline", 0.007, 0.032, missed_by=0.03),
    Fact(
        "textile firms lost, December 2001 to April 2012", "2.6", "textile_district", 0.348, 0.448
    ),
    Fact("textile jobs lost, 2002 to 2017", "2.6", "textile_district", 0.39, 0.55, missed_by=0.25),
    Fact("residents lost per year", "2.6", "alpine_valley", 0.0065, 0.0105),
    Fact("output not declared", "2.6", "never_developed", 0.145, 0.185),
)
"""Tolerances: survival +-0.03 (facts 2.1); otherwise the range between the sources named there, or
where there is one number only, about a fifth to each side."""


def facts_of(territory: Territory) -> dict[str, float]:
    """Every fact that a territory can be asked for after its story, by the fact's name."""
    events = territory.events.frame()
    frame = territory.observations.frame(territory.clock.warm_up).loc[0:]
    years = territory.clock.months / 12
    stock = float(frame["firms"].mean())
    firms = territory.firms
    persons = 1 + firms.collaborators[firms.alive]
    transfers = float(((events["kind"] == "transmitted") & (events["month"] >= 0)).sum())
    closed = events[(events["kind"] == "closed") & (events["month"] >= 0)]
    retired = float((closed["value"] == Exit.RETIREMENT).sum())
    sizes = territory.networks.members[territory.networks.alive & (territory.networks.members > 0)]
    facts = {
        "births per firm and year": float(frame["births"].sum()) / stock / years,
        "deaths per firm and year": float(frame["deaths"].sum()) / stock / years,
        "persons per firm": float(persons.mean()),
        "firms of one person, over firms of two to four": float(
            (persons == 1).sum() / max(1, ((persons > 1) & (persons < 5)).sum())
        ),
        "transfers per firm and year": transfers / stock / years,
        "retiring owners whom nobody follows, of all who hand on or retire": retired
        / max(1.0, retired + handed_on_old(territory)),
        "firms that innovated jointly within three years": cooperating(territory),
        "innovators who innovate jointly": cooperating(territory)
        / max(1e-9, innovating(territory)),
        "members of a network": float(np.nanmean(frame["network_size"]))
        if frame["network_size"].notna().any()
        else np.nan,
        "networks of fewer than ten": float((sizes < 10).mean()) if len(sizes) else np.nan,
        "firms in a network": float(frame["networked_firms"].mean()),
        "residents lost per year": 1
        - float((frame["population"].iloc[-1] / frame["population"].iloc[0]) ** (1 / years)),
        "output not declared": float(frame["undeclared_output"].mean()),
    }
    for years_old, word in ((1, "one year"), (3, "three years"), (5, "five years")):
        facts[f"new firms alive after {word}"] = surviving(
            events, territory.clock.months, years_old
        )
    return facts


def surviving(events: pd.DataFrame, months: int, years: int) -> float:
    """The share of firms founded in the story, early enough to be followed, that lived so long."""
    founded = events[events["kind"] == "founded"].set_index("subject")["month"]
    founded = founded[(founded >= 0) & (founded < months - 60)]
    closed = events[events["kind"] == "closed"].set_index("subject")["month"]
    lived = (closed.reindex(founded.index) - founded).fillna(np.inf)
    return float((lived >= 12 * years).mean())


def handed_on_old(territory: Territory) -> float:
    """Transfers by owners who had looked for a successor: those after a successor was found."""
    events = territory.events.frame()
    events = events[events["month"] >= 0]
    found = set(events.loc[events["kind"] == "successor_found", "subject"])
    handed = events.loc[events["kind"] == "transmitted", "subject"]
    return float(handed.isin(found).sum())


def cooperating(territory: Territory) -> float:
    """The share of living firms that started or joined a joint project in the last three years."""
    events = territory.events.frame()
    joint = events[
        (events["kind"] == "project_started")
        & (events["other"] >= 0)
        & (events["month"] >= territory.clock.months - 36)
    ]
    living = territory.firms.id[territory.firms.alive]
    return float(np.isin(living, joint["subject"].to_numpy()).mean())


def innovating(territory: Territory) -> float:
    """The share of living firms that began any project or changed what they do, in three years."""
    events = territory.events.frame()
    any_kind = events["kind"].isin(["project_started", "innovated"])
    recent = events[any_kind & (events["month"] >= territory.clock.months - 36)]
    living = territory.firms.id[territory.firms.alive]
    return float(np.isin(living, recent["subject"].to_numpy()).mean())


def district_facts(seed: int) -> dict[str, float]:
    """Biella: textile firms and jobs at the dates that the source names."""
    territory = Territory("textile_district", seed)
    names = territory.markets.names
    textile = [names.index(name) for name in ("spinning", "weaving", "clothing")]
    counts = {}
    while territory.running:
        territory.step()
        mine = territory.firms.alive & np.isin(territory.firms.product, textile)
        jobs = int((1 + territory.firms.collaborators[mine]).sum())
        counts[territory.clock.date(territory.clock.month - 1).isoformat()[:7]] = (mine.sum(), jobs)
    return {
        "textile firms lost, December 2001 to April 2012": 1
        - counts["2012-04"][0] / counts["2001-12"][0],
        "textile jobs lost, 2002 to 2017": 1 - counts["2017-12"][1] / counts["2002-01"][1],
    }


@lru_cache(maxsize=2)
def measured(seeds: tuple[int, ...] = SEEDS) -> dict[str, tuple[float, float]]:
    """Mean over seeds and standard error of every fact."""
    rows: dict[str, list[float]] = {fact.name: [] for fact in FACTS}
    for context in {fact.context for fact in FACTS}:
        asked = [fact.name for fact in FACTS if fact.context == context]
        for seed in seeds:
            found = (
                district_facts(seed)
                if context == "textile_district"
                else facts_of(Territory(context, seed).run())
            )
            for name in asked:
                rows[name].append(found[name])
    return {
        name: (float(np.nanmean(values)), float(np.nanstd(values) / np.sqrt(len(values))))
        for name, values in rows.items()
    }


def table(values: dict[str, tuple[float, float]], held_out: dict[str, tuple[float, float]]) -> str:
    """The facts as a table of the ODD."""
    lines = [
        f"Means over {len(SEEDS)} histories that parameters were set on, and over {len(HELD_OUT)} "
        "held out. Distance: how far outside the source's range those held out are, if at all.",
        "",
        "| fact | facts | context | source | model (standard error) | held out | distance |",
        "|---|---|---|---|---|---|---|",
    ]
    for fact in FACTS:
        (mean, error), (fresh, fresh_error) = values[fact.name], held_out[fact.name]
        apart = fact.distance(fresh)
        lines.append(
            f"| {fact.name} | {fact.paragraph} | {fact.context} | {fact.low:g} to {fact.high:g} "
            f"| {mean:.3g} ({error:.1g}) | {fresh:.3g} ({fresh_error:.1g}) "
            f"| {f'**{apart:+.2g}**' if apart else '-'} |"
        )
    return "\n".join(lines)


def write(name: str, text: str) -> None:
    """Put a table between its marks in the ODD."""
    path = ROOT / "simulation" / "README.md"
    marks: Callable[[str], str] = lambda word: f"<!-- {word}: {name} -->"  # noqa: E731
    pattern = re.escape(marks("table")) + ".*?" + re.escape(marks("end"))
    whole = f"{marks('table')}\n\n{text}\n\n{marks('end')}"
    path.write_text(re.sub(pattern, lambda _: whole, path.read_text(), flags=re.S))


if __name__ == "__main__":
    text = table(measured(), measured(HELD_OUT))
    write("facts", text)
    print(text)
