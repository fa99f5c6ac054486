"""Own material below the stage: the address, files to take away, files to bring."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import solara

from experiments.live.configuration import LEAST_FIRMS, MOST_FIRMS, Configuration
from experiments.live.configuration_file import LARGEST, as_json
from experiments.live.export.archive import archive
from experiments.live.export.picture import picture
from experiments.live.export.report import report
from experiments.live.link import address_of, is_whole
from experiments.live.material.address import Address
from experiments.live.material.bring import Bring
from experiments.live.material.reading import Brought, read_brought
from experiments.live.room.findings import Findings, grid_picture
from experiments.live.room.people import RefusedError
from experiments.live.room.plan import plan_of
from experiments.live.room.questionnaire import of_items
from experiments.live.room.screen import with_plan
from experiments.live.room.screen_style import STYLE
from experiments.live.room.screen_survey import Line, Picture
from experiments.live.room.watching import use_work
from experiments.live.served import what_is_served
from experiments.live.session import Session, Snapshot
from simulation.accompaniment.programme import Programme
from simulation.errors import InputError
from simulation.instruments.survey import Item
from simulation.language import ntranslate, number, translate

LOOK_EVERY = 0.5


@solara.component
def OwnMaterial(session: Session) -> None:  # noqa: N802
    """The whole panel, for a visitor's session."""
    asked, shown = use_session(session)
    lang = asked.language
    solara.Style(STYLE + _STYLE)
    with solara.Div(classes=["own"], attributes={"role": "region"}):
        ConfigurationBar(asked, lang)
        with solara.Div(classes=["own-columns"]):
            Downloads(shown, lang)
            Uploads(session, lang)


@solara.component
def ConfigurationBar(configuration: Configuration, lang: str) -> None:  # noqa: N802
    """The address of what is shown, and the whole configuration as a file."""
    Line(translate("Show this to others", lang), "h2")
    Address.element(
        query=address_of(configuration),
        name=translate("Address of what is shown", lang),
        copy=translate("Copy the address", lang),
        copied=translate("Copied.", lang),
    )
    if not is_whole(configuration):
        Line(translate("A plan, a territory or starting states of your own do not fit into an "
                       "address: save everything as a zip.", lang), "p", "room-quiet")  # fmt: skip


@solara.component
def Downloads(shown: Snapshot, lang: str) -> None:  # noqa: N802
    """Picture, data, report and configuration of what is on the stage."""
    pair = shown.pair
    # Pairs come in behind: a function that held them would change, and Solara forget the click.
    bands = solara.use_ref(shown.bands)
    bands.current = shown.bands
    with solara.Div(classes=["room-card"]):
        Line(translate("Take away", lang), "h2")
        if pair is None:
            Line(translate("As soon as the first result is there.", lang))
            return
        name = f"tessuto-{pair.scenario.name}-{pair.configuration.seed}"
        files: list[tuple[str, str, str, Callable[[], Any]]] = [
            (translate("One page to print", lang), f"{name}.html", "text/html",
             lambda: report(pair, lang)),
            (translate("Picture (PNG)", lang), f"{name}.png", "image/png",
             lambda: picture(pair, lang)),
            (translate("Picture (SVG)", lang), f"{name}.svg", "image/svg+xml",
             lambda: picture(pair, lang, "svg")),
            (translate("Data and all the rest (zip)", lang), f"{name}.zip", "application/zip",
             lambda: archive(pair, lang, bands.current)),
            (translate("Configuration (JSON)", lang), f"{name}.json", "application/json",
             lambda: as_json(pair.configuration)),
        ]  # fmt: skip
        for label, filename, kind, make in files:
            solara.FileDownload(make, filename=filename, label=label, mime_type=kind)


@solara.component
def Uploads(session: Session, lang: str) -> None:  # noqa: N802
    """Bring a file; say in words what it was taken for, or what is wrong with it and where."""
    items, set_items = solara.use_state(())
    work, begin = use_work(lang)

    def take(name: str, size: int, content: bytes) -> None:
        whole = content if size <= LARGEST else b" " * (LARGEST + 1)  # refused by its size

        def job(_each: object) -> Brought:
            found = read_brought(name, whole, lang, items)
            if found.items:
                set_items(found.items)
            _use(session, found)
            return found

        begin(job)

    with solara.Div(classes=["room-card"]):
        Line(translate("Bring your own", lang), "h2")
        Line(translate("A survey (CSV), its items (CSV), a territory or a programme (YAML), a "
                       "configuration (JSON). It stays on this machine.", lang))  # fmt: skip
        Bring(translate("Choose a file, or drop it here", lang), take)
        if work.busy:
            solara.ProgressLinear(True)
        if work.problem:
            Line(work.problem, "p", "room-problem")
        if work.result is not None:
            Taken(work.result, session, lang)


