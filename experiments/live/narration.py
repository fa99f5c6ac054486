"""What just happened, in sentences made only of logged events and the difference between worlds.

Each sentence names the quantity or the event it was counted from, so that the page can point to it.

Shapes: events as in `recording.World`; `Told` one sentence of one month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from analysis.letters import letter_of
from experiments.live.arms import Arm, Arms
from experiments.live.languages import in_all, written
from experiments.live.pair import Pair
from experiments.live.recording import World
from simulation.language import ntranslate, translate

YEAR = 12
LONG_LIVED = 24


@dataclass(frozen=True)
class Told:
    """One sentence: its month, in all languages, and the curve or the log it points to."""

    month: int
    kind: str
    say: dict[str, str]
    points: str

    def plain(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {"month": self.month, "kind": self.kind, "say": self.say, "points": self.points}


def narration(pair: Pair) -> list[Told]:
    """Return every sentence of the story, in order."""
    tellers: tuple[Callable[[Pair], Iterator[Told]], ...] = (
        _threats, _programme, _networks, _years, _promises, _widest,
    )  # fmt: skip
    told = [sentence for teller in tellers for sentence in teller(pair)]
    return sorted(told, key=lambda each: each.month)


def _threats(pair: Pair) -> Iterator[Told]:
    """A threat strikes: who has seen it coming, what there is to lose."""
    for place, (name, month) in enumerate(pair.threats):
        if not 0 <= month < pair.scenario.months:
            continue
        lead = pair.scenario.threats[place].lead
        seen = [
            world.count("signal_seen", month - lead, month)
            for world in (pair.accompanied, pair.without)
        ]
        jobs = _at(pair, "jobs", month)
        gain = pair.scenario.threats[place].demand > 0
        kind, say = ("opening", _opens) if gain else ("threat", _strikes)
        yield Told(month, kind, in_all(partial(say, name, jobs, pair.arms)), "jobs")
        if lead:
            yield Told(month, "signal", in_all(partial(_seen, seen, pair.arms)), "log.signal_seen")


def _strikes(name: str, jobs: tuple[float, float], named: Arms) -> str:
    threat = translate(name.replace("_", " "))
    return f"{translate('A blow falls: {threat}.', threat=threat)} {_jobs(jobs, named)}"


def _opens(name: str, jobs: tuple[float, float], named: Arms) -> str:
    """A change from outside that brings demand is no blow."""
    threat = translate(name.replace("_", " "))
    return f"{translate('Something opens up: {threat}.', threat=threat)} {_jobs(jobs, named)}"


def _jobs(jobs: tuple[float, float], named: Arms) -> str:
    if named.same:
        return translate("Jobs: {n}.", n=written(jobs[0]))
    return translate(
        "Jobs: {n} {here}, {other} {there}.",
        n=written(jobs[0]),
        here=named.here.said,
        other=written(jobs[1]),
        there=named.there.said,
    )


def _seen(seen: list[int], named: Arms) -> str:
    if named.same:
        return ntranslate(
            "By now {n} firm has seen the signs.", "By now {n} firms have seen the signs.", seen[0]
        )
    return ntranslate(
        "By now {n} firm has seen the signs {here}, {other} {there}.",
        "By now {n} firms have seen the signs {here}, {other} {there}.",
        seen[0],
        here=named.here.said,
        other=written(seen[1]),
        there=named.there.said,
    )


def _programme(pair: Pair) -> Iterator[Told]:
    """Actions begin, circles meet by themselves, the facilitators leave."""
    world, names = pair.accompanied, pair.accompanied.actions
    tellers = (("action_begun", "session", _begins), ("own_session", "own_session", _by_itself))
    for kind, session, teller in tellers:
        months, values = world.told(kind)
        known = {int(value) for value in values[np.isfinite(values)]}
        for setting in sorted(known & names.keys()):
            month = int(months[values == setting].min())
            yield teller(month, names[setting], _present(world, session, month, setting))
    if pair.exit_month is not None:
        own = pair.accompanied.count("own_session", pair.exit_month, pair.scenario.months)
        say = in_all(
            lambda: ntranslate(
                "The facilitators leave. After that, firms take part {n} time in meetings that "
                "the circles hold by themselves.",
                "The facilitators leave. After that, firms take part {n} times in meetings that "
                "the circles hold by themselves.",
                own,
            )
        )
        yield Told(pair.exit_month, "exit", say, "log.own_session")


def _begins(month: int, name: str, firms: int) -> Told:
    say = in_all(
        lambda: (
            ntranslate("«{action}» begins, with one firm.", "«{action}» begins, with {n} firms.",
                       firms, action=translate(name))
            if firms
            else translate("«{action}» begins.", action=translate(name))
        )
    )  # fmt: skip
    return Told(month, "action", say, "log.session")


def _by_itself(month: int, name: str, firms: int) -> Told:
    say = in_all(
        lambda: ntranslate(
            "«{action}» meets by itself for the first time: one firm comes.",
            "«{action}» meets by itself for the first time: {n} firms come.",
            firms,
            action=translate(name),
        )
    )
    return Told(month, "action", say, "log.own_session")


def _networks(pair: Pair) -> Iterator[Told]:
    """Networks are recognised, and those that lived long dissolve."""
    both = (
        (pair.accompanied, pair.arms.here, "with"),
        (pair.without, pair.arms.there, "without"),
    )
    once = ((pair.accompanied, None, "both"),)
    for world, arm, only in once if pair.arms.same else both:
        seen = [world.networks[name].tolist() for name in ("network", "month", "members")]
        lived = Counter(seen[0])
        sizes = {(network, month): n for network, month, n in zip(*seen, strict=True)}
        for kind in ("network_recognised", "network_dissolved"):
            for month, value in zip(*world.told(kind), strict=True):
                network = int(value)
                if kind == "network_dissolved" and lived[network] < LONG_LIVED:
                    continue
                members = sizes.get((network, int(month)), 0)
                say = in_all(partial(_network, arm, kind, members, letter_of(network)))
                yield Told(int(month), f"network {only}", say, "networks")


def _network(arm: Arm | None, kind: str, members: int, letter: str) -> str:
    """Say in which world a network is recognised, with how many firms, or dissolves."""
    said = (
        translate("Network {letter} is no more.", letter=letter)
        if kind == "network_dissolved"
        else ntranslate(
            "Network {letter} is recognised, one firm.",
            "Network {letter} is recognised, {n} firms.",
            members,
            letter=letter,
        )
    )
    return said if arm is None else translate("{arm}. {said}", arm=arm.name, said=said)


def _years(pair: Pair) -> Iterator[Told]:
    """What a year took and gave, in both worlds, where the worlds differ."""
    first = (YEAR - (pair.scenario.start.month - 1)) % YEAR
    for begins in range(first, pair.scenario.months - YEAR + 1, YEAR):
        ends = begins + YEAR - 1
        counts = [
            world.count(kind, begins, ends)
            for kind in ("closed", "founded")
            for world in (pair.accompanied, pair.without)
        ]
        if counts[0] == counts[1] and counts[2] == counts[3]:
            continue
        say = in_all(partial(_year, pair.when(ends).year, counts, pair.arms))
        yield Told(ends, "year", say, "firms")


def _year(year: int, counts: list[int], named: Arms) -> str:
    return translate(
        "In {year}, {closed} and {opened} {here}; {other_closed} and {other_opened} {there}.",
        year=year,
        closed=ntranslate("{n} firm closed", "{n} firms closed", counts[0]),
        other_closed=written(counts[1]),
        opened=ntranslate("{n} opened", "{n} opened", counts[2]),
        other_opened=written(counts[3]),
        here=named.here.said,
        there=named.there.said,
    )


def _promises(pair: Pair) -> Iterator[Told]:
    """The charter is signed, its promises are kept or broken, its trigger fires."""
    signed = pair.accompanied.told("signed")[0]
    if len(signed):
        say = in_all(
            lambda: ntranslate(
                "The charter is signed, by {n} signatory.",
                "The charter is signed, by {n} signatories.",
                len(signed),
            )
        )
        yield Told(int(signed.min()), "charter", say, "log.signed")
    for kind, sentence in _OF_THE_CHARTER.items():
        months = pair.accompanied.told(kind)[0]
        for month, n in sorted(Counter(months.tolist()).items()):
            yield Told(month, "charter", in_all(partial(sentence, n)), f"log.{kind}")


_OF_THE_CHARTER: dict[str, Callable[[int], str]] = {
    "promise_kept": lambda n: ntranslate(
        "A promise of the charter is kept.", "{n} promises of the charter are kept.", n),
    "promise_broken": lambda n: ntranslate(
        "A promise of the charter is broken.", "{n} promises of the charter are broken.", n),
    "trigger_fired": lambda n: ntranslate(
        "A trigger of the charter fires.", "{n} triggers of the charter fire.", n),
}  # fmt: skip


def _widest(pair: Pair) -> Iterator[Told]:
    """The month in which the two worlds are furthest apart in jobs."""
    gap = (pair.accompanied.values["jobs"] - pair.without.values["jobs"]).to_numpy()
    month = int(np.argmax(np.abs(gap)))
    if gap[month] == 0:
        return
    more, n = gap[month] > 0, round(abs(float(gap[month])))
    say = in_all(
        lambda: (
            ntranslate(
                "Never are the two worlds further apart: {n} job more {here}.",
                "Never are the two worlds further apart: {n} jobs more {here}.",
                n,
                here=pair.arms.here.said,
            )
            if more
            else ntranslate(
                "Never are the two worlds further apart: {n} job fewer {here}.",
                "Never are the two worlds further apart: {n} jobs fewer {here}.",
                n,
                here=pair.arms.here.said,
            )
        )
    )
    yield Told(month, "widest", say, "jobs")


def _present(world: World, session: str, month: int, setting: int) -> int:
    """Return how many firms took part in a session of an action in a month."""
    months, values = world.told(session)
    return int(np.count_nonzero((months == month) & (values == setting)))


def _at(pair: Pair, name: str, month: int) -> tuple[float, float]:
    """Return a quantity in a month, with and without."""
    return (
        float(pair.accompanied.values[name].loc[month]),
        float(pair.without.values[name].loc[month]),
    )
