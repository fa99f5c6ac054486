"""What contexts, arms, factors and outcomes are called on the page, in its language.

Titles come from the store where it has them; whoever opens the store may give better ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from analysis.report.arms import PROGRAMME, Arms
from experiments.outcomes import Outcome, read_outcome
from experiments.store.kept_study import KeptStudy
from simulation.language import current_language, msg, translate

CONTEXT = "context"

Text = str | Mapping[str, str]

MEASURES = {
    "loss": msg("{label}: lost to the shock"),
    "resistance": msg("{label}: what was kept in the shock"),
    "recovery": msg("{label}: months to recover"),
    "renewal": msg("{label}: growth after the shock"),
}
BETTER = {"loss": -1, "resistance": 1, "recovery": -1, "renewal": 1}
UNITS = {
    "loss": msg("per cent of the level without the shock, times months"),
    "resistance": msg("share"),
    "recovery": msg("months"),
    "renewal": msg("ratio to the twin's growth"),
}


@dataclass(frozen=True)
class Titles:
    """Names for people, by the names that the store uses."""

    contexts: Mapping[str, Text] = field(default_factory=dict)
    factors: Mapping[str, Text] = field(default_factory=dict)
    own: Mapping[str, Text] = field(default_factory=dict)
    """What the study at hand calls its contexts, by their names there."""
    values: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    """What it calls its programmes and the choices of its factors, by column and name."""
    arms: str = PROGRAMME
    """The column that tells its arms apart."""

    def within(self, kept: KeptStudy, arms: Arms | None = None) -> Titles:
        """The same titles, and before them those that a study gives what is its own."""
        values = {path: kept.choice_titles(path) for path in kept.factors}
        return replace(
            self,
            contexts={**kept.titles, **self.contexts},
            own={name: kept.title_of(name) for name in kept.contexts},
            values={PROGRAMME: kept.programme_titles(), **values},
            arms=arms.column if arms else PROGRAMME,
        )

    def context(self, name: str) -> str:
        """A context, with its variant if it has one; by its name where another is called alike."""
        return _apart(name, self.own, self._told)

    def _told(self, name: str) -> str:
        """What a context is called: a title stands for its variant, or for all if it has none."""
        own = spoken(self.own.get(name, ""))
        plain, bar, variant = name.partition(" | ")
        if not bar:
            return own or spoken(self.contexts.get(name, "")) or _plain(name)
        return f"{self._told(plain)}{bar}{own or variant}"

    def factor(self, path: str) -> str:
        """A factor: what it means, else its path."""
        return spoken(self.factors.get(path, "")).rstrip(". ") or path

    def arm(self, name: Any) -> str:
        """An arm of the study: a programme, or a choice of the factor that it compares."""
        return self.value(self.arms, name)

    def value(self, column: str, name: Any) -> str:
        """A context, a programme or a choice; by its name where another is called alike."""
        if column == CONTEXT:
            return self.context(str(name))
        named = self.values.get(column, {})
        known = {_number_or_name(each): text for each, text in named.items()}

        def told(each: str) -> str:
            return spoken(known.get(_number_or_name(each), "")) or _plain(each)

        return _apart(str(name), named, told)


def _apart(name: str, names: Iterable[str], told: Callable[[str], str]) -> str:
    """What something is called, or its plain name where another of these is called alike."""
    called = told(name)
    alike = [each for each in names if told(each) == called]
    return called if len(alike) < 2 else _plain(name)


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _number_or_name(name: str) -> str:
    """A choice as a table may show it: 1 in a list with 0.5 stands there as 1.0."""
    try:
        return f"{float(name):.15g}"
    except ValueError:
        return name


def spoken(text: Text) -> str:
    """A text in the language in force, else in English, else any."""
    if isinstance(text, str):
        return translate(text) if text else ""
    return text.get(current_language()) or text.get("en") or next(iter(text.values()), "")


def outcome_title(kept: KeptStudy, text: str) -> str:
    """An outcome: its label, and when."""
    asked = read_outcome(text)
    known = kept.metrics.get(asked.metric)
    label = translate(known.label) if known else asked.metric
    if asked.measure:
        return translate(MEASURES[asked.measure], label=label)
    return translate("{label}, {when}", label=label, when=_when(asked))


def outcome_unit(kept: KeptStudy, text: str) -> str:
    """In what an outcome is counted."""
    asked = read_outcome(text)
    if asked.measure:
        return translate(UNITS[asked.measure])
    return translate(kept.metrics[asked.metric].unit) if asked.metric in kept.metrics else ""


def better_sign(kept: KeptStudy, text: str) -> int:
    """Whether more of an outcome is better (1), worse (-1), or neither (0)."""
    asked = read_outcome(text)
    if asked.measure:
        return BETTER[asked.measure]
    return kept.metrics[asked.metric].better if asked.metric in kept.metrics else 0


def _when(asked: Outcome) -> str:
    if asked.first < 0:
        return translate("last year")
    if asked.first == asked.last:
        return translate("month {n}", n=asked.first)
    return translate("months {first} to {last}", first=asked.first, last=asked.last)
