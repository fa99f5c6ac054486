"""Every command in the documents can be typed as it is printed; the tutorial's are carried out."""

from __future__ import annotations

import csv
import os
import re
import shlex
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from typer.main import get_command

from experiments.command.app import build
from simulation.declarations import PARAMETERS, declared_parameters, discover
from simulation.language import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "analysis" / "documents"
PAGES = [*sorted(DOCUMENTS.rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md",
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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
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


def steps(page: Path, indented: bool = False) -> list[tuple[str, str, str]]:
    """What a page tells to do, in order: ("write", file, text) or ("type", line, "").

    `indented`: its blocks stand inside numbered items.
    """
    found: list[tuple[str, str, str]] = []
    pattern = re.compile(
        r"^```sh\n(?P<sh>.*?)^```|^```\{code-block\} \w+\n:caption: (?P<file>\S+)\n\n(?P<text>.*?)^```",
        re.MULTILINE | re.DOTALL,
    )
    text = re.sub("^   ", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for block in pattern.finditer(text if indented else page.read_text(encoding="utf-8")):
        if block["file"]:
            found.append(("write", block["file"], block["text"]))
        else:
            found += [("type", line, "") for line in block["sh"].splitlines() if line]
    return found


@pytest.mark.parametrize("lang", ["", "fr", "it"])
def test_the_tutorial_takes_away_every_file_that_it_made(lang: str) -> None:
    page = TUTORIAL.parent / lang / TUTORIAL.name
    made = [what for kind, what, _ in steps(page) if kind == "write"]
    last = page.read_text(encoding="utf-8").partition("\n## 6. ")[2]
    assert len(made) == 5
    assert [what for what in made if f"`{what}`" not in last] == []


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
    # What the page says that it prints: to be written anew when a result changes.
    assert printed["python pairs.py"] in TUTORIAL.read_text(encoding="utf-8")
    assert "not a forecast" in printed[next(line for line in printed if "results/first" in line)]


# The worksheets' own sizes take half a minute; these say the same commands in a few seconds.
SMALL = (("--firms 100", "--firms 30"), ("--firms 80", "--firms 30"), ("--months 144", "--months 100"),
         ("--months 96", "--months 60"), ("--seeds 6", "--seeds 2"), ("firms: 60", "firms: 30"),
         ("months: 96", "months: 24"), ("replications: 5", "replications: 2"))  # fmt: skip


def smaller(text: str) -> str:
    for size, less in SMALL:
        text = text.replace(size, less)
    return text


@pytest.mark.slow
def test_the_worksheets_can_be_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command of every sheet, one after the other in one folder, with fewer firms and months."""
    from experiments.command.app import call

    monkeypatch.chdir(tmp_path)
    printed = {}
    for kind, named, written in steps(DOCUMENTS / "worksheets.md", indented=True):
        what, text = smaller(named), smaller(written)
        if kind == "write":
            Path(what).write_text(text, encoding="utf-8")
            continue
        assert call([*shlex.split(what)[1:], "--lang", "en"]) == 0, what
        printed[what] = capsys.readouterr().out
    assert len(printed) == 7
    assert Path("results/sheet1/firms_and_jobs.png").is_file()
    life = next(said for what, said in printed.items() if " story " in what)
    assert "In the twin world, without the shock:" in life
    compared = [said for what, said in printed.items() if " compare " in what]
    assert all("of 2" in said and "What it cost" in said for said in compared)
    assert compared[0] != compared[1]
    switches = next(said for what, said in printed.items() if " ablations" in what)
    assert len(re.findall(r"^\S+ +(?=.*\bS09\b)(?=.*\bC2\b)", switches, re.MULTILINE)) == 3
    with Path("results/sheet3/runs.csv").open(newline="") as table:
        rows = list(csv.DictReader(table))
    assert sorted((row["seed"], row["ablate"]) for row in rows) == [
        (seed, gate) for seed in ("1", "2") for gate in ("gate", "no_gate")
    ]
    assert all(row["networks@end"] for row in rows)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tutorial_shows_the_complaint_that_is_made(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from experiments.command.app import call

    page = TUTORIAL if lang == "en" else DOCUMENTS / lang / "tutorial.md"
    line, said = re.findall(r"^\$ tessuto (.+)\n(.+)$", page.read_text("utf-8"), re.MULTILINE)[0]
    assert call([*shlex.split(line), "--lang", lang]) == 2
    assert capsys.readouterr().err.strip() == said


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_value_and_switch_that_a_command_sets_exists(page: Path) -> None:
    """`--set` takes any name when it is only parsed: the values are looked up here."""
    discover()
    known = {
        f"{group}.{name}"
        for group, declaration in PARAMETERS.items()
        for name in declared_parameters(declaration)
    }
    for line in commands(page):
        words = shlex.split(line)
        if words[1] == "dock":  # the parameters of the paper, which its own tests look up
            continue
        for option, given in pairwise(words):
            if option != "--set" or "=" not in given or given.startswith("meet.stranger="):
                continue
            name, _, value = given.partition("=")
            asked = value.strip("[]").split(",") if name == "ablate" else [name]
            assert [each for each in asked if each.strip() not in known] == [], line
