"""What was done when: each action's months and sessions, and what went on by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.ticker import FixedFormatter, FixedLocator

from analysis.programme_words import title
from analysis.style import COLOURS, GREY, INK, finish, sheet
from experiments.run_folder import Run
from simulation.language import date_of, number, translate

NEEDS = ("firms",)
FIRST_SETTING = 2


def draw(run: Run) -> bytes | None:
    """One line per action, in the order of the programme, coloured by phase."""
    done = run.manifest.done
    if not done or not done["sessions"]:
        return None
    actions = list(done["actions"])
    figure, (axis,) = sheet(1.6 + 0.27 * len(actions))
    phases = list(dict.fromkeys(action["phase"] for action in actions))
    for row, action in enumerate(actions):
        colour = COLOURS[phases.index(action["phase"]) % len(COLOURS)]
        _action(axis, run, row, action, colour)
    axis.set_ylim(len(actions) - 0.4, -1.2)
    axis.yaxis.set_major_locator(FixedLocator(range(len(actions))))
    axis.yaxis.set_major_formatter(FixedFormatter([translate(each["name"]) for each in actions]))
    axis.tick_params(axis="y", length=0)
    axis.grid(visible=False)
    axis.set_xlim(date2num(run.when(0)), date2num(run.when(run.manifest.months)))
    axis.xaxis_date()
    _phases(axis, actions, phases)
    left = done["exit"]
    if left is not None and left < run.manifest.months:
        axis.axvline(date2num(run.when(left)), color=INK, linewidth=0.8)
        axis.annotate(translate("the facilitators leave"), (date2num(run.when(left)), 1),
                      xycoords=("data", "axes fraction"), xytext=(4, 2), fontsize=8,
                      textcoords="offset points", color=INK, va="bottom")  # fmt: skip
    said = translate(
        "{title}: {n} sessions from {date}",
        title=title(run.manifest.programme),
        n=number(done["sessions"]),
        date=date_of(run.when(int(run.manifest.programme["start"]))),
    )
    note = translate(
        "A stroke is a session with firms, a dot a meeting that nobody called, a pale bar the "
        "months that an action took; colours are phases."
    )
    return finish(figure, run, said, note)


def _action(axis: Axes, run: Run, row: int, action: Mapping[str, Any], colour: str) -> None:
    held = _months(run, "session", row)
    own = _months(run, "own_session", row)
    if action["begun"] >= 0 and action["held"]:
        end = action["ended"] if action["ended"] >= 0 else max(held, default=action["begun"])
        axis.plot([date2num(run.when(action["begun"])), date2num(run.when(max(end, 0)))],
                  [row, row], color=colour, linewidth=5, alpha=0.2,
                  solid_capstyle="butt")  # fmt: skip
    axis.plot([date2num(run.when(month)) for month in held], [row] * len(held), "|", color=colour,
              markersize=7)  # fmt: skip
    axis.plot([date2num(run.when(month)) for month in own], [row] * len(own), ".", color=colour,
              markersize=3)  # fmt: skip
    if action["why"]:
        after = max([*held, action["begun"], int(run.manifest.programme["start"])])
        axis.annotate(translate(action["why"]), (date2num(run.when(after)), row), xytext=(6, 0),
                      textcoords="offset points", fontsize=7.5, color=GREY,
                      va="center")  # fmt: skip


def _phases(axis: Axes, actions: list[Mapping[str, Any]], phases: list[str]) -> None:
    """Each phase's name over its first session."""
    for index, phase in enumerate(phases):
        rows = [row for row, action in enumerate(actions) if action["phase"] == phase]
        if phase:
            axis.annotate(translate(phase), (1, min(rows)), xycoords=("axes fraction", "data"),
                          xytext=(6, 0), textcoords="offset points", fontsize=8, va="center",
                          color=COLOURS[index % len(COLOURS)])  # fmt: skip


def _months(run: Run, kind: str, row: int) -> list[int]:
    told = run.events[(run.events["kind"] == kind) & ~run.events["twin"]]
    mine = told.loc[told["value"] == FIRST_SETTING + row, "month"]
    return sorted({int(month) for month in mine})
