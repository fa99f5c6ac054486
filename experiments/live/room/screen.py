"""The room on the big screen: the way in, who is there, and the steps from answers to a trial."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import segno
import solara

from analysis.gap.names import category_name
from experiments.live.addresses import is_loopback
from experiments.live.configuration import Configuration
from experiments.live.room.answers import as_csv, bets_csv
from experiments.live.room.findings import erase
from experiments.live.room.people import Progress
from experiments.live.room.room import MOST_ROUNDS, Room
from experiments.live.room.screen_plan import Compare, Plan, Vote
from experiments.live.room.screen_style import STYLE
from experiments.live.room.screen_survey import Again, Ask, Grid
from experiments.live.room.watching import use_version
from experiments.live.served import what_is_served
from simulation.accompaniment.programme import Programme
from simulation.language import msg, ntranslate, translate

STEPS = (
    msg("1 Ask"),
    msg("2 Priorities"),
    msg("3 Plan"),
    msg("4 Second look"),
    msg("5 Vote"),
    msg("6 Try out"),
)


@solara.component
def RoomPanel(lang: str = "fr") -> None:  # noqa: N802
    """The whole of room mode, for the facilitator's screens, which share all but their step.

    Plans are tried in the territory that a stage showed last, against its programme; a plan that is
    put on the stage is put on every stage. Without `--room`, a line says how to have one.
    """
    served = what_is_served()
    solara.Style(STYLE)
    if served.room is None:
        said = translate("There is no room: start with `tessuto live --room`.", lang)
        solara.Text(said.replace("`", "«", 1).replace("`", "»", 1), classes=["room-note"])
        return
    Open(served.room, served.room_address, lang)


@solara.component
def Open(room: Room, address: str, lang: str) -> None:  # noqa: N802
    """The panel of a room that is there."""
    use_version(room)
    step, set_step = solara.use_state(0)
    now = room.progress()
    with solara.Div(classes=["room-panel"]):
        with solara.Div(classes=["room-side"]):
            Invitation(address, lang)
            Present(now, lang)
            Forget(room, lang)
        with solara.Div(classes=["room-main"]):
            with solara.Div(classes=["room-steps"], attributes={"role": "tablist"}):
                for n, name in enumerate(STEPS):
                    solara.Button(
                        translate(name, lang),
                        on_click=lambda n=n: set_step(n),
                        text=True,
                        classes=["room-step", "room-step-here" if n == step else ""],
                        attributes={"role": "tab", "aria-selected": str(n == step).lower()},
                    )
            if step == 0:
                Ask(room, now, lang)
            elif step == 1:
                Grid(room, now, lang)
            elif step == 2:
                Plan(room, now, lang)
            elif step == 3:
                Again(room, now, lang)
            elif step == 4:
                Vote(room, now, lang)
            else:
                Compare(room, lang)


def with_plan(configuration: Configuration, plan: Programme) -> Configuration:
    """The configuration with this plan and its starting states, in both worlds."""
    return configuration.changed(
        own_plan=plan.model_dump(mode="json"), initial={}, start=None, leaves=None
    )


@solara.component
def Invitation(address: str, lang: str) -> None:  # noqa: N802
    """The code to scan and the link to type."""
    code = solara.use_memo(lambda: _code(address), [address])
    name = translate("QR code with the room's address", lang)
    with solara.Div(classes=["room-card"]):
        solara.HTML(tag="h2", unsafe_innerHTML=_escaped(translate("Come in", lang)))
        solara.HTML(
            tag="div",
            unsafe_innerHTML=code,
            classes=["room-code"],
            attributes={"role": "img", "aria-label": name},
        )
        shown = re.sub(r"^http://", "", address)
        solara.HTML(tag="p", unsafe_innerHTML=_escaped(shown), classes=["room-link"])
        if is_loopback(urlsplit(address).hostname or ""):
            alone = translate("Only this machine reaches this address: phones do not.", lang)
            solara.HTML(tag="p", unsafe_innerHTML=_escaped(alone), classes=["room-quiet"])


@solara.component
def Present(now: Progress, lang: str) -> None:  # noqa: N802
    """Who is there, by category, and who has finished."""
    told = ntranslate("{n} person", "{n} people", now.present, lang)
    rows = "".join(
        f"<tr><th scope='row'>{_escaped(category_name(name, lang))}</th>"
        f"<td>{now.finished[name]}/{n}</td></tr>"
        for name, n in now.people.items() if n
    )  # fmt: skip
    with solara.Div(classes=["room-card"], attributes={"aria-live": "polite"}):
        solara.HTML(tag="h2", unsafe_innerHTML=_escaped(told), classes=["room-count"])
        if rows:
            head = _escaped(translate("finished", lang))
            table = f"<tr><td></td><td class='room-quiet'>{head}</td></tr>{rows}"
            solara.HTML(tag="table", unsafe_innerHTML=table, classes=["room-people"])


@solara.component
def Forget(room: Room, lang: str) -> None:  # noqa: N802
    """Download the answers and the bets, or erase them; erasing is asked twice."""
    use_version(room)
    sure, set_sure = solara.use_state(False)

    def really() -> None:
        erase(room)
        set_sure(False)

    with solara.Div(classes=["room-card", "room-last"]):
        rounds = range(1, MOST_ROUNDS + 1)
        files: list[tuple[str, str, Callable[[], bytes]]] = [
            ("room.csv", translate("Save the answers (CSV)", lang), lambda: as_csv(room, rounds)),
            ("bets.csv", translate("Save the bets (CSV)", lang), lambda: bets_csv(room)),
        ]
        for name, label, make in files if room.placed() else files[:1]:
            solara.FileDownload(make, filename=name, label=label, mime_type="text/csv")
        if not sure:
            solara.Button(
                translate("Erase all answers", lang), on_click=lambda: set_sure(True), text=True
            )
        else:
            solara.Button(translate("Erase for good", lang), on_click=really, color="error")
            solara.Button(translate("Keep them", lang), on_click=lambda: set_sure(False), text=True)


def _code(address: str) -> str:
    drawn: str = segno.make(address, error="m").svg_inline(
        scale=1, border=2, omitsize=True, dark="#000", light="#fff"
    )
    return drawn


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)
