"""`concepts.yaml` names every concept of the source text, and what it claims can be found."""

from __future__ import annotations

import ast
from functools import lru_cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
CONCEPTS = YAML(typ="safe").load((ROOT / "tests" / "concepts.yaml").read_text(encoding="utf-8"))
STATES = ("works", "partly", "represented", "absent")


@lru_cache
def names_in(path: Path) -> set[str]:
    """The tests of a Python file, or the sentences of a specification."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml":
        return {item["sentence"] for item in YAML(typ="safe").load(text)}
    return {node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)}


def test_every_concept_is_there_once_and_in_order():
    assert [item["id"] for item in CONCEPTS] == [f"S{n:02d}" for n in range(1, 109)]


@pytest.mark.parametrize("item", CONCEPTS, ids=lambda item: item["id"])
def test_what_it_claims_can_be_found(item):
    assert set(item) == {"id", "phrase", "lives", "shown_by", "state", "note"}
    assert 1 <= len(item["phrase"].split()) <= 8
    assert item["state"] in STATES
    assert bool(item["lives"]) == (item["state"] != "absent")
    for shown in item["shown_by"]:
        file, name = shown.split("::")
        assert (ROOT / file).is_file(), shown
        assert name in names_in(ROOT / file), shown
    if item["state"] in ("works", "partly"):
        assert item["shown_by"], "nothing shows it"


def test_theses_of_the_text_are_not_asserted():
    """S09, S64, S66 and S94 are the text's own theses: measured both ways, at most represented."""
    stands = {item["id"]: item["state"] for item in CONCEPTS}
    assert all(stands[name] in ("represented", "absent") for name in ("S09", "S64", "S66", "S94"))
