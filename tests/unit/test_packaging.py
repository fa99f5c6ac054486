"""What is installed is ours, and what ships is what we mean to ship."""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path

import pytest

from simulation.places import scenarios_folder

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("package", ["simulation", "experiments", "analysis"])
def test_our_packages_are_the_ones_found(package: str) -> None:
    found = importlib.import_module(package)
    assert found.__file__ is not None
    assert Path(found.__file__).resolve().parent == ROOT / package


def test_scenarios_hold_data_only() -> None:
    assert scenarios_folder() == ROOT / "scenarios"
    assert not list(scenarios_folder().rglob("*.py"))


def test_tests_are_no_package() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_ci_runs_the_tests() -> None:
    script = ROOT / ".ci" / "run"
    assert "make test" in script.read_text()
    assert script.stat().st_mode & 0o111


def test_constraints_pin_exactly_and_name_no_place() -> None:
    lines = [
        line
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    for line in lines:
        assert re.fullmatch(r"[a-z0-9._-]+==[a-z0-9.]+( ; python_version [<>=]+ \"3\.\d+\")?", line)


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        asked += extra
    pinned = {line.split("==")[0] for line in (ROOT / "constraints.txt").read_text().splitlines()}
    names = {re.split(r"[\[<>=]", name)[0].lower().replace("_", "-") for name in asked}
    assert names - {project["name"]} <= pinned


def test_the_version_is_told_once() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"version: {version}\n" in (ROOT / "CITATION.cff").read_text()
    assert f'"version": "{version}"' in (ROOT / "codemeta.json").read_text()


def test_no_vague_file_names() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "base", "core", "manager"}
    files = [f for p in ("simulation", "experiments", "analysis") for f in (ROOT / p).rglob("*.py")]
    assert not [f for f in files if f.stem in vague]
