"""The room's pages as HTML: a few kilobytes each, every text escaped.

They work without scripts; where scripts run, one small file lets a page notice what opens, and say
when the connection is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.gap.names import category_name
from experiments.live.room.opinion import opinion
from experiments.live.room.people import Given, Guess, Person, Wager
from experiments.live.room.questionnaire import NO_OPINION
from experiments.live.room.room import Room
from experiments.live.room.words import (
    ENDS,
    GUESSES,
    IN_MEMORY,
    KEPT,
    LANGUAGE_NAMES,
    LOST,
    NEWS,
    PLACES,
    QUESTIONS,
    REFUSALS,
    RHYTHMS,
    SIGNS,
    opinion_sentence,
)
from simulation.language import translate

FOLDER = Path(__file__).parent / "templates"
LOOK_AGAIN = 8


@dataclass(frozen=True)
class Reader:
    """For whom a page is made: the room's path, the token of forms, a language, what is open."""

    path: str
    form: str
    lang: str
    what_is_open: str = ""


def style() -> bytes:
    """The one style sheet of all pages."""
    return (FOLDER / "style.css").read_bytes()


def script() -> bytes:
    """The one script of all pages."""
    return (FOLDER / "wait.js").read_bytes()


def entering(room: Room, reader: Reader) -> str:
    """The first page, on which a category is chosen."""
    lang = reader.lang
    return _page(
        "enter.html.j2", reader,
        title=translate("What should change first here?", lang),
        categories=[(key, _capital(category_name(key, lang)))
                    for key in room.questionnaire.categories],
        said={
            "why": translate("A few minutes: what matters, how it is today, how it should be. The "
                             "answers of the room decide what we look at together.", lang),
            "as_what": translate("I answer as", lang),
            "privacy": translate(KEPT if room.is_kept else IN_MEMORY, lang),
        },
    )  # fmt: skip


def question(
    room: Room,
    person: Person,
    place: int,
    before: tuple[Given, ...],
    reader: Reader,
    problem: str = "",
) -> str:
    """One item with its questions; in a later round, with what the room and oneself said."""
    lang = reader.lang
    asked, number = room.questionnaire, room.progress().round
    item = asked.items[place]
    given = person.answers.get(number, {}).get(item.item_id, {})
    own = person.answers.get(number - 1, {}).get(item.item_id, {})
    questions = [
        {
            "key": key,
            "text": translate(QUESTIONS[key], lang),
            "steps": asked.steps(item),
            "low": translate(ENDS[key][0], lang),
            "high": translate(ENDS[key][1], lang),
            "chosen": given.get(key) or own.get(key, ""),
            "room": _room_said(before, item.item_id, key, own.get(key, ""), lang),
        }
        for key in asked.questions(item)
    ]
    total = len(asked.items)
    again = translate("Second look: your answer is ticked as you gave it. Keep it or change it.",
                      lang) if own else ""  # fmt: skip
    return _page(
        "question.html.j2", reader,
        title=item.label(lang), number=place + 1, total=total,
        questions=questions, problem=_problem(problem, lang),
        said={
            "step": translate("{n} of {total}", lang, n=place + 1, total=total),
            "no_opinion": translate("no opinion", lang),
            "next": translate("Finish", lang) if place + 1 == total else translate("Next", lang),
            "back": translate("Back", lang),
            "again": again,
        },
    )  # fmt: skip


def voting(room: Room, person: Person, reader: Reader, problem: str = "") -> str:
    """The ballot: what comes first, second and third, and how fast."""
    lang = reader.lang
    cast = person.ballot
    order = (*cast.order, "", "", "") if cast else ("", "", "")
    return _page(
        "vote.html.j2", reader,
        title=translate("What do we do first?", lang),
        places=[(translate(place, lang), chosen)
                for place, chosen in zip(PLACES, order, strict=False)],
        choices=[(each.name, each.titles.get(lang) or each.name) for each in room.choices],
        rhythms=[(key, translate(text, lang)) for key, text in RHYTHMS.items()],
        rhythm=cast.rhythm if cast else "planned",
        problem=_problem(problem, lang),
        said={
            "how": translate("Choose one to three actions in your order. The room's order is then "
                             "lived by the simulation, beside the others.", lang),
            "rhythm": translate("At what rhythm?", lang),
            "send": translate("Send", lang),
        },
    )  # fmt: skip


