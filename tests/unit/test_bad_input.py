"""Whatever a person writes, there is one clear error with its place, or a scenario."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from simulation.errors import InputError
from simulation.read_scenario import overlaid, read_scenario
from simulation.reading import parse_yaml


def complaint(folder: Path, text: str | bytes, name: str = "mine.yaml") -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError) as caught:
        read_scenario(path)
    return str(caught.value)


PLACED = {
    "unknown key": ("parameters:\n  meet:\n    stranger: 1", "mine.yaml:4: parameters.meet.stranger: unknown key; near: strangers"),
    "unknown key at the top": ("firm: 3", "mine.yaml:2: firm: unknown key; near: firms"),
    "out of range": ("parameters:\n  exchange_knowledge:\n    absorption: 9", "mine.yaml:4: parameters.exchange_knowledge.absorption: 9 is outside [0, 1] share per meeting"),
    "wrong type": ("firms: many", "mine.yaml:2: firms: 'many' is a text; a whole number was expected"),
    "true is no number": ("firms: true", "mine.yaml:2: firms: true; a whole number was expected"),
    "a text is no number": ("firms: '300'", "mine.yaml:2: firms: '300' is a text; a whole number was expected"),
    "half a firm": ("firms: 2.5", "mine.yaml:2: firms: 2.5 is a number; a whole number was expected"),
    "decimal comma": ("parameters: {meet: {strangers: 0,5}}", "unknown key"),
    "quoted decimal comma": ("skills: {level: '0,5'}", "mine.yaml:2: skills.level: '0,5' is a text; write a decimal point: 0.5"),
    "nan": ("skills:\n  level: .nan", "mine.yaml:3: skills.level: nan is no finite number"),
    "inf": ("skills:\n  level: -.inf", "mine.yaml:3: skills.level: -inf is no finite number"),
    "too big for a float": ("skills:\n  level: 1e999", "inf is no finite number"),
    "a number of many digits": ("firms: " + "9" * 5000, "mine.yaml:2: a number of 5000 digits"),
    "nothing": ("owners:", "mine.yaml:2: owners: nothing; a mapping was expected"),
    "no list": ("threats: 5", "mine.yaml:2: threats: 5 is a number; a list was expected"),
    "product": ("threats:\n  - {name: x, onset: 3, products: [hotels]}", "mine.yaml:3: threats.0.products.0: 'hotels' is no product of this scenario; near: hotel"),
    "family": ("threats:\n  - {name: x, onset: 3, families: [textiles]}", "'textiles' is no family of products here; near: textile"),
    "market": ("threats:\n  - name: x\n    onset: 3\n    markets:\n      - abroad", "mine.yaml:6: threats.0.markets.0: 'abroad' is no market; known: export, national, residents, visitors"),
    "skill": ("skills:\n  by_skill:\n    tecnical: 0.1", "mine.yaml:4: skills.by_skill.tecnical: 'tecnical' is no skill; near: technical"),
    "missing": ("threats:\n  - {onset: 3}", "mine.yaml:3: threats.0.name: is missing"),
    "two threats of a name": ("threats: [{name: x, onset: 3}, {name: x, onset: 4}]", "two threats are called 'x'"),
    "month 13": ("threats: [{name: x, onset: 2001-13}]", "'2001-13' is no month"),
    "a year for a month": ("threats: [{name: x, onset: 2005}]", "write 2005-01"),
    "date": ("start: 2001-02-30", "mine.yaml:2: start: '2001-02-30' is no date"),
    "beyond the calendar": ("start: 9999-01-01", "mine.yaml:2: start: the story does not fit"),
    "sum": ("economy:\n  products:\n    hotel:\n      share: 0.9", "mine.yaml:3: economy.products: the shares add up to 1.85, 1 was expected"),
    "sum of technologies": ("economy:\n  products:\n    hotel:\n      technologies: {manual: 1}", "mine.yaml:5: economy.products.hotel.technologies: the shares add up to 1.3"),
    "age groups": ("community: {ages: {65+: 0.9}}", "mine.yaml:2: community.ages: the shares add up to"),
    "no weight": ("economy: {products: {hotel: {needs: {hospitality: 0, organising: 0, commercial: 0, environment: 0}}}}", "all weights are 0"),
    "ablation": ("ablate: [respect_gates]", "mine.yaml:2: ablate.0: no switch is called 'respect_gates'; near: respect_gate"),
    "process": ("schedule: {without: [meeting]}", "'meeting' is no process of the month"),
    "submodel": ("schedule:\n  insert:\n    mete: trade", "mine.yaml:4: schedule.insert.mete: no submodel is called 'mete'; near: meet"),
    "duplicate key": ("firms: 3\nmonths: 4\nfirms: 5", "mine.yaml:4: 'firms' stands twice, first in line 2"),
    "tag": ("firms: !!python/object/apply:os.system [ls]", "mine.yaml:2: tags such as"),
    "alias to nothing": ("firms: *x", "mine.yaml:2: *x points to nothing"),
    "alias to itself": ("owners: &x {age: *x}", "mine.yaml:2: *x points to nothing"),
    "two documents": ("---\nfirms: 3\n---\nfirms: 4", "mine.yaml:"),
    "list as key": ("? [a]\n: 3", "mine.yaml:2: a key must be a text"),
    "relations without register": ("relations_file: {file: x.csv}", "relations need the register"),
    "column of the register": ("register_file: {file: x.csv, columns: {employes: n}}", "'employes' is no column that is read; near: employees"),
    "layout": ("register_file: {file: x.csv, layout: insee}", "'insee' is not known; known: simple, sirene"),
}  # fmt: skip


@pytest.mark.parametrize("case", PLACED)
def test_the_error_says_where_and_what(tmp_path: Path, case: str) -> None:
    text, expected = PLACED[case]
    assert expected in complaint(tmp_path, f"extends: baseline\n{text}\n")


FILES: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "mine.yaml:1: the file is empty"),
    "comments only": ("# nothing\n", "the file is empty"),
    "not YAML": ("a: [1, 2\nb: 3", "mine.yaml:2: this is not YAML"),
    "a list": ("- 1\n- 2", "mine.yaml:1: a mapping of keys to values was expected, not a list"),
    "a text": ("hello", "a mapping of keys to values was expected, not a text"),
    "latin 1": ("extends: baseline\ntitle: Vallée".encode("latin-1"), "mine.yaml:2: this is not UTF-8 text"),
    "binary": (b"\x89PNG\r\n\x1a\n\0", "mine.yaml:1: this is not UTF-8 text"),
    "control sign": ("a: b\nc: \x00", "mine.yaml:2: this is not YAML"),
    "tab": ("a:\n\tb: 1", "mine.yaml:2: this is not YAML"),
    "no economy": ("firms: 3", "economy: is missing"),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_what_is_no_scenario_is_refused(tmp_path: Path, case: str) -> None:
    text, expected = FILES[case]
    assert expected in complaint(tmp_path, text)


def test_the_error_is_in_the_file_that_holds_the_value(tmp_path: Path) -> None:
    (tmp_path / "below.yaml").write_text("extends: baseline\n\nfirms: -4\n")
    assert complaint(tmp_path, "extends: below.yaml\nmonths: 3\n").startswith(
        "below.yaml:3: firms: -4"
    )


EXTENDS = {
    "unknown": (
        "alpine",
        "mine.yaml:1: extends: no context is called 'alpine'; near: alpine_valley",
    ),
    "missing file": ("other.yaml", "there is no file 'other.yaml'"),
    "up": ("../other.yaml", "neither a context nor a YAML file in the folder of this file"),
    "up in the middle": ("a/../../other.yaml", "neither a context nor"),
    "absolute": ("/etc/passwd", "neither a context nor"),
    "absolute yaml": ("/etc/x.yaml", "neither a context nor"),
    "a number": ("3", "the name of a context was expected, not a number"),
    "a list": ("[baseline]", "the name of a context was expected, not a list"),
    "zero byte": ('"a\\0.yaml"', "mine.yaml:1: a text holds a sign that nobody sees (U+0000)"),
    "very long": ("x" * 3000 + ".yaml", "is no file name"),
    "itself": ("mine.yaml", "extends goes round in a circle: mine.yaml -> mine.yaml"),
    "a circle": ("other2.yaml", "other2.yaml:1: extends: extends goes round in a circle"),
}


@pytest.mark.parametrize("case", EXTENDS)
def test_extends_names_a_context_or_a_file_beside(tmp_path: Path, case: str) -> None:
    (tmp_path / "other2.yaml").write_text("extends: mine.yaml\n")
    name, expected = EXTENDS[case]
    assert expected in complaint(tmp_path, f"extends: {name}\n")


def test_a_link_leads_nowhere_else(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "outside.yaml").write_text("extends: baseline\n")
    (inside / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    assert "neither a context nor" in complaint(inside, "extends: link.yaml\n")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path, expected in (
        (tmp_path, "this is a folder"),
        (tmp_path / "none.yaml", "none.yaml: there is no such file"),
        (Path("/dev/null"), "this is a pipe or a device, a file was expected"),
        (Path("a\0b.yaml"), "b.yaml"),
    ):
        with pytest.raises(InputError, match=expected):
            read_scenario(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "locked.yaml"
    path.write_text("extends: baseline\n")
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be read"):
        read_scenario(path)


BOMBS = {
    "billion laughs": "a: &a [1,1,1,1,1,1,1,1,1]\n"
    + "".join(f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "brackets": "a: " + "[" * 100_000,
    "long tag": "a: " + "!" * 399_000,
    "braces": "a: " + "{a: " * 100_000,
    "indentation": "".join(" " * n + "a:\n" for n in range(300)),
    "many keys": "".join(f"k{n}: 1\n" for n in range(60_000)),
    "long text": "a: " + "x " * 150_000,
}  # fmt: skip


@pytest.mark.parametrize("case", BOMBS)
def test_a_file_that_would_blow_up_is_refused_quickly(case: str) -> None:
    begun = time.perf_counter()
    try:
        parse_yaml(BOMBS[case])
    except InputError:
        pass
    else:
        assert case == "long text"
    assert time.perf_counter() - begun < 30


OVERRIDES: list[tuple[dict[str, Any], str]] = [
    ({"meet.strangers": 9}, "parameters.meet.strangers: 9 is outside [0, 1] share of meetings"),
    ({"meet.stranger": 0.1}, "parameters.meet.stranger: unknown key; near: strangers"),
    ({"parameters": {"meet": {"strangers": "x"}}}, "parameters.meet.strangers: 'x' is a text; a number was expected"),
    ({"firms": 0}, "firms: 0 is outside [1, 2000000]"),
    ({"nonsense.depth": 3}, "nonsense: unknown key"),
    ({"threats.7.onset": 3}, "threats.7.onset: there is no entry '7' in a list of 1"),
    ({"name.x": 3}, "name.x: 'mono_product' has no part 'x'"),
    ({"a..b": 3}, "'a..b' is no path"),
    ({"": 3}, "'' is no path"),
    ({"economy.products.hotel.share": 0.9}, "economy.products: the shares add up to 1.88"),
    ({"skills.level": float("nan")}, "skills.level: nan is no finite number"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), OVERRIDES)
def test_an_override_is_named_by_its_path(changes: dict[str, Any], expected: str) -> None:
    with pytest.raises(InputError) as caught:
        read_scenario("mono_product", changes)
    assert str(caught.value).startswith(expected)
    with pytest.raises(InputError) as caught:
        overlaid(read_scenario("mono_product"), changes)
    assert expected in str(caught.value)


def test_python_objects_are_no_values() -> None:
    for odd in (object(), {1, 2}, b"x", lambda: 1, 1 + 2j, 10**400):
        with pytest.raises(InputError):
            read_scenario("baseline", {"skills.level": odd})


KEYS = st.sampled_from(
    ["extends", "firms", "threats", "owners", "parameters", "meet", "name", "onset", "economy",
     "products", "hotel", "ablate", "schedule", "start", "sources", "title", "community", "ages"]
)  # fmt: skip
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8),
    st.sampled_from(["baseline", "mono_product", "2001-12", "0,5", ".nan", "hotel"]),
)  # fmt: skip
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)
CALM = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@CALM
@given(text=st.text(max_size=200))
@example(text="%YAML 9.9\n---\na: 1")
@example(text="%TAG ! !\n--- !a\nb: c")
@example(text="a: &x\n  *x : 1")
@example(text="\ufeff")
def test_any_text_gives_an_error_or_a_scenario(tmp_path: Path, text: str) -> None:
    path = tmp_path / "any.yaml"
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    said: list[str] = []
    try:
        read_scenario(path)
    except InputError as error:
        said.append(str(error))
    assert all(said)


@CALM
@given(tree=st.dictionaries(KEYS, TREES, max_size=4))
def test_any_tree_gives_an_error_or_a_scenario(tree: dict[str, Any]) -> None:
    said: list[str] = []
    try:
        read_scenario("baseline", tree)
    except InputError as error:
        said.append(str(error))
    assert all(said)


@pytest.mark.parametrize(
    ("text", "nested"),
    [
        ("extends: baseline\nmeet.strangers: 0.3\n", "parameters: {meet: {strangers: 0.3}}"),
        ("extends: baseline\nparameters:\n  meet.strangers: 0.3\n", "meet: {strangers: 0.3}"),
    ],
)
def test_a_dotted_key_is_told_how_to_be_written(text: str, nested: str, tmp_path: Path) -> None:
    assert complaint(tmp_path, text).endswith(f"a key has no dot here: write {nested}")
