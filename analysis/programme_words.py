"""What a programme did in a run, in plain words: sessions, who came, cost, what failed and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from experiments.run_folder import Run
from simulation.language import (
    current_language,
    date_of,
    msg,
    ntranslate,
    number,
    percent,
    translate,
)

REASONS = (
    msg("what it builds on failed"),
    msg("nobody here can lead it"),
    msg("its gate did not open"),
    msg("its rule of participation selects nobody"),
    msg("the facilitator has left"),
    msg("the budget is spent"),
    msg("nobody had the hours"),
    msg("what it was for was not reached"),
)
BODIES = (
    msg("chamber"), msg("public authority"), msg("social partner"), msg("trainer"),
    msg("research institute"), msg("development agency"), msg("consultancy"),
)  # fmt: skip
"""How kinds of bodies are called where it is told who took part."""
MOST_NAMED = 12


def programme_words(run: Run) -> Iterator[str]:
    """The lines about the programme; nothing for a run without one."""
    done, programme = run.manifest.done, run.manifest.programme
    if not done:
        return
    start = int(programme["start"])
    if start >= run.manifest.months:
        yield translate("Programme: {title}. It had not begun.", title=title(programme))
        return
    yield translate(
        "Programme: {title}, from {date}.", title=title(programme), date=date_of(run.when(start))
    )
    yield from _attendance(done)
    yield translate(
        "It cost {money} of {budget} month's wages, {hours} hours of work included.",
        money=number(done["money"], 1),
        budget=number(done["budget"]),
        hours=number(done["hours"]),
    )
    yield from _courses(done)
    yield from _after(run, done)
    for doubt in done["warnings"]:
        yield translate("To know: {doubt}.", doubt=doubt)


def title(programme: Mapping[str, Any]) -> str:
    """What a programme is called, in the language in force."""
    said = programme.get("title") or ""
    if isinstance(said, Mapping):
        said = said.get(current_language()) or said.get("en") or ""
    return str(said or programme.get("name", ""))


def _attendance(done: Mapping[str, Any]) -> Iterator[str]:
    if not done["sessions"]:
        yield translate("No session was held.")
        return
    yield ntranslate(
        "One session was held, with {each} firms; {share} of the kinds of actors "
        "took part ({who}).",
        "{n} sessions were held, with {each} firms each on average; {share} of the kinds of actors "
        "took part ({who}).",
        done["sessions"],
        each=number(done["attended"] / done["sessions"], 1),
        share=percent(done["coverage"]),
        who=_list([translate(name.replace("_", " ")) for name in done["present"]]),
    )
    if done["nobody_came"]:
        yield ntranslate(
            "To one of them nobody came.", "To {n} of them nobody came.", done["nobody_came"]
        )
    if done["refused_for_money"]:
        yield ntranslate(
            "One session was not held: no money was left.",
            "{n} sessions were not held: no money was left.",
            done["refused_for_money"],
        )
    if done["refused_for_hours"]:
        yield ntranslate(
            "One session was not held: nobody had the hours.",
            "{n} sessions were not held: nobody had the hours.",
            done["refused_for_hours"],
        )


def _courses(done: Mapping[str, Any]) -> Iterator[str]:
    """What failed or stopped early, and why; what was gone back to; what never began."""
    for action in done["actions"]:
        why = translate(action["why"]) if action["why"] else ""
        named = {"action": translate(action["name"])}
        if action["state"] == "failed":
            yield translate("«{action}» failed: {why}.", **named, why=why)
        elif action["state"] == "waiting":
            yield translate("«{action}» had not begun by the end.", **named)
        elif why:
            yield translate("«{action}», after {held} sessions: {why}.", **named,
                            held=number(action["held"]), why=why)  # fmt: skip
        if action["returned"]:
            yield ntranslate(
                "After «{action}» one had to go back once.",
                "After «{action}» one had to go back {n} times.",
                action["returned"],
                **named,
            )


def _after(run: Run, done: Mapping[str, Any]) -> Iterator[str]:
    """What went on by itself."""
    left = done["exit"]
    if left is not None and left < run.manifest.months:
        yield translate("The facilitators left in {date}.", date=date_of(run.when(left)))
    going = [action for action in done["actions"] if action["own_sessions"]]
    if going:
        yield translate(
            "What went on by itself: {circles}.",
            circles=_list(
                [
                    ntranslate(
                        "«{action}» met once by itself",
                        "«{action}» met {n} times by itself",
                        action["own_sessions"],
                        action=translate(action["name"]),
                    )
                    for action in going
                ]
            ),
        )
    elif left is not None and left < run.manifest.months:
        yield translate("No circle met by itself afterwards.")


def _list(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    shown = ", ".join(names[:MOST_NAMED])
    return shown if more <= 0 else translate("{names} and {n} more", names=shown, n=number(more))
