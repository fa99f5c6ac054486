"""The claims' own files: complete, in three languages, and each a study that can be run."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.claims.as_studies import as_studies
from experiments.claims.claim import AS_IT_IS, Claim, arm_of, fingerprint
from experiments.claims.measuring import Size, sized
from experiments.claims.read_claims import claim_files, read_claim, read_claims
from experiments.study.plan import Plan
from experiments.study.points import points_of
from experiments.study.read_study import read_study, studies
from simulation.errors import InputError
from simulation.language import LANGUAGES

CLAIMS = read_claims()
NAMES = [f"C{n}" for n in range(1, 11)] + ["Q1", "Q2"]


def test_every_claim_has_its_file() -> None:
    assert list(claim_files()) == NAMES
    assert [claim.claim for claim in CLAIMS] == NAMES


@pytest.mark.parametrize("claim", CLAIMS, ids=NAMES)
def test_no_two_arms_of_a_report_have_the_same_name(claim: Claim) -> None:
    for study in as_studies(claim, 2):
        named = Plan(study, points_of(study)).programmes.values()
        for lang in ("en", "fr", "it"):
            titles = [dict(programme.title)[lang] for programme in named]
            assert len(set(titles)) == len(titles), (study.name, titles)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", ["quick", "full"])
def test_no_two_studies_of_a_store_have_the_same_title(lang: str, size: Size) -> None:
    titles = [dict(read_study(name).title)[lang] for name in studies()]
    for claim in sized(CLAIMS, size):
        titles += [dict(study.title)[lang] for study in as_studies(claim, 2)]
    assert len(titles) > len(studies()) + len(CLAIMS)
    assert len(set(titles)) == len(titles)


def test_a_study_whose_claim_does_not_say_what_it_varies_is_called_by_its_variants() -> None:
    (claim,) = read_claims(["C9"])
    bare = claim.model_copy(update={"studies": {}})
    assert [dict(study.title)["fr"] for study in as_studies(bare, 2)] == [
        "Prévenir vaut mieux que s'adapter trop tard – tel quel",
        "Prévenir vaut mieux que s'adapter trop tard – personne n'anticipe",
        "Prévenir vaut mieux que s'adapter trop tard – environnement sain",
    ]
    (whole,) = as_studies(read_claims(["C1"])[0], 2)
    assert whole.title == read_claims(["C1"])[0].title


@pytest.mark.parametrize("claim", CLAIMS, ids=NAMES)
def test_what_things_are_called_changes_no_verdict(claim: Claim) -> None:
    variants = {name: {**changes, "title": name} for name, changes in claim.variants.items()}
    other = claim.model_copy(update={"variants": variants, "studies": {}})
    assert fingerprint(other) == fingerprint(claim)


@pytest.mark.parametrize("claim", CLAIMS, ids=NAMES)
def test_a_claim_speaks_three_languages(claim: Claim) -> None:
    texts = [claim.title, claim.says, *(each.question for each in claim.contrasts.values())]
    texts += [claim.caution] if claim.caution else []
    texts += [changes["title"] for name, changes in claim.variants.items() if name != AS_IT_IS]
    texts += claim.studies.values()
    assert all(set(text) == {"en", "fr", "it"} for text in texts)


@pytest.mark.parametrize("claim", CLAIMS, ids=NAMES)
def test_a_claim_says_beforehand_what_would_prove_it_wrong(claim: Claim) -> None:
    for contrast in claim.contrasts.values():
        is_a_difference = contrast.outcome.startswith("network_distinctness")
        assert sum(contrast.sum.values()) == 0 or contrast.against or is_a_difference
        assert set(contrast.contexts) <= set(claim.contexts)
    if claim.claim.startswith("C"):
        assert {each.expected for each in claim.contrasts.values()} <= {"more", "less", "same"}


@pytest.mark.parametrize("claim", CLAIMS, ids=NAMES)
def test_a_claim_can_be_lived(claim: Claim) -> None:
    """Every arm of every contrast is a cell of one of its studies, and every cell can be made."""
    cells = set()
    for study in as_studies(claim, seeds=1):
        plan = Plan(study, points_of(study))
        rows = plan.rows([1])
        cells |= {tuple(each) for each in rows[["context", "programme"]].to_numpy().tolist()}
        assert rows["run"].nunique() <= len(rows)
    wanted = set()
    for contrast in claim.contrasts.values():
        for arm in {**contrast.sum, **(contrast.ablated() or {})}:
            programme, variant = arm_of(arm)
            for context in contrast.contexts or claim.contexts:
                name = context if variant == "as it is" else f"{context} | {variant}"
                wanted.add((name, programme))
    assert wanted <= cells


def test_the_quick_size_asks_the_same_contrasts_in_two_contexts() -> None:
    for whole, part in zip(CLAIMS, sized(CLAIMS, "quick"), strict=True):
        assert list(part.contrasts) == list(whole.contrasts)
        assert all(1 <= len(each.contexts) <= 2 for each in part.contrasts.values())


def test_what_is_wrong_in_a_claim_is_said_with_its_place(tmp_path: Path) -> None:
    text = claim_files()["C1"].read_text(encoding="utf-8")
    wrong = tmp_path / "c01_wrong.yaml"
    wrong.write_text(text.replace("outcome: mean_skill@end", "outcome: mean_skil@end"))
    with pytest.raises(
        InputError, match=r"c01_wrong.yaml:\d+: contrasts.level.outcome.*mean_skill"
    ):
        read_claim(wrong)
    wrong.write_text(text.replace('{"| as it is": 1, "| nobody meets": -1}', '{"| meets": 1}', 1))
    with pytest.raises(InputError, match="no arm"):
        read_claim(wrong)
    for before, after, said in (
        ("fr: personne ne se rencontre", "fr: 3", r"variants.nobody meets.title.fr: 3; a text was"),
        ("contrasts:", "studies: {nobody: {en: a}}\ncontrasts:", r"no variant is called 'nobody'"),
        ("contrasts:", "studies: {no pooling: {de: a}}\ncontrasts:", r"no pooling.de: language"),
    ):
        wrong.write_text(text.replace(before, after, 1))
        with pytest.raises(InputError, match=rf"c01_wrong.yaml:\d+: .*{said}"):
            read_claim(wrong)
    with pytest.raises(InputError, match="'C77'"):
        read_claims(["C77"])
