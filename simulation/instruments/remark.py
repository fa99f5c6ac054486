"""Something a reader of a survey must know, kept as a sentence and its values until it is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulation.language import translate


@dataclass(frozen=True)
class Remark:
    """An English sentence with {named} fields, and what goes into them."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, lang: str | None = None) -> str:
        """The sentence in a language."""
        return translate(self.message, lang, **self.values)


def remark(message: str, **values: object) -> Remark:
    """A remark, its sentence marked with `msg` where it is written."""
    return Remark(message, values)
