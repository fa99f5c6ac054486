"""The documents say what is there: built without a warning, no dead link, every name and command real."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from simulation.declarations import METHODS, METRICS, PARAMETERS, SUBMODELS, discover
from simulation.language import LANGUAGES
from simulation.purpose import purpose
from simulation.table import TABLES

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "analysis" / "documents"
FOLDERS = ("", "fr", "it")
PAGES = sorted(DOCUMENTS.rglob("*.md"))
WRITTEN = [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "simulation" / "README.md"]
# What the reader is told to make, and what a tool leaves.
MADE = ("hold_fair", "my_", "results/", "other_month", "<", "look.py", "pairs.py", "...")
PURPOSE = re.compile(r"explor\w+ and explain\w+, (?:never|not) (?:for )?predict", re.IGNORECASE)


def place(page: Path) -> str:
    """A page's name for people who read what failed."""
    return page.relative_to(ROOT).as_posix()


discover()


# --- The site ------------------------------------------------------------------------------------


class Links(HTMLParser):
    """Where a page leads, what it loads, and where one can land on it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.leads: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.anchors.add(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.leads.append(str(given["href"]))
        if tag in {"script", "img", "iframe", "source"} and given.get("src"):
            self.loads.append(str(given["src"]))
        if tag == "link" and given.get("href") and given.get("rel") not in {"canonical", "author"}:
            self.loads.append(str(given["href"]))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, built as `make docs` builds them; a warning is an error."""
    out = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "-d", str(out / "trees"), str(DOCUMENTS), str(out / "html")],
        capture_output=True, text=True, check=False, timeout=300, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return out / "html"


def test_no_link_of_the_site_is_dead(site: Path) -> None:
    pages = {page: Links(page.read_text(encoding="utf-8")) for page in sorted(site.rglob("*.html"))}
    assert len(pages) > len(PAGES)
    dead = []
    for page, links in pages.items():
        for link in links.leads + links.loads:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            target = target / "index.html" if target.is_dir() else target
            anchor = unquote(parts.fragment)
            if not target.is_file():
                dead.append(f"{page.name}: {link}")
            elif anchor and target in pages and anchor not in pages[target].anchors:
                dead.append(f"{page.name}: {link} (no such place)")
    assert not dead


def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        loads = Links(page.read_text(encoding="utf-8")).loads
        assert not [each for each in loads if urlsplit(each).netloc], page
    for sheet in site.rglob("*.css"):
        assert not re.search(r"(@import|url\()\s*['\"]?(https?:)?//", sheet.read_text("utf-8")), (
            sheet
        )


# --- What is named ---------------------------------------------------------------------------------


def named(page: Path) -> Iterator[str]:
    """Every text in backquotes outside blocks of code."""
    prose = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    prose = re.sub(r"<!-- table:.*?<!-- end:", "", prose, flags=re.DOTALL)
    for found in re.findall(r"`([^`\n]+)`", prose):
        if not any(part in found for part in MADE):
            yield found


