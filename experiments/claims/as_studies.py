"""A claim as studies: each of its contexts in each variant, under the programmes it asks for.

Contexts of a study are called `context | variant`; all arms of a seed share their draws. Variants
that need the same programmes in the same contexts are one study, so that nothing is lived for
nothing. Where a claim is several studies, the title of each says what it varies.
"""

from __future__ import annotations

from typing import Any

from experiments.claims.claim import FOLDER, Claim, arm_of, context_of
from experiments.study.study import Arm, Context, Design, Replications, Study
from experiments.study.titles import said_in

Needed = tuple[tuple[str, ...], tuple[str, ...]]


def as_studies(claim: Claim, seeds: int, firms: int | None = None) -> list[Study]:
    """Return the studies that answer a claim with so many seeds."""
    groups: dict[Needed, list[str]] = {}
    for variant in claim.variants:
        programmes, contexts = _needed(claim, variant)
        if programmes:
            groups.setdefault((programmes, contexts), []).append(variant)
    made = []
    for place, (needed, variants) in enumerate(groups.items(), 1):
        study = _study(claim, needed, variants, seeds, firms)
        called = {"name": f"{claim.claim.lower()}-{place}",
                  "title": _title(claim, variants, alone=len(groups) == 1)}  # fmt: skip
        made.append(study.model_copy(update=called))
    return made


def _title(claim: Claim, variants: list[str], *, alone: bool) -> dict[str, str]:
    """The claim's title, and unless it is all one study what this one varies."""
    if alone:
        return dict(claim.title)
    return {lang: f"{title} – {_varied(claim, variants, lang)}"
            for lang, title in claim.title.items()}  # fmt: skip


def _varied(claim: Claim, variants: list[str], lang: str) -> str:
    """What the file says that these variants are about, else what each of them is called."""
    own = claim.studies.get(variants[0])
    return said_in(own, lang) if own else ", ".join(claim.title_of(each, lang) for each in variants)


def _needed(claim: Claim, variant: str) -> Needed:
    """Return the programmes and contexts in which a contrast asks for this variant."""
    programmes: dict[str, None] = {}
    contexts: set[str] = set()
    for contrast in claim.contrasts.values():
        for arm in {**contrast.sum, **(contrast.ablated() or {})}:
            programme, where = arm_of(arm)
            if where == variant:
                programmes[programme] = None
                contexts |= set(contrast.contexts or claim.contexts)
    return (
        tuple(name for name in claim.programmes if name in programmes),
        tuple(name for name in claim.contexts if name in contexts),
    )


def _study(
    claim: Claim, needed: Needed, variants: list[str], seeds: int, firms: int | None
) -> Study:
    programmes, contexts = needed
    return Study(
        description=dict(claim.says),
        contexts={
            context_of(context, variant): Context(
                of=context,
                set=_together(claim.changed.get(context, {}), claim.variants[variant]),
            )
            for context in contexts
            for variant in variants
        },
        programmes={name: _arm(claim, name) for name in programmes},
        months=claim.months,
        firms=firms or claim.firms,
        design=Design(factorial=True),
        replications=Replications(seeds=seeds, most=max(200, seeds)),
        outcomes=claim.outcomes,
    )


def _arm(claim: Claim, name: str) -> Arm:
    arm = claim.programmes[name]
    of = str(FOLDER / arm.of) if arm.of.endswith(".yaml") else arm.of
    return Arm(of=of, set=arm.set)


def _together(changed: dict[str, Any], variant: dict[str, Any]) -> dict[str, Any]:
    """Both changes; switches turned off by both are all off."""
    both = {**changed, **variant}
    if "ablate" in changed and "ablate" in variant:
        both["ablate"] = (*changed["ablate"], *variant["ablate"])
    return both
