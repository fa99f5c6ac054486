"""The first steps on the big screen: open the questions, see the grid, look a second time."""

from __future__ import annotations

from html import escape

import solara
import solara.lab

from experiments.live.room.findings import (
    Findings,
    diagnosing,
    grid_picture,
    shift_picture,
    shift_sentences,
)
from experiments.live.room.people import Progress
from experiments.live.room.room import Room
from experiments.live.room.watching import use_version, use_work
from simulation.language import msg, ntranslate, translate

SHOWN = 4
PRIVACY = msg("A category of fewer than five is never shown alone. Nothing is kept on a disk.")
PRIVACY_KEPT = msg(
    "A category of fewer than five is never shown alone. Answers are kept in a folder on this "
    "machine until they are erased."
)
STATES = {
    "closed": msg("The questions are closed."),
    "survey": msg("The questions are open."),
    "vote": msg("The vote is open."),
    "bet": msg("The phones are betting."),
}


@solara.component
def Ask(room: Room, now: Progress, lang: str) -> None:  # noqa: N802
    """Open and close the questions of the first round; how many have finished, large."""
    use_version(room)
    items = len(room.questionnaire.items)
    done = sum(now.finished.values())
    Line(translate("What should change first here?", lang), "h2")
    Line(
        ntranslate("{n} short page on each phone.", "{n} short pages on each phone.", items, lang)
    )  # fmt: skip
    labels = [item.label(lang) for item in room.questionnaire.items]
    Line(" · ".join(labels[:SHOWN]) + (" ..." if items > SHOWN else ""), "p", "room-quiet")
    Line(f"{done} / {now.present}", "p", "room-big")
    Line(translate("have finished", lang), "p", "room-quiet")
    OpenAndClose(room, now, 1, translate("Open the questions", lang), lang)
    Line(translate(PRIVACY_KEPT if room.is_kept else PRIVACY, lang), "p", "room-quiet")


@solara.component
def Grid(room: Room, now: Progress, lang: str) -> None:  # noqa: N802
    """The priority x consensus grid of the round that is under way."""
    Shown(room, now.round, now.stage, lang, grid=True)


@solara.component
def Again(room: Room, now: Progress, lang: str) -> None:  # noqa: N802
    """A second round, each seeing where the room's answers lay, and what it changed."""
    Line(translate("A second look, having seen what may follow", lang), "h2")
    Line(
        translate("Each phone shows its own answer, the room's middle answer and where half of the "
                  "answers lie. Nobody has to change anything.", lang)
    )  # fmt: skip
    OpenAndClose(room, now, 2, translate("Open the second round", lang), lang)
    if room.given(2):
        Shown(room, 2, now.stage, lang, grid=False)


@solara.component
def OpenAndClose(room: Room, now: Progress, number: int, opening: str, lang: str) -> None:  # noqa: N802
    """Open a round or close it; what state it is in."""
    is_open = now.stage == "survey" and now.round == number
    with solara.Div(classes=["room-buttons"]):
        if is_open:
            solara.Button(
                translate("Close the questions", lang), on_click=room.close, color="warning",
                classes=["room-go"],
            )  # fmt: skip
        else:
            solara.Button(
                opening, on_click=lambda: room.open_survey(number), color="primary",
                classes=["room-go"],
            )  # fmt: skip
        if is_open or now.stage != "survey":
            Line(translate(STATES[now.stage], lang), "span", "room-quiet")


@solara.component
def Shown(room: Room, number: int, stage: str, lang: str, *, grid: bool) -> None:  # noqa: N802
    """What a round's answers say, worked out when asked for and when the questions close."""
    work, begin = use_work(lang)

    def look() -> None:
        begin(lambda _each: diagnosing(room).of(number))

    solara.use_effect(look, [number, lang, stage])
    answered = len(room.given(number))
    found: Findings | None = work.result
    with solara.Div(classes=["room-buttons"]):
        if found is not None:
            told = ntranslate("From {n} person's answers.", "From {n} people's answers.",
                              found.people, lang)  # fmt: skip
            Line(told, "span", "room-quiet")
        newer = found is not None and answered != found.people
        label = translate("Look again", lang) if newer else translate("Refresh", lang)
        solara.Button(label, on_click=look, disabled=work.busy, outlined=True)
    Busy(work.busy, work.problem)
    if found is None:
        return
    if grid:
        Picture(grid_picture(found, lang), translate(
            "Items by priority (up) and agreement (to the right), in four cells: negotiate, act, "
            "watch, wait.", lang))  # fmt: skip
        if not any(found.diagnosis.consensus == found.diagnosis.consensus):
            Line(translate("Too few answers to place anything on the grid.", lang))
        return
    for line in shift_sentences(found, lang):
        Line(line)
    Picture(
        shift_picture(found, lang),
        translate(
            "The same grid, an arrow for each item from the first round to the second.", lang
        ),
    )


@solara.component
def Busy(busy: bool, problem: str) -> None:  # noqa: N802
    """What is under way, or what was wrong."""
    if busy:
        solara.ProgressLinear(True)
    if problem:
        Line(problem[:1].upper() + problem[1:], "p", "room-problem")


@solara.component
def Line(text: str, tag: str = "p", class_: str = "") -> None:  # noqa: N802
    """A line of text, escaped."""
    solara.HTML(tag=tag, unsafe_innerHTML=escape(text), classes=[class_] if class_ else [])


@solara.component
def Picture(address: str, alternative: str) -> None:  # noqa: N802
    """A picture with what it shows in words."""
    if address:
        solara.HTML(
            tag="img", classes=["room-picture"], attributes={"src": address, "alt": alternative}
        )
