"""What the gap instrument says of a round, worked out once for each state of the room.

Safe from any thread: pictures are drawn one at a time, because Matplotlib's settings are shared.
Raises: InputError when nobody has answered.
"""

from __future__ import annotations

import base64
import threading
from collections import OrderedDict
from dataclasses import dataclass
from io import BytesIO
from weakref import WeakKeyDictionary, ref

import matplotlib as mpl
from matplotlib.figure import Figure

from analysis.gap.figures import priority_grid
from analysis.gap.figures.priority_shift import draw_shift
from experiments.live.room.answers import survey_of
from experiments.live.room.room import Room
from simulation.errors import InputError
from simulation.instruments.diagnosis import Diagnosis, diagnose
from simulation.instruments.drift import Drift, drift
from simulation.language import ntranslate, translate

KEPT = 4
_DRAWING = threading.Lock()


@dataclass(frozen=True)
class Findings:
    """One round diagnosed; with the round before it, also what changed."""

    diagnosis: Diagnosis
    before: Diagnosis | None = None
    shift: Drift | None = None

    @property
    def people(self) -> int:
        """How many answered."""
        return len(self.diagnosis.survey.respondents)


class Diagnosing:
    """The findings of a room, kept for the last few states."""

    def __init__(self, room: Room) -> None:
        """Nothing is known yet."""
        self._to_room = ref(room)
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[int, int], Findings] = OrderedDict()

    def of(self, number: int) -> Findings:
        """The findings of a round, as the room is now. Raises InputError."""
        room = self._to_room()
        if room is None:
            raise InputError(translate("nobody has answered yet"))
        with self._lock:
            key = (number, room.version)
            if key not in self._kept:
                self._kept[key] = _worked_out(room, number)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            return self._kept[key]

    def forget(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._kept.clear()


def _worked_out(room: Room, number: int) -> Findings:
    survey = survey_of(room, number)
    now = diagnose(survey)
    if number < 2 or not room.given(number - 1):
        return Findings(now)
    former = survey_of(room, number - 1)
    same = [each.item_id for each in former.items] == [each.item_id for each in survey.items]
    moved = drift((former, survey), "importance") if same else None
    return Findings(now, diagnose(former), moved)


def grid_picture(found: Findings, lang: str) -> str:
    """The priority x consensus grid as an address that an image can show; empty when it is."""
    with _DRAWING, mpl.rc_context({"text.parse_math": False}):
        return _shown(priority_grid.draw(found.diagnosis, lang, for_a_room=True))


def shift_picture(found: Findings, lang: str) -> str:
    """What the second round changed, as an address that an image can show."""
    if found.before is None:
        return ""
    with _DRAWING, mpl.rc_context({"text.parse_math": False}):
        return _shown(draw_shift(found.before, found.diagnosis, lang))


def shift_sentences(found: Findings, lang: str) -> list[str]:
    """What changed between the rounds, and what is only noise."""
    if found.before is None:
        return []
    old = {found.before.survey.items[p.item].item_id: p.verdict for p in found.before.priorities}
    items = found.diagnosis.survey.items
    changed = [p for p in found.diagnosis.priorities if old.get(items[p.item].item_id) != p.verdict]
    said = [
        ntranslate("{n} item has changed its cell of the grid.",
                   "{n} items have changed their cell of the grid.", len(changed), lang)
    ]  # fmt: skip
    if found.shift is not None:
        alarms = [items[j].label(lang) for j in found.shift.alarm[0].nonzero()[0]]
        if alarms:
            said.append(translate("More than noise, in importance: {items}.", lang,
                                  items=", ".join(alarms)))  # fmt: skip
        else:
            said.append(translate("No change of importance is more than noise (Holm, 5 %).", lang))
    said.append(translate("Lasting disagreement is a result too: stop when answers are stable, not "
                          "when all agree.", lang))  # fmt: skip
    return said


def _shown(figure: Figure | None) -> str:
    if figure is None:
        return ""
    written = BytesIO()
    figure.savefig(written, format="svg", metadata={"Date": None})
    return f"data:image/svg+xml;base64,{base64.b64encode(written.getvalue()).decode()}"


_diagnosing: WeakKeyDictionary[Room, Diagnosing] = WeakKeyDictionary()


def diagnosing(room: Room) -> Diagnosing:
    """The one place where a room's findings are kept."""
    return _diagnosing.setdefault(room, Diagnosing(room))


def erase(room: Room) -> None:
    """Forget the room's answers and all that was worked out from them."""
    room.erase()
    diagnosing(room).forget()