@solara.component
def Taken(  # noqa: N802
    found: Brought, session: Session, lang: str
) -> None:
    """What a file was taken for; a survey's priorities, and the click that makes them the plan."""
    if found.diagnosis is None:
        what = (
            translate("{name}: a configuration; it is shown now.", lang, name=found.name)
            if found.configuration is not None
            else translate("{name}: a programme; it is lived now.", lang, name=found.name)
            if found.programme is not None
            else _territory(found, lang)
            if found.territory
            else translate("{name}: items; bring the answers now.", lang, name=found.name)
        )
        Line(what)
        if found.items:
            AskThese(found.items, lang)
        return
    diagnosis = found.diagnosis
    people = len(diagnosis.survey.respondents)
    Line(ntranslate("{name}: a survey of {n} person.", "{name}: a survey of {n} people.", people,
                    lang, name=found.name))  # fmt: skip
    work, begin = use_work(lang)

    def adopt() -> None:
        begin(lambda _each: _put(session, plan_of(diagnosis, lang)))

    solara.Button(translate("Start the simulation from here", lang), on_click=adopt,
                  color="primary", disabled=work.busy)  # fmt: skip
    if work.problem:
        Line(work.problem, "p", "room-problem")
    Picture(grid_picture(Findings(diagnosis), lang), translate(
        "Items by priority (up) and agreement (to the right), in four cells: negotiate, act, "
        "watch, wait.", lang))  # fmt: skip


@solara.component
def AskThese(items: tuple[Item, ...], lang: str) -> None:  # noqa: N802
    """In room mode, make items that were brought the room's questions."""
    room = what_is_served().room
    said, set_said = solara.use_state("")

    def ask() -> None:
        if room is None:
            return
        try:
            room.ask(of_items(items))
            set_said(translate("The room is asked these items now.", lang))
        except RefusedError:
            set_said(translate("The room has begun to answer: erase the answers first.", lang))
        except InputError as error:
            set_said(str(error))

    if room is not None:
        solara.Button(translate("Ask the room these items", lang), on_click=ask, outlined=True)
    if said:
        Line(said)


def use_session(session: Session) -> tuple[Configuration, Snapshot]:
    """What the session asks for and last showed; the component is drawn again when it changes."""
    seen, set_seen = solara.use_state((session.configuration, session.snapshot))

    def watch() -> Callable[[], None]:
        gone = threading.Event()

        def look() -> None:
            last: tuple[object, ...] = ()
            while not gone.wait(LOOK_EVERY):
                now = (session.configuration, session.snapshot)
                if tuple(map(id, now)) != tuple(map(id, last)):
                    last = now
                    set_seen(now)

        threading.Thread(target=look, daemon=True).start()
        return gone.set

    solara.use_effect(watch, [id(session)])
    configuration, snapshot = seen
    return configuration, snapshot


def _use(session: Session, found: Brought) -> None:
    """Let the stage show what was brought, the view kept; a survey waits for a click."""
    if found.configuration is not None:
        view = session.configuration
        kept = {"language": view.language, "projector": view.projector}
        session.ask(found.configuration.changed(**kept))
    elif found.programme is not None:
        programme = found.programme
        if (room := what_is_served().room) is not None:
            room.agreed.show(programme)
        else:
            plain = programme.model_dump(mode="json")
            session.change(own_plan=plain, start=None, leaves=None)
    elif found.territory:
        session.change(territory=found.territory, **firms_of(found))


def firms_of(found: Brought) -> dict[str, int]:
    """The firms of a territory's file, as many of them as the page can bear."""
    if found.firms is None:
        return {}
    return {"firms": min(MOST_FIRMS, max(LEAST_FIRMS, found.firms))}


def _territory(found: Brought, lang: str) -> str:
    said = translate("{name}: a territory; it is lived now.", lang, name=found.name)
    firms = firms_of(found).get("firms")
    if firms is None or firms == found.firms:
        return said
    return f"{said} " + translate(
        "The file has {asked} firms; here it is lived with {firms}: the page takes {least} to "
        "{most}.", lang, asked=number(found.firms or 0, lang=lang), firms=number(firms, lang=lang),
        least=number(LEAST_FIRMS, lang=lang), most=number(MOST_FIRMS, lang=lang),
    )  # fmt: skip


def _put(session: Session, plan: Programme) -> None:
    """Show a plan: on this stage, and in room mode on every stage of the room."""
    room = what_is_served().room
    if room is not None:
        room.agreed.show(plan)
    else:
        session.ask(with_plan(session.configuration, plan))


_STYLE = """
.own { padding: 12px 20px 28px; color: #1c1c1c; font-size: 18px; border-top: 1px solid #c9c9c9; }
.own h2 { font-size: 22px; margin: 6px 0; font-weight: 600; }
.own p { margin: 4px 0; }
.own-columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr));
  gap: 16px; margin-top: 12px; align-items: start; }
.own .v-btn { text-transform: none; letter-spacing: 0; font-size: 17px; min-height: 44px;
  justify-content: flex-start; margin: 2px 0; }
.bring label { display: flex; flex-direction: column; gap: 6px; border: 2px dashed #8a8a8a;
  border-radius: 8px; padding: 12px; cursor: pointer; font-weight: 600; }
.bring label:focus-within { outline: 4px solid #e69f00; outline-offset: 2px; }
.bring input { font: inherit; font-weight: 400; max-width: 100%; min-height: 44px; }
.address { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.address-field { flex: 1 1 320px; min-width: 0; font: inherit; padding: 8px 10px; min-height: 44px;
  border: 1px solid #8a8a8a; border-radius: 6px; color: #1c1c1c; background: #fff; }
.address-copy { font: inherit; min-height: 44px; padding: 6px 14px; border: 2px solid #005a8e;
  border-radius: 6px; background: #fff; color: #005a8e; }
"""
