"""What archives and reference managers read of the project: valid, complete, the same everywhere."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
PERSON = {
    "type": "object",
    "minProperties": 1,
    "properties": {
        key: {"type": "string", "minLength": 1} for key in ("name", "family-names", "given-names")
    },
    "additionalProperties": False,
}
REFERENCE = {
    "type": "object",
    "required": ["type", "title", "authors"],
    "properties": {
        "type": {"enum": ["article", "book", "software", "dataset", "report"]},
        "title": {"type": "string", "minLength": 1},
        "authors": {"type": "array", "minItems": 1, "uniqueItems": True, "items": PERSON},
        "journal": {"type": "string"},
        "volume": {"type": "integer"},
        "issue": {"type": "string"},
        "start": {"type": "string"},
        "year": {"type": "integer", "minimum": 1900},
        "scope": {"type": "string"},
    },
    "additionalProperties": False,
}
# The part of the Citation File Format 1.2.0 that is used here; its own validator is not maintained.
CITATION: dict[str, Any] = {
    "type": "object",
    "required": ["cff-version", "message", "title", "authors", "version", "license", "abstract", "keywords", "type"],
    "properties": {
        "cff-version": {"const": "1.2.0"},
        "message": {"type": "string", "minLength": 1},
        "title": {"type": "string", "minLength": 1},
        "abstract": {"type": "string", "minLength": 1},
        "type": {"enum": ["software", "dataset"]},
        "authors": {"type": "array", "minItems": 1, "uniqueItems": True, "items": PERSON},
        "version": {"type": ["string", "number"]},
        "license": {"const": "MIT"},
        "keywords": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}},
        "date-released": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "identifiers": {"type": "array"},
        "doi": {"type": "string", "pattern": r"^10\."},
        "references": {"type": "array", "minItems": 1, "items": REFERENCE},
    },
    "additionalProperties": False,
}  # fmt: skip
# Terms of CodeMeta 3.0 that may stand on a software; a misspelled one is dropped in silence elsewhere.
TERMS = {
    "@context", "@type", "name", "description", "version", "license", "author", "programmingLanguage", "runtimePlatform",
    "operatingSystem", "applicationCategory", "applicationSubCategory", "keywords", "softwareRequirements", "memoryRequirements",
    "processorRequirements", "developmentStatus", "isAccessibleForFree", "readme", "releaseNotes", "softwareHelp",
    "continuousIntegration", "referencePublication", "identifier", "codeRepository", "dateModified", "datePublished", "funder",
}  # fmt: skip


@pytest.fixture
def citation() -> Any:
    return YAML(typ="safe", pure=True).load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


@pytest.fixture
def codemeta() -> Any:
    return json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))


def test_the_citation_is_valid(citation: Any) -> None:
    jsonschema.validate(citation, CITATION)


def test_codemeta_uses_terms_that_there_are(codemeta: Any) -> None:
    assert codemeta["@type"] == "SoftwareSourceCode"
    assert set(codemeta) <= TERMS
    assert all(codemeta[term] for term in codemeta)


def test_all_three_say_the_same(citation: Any, codemeta: Any) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert str(citation["version"]) == codemeta["version"] == project["version"]
    assert codemeta["license"].endswith(f"/{citation['license']}")
    assert project["license"] == citation["license"]
    assert set(citation["keywords"]) == set(codemeta["keywords"]) == set(project["keywords"])
    assert " ".join(citation["abstract"].split()) == codemeta["description"]
    assert [one["name"] for one in citation["authors"]] == [
        one["name"] for one in codemeta["author"]
    ]
    assert codemeta["programmingLanguage"]["version"] == project["requires-python"]


def test_every_file_that_codemeta_names_exists(codemeta: Any) -> None:
    named = [codemeta["readme"], codemeta["releaseNotes"], codemeta["continuousIntegration"]]
    named += [
        each["url"] for each in (*codemeta["softwareHelp"], *codemeta["referencePublication"])
    ]
    assert [name for name in named if not (ROOT / name).is_file()] == []
