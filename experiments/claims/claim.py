"""A claim as its file says it: contrasts over arms, and the direction that the text expects.

An arm is a programme in a variant of the territory, written `programme | variant`; either may be
left out when the file has but one of them. A contrast is a weighted sum of arms, seed by seed.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from experiments.study.titles import TITLE, said_in, untitled
from simulation.language import current_language, msg, translate

Text = dict[str, str]
Expected = Literal["more", "less", "same", "asked"]
FOLDER = Path(__file__).parent
AS_IT_IS = msg("as it is")
NONE = "none"
BAR = " | "


class Part(BaseModel):
    """A part of a claim: no unknown keys, no change after checking."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Arm(Part):
    """A programme, by name or file beside the claim, and what is changed in it."""

    of: str
    set: dict[str, Any] = {}


class Contrast(Part):
    """What is compared, by which outcome, and what the text expects of it."""

    question: Text
    outcome: str = Field(description="As studies write them: jobs@end, loss:jobs.")
    expected: Expected = Field(
        description="The sign that the text expects; `same`: no more than `margin` either way; "
        "`asked`: the text asks, and expects nothing."
    )
    sum: dict[str, float] = Field(description="Weight of each arm.")
    against: float = Field(default=0.0, description="A constant taken off the sum.")
    margin: float = Field(default=0.0, ge=0, description="For `same`: what is too small to matter.")
    ablation: dict[str, float] | str | None = Field(
        default=None,
        description="The variant without the mechanism, in which the same sum is taken again; or "
        "another sum.",
    )
    contexts: tuple[str, ...] = Field(default=(), description="Where; else where the claim speaks.")

    def ablated(self) -> dict[str, float] | None:
        """The sum with the mechanism taken away, or None where the contrast is itself that."""
        if not isinstance(self.ablation, str):
            return self.ablation
        return {_in_variant(arm, self.ablation): weight for arm, weight in self.sum.items()}


class Claim(Part):
    """One claim, everything decided before it is measured."""

    claim: str
    title: Text
    says: Text = Field(description="What the source text asserts, in our words.")
    caution: Text = Field(default={}, description="What the contrasts cannot tell.")
    contexts: Annotated[tuple[str, ...], Field(min_length=1)]
    changed: dict[str, dict[str, Any]] = Field(
        default={}, description="Values changed in a context for every arm, by context."
    )
    months: int = 144
    firms: int = 100
    programmes: dict[str, Arm] = {NONE: Arm(of=NONE)}
    variants: dict[str, dict[str, Any]] = Field(
        default={AS_IT_IS: {}},
        description="Values changed in every context, by path; `title`: what reports call it.",
    )
    studies: dict[str, Text] = Field(
        default={},
        description="What a study of the claim varies, by the first of its variants; said where a "
        "claim is several studies, so that reports tell them apart.",
    )
    contrasts: Annotated[dict[str, Contrast], Field(min_length=1)]

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Every outcome that a contrast asks for, once."""
        return tuple(dict.fromkeys(each.outcome for each in self.contrasts.values()))

    def title_of(self, variant: str, lang: str) -> str:
        """What a variant is called in a language; its name where the file does not say."""
        title = self.variants[variant].get(TITLE) or translate(variant, lang)
        return said_in(title, lang)


def arm_of(text: str) -> tuple[str, str]:
    """Return programme and variant of an arm: `facilitated | no watch`, `facilitated`, `| no ties`.

    What is left out is the programme `none`, or the variant `as it is`.
    """
    programme, _, variant = text.partition("|")
    return programme.strip() or NONE, variant.strip() or AS_IT_IS


def context_of(context: str, variant: str) -> str:
    """The name that a context in a variant has in a study."""
    return context if variant == AS_IT_IS else f"{context}{BAR}{variant}"


def fingerprint(claim: Claim) -> str:
    """What tells this claim from the same one changed: a verdict belongs to one of them.

    What variants and studies are called changes no verdict.
    """
    plain = {name: untitled(changes) for name, changes in claim.variants.items()}
    told = claim.model_copy(update={"variants": plain}).model_dump_json(exclude={"studies"})
    digest = hashlib.blake2b(told.encode(), digest_size=8)
    for arm in claim.programmes.values():
        if arm.of.endswith(".yaml"):
            digest.update((FOLDER / arm.of).read_bytes())
    return digest.hexdigest()


def _in_variant(arm: str, ablation: str) -> str:
    """Return the same arm without the mechanism: its variant, with the ablation's name after it."""
    programme, variant = arm_of(arm)
    inside = ablation if variant == AS_IT_IS else f"{variant}, {ablation}"
    return f"{programme}{BAR}{inside}"


def said(text: Text, lang: str | None = None) -> str:
    """A text in the language in force, else in English."""
    return text.get(lang or current_language()) or text["en"]
