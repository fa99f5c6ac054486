"""A scenario is read, extended, overlaid and frozen; what a file says is what is run."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from simulation.declarations import PARAMETERS, declared_parameters
from simulation.errors import InputError
from simulation.read_scenario import contexts, overlaid, read_scenario
from simulation.reading import parse_yaml
from simulation.scenario import parameter_values, scenario_schema


def wrote(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_name_or_a_file_gives_the_same_scenario(tmp_path: Path) -> None:
    mine = wrote(tmp_path, "baseline.yaml", "extends: baseline\n")
    assert read_scenario(mine) == read_scenario("baseline")
    assert read_scenario(str(mine)).name == "baseline"


def test_mappings_merge_and_lists_replace(tmp_path: Path) -> None:
    wrote(tmp_path, "below.yaml", "extends: mono_product\nowners: {age: {mean: 40}}\n")
    mine = wrote(
        tmp_path, "mine.yaml", "extends: below.yaml\nowners: {age: {spread: 3}}\nthreats: []\n"
    )
    scenario = read_scenario(mine)
    assert (scenario.owners.age.mean, scenario.owners.age.spread) == (40, 3)
    assert scenario.threats == ()
    assert scenario.economy.products["precision_parts"].share == 0.45
    assert scenario.economy.products["precision_parts"].family == "metal"


def test_yaml_is_1_2_and_keys_are_texts() -> None:
    read = parse_yaml("a: no\nb: 1e-3\nc: 0o17\nd: '1'\n01: yes\ne: 1_000\nf: ~\ng: .5\n").plain()
    assert read == {
        "a": "no", "b": 0.001, "c": 15, "d": "1", "01": "yes", "e": "1_000", "f": None, "g": 0.5,
    }  # fmt: skip


def test_a_part_of_a_trait_leaves_the_rest_as_it_is() -> None:
    owners = read_scenario("baseline", {"owners.age.spread": 3}).owners
    assert (owners.age.mean, owners.age.spread) == (47, 3)


def test_overrides_go_by_path() -> None:
    changes = {
        "meet.strangers": 0.4,
        "relations.ties": 3.0,
        "relations.trusted_from": 0.6,
        "threats.0.demand": -0.9,
        "owners": {"age": {"mean": 60}},
        "ablate": ["respect_gate"],
    }
    scenario = read_scenario("mono_product", changes)
    assert scenario.parameters.meet.strangers == 0.4
    assert scenario.relations.ties == 3
    assert scenario.parameters.relations.trusted_from == 0.6
    assert scenario.threats[0].demand == -0.9
    assert scenario.owners.age.mean == 60
    assert scenario.owners.age.spread == 10
    assert not parameter_values(scenario)[PARAMETERS["relations"]].respect_gate


def test_an_overlay_changes_one_thing_and_leaves_the_first_alone() -> None:
    scenario = read_scenario("mono_product")
    calm = overlaid(scenario, {"threats": ()})
    assert scenario.threats
    assert calm == overlaid(scenario, {"threats": []})
    assert calm.model_copy(update={"threats": scenario.threats}) == scenario
    assert overlaid(scenario, {}) == scenario


def test_numbers_of_numpy_are_numbers() -> None:
    import numpy as np

    scenario = read_scenario(
        "baseline", {"firms": np.int64(40), "meet.strangers": np.float32(0.25)}
    )
    assert scenario.firms == 40
    assert scenario.parameters.meet.strangers == 0.25
    assert read_scenario("baseline", {"months": 120.0}).months == 120


def test_a_scenario_is_frozen() -> None:
    scenario = read_scenario("baseline")
    with pytest.raises(ValidationError, match="frozen"):
        scenario.firms = 3  # type: ignore[misc]


def test_dates_place_threats_in_the_story() -> None:
    from simulation.clock import Clock

    scenario = read_scenario("textile_district")
    clock = Clock(scenario.months, scenario.warm_up, scenario.start)
    assert clock.date(scenario.threats[0].month_of(clock)) == datetime.date(2001, 12, 1)


def test_every_parameter_is_in_the_schema_with_unit_and_bounds() -> None:
    definitions = scenario_schema()["$defs"]
    for group, declaring in PARAMETERS.items():
        reference = definitions["Parameters"]["properties"][group]["$ref"]
        described = definitions[reference.rsplit("/", 1)[1]]["properties"]
        for name, declared in declared_parameters(declaring).items():
            assert described[name]["unit"] == declared.unit
            assert declared.is_ablation or described[name]["minimum"] == declared.low


def test_the_schema_accepts_every_context() -> None:
    import jsonschema
    from ruamel.yaml import YAML

    from simulation.places import scenarios_folder

    check = jsonschema.Draft202012Validator(scenario_schema())
    for name in contexts():
        text = (scenarios_folder() / "contexts" / f"{name}.yaml").read_text(encoding="utf-8")
        data = YAML(typ="safe", pure=True).load(text)
        data.pop("start", None)
        problems = [f"{name}: {each.json_path}: {each.message}" for each in check.iter_errors(data)]
        assert not problems


def test_no_context_by_that_name_lists_near_ones() -> None:
    with pytest.raises(InputError, match=r"no context is called 'monoproduct'; near: mono_product"):
        read_scenario("monoproduct")
