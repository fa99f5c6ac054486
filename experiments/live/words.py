"""The sentences of the page that do not depend on any run, by key, in all languages."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from simulation.language import LANGUAGES, msg, translate

WORDS = {
    "opening": msg("Two worlds are being lived ..."),
    "language": msg("Language"),
    "projector": msg("Projector"),
    "help": msg("Help"),
    "close": msg("Close"),
    "levers": msg("Levers"),
    "undo": msg("Undo"),
    "redo": msg("Redo"),
    "home": msg("Back to the beginning: nothing changed"),
    "what": msg("What is it?"),
    "range": msg("From {low} to {high}."),
    "source": msg("Source: {source}."),
    "group.territory": msg("Territory"),
    "group.territory.what": msg("Builds it anew."),
    "group.threat": msg("Threat"),
    "group.threat.what": msg("Dated; in both worlds."),
    "group.plan": msg("Accompaniment"),
    "group.plan.what": msg("A dated plan; in one world only."),
    "assumptions": msg("Assumptions"),
    "assumptions.what": msg("Both worlds share them: only the gap between the worlds comes from the accompaniment."),
    "exit.now": msg("Send the facilitator away now ({date})"),
    "delay.none": msg("as foreseen"),
    "delay.later": msg("{span} later"),
    "delay.earlier": msg("{span} earlier"),
    "year": msg("{n} year"),
    "years": msg("{n} years"),
    "month": msg("{n} month"),
    "months": msg("{n} months"),
    "world.without": msg("Without accompaniment"),
    "world.with": msg("With accompaniment"),
    "short.without": msg("without"),
    "short.with": msg("with"),
    "worlds": msg("Which world is shown"),
    "see.both": msg("Both"),
    "see.without": msg("Without"),
    "see.with": msg("With"),
    "map": msg("The network of the territory"),
    "map.described": msg("The network of the territory in {date}: {without} firms without accompaniment, {with} with it."),
    "doing.1": msg("at work"),
    "doing.2": msg("learning from others"),
    "doing.3": msg("sees the change coming"),
    "doing.4": msg("in a joint project"),
    "doing.5": msg("in debt and losing"),
    "legend": msg("Shapes, sizes, letters"),
    "legend.more": msg("Shape: the trade. Size: how many relations of mutual trust. A line: such a relation. A coloured patch with a letter: an innovative network; the letter is the order in which it was recognised in its world. A cross: closed in the last six months; a ring: just opened. Counts: without | with."),
    "curves": msg("Quantities"),
    "curve.described": msg("{name}: {without} without, {with} with accompaniment in {date}."),
    "scale.moved": msg("The vertical scale has changed since the last result."),
    "against": msg("{gap} (without: {other})"),
    "time": msg("Month of the story"),
    "play": msg("Play"),
    "pause": msg("Pause"),
    "start": msg("To the beginning"),
    "back": msg("One month back"),
    "ahead": msg("One month on"),
    "before": msg("Event before"),
    "after": msg("Next event"),
    "replay": msg("Replay the last change"),
    "speed": msg("Speed"),
    "speed.normal": msg("normal"),
    "event.begins": msg("The accompaniment begins"),
    "event.exit": msg("The facilitators leave"),
    "bet.hidden": msg("The result is hidden until you have placed your bet."),
    "keys": msg("Keys"),
    "key.space": msg("Space"),
    "key.space.does": msg("play, pause"),
    "key.arrows": msg("Arrows"),
    "key.arrows.does": msg("one month back, one month on"),
    "key.r.does": msg("replay the last change"),
    "key.b.does": msg("the world without, the world with"),
    "key.p.does": msg("projector: large letters"),
    "key.tour": msg("1 to 8"),
    "key.tour.does": msg("a step of the tour"),
    "key.z.does": msg("undo"),
    "key.help.does": msg("this help"),
    "honest": msg("A simulation to explore, not to predict: the two worlds share every draw of chance; what differs comes from the accompaniment."),
}  # fmt: skip


@cache
def books() -> dict[str, Any]:
    """Return, by language: the sentences, the signs of numbers, the names of months."""
    return {lang: _book(lang) for lang in LANGUAGES}


def _book(lang: str) -> dict[str, Any]:
    from babel.dates import format_skeleton
    from babel.numbers import get_decimal_symbol, get_group_symbol, get_minus_sign_symbol

    dates = [datetime.date(2001, month, 1) for month in range(1, 13)]
    return {
        "words": {key: translate(message, lang) for key, message in WORDS.items()},
        "symbols": {
            "decimal": get_decimal_symbol(lang),
            "group": get_group_symbol(lang),
            "minus": get_minus_sign_symbol(lang),
        },
        "months": [format_skeleton("yMMMM", each, locale=lang).replace("2001", "").strip()
                   for each in dates],
        "date": format_skeleton("yMMMM", dates[0], locale=lang)
        .replace("2001", "{year}")
        .replace(format_skeleton("yMMMM", dates[0], locale=lang).replace("2001", "").strip(),
                 "{month}"),
    }  # fmt: skip
