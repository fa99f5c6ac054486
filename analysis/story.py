"""The life of one firm, dated, in words, from what the log kept of it.

Shapes: events as in `experiments.run_folder.Run`. Raises: InputError for a firm that never was.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.letters import letter_of
from experiments.run_folder import Run
from simulation.errors import InputError
from simulation.language import date_of, msg, number, translate

NOBODY = -1


@dataclass(frozen=True)
class Chapter:
    """What happened to the firm in one month, in one sentence; `turn` marks the turns of a life."""

    month: int
    date: str
    kind: str
    sentence: str
    turn: bool


Teller = Callable[[Run, Sequence[int], float], str]


def lives(run: Run, firm: int) -> dict[str, list[Chapter]]:
    """The firm's life as it was, and in the twin world if the run has one and the firm lived there.

    Raises InputError when neither log knows the firm.
    """
    told = {"as_run": chapters(run, firm, run.events[~run.events["twin"]])}
    if run.manifest.twin:
        there = run.events[run.events["twin"]]
        try:
            told["twin"] = chapters(run, firm, there)
        except InputError:
            told["twin"] = []
    return told


def chapters(run: Run, firm: int, log: pd.DataFrame) -> list[Chapter]:
    """The firm's life in order. Raises InputError when the log does not know the firm."""
    known = (log["subject"] == firm) | (log["other"] == firm)
    if firm == NOBODY or not known.any():
        message = translate(
            "firm {firm} is not in the log of this run; without --firm the most eventful life "
            "is told",
            firm=firm,
        )
        raise InputError(message, place="--firm")
    return list(_told(run, firm, log[known]))


def most_eventful(run: Run) -> int:
    """The firm whose log has most turns (its ties apart)."""
    turns = run.events[run.events["kind"].isin(list(_TURNS)) & (run.events["subject"] != NOBODY)]
    if turns.empty:
        raise InputError(translate("this run kept no events: run it again with --events life"))
    counted = turns.groupby("subject", observed=True)["kind"].agg(["nunique", "size"])
    return int(counted.sort_values(["nunique", "size"]).index[-1])


def parted(
    one: Sequence[Chapter], other: Sequence[Chapter]
) -> tuple[Sequence[Chapter], Sequence[Chapter], Sequence[Chapter]]:
    """What two lives have in common from the beginning, and how each goes on."""
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return one[:shared], one[shared:], other[shared:]


def in_words(told: Sequence[Chapter]) -> list[str]:
    """One line per chapter, the date once for each month."""
    lines = []
    last = ""
    width = max((len(chapter.date) for chapter in told), default=0)
    for chapter in told:
        date = chapter.date if chapter.date != last else ""
        last = chapter.date
        lines.append(f"{date:<{width}}  {chapter.sentence}")
    return lines


def _told(run: Run, firm: int, log: pd.DataFrame) -> Iterator[Chapter]:
    own = log[log["subject"] == firm]
    seen_by_others = log[(log["other"] == firm) & log["kind"].isin(list(_AS_OTHER))]
    both = pd.concat(
        [
            own.assign(partner=own["other"], told_as=own["kind"].astype(str)),
            seen_by_others.assign(
                partner=seen_by_others["subject"],
                told_as=seen_by_others["kind"].astype(str).map(_AS_OTHER),
            ),
        ]
    )
    both["rank"] = both["told_as"].map({kind: rank for rank, kind in enumerate(_TELLERS)})
    both = both.dropna(subset=["rank"])
    if not (both["told_as"] == "founded").any():
        start = -run.manifest.warm_up
        said = translate("it is one of the firms of the start")
        yield Chapter(start, date_of(run.when(start)), "start", said, False)
    grouped = both.groupby(["month", "rank", "told_as"], sort=True, observed=True)
    for key, same in grouped:
        month, kind = int(same["month"].iloc[0]), str(key[-1])
        partners = [int(partner) for partner in same["partner"] if partner != NOBODY]
        values = same["value"].dropna()
        value = float(values.iloc[0]) if len(values) else math.nan
        sentence = _TELLERS[kind](run, partners or [NOBODY] * len(same), value)
        yield Chapter(month, date_of(run.when(month)), kind, sentence, kind in _TURNS)


def _names(firms: Sequence[int]) -> str:
    shown = ", ".join(str(firm) for firm in firms[:_MOST])
    more = len(firms) - _MOST
    return shown if more <= 0 else translate("{names} and {n} more", names=shown, n=more)


def _plain(sentence: str) -> Teller:
    return lambda _run, _firms, _value: translate(sentence)