def betting(person: Person, wager: Wager, reader: Reader) -> str:
    """The bet on a quantity: more, alike or less; a tap sends it."""
    lang = reader.lang
    return _page(
        "bet.html.j2", reader,
        title=wager.questions[lang],
        number=wager.number,
        guesses=[(key, SIGNS[key], _capital(translate(text, lang)))
                 for key, text in GUESSES.items()],
        chosen=person.bets.get(wager.number, ""),
        said={
            "how": translate("Before the big screen shows it. Nobody sees what you bet.", lang),
        },
    )  # fmt: skip


def waiting(person: Person, wager: Wager | None, reader: Reader) -> str:
    """In the room, and nothing to do; a bet that was settled is said again."""
    lang = reader.lang
    guess = person.bets.get(wager.number) if wager is not None else None
    if guess is not None:
        lines = [_bet_said(guess, lang), translate("Look at the big screen.", lang)]
        return word(translate("The bets are closed", lang), lines, reader, waits=True)
    lines = [translate("You are in. The questions come when the facilitator opens them; this page "
                       "looks by itself.", lang)]  # fmt: skip
    return word(translate("Please wait a moment", lang), lines, reader, waits=True)


def thanking(reader: Reader, where: str, guess: Guess | None = None) -> str:
    """Everything is answered, and may be changed."""
    lang = reader.lang
    said = (
        _bet_said(guess, lang)
        if guess is not None
        else translate("Your answers are in. Look at the big screen.", lang)
    )
    lines = [said, translate("This page turns by itself when there is something new.", lang)]
    text = (
        translate("Change my bet", lang)
        if guess is not None
        else translate("Change my answers", lang)
    )
    return word(translate("Thank you", lang), lines, reader, link=reader.path + where,
                link_text=text, waits=True)  # fmt: skip


def _bet_said(guess: Guess, lang: str) -> str:
    return translate("Your bet is in: {guess}.", lang, guess=translate(GUESSES[guess], lang))


def refused(reason: str, reader: Reader) -> str:
    """Why something was not taken, and the way on, if there is one."""
    lang = reader.lang
    lines = [translate(REFUSALS.get(reason, REFUSALS["answer"]), lang)]
    link, text = (reader.path, translate("Go on", lang)) if reader.what_is_open else ("", "")
    return word(translate("One moment", lang), lines, reader, link=link, link_text=text)


def word(
    title: str,
    lines: list[str],
    reader: Reader,
    *,
    link: str = "",
    link_text: str = "",
    waits: bool = False,
) -> str:
    """A page with a few lines and perhaps one way on; one that `waits` turns by itself."""
    return _page("word.html.j2", reader, title=title, lines=lines, link=link, link_text=link_text,
                 waits=waits)  # fmt: skip


def _room_said(
    before: tuple[Given, ...], item_id: str, key: str, own: str, lang: str
) -> str:  # fmt: skip
    found = opinion(before, item_id, key)
    if found is None:
        return ""
    shown = "" if own == NO_OPINION else own
    return opinion_sentence(found.median, found.low, found.high, shown, lang)


def _problem(reason: str, lang: str) -> str:
    return translate(REFUSALS[reason], lang) if reason else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _page(template: str, reader: Reader, **values: Any) -> str:
    lang = reader.lang
    said = {
        "language": translate("Language", lang),
        "lost": translate(LOST, lang),
        "news": translate(NEWS, lang),
        **values.pop("said", {}),
    }
    values = {"waits": False, "look_again": LOOK_AGAIN, **values}
    return _environment().get_template(template).render(
        lang=lang, path=reader.path, form=reader.form, open=reader.what_is_open,
        languages=LANGUAGE_NAMES.items(), said=said, **values
    )  # fmt: skip


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
