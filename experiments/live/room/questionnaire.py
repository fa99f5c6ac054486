"""What the room is asked: items, the questions of each, the categories people choose from."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.gap.names import CATEGORIES
from experiments.spreadsheet import harmless
from simulation.errors import InputError
from simulation.instruments.read_items import read_items
from simulation.instruments.survey import Item
from simulation.language import translate
from simulation.places import scenarios_folder

MOST_ITEMS = 40
MOST_STEPS = 7
ALWAYS = ("importance", "current", "desired")
OF_SKILLS = ("by_training", "by_reorganising")
NO_OPINION = "nsp"


@dataclass(frozen=True)
class Questionnaire:
    """Items in their order, and who may answer as what."""

    items: tuple[Item, ...]
    categories: tuple[str, ...] = tuple(CATEGORIES)
    territory: str = ""

    def questions(self, item: Item) -> tuple[str, ...]:
        """The questions asked about an item; how a skill is better had is asked of skills only."""
        return ALWAYS + OF_SKILLS if item.kind == "skill" else ALWAYS

    def steps(self, item: Item) -> tuple[str, ...]:
        """The answers that can be ticked, lowest first, as they are written in a survey file."""
        first, last = round(item.scale_min), round(item.scale_max)
        return tuple(str(step) for step in range(first, last + 1))

    def place(self, item_id: str) -> int | None:
        """Which item this is, from 0; None for one that is not asked."""
        return next((n for n, item in enumerate(self.items) if item.item_id == item_id), None)


def usual_questionnaire() -> Questionnaire:
    """The items that come with the package."""
    return of_items(read_items(scenarios_folder() / "surveys" / "valley_items.csv"))


def of_items(items: tuple[Item, ...], territory: str = "") -> Questionnaire:
    """A questionnaire of these items. Raises InputError for what does not fit a phone."""
    if len(items) > MOST_ITEMS:
        said = translate("{n} items; at most {most} can be answered in a room",
                         n=len(items), most=MOST_ITEMS)  # fmt: skip
        raise InputError(said, place="item_id")
    for item in items:
        if harmless(item.item_id) != item.item_id:
            said = translate("an identifier may not begin as a formula does")
            raise InputError(said, place=item.item_id)
        if item.scale_min % 1:
            said = translate("a scale from {low} to {high} is not one of whole steps upwards",
                             low=f"{item.scale_min:g}", high=f"{item.scale_max:g}")  # fmt: skip
            raise InputError(said, place=item.item_id)
        if item.scale_max - item.scale_min >= MOST_STEPS:
            said = translate("a scale of more than {most} steps does not fit a phone",
                             most=MOST_STEPS)  # fmt: skip
            raise InputError(said, place=item.item_id)
    return Questionnaire(items, territory=territory)
