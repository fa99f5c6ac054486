"""The tour: eight steps through the source text, each a state of the page and a question.

The words are ours, short phrases are the text's; nothing is claimed that the page does not show.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from experiments.live.languages import translated
from simulation.language import msg


@dataclass(frozen=True)
class Step:
    """One step: what is said, what is asked, what the page shows."""

    title: str
    say: str
    ask: str
    quote: str
    set: dict[str, Any] = field(default_factory=dict)
    chart: str = "jobs"
    world: str = "both"
    tab: str = "now"
    at: str = "end"
    bet: bool = False


TOUR = (
    Step(msg("A very small firm"),
         msg("Each shape is a firm: a trade, a technique, a market, and the life project of its owner. Its size shows the relations it can rely on. Further down, one life in words, in both worlds."),
         msg("What in this life came from the owner, and what from the others?"),
         "le projet de vie de celui qui l'a créée",
         {"territory": "mono_product", "programme": "facilitated"}, chart="firms", tab="life"),
    Step(msg("A network"),
         msg("Some firms trust each other, work together and learn: the patches with a letter. Nobody declares them, they are recognised in the relations. Members come and go; does the network stay the same?"),
         msg("Which network has changed most of its members and kept its identity?"),
         "conserve son identité",
         {"territory": "mono_product", "programme": "facilitated"}, chart="networks", world="with", tab="identity"),
    Step(msg("A threatened context"),
         msg("Here one product carries the place, and its market is going to fall. The signs precede the fall by years; few see them. The black curve shows what happens when nobody accompanies."),
         msg("Where on the curve would you have liked to know?"),
         "une crise éventuelle",
         {"territory": "mono_product", "programme": "facilitated"}, chart="jobs", world="without", at="threat"),
    Step(msg("A living territory"),
         msg("The text's hypothesis: where a fabric of innovative networks can be identified, the territory becomes a living being that learns. The page measures it; look whether more networks and more learning go together here."),
         msg("Do the blue curves of networks and of learning move together?"),
         "un être vivant à part entière",
         {"territory": "alpine_valley", "programme": "facilitated"}, chart="mean_skill", tab="identity"),
    Step(msg("Cooperation alone"),
         msg("Introductions, relations kept alive, bodies that talk, joint projects, for the same budget; but no strategy of learning. The text says that this does not suffice. Bet first."),
         msg("Will learning end higher than without accompaniment?"),
         "ne sont pas suffisantes",
         {"territory": "mono_product", "programme": "cooperation_only"}, chart="mean_skill", bet=True),
    Step(msg("Habits that harden"),
         msg("A way of working that succeeds becomes a habit; shared, a norm; old, a tradition; written by an authority, a rule. Each rung makes change dearer."),
         msg("Which rung would you not touch, and which one first?"),
         "devenant des normes, des traditions, des lois",
         {"territory": "textile_district", "programme": "facilitated"}, chart="mean_skill", tab="habits"),
    Step(msg("The diagnosis of gaps"),
         msg("What matters, what works, who agrees: the room answers, and its grid of priorities and consensus becomes the plan. Without a room, firms and bodies of the territory answer in the model."),
         msg("How far apart are those who will have to act together?"),
         "quant au degré de consensus entre les acteurs",
         {"territory": "alpine_valley", "programme": "agenda21"}, chart="acceptability", tab="charter"),
    Step(msg("The facilitator comes, then leaves"),
         msg("Elsewhere: five years of accompaniment, then the circles go on by themselves, or not. Scrub to any month and send the facilitator away: the accompanied world is lived again."),
         msg("When can one leave? Bet on jobs, then try."),
         "« gouvernance » autonome et durable",
         {"territory": "riviera_tourism", "programme": "facilitated"}, chart="jobs", world="with", at="exit", bet=True),
)  # fmt: skip


def tour() -> list[dict[str, Any]]:
    """Return the steps ready for JSON."""
    return [
        {
            "title": translated(step.title),
            "say": translated(step.say),
            "ask": translated(step.ask),
            "quote": step.quote,
            "set": step.set,
            "chart": step.chart,
            "world": step.world,
            "tab": step.tab,
            "at": step.at,
            "bet": step.bet,
        }
        for step in TOUR
    ]
