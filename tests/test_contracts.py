"""Promises that everything declared must keep: found in the registries, nothing listed by hand.

A new column, parameter, submodel, metric or context is held to them without touching this file.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import simulation
import simulation.blocks
from simulation.declarations import (
    METRICS,
    PARAMETERS,
    SUBMODELS,
    declared_parameters,
    discover,
    needed,
    snake,
    submodel,
)
from simulation.entities.firms import Firms
from simulation.entities.ties import Ties
from simulation.events import Kind
from simulation.model import Territory
from simulation.randomness import Draws
from simulation.read_scenario import contexts, read_scenario
from simulation.schedule import MONTH
from simulation.table import TABLES, Table

discover()

FOLDER = Path(simulation.__path__[0])
ROOT = FOLDER.parent
ODD = FOLDER / "README.md"
BIBLIOGRAPHY = FOLDER / "references.bib"
CONTEXTS = contexts()
INTERACTION_MODELS = sorted(set(SUBMODELS) - set(MONTH))
SWITCHES = sorted(
    f"{group}.{name}"
    for group, declaring in PARAMETERS.items()
    for name, declared in declared_parameters(declaring).items()
    if declared.is_ablation
)
NUMBERS = sorted(
    f"{group}.{name}"
    for group, declaring in PARAMETERS.items()
    for name, declared in declared_parameters(declaring).items()
    if not declared.is_ablation
)


# --- Looking at a territory ---------------------------------------------------------------------


def small(
    context: str, *, firms: int = 80, months: int = 12, seed: int = 3, **changes
) -> Territory:
    """A small territory, threats brought forward so that short runs feel them."""
    changes.setdefault("warm_up", 0)
    early = {}
    scenario = read_scenario(context)
    if not scenario.register_file:  # else the register says how many
        early["firms"] = firms
    for row, threat in enumerate(scenario.threats):
        early[f"threats.{row}.onset"] = 4
        early[f"threats.{row}.lead"] = min(threat.lead, 3)
        early[f"threats.{row}.ramp"] = 2
    return Territory(context, seed, months=months, events="all", **{**early, **changes})


def tables_of(territory: Territory) -> dict[str, Table]:
    return {
        type(part).__name__.lower(): part
        for part in vars(territory).values()
        if isinstance(part, Table)
    }


def snapshot(territory: Territory) -> dict[str, np.ndarray]:
    return {
        f"{name}.{column}": values.copy()
        for name, table in tables_of(territory).items()
        for column, values in table.arrays().items()
    }


def same(one: np.ndarray, other: np.ndarray) -> bool:
    return one.shape == other.shape and np.array_equal(
        one, other, equal_nan=np.issubdtype(one.dtype, np.floating)
    )


def differing(one: Territory, other: Territory) -> list[str]:
    """The state variables in which two territories differ, and whether observations do."""
    first, second = snapshot(one), snapshot(other)
    assert first.keys() == second.keys()
    names = [name for name in first if not same(first[name], second[name])]
    if not same(one.observations.values, other.observations.values):
        names.append("observations")
    return names


def live_by_process(territory: Territory, months: int) -> Iterator[tuple[str, int]]:
    """Live some months as `Territory.step` does, stopping after each process of the month."""
    for _ in range(months):
        territory.begin_month()
        for name, (process, arguments) in zip(
            territory.month_of_processes, territory.processes, strict=True
        ):
            process(*arguments)
            yield name, territory.clock.step
        territory.observations.take(territory.clock.step)
        territory.clock.advance()


def out_of_bounds(territory: Territory) -> list[str]:
    found = []
    for name, table in tables_of(territory).items():
        for column, declared in table.columns.items():
            values = getattr(table, column)
            if values.dtype.kind == "f" and not np.isfinite(values).all():
                found.append(f"{name}.{column} is not finite")
            elif values.size and values.dtype != np.bool_:
                low, high = values.min(), values.max()
                if low < declared.low or high > declared.high:
                    bounds = f"[{declared.low}, {declared.high}]"
                    found.append(f"{name}.{column}: {low} to {high}, declared {bounds}")
    return found


# --- State variables ----------------------------------------------------------------------------


@pytest.mark.parametrize("context", CONTEXTS)
def test_every_column_stays_within_its_bounds_for_twelve_months(context):
    for changes in ({}, {"warm_up": 24}):
        territory = small(context, **changes)
        assert not out_of_bounds(territory), "at the start"
        while territory.running:
            territory.step()
            assert not out_of_bounds(territory), f"month {territory.clock.month - 1}"


def test_every_table_is_part_of_a_territory_and_says_what_its_columns_mean():
    held = tables_of(small("baseline", firms=20))
    assert set(TABLES) == set(held)
    for name, table in held.items():
        for column, declared in table.columns.items():
            values = getattr(table, column)
            assert values.dtype == np.dtype(declared.dtype), f"{name}.{column}"
            assert values.ndim == 1 + len(declared.shape), f"{name}.{column}"
            assert declared.unit, f"{name}.{column} has no unit"
            assert declared.doc.endswith("."), f"{name}.{column} is not explained by a sentence"
            assert declared.low <= declared.fill <= declared.high, f"{name}.{column}: fill"


@pytest.mark.slow
@pytest.mark.parametrize("end", ["low", "high"])
@pytest.mark.parametrize("path", NUMBERS)
def test_a_parameter_at_its_bound_keeps_every_column_within_bounds(path, end):
    group, name = path.split(".")
    declared = declared_parameters(PARAMETERS[group])[name]
    change = {f"parameters.{path}": getattr(declared, end)}
    if declaring_interaction_model(group):
        change["schedule.replace"] = {"meet": group}
    territory = small("mono_product", firms=40, months=8, **change).run()
    assert not out_of_bounds(territory)


def declaring_interaction_model(group: str) -> bool:
    return group in INTERACTION_MODELS


# --- Processes write what they declare ----------------------------------------------------------


def allowed(name: str, writes: tuple[str, ...]) -> bool:
    table = name.split(".", 1)[0]
    return name in writes or f"{table}.*" in writes


def written_in(context: str, months: int, **changes) -> dict[str, set[str]]:
    """What each process changed, in tables and in the arrays that stand beside their columns."""
    territory = small(context, months=months, **changes)
    written: dict[str, set[str]] = defaultdict(set)
    before = snapshot(territory)
    for process, _ in live_by_process(territory, months):
        after = snapshot(territory)
        written[process] |= {name for name in after if not same(before[name], after[name])}
        before = after
    return written


@pytest.fixture(scope="module")
def written() -> dict[str, dict[str, set[str]]]:
    in_context = {context: written_in(context, 12) for context in CONTEXTS}
    in_context["in a whole story"] = written_in("alpine_valley", 240, firms=300)
    for model in INTERACTION_MODELS:
        change = {"schedule.insert": {model: "meet"}}
        in_context[f"with {model}"] = written_in("baseline", 6, **change)
    for switch in SWITCHES:
        in_context[f"without {switch}"] = written_in("baseline", 4, firms=40, ablate=[switch])
    return in_context


def test_each_process_writes_only_the_columns_that_it_declares(written):
    undeclared = {
        (where, process): sorted(
            name for name in names if not allowed(name, SUBMODELS[process].writes)
        )
        for where, by_process in written.items()
        for process, names in by_process.items()
    }
    assert not {key: names for key, names in undeclared.items() if names}


def test_each_process_writes_every_column_that_it_declares(written):
    """In some context; what is never written has no place in the list.

    Apart from what nobody ever fills without a programme, and from those who carry programmes out.
    """
    ever: dict[str, set[str]] = defaultdict(set)
    for by_process in written.values():
        for process, names in by_process.items():
            ever[process] |= names
    filled = set().union(*ever.values())
    idle = {
        process: sorted(
            name
            for name in declared.writes
            if name not in ever[process]
            and (name in filled or name.endswith(".*"))
            and not (name.endswith(".*") and any(n.startswith(name[:-1]) for n in ever[process]))
        )
        for process, declared in SUBMODELS.items()
        if process not in ("intervene", "serve")
    }
    idle = {process: names for process, names in idle.items() if names}
    assert not idle, "never written: no context in scenarios/contexts inserts it, or for too short"


def test_declared_columns_exist():
    territory = small("baseline", firms=20)
    held = {name: set(table.arrays()) | {"*"} for name, table in tables_of(territory).items()}
    for name, declared in SUBMODELS.items():
        for path in declared.writes:
            table, column = path.split(".")
            assert column in held.get(table, set()), f"{name} declares {path}"


# --- Chance -------------------------------------------------------------------------------------


@pytest.mark.parametrize("context", CONTEXTS)
def test_the_same_seed_gives_the_same_bits_and_another_seed_others(context):
    one, again, other = (small(context, months=18, seed=seed).run() for seed in (5, 5, 6))
    assert not differing(one, again)
    assert one.events.frame().equals(again.events.frame())
    assert {"firms.skills", "ties.trust", "observations"} <= set(differing(one, other))


def test_threads_change_no_bit(monkeypatch):
    monkeypatch.setattr(simulation.blocks, "SMALL", 0)
    one = small("mono_product", months=18, threads=1).run()
    three = small("mono_product", months=18, threads=3).run()
    assert not differing(one, three)


def test_draws_of_neighbouring_keys_have_nothing_in_common():
    draw = Draws(1, "a stream")
    first = draw.uniforms(4000)
    draw.turn(1)
    assert abs(np.corrcoef(first, draw.uniforms(4000))[0, 1]) < 0.06
    draw.turn(0)
    assert abs(np.corrcoef(first, draw.uniforms(4000, k=1))[0, 1]) < 0.06
    assert abs(np.corrcoef(first, Draws(2, "a stream").uniforms(4000))[0, 1]) < 0.06
    assert abs(np.corrcoef(first[1:], first[:-1])[0, 1]) < 0.06
    assert abs(first.mean() - 0.5) < 0.02


@pytest.fixture
def newcomer(monkeypatch):
    """A submodel that draws much and writes nothing, registered but not scheduled."""
    monkeypatch.setitem(SUBMODELS, "daydream", None)

    @submodel(writes=())
    def daydream(firms: Firms, draw: Draws) -> None:
        """Owners think of something else."""
        draw.uniforms(firms.rows)

    return daydream.__name__


def test_an_unscheduled_new_submodel_changes_nothing(request):
    without = small("baseline", months=18).run()
    request.getfixturevalue("newcomer")
    assert not differing(without, small("baseline", months=18).run())


def test_a_scheduled_one_that_only_draws_moves_no_other_draw(request):
    without = small("baseline", months=18).run()
    name = request.getfixturevalue("newcomer")
    inserted = small("baseline", months=18, **{"schedule.insert": {name: "trade"}}).run()
    assert name in inserted.month_of_processes
    assert not differing(without, inserted)


# --- Sources and parameters ---------------------------------------------------------------------


def keys_of_bibliography() -> set[str]:
    text = BIBLIOGRAPHY.read_text(encoding="utf-8")
    return set(re.findall(r"^@\w+\{([a-z]+\d{4}[a-z]?),", text, re.M))


def is_source(source: str) -> bool:
    """A key of the bibliography, a paragraph of the facts that the ODD tells, or an assumption."""
    if source == "assumption":
        return True
    if re.fullmatch(r"facts \d\.\d", source):
        return f"facts {source[6:]}" in ODD.read_text(encoding="utf-8")
    return source in keys_of_bibliography()


def test_every_source_of_a_parameter_exists():
    unknown = {
        f"{group}.{name}": declared.source
        for group, declaring in PARAMETERS.items()
        for name, declared in declared_parameters(declaring).items()
        if not is_source(declared.source)
    }
    assert not unknown


def test_every_key_in_a_docstring_is_in_the_bibliography():
    known = keys_of_bibliography()
    docked = sorted((ROOT / "experiments" / "docking").rglob("*.py"))
    for path in sorted(FOLDER.rglob("*.py")) + docked:
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        cited = docstring.partition("Source:")[2]
        for key in re.findall(r"\b[a-z]{3,}(?:19|20)\d\d\b", cited):
            assert key in known, f"{path.relative_to(ROOT)} cites {key}"


def test_the_bibliography_holds_nothing_that_nobody_cites():
    texts = [
        path.read_text(encoding="utf-8")
        for suffix in ("*.py", "*.md", "*.yaml")
        for folder in (
            FOLDER,
            *(ROOT / name for name in ("scenarios", "experiments", "tests", "analysis")),
        )
        for path in folder.rglob(suffix)
    ]
    unused = [key for key in keys_of_bibliography() if not any(key in text for text in texts)]
    assert not unused


@pytest.mark.parametrize("path", NUMBERS + SWITCHES)
def test_a_parameter_is_declared_whole(path):
    group, name = path.split(".")
    declared = declared_parameters(PARAMETERS[group])[name]
    assert declared.low <= float(declared.default) <= declared.high
    assert np.isfinite([declared.low, declared.high]).all()
    assert declared.low < declared.high
    assert declared.unit
    assert declared.doc.endswith("."), "a sentence says what it means"
    if declared.is_ablation:
        assert declared.default is True
        assert re.fullmatch(r"[SC]\d+( [SC]\d+)*", declared.thesis)
    assert f"`{path}`" in ODD.read_text(encoding="utf-8"), "not in the ODD: run `tessuto describe`"


# --- Files of processes -------------------------------------------------------------------------


@pytest.fixture(params=sorted(SUBMODELS))
def process(request) -> str:
    return request.param


def module_of(name: str):
    return importlib.import_module(SUBMODELS[name].function.__module__)


def test_file_function_and_parameters_carry_one_name(process):
    module = module_of(process)
    assert Path(module.__file__).stem == process
    own = [
        group for group, declaring in PARAMETERS.items() if declaring.__module__ == module.__name__
    ]
    assert own in ([], [process])
    assert all(snake(PARAMETERS[group].__name__) == group for group in own)
    declared_here = [
        name for name, one in SUBMODELS.items() if one.function.__module__ == module.__name__
    ]
    assert declared_here == [process]


def test_no_process_imports_another(process):
    tree = ast.parse(inspect.getsource(module_of(process)))
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        assert not any("submodels" in name.split(".") for name in names)


def test_the_head_of_a_process_says_what_it_does_on_what_and_after_whom(process):
    docstring = inspect.getdoc(module_of(process))
    first = docstring.split("\n\n", 1)[0].replace("\n", " ")
    assert re.match(r"[A-Z].+\.$", first)
    assert "\nShapes: " in docstring
    assert "\nSource: " in docstring
    assert SUBMODELS[process].doc.endswith(".")
    assert list(needed(SUBMODELS[process].function)), "it asks for nothing"


SIZES = {  # what a letter can stand for, and how many of it a territory has
    "firms": lambda t: t.firms.rows,
    "rows": lambda t: t.firms.rows,
    "skills": lambda t: t.firms.skills.shape[1],
    "values": lambda t: t.firms.language.shape[1],
    "ties": lambda t: t.ties.neighbour.shape[1],
    "products": lambda t: t.markets.need.shape[0],
    "technologies": lambda t: t.markets.need.shape[1],
    "markets": lambda t: t.markets.need.shape[2],
    "networks": lambda t: t.networks.rows,
    "projects": lambda t: t.projects.rows,
    "threats": lambda t: t.threats.rows,
    "meetings": lambda t: t.meetings.rows,
    "norms": lambda t: t.networks.norms.shape[1],
    "groups": lambda t: t.population.rows,
    "bodies": lambda t: t.bodies.rows,
    "facilitators": lambda t: t.facilitators.rows,
}


def shapes_told(docstring: str) -> tuple[dict[str, str], list[tuple[str, tuple[str, ...] | None]]]:
    """Letters and what they count; then every name after In: and Out: with its dimensions.

    Dimensions in brackets hold for all names since the last ones: `sent, received (F)`.
    """
    text = re.search(r"\nShapes: (.*?)(?=\n(?:Raises|Source|Units):|\Z)", docstring, re.S)[1]
    head, *rest = re.split(r"\b(?:In|Out): ", text.replace("\n", " "))
    letters = {
        letter: words.split()[0] if words.split()[0] in SIZES else words.split()[-1]
        for letter, words in re.findall(r"\b([A-Z]) ([a-z][a-z ]*)", head)
    }
    named: list[tuple[str, tuple[str, ...] | None]] = []
    for part in rest:
        waiting: list[str] = []
        for piece in re.findall(r"\([^)]*\)|(?:[^,;.()]|\.(?=[a-z]))+", part):
            if piece.startswith("("):
                dimensions = tuple(re.split(r"[,\s]+", piece[1:-1].strip()))
                named += [(name, dimensions) for name in waiting]
                waiting = []
            elif piece.strip():
                waiting.append(piece.strip())
        named += [(name, None) for name in waiting]
    return letters, named


def test_the_shapes_that_a_process_names_are_true(process):
    territory = small("mono_product", firms=37, months=3)
    territory.meetings._grow(1 + 2 * territory.firms.rows)  # so that M is not F by chance
    held = tables_of(territory)
    docstring = "\n" + inspect.getdoc(module_of(process))
    letters, named = shapes_told(docstring)
    assert letters or "\nShapes: none of its own." in docstring, "no dimension is named"
    for letter, counted in letters.items():
        assert counted in SIZES, f"{letter} {counted}"
    for name, dimensions in named:
        if not re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", name):
            assert dimensions is None, f"{name!r} is no column but has dimensions"
            continue
        if "." in name:
            table, column = name.split(".")
            found = [getattr(held[table], column)]
        elif name in held:
            assert dimensions is None, f"{name} is a table, not a column"
            continue
        else:
            found = [table.arrays()[name] for table in held.values() if name in table.arrays()]
        assert found, f"there is no column {name!r}"
        if dimensions is not None:
            told = tuple(
                int(d) if d.isdigit() else SIZES[letters[d]](territory) for d in dimensions
            )
            assert told in [values.shape for values in found], f"{name} is not {dimensions}"


# --- Ablations ----------------------------------------------------------------------------------


OF_THE_CORE = [
    path
    for path in SWITCHES
    if not PARAMETERS[path.split(".")[0]].__module__.startswith("simulation.accompaniment")
]
"""Mechanisms of accompaniment show only under a programme: they are tested with the methods."""


@pytest.mark.parametrize("switch", OF_THE_CORE)
def test_a_mechanism_turned_off_changes_the_run(switch):
    """Within two years in the neutral territory, or in the story of some other context."""

    def matters(context: str, **changes) -> bool:
        usual = Territory(context, 2, events="none", **changes).run()
        changed = Territory(context, 2, events="none", ablate=[switch], **changes).run()
        return bool(differing(usual, changed))

    early = matters("baseline", firms=150, months=24)
    assert early or any(matters(context) for context in CONTEXTS)


def test_ablations_are_listed_with_their_theses():
    text = ODD.read_text(encoding="utf-8")
    for path in SWITCHES:
        group, name = path.split(".")
        declared = declared_parameters(PARAMETERS[group])[name]
        assert f"| `{path}` | {declared.thesis} |" in text, f"{path}: run `tessuto describe`"


# --- What must be conserved ---------------------------------------------------------------------


def ghosts(ties: Ties, firms: Firms) -> list[str]:
    """Ties to nobody, to oneself, twice to the same, or known to one side only."""
    found = []
    for i, d in np.argwhere(ties.neighbour >= 0):
        j = ties.neighbour[i, d]
        e = ties.mirror[i, d]
        if not firms.alive[i] or not firms.alive[j]:
            found.append(f"{i}-{j}: one is no more")
        elif i == j:
            found.append(f"{i} has a tie with itself")
        elif ties.neighbour[j, e] != i or ties.mirror[j, e] != d:
            found.append(f"{i}-{j}: the halves do not know each other")
        elif (ties.neighbour[i] == j).sum() != 1:
            found.append(f"{i}-{j}: twice")
        elif ties.history[i, d] != ties.history[j, e]:
            found.append(f"{i}-{j}: two histories")
        elif ties.balance[i, d] != -ties.balance[j, e]:
            found.append(f"{i}-{j}: what one gave is not what the other took")
    return found


@pytest.mark.parametrize("context", CONTEXTS)
def test_ties_have_two_living_ends(context):
    territory = small(context, months=18)
    assert not ghosts(territory.ties, territory.firms)
    while territory.running:
        territory.step()
        assert not ghosts(territory.ties, territory.firms)


@pytest.mark.parametrize("context", CONTEXTS)
def test_messages_are_conserved(context):
    territory = small(context, months=18)
    total = 0
    for name, _ in live_by_process(territory, 18):
        if name == "exchange_knowledge":
            sent, received = territory.firms.sent.sum(), territory.firms.received.sum()
            assert sent == received
            total += sent
    assert total > 0


@pytest.mark.parametrize("context", CONTEXTS)
def test_every_change_in_headcount_has_an_event(context):
    territory = small(context, months=24, firms=120)
    firms = territory.firms

    def at_work() -> int:
        return int((1 + firms.collaborators[firms.alive]).sum())

    def events(kind: Kind) -> int:
        return int((territory.events.frame()["kind"] == kind.name.lower()).sum())

    assert not firms.collaborators[~firms.alive].any()
    start = heads = at_work()
    hired = founded = lost = 0
    for name, _ in live_by_process(territory, 24):
        change = at_work() - heads
        if name == "hire_and_dismiss":
            net = events(Kind.HIRED) - events(Kind.DISMISSED)
            assert change == net - hired
            hired = net
        elif name == "close":
            lost -= change
        elif name == "found":
            assert change == events(Kind.FOUNDED) - founded
            founded += change
        else:
            assert not change, f"{name} changed who is at work"
        heads += change
    assert lost >= events(Kind.CLOSED)
    assert heads == at_work() == start + hired + founded - lost


def test_every_metric_is_a_number_with_a_label_and_a_unit():
    territory = small("baseline", months=24, warm_up=12).run()
    seen = territory.observations.frame(0).iloc[-1]
    for name, metric in METRICS.items():
        assert metric.label, name
        assert metric.unit, name
        assert metric.doc.endswith("."), name
        assert not np.isinf(seen[name]), name