def _with(one: str, several: str, alone: str = "") -> Teller:
    def tell(_run: Run, firms: Sequence[int], _value: float) -> str:
        if firms[0] == NOBODY:
            return translate(alone or one, firms="?", n=number(len(firms)))
        template = one if len(firms) == 1 else several
        return translate(template, firms=_names(firms), n=number(len(firms)))

    return tell


def _founded(run: Run, firms: Sequence[int], value: float) -> str:
    product = _word(run.manifest.products, value)
    if firms[0] == NOBODY:
        return translate("it opens its doors: {product}", product=product)
    return translate(
        "it opens its doors, founded by somebody who left firm {parent}: {product}",
        parent=firms[0],
        product=product,
    )


def _closed(_run: Run, _firms: Sequence[int], value: float) -> str:
    causes = {
        1: msg("it closes: the money has run out"),
        2: msg("it closes by its owner's choice"),
        3: msg("it closes: the owner retires and nobody takes over"),
    }
    return translate(causes.get(int(value) if not math.isnan(value) else 0, msg("it closes")))


def _transmitted(_run: Run, _firms: Sequence[int], value: float) -> str:
    if math.isnan(value):
        return translate("the owner hands it over to a successor")
    return translate("a successor takes over, aged {age}", age=number(value))


def _innovated(run: Run, _firms: Sequence[int], value: float) -> str:
    """The value holds two products: the new one, and the old one as hundredths."""
    if math.isnan(value):
        return translate("it succeeds with something new")
    new, old = int(value), round(value % 1 * 100)
    if new == old:
        return translate("it succeeds with a new way of working, or for new customers")
    return translate(
        "it leaves {old} for {new}, and succeeds",
        old=_word(run.manifest.products, old),
        new=_word(run.manifest.products, new),
    )


def _network(sentence: str) -> Teller:
    return lambda _run, _firms, value: translate(
        sentence, network="?" if math.isnan(value) else letter_of(int(value))
    )


def _staff(one: str, several: str) -> Teller:
    return lambda _run, firms, _value: translate(
        one if len(firms) == 1 else several, n=number(len(firms))
    )


def _word(words: Sequence[str], value: float) -> str:
    index = -1 if math.isnan(value) else int(value)
    return translate(words[index].replace("_", " ")) if 0 <= index < len(words) else "?"


_MOST = 5
_AS_OTHER = {
    "tie_made": "tie_made",
    "tie_broken": "tie_broken",
    "founded": "spin_off",
    "met": "met",
}
# In the order in which the events of one month are told.
_TELLERS: dict[str, Teller] = {
    "founded": _founded,
    "signal_seen": _plain(msg("it sees the signs of a coming change")),
    "threat_struck": _plain(msg("the crisis strikes")),
    "met": _with(
        msg("it learns something with firm {firms}"), msg("it learns something with firms {firms}")
    ),
    "tie_made": _with(
        msg("a new relation, with firm {firms}"), msg("{n} new relations, with firms {firms}")
    ),
    "tie_broken": _with(
        msg("the relation with firm {firms} ends"), msg("{n} relations end, with firms {firms}")
    ),
    "network_joined": _network(msg("it is now part of innovative network {network}")),
    "network_left": _network(msg("it no longer belongs to innovative network {network}")),
    "project_started": _with(
        msg("a joint project begins with firm {firms}"),
        msg("{n} joint projects begin, with firms {firms}"),
        msg("a joint project begins"),
    ),
    "project_succeeded": _with(
        msg("the joint project with firm {firms} succeeds"),
        msg("{n} joint projects succeed, with firms {firms}"),
        msg("a joint project succeeds"),
    ),
    "project_failed": _with(
        msg("the joint project with firm {firms} fails"),
        msg("{n} joint projects fail, with firms {firms}"),
        msg("a joint project fails"),
    ),
    "innovated": _innovated,
    "innovation_failed": _plain(msg("an attempt at something new fails")),
    "routine_hardened": _plain(msg("its way of working becomes harder to change")),
    "hired": _staff(msg("it takes on one person"), msg("it takes on {n} people")),
    "dismissed": _staff(msg("one person has to go"), msg("{n} people have to go")),
    "spin_off": _with(
        msg("one of its people leaves and founds firm {firms}"),
        msg("{n} of its people leave and found firms {firms}"),
    ),
    "successor_found": _plain(msg("somebody is ready to take over one day")),
    "transmitted": _transmitted,
    "closed": _closed,
}
_TURNS = frozenset(_TELLERS) - {"tie_made", "tie_broken", "met", "hired", "dismissed"}
