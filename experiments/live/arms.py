"""What the two worlds of a pair are called: by their accompaniment, or by having none.

Against a world without accompaniment, "with" and "without" say it all; as soon as both worlds have
a programme, each is called by its programme's title, wherever it is named.
"""

from __future__ import annotations

from dataclasses import dataclass

from experiments.live.languages import in_all, titled
from simulation.accompaniment.programme import Programme
from simulation.language import current_language, translate


@dataclass(frozen=True)
class Arm:
    """One world's name; `title` is empty for a world that "with" or "without" names."""

    accompanied: bool
    title: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The name as a heading, in the language in force."""
        return self._titled() or (
            translate("With accompaniment")
            if self.accompanied
            else translate("Without accompaniment")
        )

    @property
    def said(self) -> str:
        """The name inside a sentence: where, or how, something is so."""
        title = self._titled()
        if title:
            return translate("under «{title}»", title=title)
        return (
            translate("with accompaniment")
            if self.accompanied
            else translate("without accompaniment")
        )

    @property
    def short(self) -> str:
        """The name beside a curve."""
        return self._titled() or (translate("with") if self.accompanied else translate("without"))

    def plain(self) -> dict[str, dict[str, str]]:
        """Return all three in all languages, ready for JSON."""
        return {
            "name": in_all(lambda: self.name),
            "said": in_all(lambda: self.said),
            "short": in_all(lambda: self.short),
        }

    def _titled(self) -> str:
        return dict(self.title).get(current_language(), "")


@dataclass(frozen=True)
class Arms:
    """The names of the accompanied world and of the one that it is compared with."""

    here: Arm = Arm(accompanied=True)
    there: Arm = Arm(accompanied=False)
    same: bool = False
    """Whether both worlds have the same plan, or none: then they are one, and told once."""

    @property
    def against_nothing(self) -> bool:
        """Whether a plan is compared with no plan at all."""
        return self.here.accompanied and not self.there.accompanied


AGAINST_NOTHING = Arms()


def arms(plan: Programme, other: Programme) -> Arms:
    """Return what the worlds of these programmes are called."""
    if plan.actions and not other.actions:
        return AGAINST_NOTHING
    same = plan == other or not (plan.actions or other.actions)
    return Arms(_arm(plan), _arm(other), same)


def _arm(plan: Programme) -> Arm:
    if not plan.actions:
        return Arm(accompanied=False)
    return Arm(accompanied=True, title=tuple(titled(plan.title, plan.name).items()))