def exists(found: str) -> bool:
    """Whether a path is there, and in it the test or sentence that is named; true of other words."""
    path, _, test = found.partition("::")
    if not re.fullmatch(r"(simulation|experiments|analysis|scenarios|tests)/[\w./*-]+", path):
        return True
    if not list(ROOT.glob(path.rstrip("/"))):
        return False
    wanted = rf"def {re.escape(test.split('[')[0])}\b|sentence: {re.escape(test)}"
    return not test or bool(re.search(wanted, (ROOT / path).read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", WRITTEN, ids=place)
def test_every_path_and_test_named_exists(page: Path) -> None:
    assert [found for found in named(page) if not exists(found)] == []


@pytest.mark.parametrize("page", WRITTEN, ids=place)
def test_every_command_named_exists(page: Path) -> None:
    from experiments.command.app import build

    known = {each.name for each in build().registered_commands} | {
        each.name for each in build().registered_groups
    }
    goals = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    asked = set(re.findall(r"(?:^|[`$] ?)tessuto ([a-z]+)\b", text, re.MULTILINE))
    assert asked <= known | {"describe"}
    assert set(re.findall(r"(?:^|`)make ([a-z][\w-]*)", text, re.MULTILINE)) <= goals


def test_every_word_of_the_glossary_lives_where_it_says() -> None:
    rows = [
        line
        for line in (DOCUMENTS / "glossary.md").read_text("utf-8").splitlines()
        if line.startswith("| ")
    ]
    rows = [row for row in rows if "where it lives" not in row]
    assert len(rows) >= 60
    columns = {f"{name}.{column}" for name, table in TABLES.items() for column in table.columns}
    for row in rows:
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert len(cells) == 4
        assert all(cells), row
        for home in re.findall(r"`([^`]+)`", cells[3]):
            kind, _, name = home.rpartition(":")
            known = METRICS if kind == "metric" else columns | set(SUBMODELS) | set(PARAMETERS)
            if home.startswith("methods/"):
                assert home.removeprefix("methods/") in METHODS, home
            elif "/" in home:
                assert (ROOT / home).is_file(), home
            else:
                assert name in known, home


# --- What must stand in them -----------------------------------------------------------------------


def headings(page: Path, level: int) -> list[str]:
    return re.findall(rf"^{'#' * level} (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_odd_has_its_seven_elements_and_eleven_concepts() -> None:
    odd = ROOT / "simulation" / "README.md"
    elements = ["Purpose and patterns", "Entities, state variables, and scales", "Process overview and scheduling",
                "Design concepts", "Initialization", "Input data", "Submodels"]  # fmt: skip
    assert headings(odd, 2)[:7] == [f"{n} {name}" for n, name in enumerate(elements, 1)]
    concepts = ["Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing",
                "Interaction", "Stochasticity", "Collectives", "Observation"]  # fmt: skip
    text = odd.read_text(encoding="utf-8")
    inside = text[text.index("## 4 ") : text.index("## 5 ")]
    assert re.findall(r"^### (.+)$", inside, re.MULTILINE) == concepts
    assert headings(odd, 2)[7:] == [
        "ODD+D: how people decide",
        "ODD+2D: how data enter the decisions",
    ]


def test_trace_has_its_eight_parts_each_with_something_to_run() -> None:
    page = DOCUMENTS / "trace.md"
    parts = ["Problem formulation", "Model description", "Data evaluation", "Conceptual model evaluation",
             "Implementation verification", "Model output verification", "Model analysis", "Model output corroboration"]  # fmt: skip
    assert headings(page, 2) == [f"{n} {name}" for n, name in enumerate(parts, 1)]
    for part in page.read_text(encoding="utf-8").split("\n## ")[1:]:
        assert re.search(r"`(make|tessuto|python -m pytest|python) ", part), part.splitlines()[0]


@pytest.mark.parametrize("folder", FOLDERS)
def test_trust_gives_five_reasons_each_way(folder: str) -> None:
    text = (DOCUMENTS / folder / "trust.md").read_text(encoding="utf-8")
    _, to, not_to, _ = re.split(r"^## ", text, flags=re.MULTILINE)
    assert len(re.findall(r"^\d\. \*\*", to, re.MULTILINE)) == 5
    assert len(re.findall(r"^\d\. \*\*", not_to, re.MULTILINE)) == 5


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("minutes", [60, 90, 180])
def test_the_guide_fills_its_minutes(minutes: int, folder: str) -> None:
    """The times of a session's table begin at nought, follow each other, and end at its length."""
    text = (DOCUMENTS / folder / "facilitator_guide.md").read_text(encoding="utf-8")
    section = re.split(r"^## ", text, flags=re.MULTILINE)
    table = next(part for part in section if part.startswith(f"{minutes} minut"))
    times = [
        tuple(map(int, pair)) for pair in re.findall(r"^\| (\d+)–(\d+) \|", table, re.MULTILINE)
    ]
    assert times[0][0] == 0
    assert times[-1][1] == minutes
    assert all(before[1] == after[0] for before, after in pairwise(times))


FIRST = 1400


@pytest.mark.parametrize("name", ["README.md", "simulation/README.md"])
def test_the_purpose_stands_on_the_first_screen(name: str) -> None:
    text = " ".join((ROOT / name).read_text(encoding="utf-8").split())
    assert PURPOSE.search(re.sub(r"[*_]", "", text)[:FIRST])


def test_the_site_says_the_purpose_above_every_page_in_its_language(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        folder = page.relative_to(site).parts[0]
        lang = folder if folder in LANGUAGES else "en"
        text = page.read_text(encoding="utf-8")
        assert f'lang="{lang}"' in text[:200], page
        assert purpose(lang) in text[: text.index("<article")], page


def test_trace_counts_the_assumptions_as_the_odd_does() -> None:
    odd = (ROOT / "simulation" / "README.md").read_text(encoding="utf-8")
    counted = re.search(r"^(\d+) parameters, of which (\d+) are assumptions", odd, re.MULTILINE)
    assert counted
    trace = re.sub("<!--.*?-->", "", (DOCUMENTS / "trace.md").read_text(encoding="utf-8"))
    assert f"is counted: {counted[2]} of {counted[1]}\n" in trace
