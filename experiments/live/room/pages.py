"""The room's pages as HTML: a few kilobytes each, no script, every text escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.gap.names import category_name
from experiments.live.room.opinion import opinion
from experiments.live.room.questionnaire import NO_OPINION
from experiments.live.room.room import Given, Person, Room
from experiments.live.room.words import (
    ENDS,
    LANGUAGE_NAMES,
    PLACES,
    QUESTIONS,
    REFUSALS,
    RHYTHMS,
    opinion_sentence,
)
from simulation.language import translate

FOLDER = Path(__file__).parent / "templates"
LOOK_AGAIN = 8


def style() -> bytes:
    """The one style sheet of all pages."""
    return (FOLDER / "style.css").read_bytes()


def entering(room: Room, path: str, form: str, lang: str) -> str:
    """The first page, on which a category is chosen."""
    return _page(
        "enter.html.j2", lang,
        title=translate("What should change first here?", lang),
        path=path, form=form,
        categories=[(key, _capital(category_name(key, lang)))
                    for key in room.questionnaire.categories],
        said={
            "why": translate("A few minutes: what matters, how it is today, how it should be. The "
                             "answers of the room decide what we look at together.", lang),
            "as_what": translate("I answer as", lang),
            "privacy": translate("Without your name. Your answers stay in this computer's memory, "
                                 "go nowhere else, and are erased at the end.", lang),
        },
    )  # fmt: skip


def question(
    room: Room,
    person: Person,
    place: int,
    before: tuple[Given, ...],
    path: str,
    form: str,
    lang: str,
    problem: str = "",
) -> str:
    """One item with its questions; in a later round, with what the room and oneself said."""
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
        "question.html.j2", lang,
        title=item.label(lang), path=path, form=form, number=place + 1, total=total,
        questions=questions, problem=_problem(problem, lang),
        said={
            "step": translate("{n} of {total}", lang, n=place + 1, total=total),
            "no_opinion": translate("no opinion", lang),
            "next": translate("Finish", lang) if place + 1 == total else translate("Next", lang),
            "back": translate("Back", lang),
            "again": again,
        },
    )  # fmt: skip


def voting(room: Room, person: Person, path: str, form: str, lang: str, problem: str = "") -> str:
    """The ballot: what comes first, second and third, and how fast."""
    cast = person.ballot
    order = (*cast.order, "", "", "") if cast else ("", "", "")
    return _page(
        "vote.html.j2", lang,
        title=translate("What do we do first?", lang), path=path, form=form,
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


def waiting(lang: str) -> str:
    """In the room, and nothing to do."""
    lines = [translate("You are in. The questions come when the facilitator opens them; this page "
                       "looks by itself.", lang)]  # fmt: skip
    return word(translate("Please wait a moment", lang), lines, lang, again=LOOK_AGAIN)


def thanking(path: str, lang: str, *, voted: bool) -> str:
    """Everything is answered, and may be changed."""
    lines = [
        translate("Your answers are in. Look at the big screen.", lang),
        translate("This page turns by itself when there is something new.", lang),
    ]
    link = f"{path}/vote" if voted else f"{path}/1"
    text = translate("Change my answers", lang)
    return word(translate("Thank you", lang), lines, lang, link=link, link_text=text,
                again=LOOK_AGAIN)  # fmt: skip


def refused(reason: str, lang: str, link: str = "") -> str:
    """Why something was not taken, and the way on."""
    lines = [translate(REFUSALS.get(reason, REFUSALS["answer"]), lang)]
    text = translate("Go on", lang)
    return word(translate("One moment", lang), lines, lang, link=link, link_text=text)


def word(
    title: str, lines: list[str], lang: str, *, link: str = "", link_text: str = "", again: int = 0
) -> str:
    """A page with a few lines and perhaps one way on."""
    return _page("word.html.j2", lang, title=title, lines=lines, link=link, link_text=link_text,
                 again=again)  # fmt: skip


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


def _page(template: str, lang: str, **values: Any) -> str:
    said = {"language": translate("Language", lang), **values.pop("said", {})}
    again = values.pop("again", 0)
    return _environment().get_template(template).render(
        lang=lang, languages=LANGUAGE_NAMES.items(), said=said, again=again, **values
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
