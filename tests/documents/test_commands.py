"""Every command in the documents can be typed as it is printed; the tutorial's are carried out."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from experiments.command.app import build

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "analysis" / "documents"
PAGES = [*sorted(DOCUMENTS.glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md",
         ROOT / "experiments" / "docking" / "README.md"]  # fmt: skip
TUTORIAL = DOCUMENTS / "tutorial.md"
WITHIN = 300


def typed(page: Path) -> list[str]:
    """The lines of a page's shell blocks, and its commands in backquotes, as they are typed."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    quoted = re.findall(r"`(tessuto [^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    found = [re.sub(r"\s+#.*$", "", line) for line in [*lines, *quoted]]
    return [line.removeprefix(".venv/bin/") for line in found if line]


def commands(page: Path) -> list[str]:
    return [line for line in typed(page) if line.startswith("tessuto ")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_printed_is_understood(page: Path) -> None:
    """Its subcommand, options and kinds of values are those that there are; nothing is run."""
    for line in commands(page):
        words = [word.strip("[]") for word in shlex.split(line)[1:]]
        if "..." in words or any(word in words for word in ("NAME", "CONTEXT", "FILE")):
            continue
        command, name = get_command(build()), "tessuto"
        while words and hasattr(command, "commands"):
            name = words.pop(0)
            assert name in command.commands, line
            command = command.commands[name]
        command.make_context(name, [*words], resilient_parsing=False) if words else None


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """An empty folder that behaves like a checkout: commands on the path, own processes found."""
    for name, said in (
        (
            "tessuto",
            f"exec {sys.executable} -c 'from experiments.command.app import main; main()' \"$@\"",
        ),
        ("python", f'exec {sys.executable} "$@"'),
    ):
        script = tmp_path / "bin" / name
        script.parent.mkdir(exist_ok=True)
        script.write_text(f"#!/bin/sh\n{said}\n")
        script.chmod(0o755)
    (tmp_path / "sitecustomize.py").write_text(
        "import simulation.submodels\n"
        f"simulation.submodels.__path__.append({str(tmp_path / 'simulation' / 'submodels')!r})\n"
    )
    specifications = tmp_path / "tests" / "specifications"
    specifications.mkdir(parents=True)
    shipped = ROOT / "tests" / "specifications" / "test_specifications.py"
    (specifications / shipped.name).write_bytes(shipped.read_bytes())
    return tmp_path


def steps(page: Path) -> list[tuple[str, str, str]]:
    """What a page tells to do, in order: ("write", file, text) or ("type", line, "")."""
    found: list[tuple[str, str, str]] = []
    pattern = re.compile(
        r"^```sh\n(?P<sh>.*?)^```|^```\{code-block\} \w+\n:caption: (?P<file>\S+)\n\n(?P<text>.*?)^```",
        re.MULTILINE | re.DOTALL,
    )
    for block in pattern.finditer(page.read_text(encoding="utf-8")):
        if block["file"]:
            found.append(("write", block["file"], block["text"]))
        else:
            found += [("type", line, "") for line in block["sh"].splitlines() if line]
    return found


@pytest.mark.slow
def test_the_tutorial_can_be_followed(checkout: Path) -> None:
    around = {
        **os.environ,
        "PATH": f"{checkout / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": f"{checkout}{os.pathsep}{ROOT}",
        "LANG": "C.UTF-8",
    }
    printed = {}
    for kind, what, text in steps(TUTORIAL):
        if kind == "write":
            (checkout / what).parent.mkdir(parents=True, exist_ok=True)
            (checkout / what).write_text(text, encoding="utf-8")
            continue
        done = subprocess.run(
            shlex.split(what), cwd=checkout, env=around, capture_output=True, text=True,
            check=False, timeout=WITHIN,
        )  # fmt: skip
        assert done.returncode == 0, f"{what}: {done.stderr[-2000:]}"
        printed[what] = done.stdout
    assert "3 passed" in printed["python -m pytest -q tests/specifications -k hold_fair"]
    assert re.search(
        r"confidence: \+0\.\d+ on average, higher in 10 of 10 pairs", printed["python pairs.py"]
    )
    assert "not a forecast" in printed[next(line for line in printed if "results/first" in line)]


def test_the_tutorial_shows_the_complaint_that_is_made(capsys: pytest.CaptureFixture[str]) -> None:
    from experiments.command.app import call

    text = TUTORIAL.read_text(encoding="utf-8")
    line, said = re.findall(r"^\$ tessuto (.+)\n(.+)$", text, re.MULTILINE)[0]
    assert call([*shlex.split(line), "--lang", "en"]) == 2
    assert capsys.readouterr().err.strip() == said
