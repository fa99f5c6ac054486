"""Study files: what is wrong with one is said with file, line and place; short forms mean the same."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from experiments.command.app import call
from experiments.command.counts import runs_words
from experiments.store import Store
from experiments.store.kept_study import KeptStudy, keep_study, runs_and_twins
from experiments.study.counting import Count, counted
from experiments.study.plan import plan_of
from experiments.study.points import from_csv
from experiments.study.read_study import (
    as_plain,
    from_plain,
    is_study,
    read_study,
    studies,
    study_and_places,
)
from experiments.study.recorded import as_kept
from experiments.study.study import Factor, study_schema
from simulation.errors import InputError

GOOD = {
    "contexts": "[baseline]", "outcomes": "[jobs@end]", "firms": "20", "months": "6",
    "uncertainties": "{meet.strangers: [0.1, 0.2]}",
}  # fmt: skip


def written(folder: Path, **changes: str) -> Path:
    """A study's file, some of its keys changed."""
    path = folder / "mine.yaml"
    lines = [f"{key}: {value}" for key, value in {**GOOD, **changes}.items() if value]
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.parametrize("name", studies())
def test_studies_that_come_with_it_can_be_run(name: str) -> None:
    study, given = study_and_places(name)
    small = study.model_copy(update={"firms": 20, "months": 6, "replications": study.replications})
    plan = plan_of(small, given)
    assert plan.cells > 0
    assert study.title
    assert {"en", "fr", "it"} <= set(study.title)
    assert {"en", "fr", "it"} <= set(study.description)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"outcomes": "[job@end]"}, "mine.yaml:2: outcomes.0: no metric is called 'job'; near: jobs"),
        ({"outcomes": "[jobs@soon]"}, "mine.yaml:2: outcomes.0: 'jobs@soon' is no outcome"),
        ({"outcomes": "[lost:jobs]"}, "no measure against the twin is called 'lost'; near: loss"),
        ({"contexts": "[basline]"}, "mine.yaml:1: contexts.basline: no context is called 'basline'"),
        ({"contexts": "[baseline, baseline]"}, "mine.yaml:1: 'baseline' stands twice"),
        ({"contexts": "{b: {of: baseline, set: {title: 3}}}"},
         "mine.yaml:1: contexts.b.set.title: 3; a text was expected, or one for each language (fr"),
        ({"contexts": "{b: {of: baseline, set: {title: {fr: [a]}}}}"},
         "mine.yaml:1: contexts.b.set.title.fr: a list; a text was expected"),
        ({"contexts": "{b: {of: baseline, set: {title: {fra: a}}}}"},
         "mine.yaml:1: contexts.b.set.title.fra: language 'fra' is not spoken here"),
        ({"programmes": "[nothing]"}, "programmes.nothing: no programme is called 'nothing'"),
        ({"uncertainties": "{meet.stranger: [1]}"}, "mine.yaml:5: uncertainties.meet.stranger"),
        ({"uncertainties": "{meet.strangers: {uniform: [0, 9]}}", "design": "{latin_hypercube: "
          "{points: 3}}"}, "mine.yaml:5: uncertainties.meet.strangers: 9.0 is outside [0, 1]"),
        ({"uncertainties": "{meet.strangers: {uniform: [1, 0], levels: 2}}"}, "is no range"),
        ({"uncertainties": "{meet.strangers: {uniform: [0, 1]}}"}, "needs `levels`"),
        ({"uncertainties": "{meet.strangers: {choices: {a: 0.1, few: 0.2}, titles: {fw: Few}}}"},
         "mine.yaml:5: uncertainties.meet.strangers.titles.fw: no choice is called 'fw'; near: few"),
        ({"uncertainties": "{meet.strangers: {choices: [0.1, 0.2], titles: {0.1: 3}}}"},
         "mine.yaml:5: uncertainties.meet.strangers.titles.0.1: 3; a text was expected, or one for "),
        ({"uncertainties": "{meet.strangers: {choices: [0.1], titles: {0.1: {fr: [a]}}}}"},
         "mine.yaml:5: uncertainties.meet.strangers.titles.0.1.fr: a list; a text was expected"),
        ({"uncertainties": "{meet.strangers: {choices: [0.1], titles: {0.1: {fra: a}}}}"},
         "mine.yaml:5: uncertainties.meet.strangers.titles.0.1.fra: language 'fra' is not spoken"),
        ({"uncertainties": "{meet.strangers: {choices: [0.1], titles: [a]}}"},
         "mine.yaml:5: uncertainties.meet.strangers.titles: a list; a mapping was expected"),
        ({"uncertainties": "{meet.strangers: {uniform: [0, 1], levels: 2, titles: {low: Few}}}"},
         "mine.yaml:5: uncertainties.meet.strangers.titles: only choices have titles"),
        ({"uncertainties": "{meet.strangers: {around: 0.2, levels: 2, titles: {low: Few}}}"},
         "mine.yaml:5: uncertainties.meet.strangers.titles: only choices have titles"),
        ({"levers": "{dose: {choices: {one: 1}, titles: {two: Two}}}", "programmes": "[none, cash]"},
         "mine.yaml:6: levers.dose.titles.two: no choice is called 'two'"),
        ({"uncertainties": "{meet.strangers: {levels: 2}}"}, "one of uniform, log_uniform"),
        ({"uncertainties": "{meet.strangers: {log_uniform: [0, 1], levels: 2}}"}, "begin above 0"),
        ({"levers": "{dose: [1, 2]}"}, "levers.dose: no programme of this study has actions"),
        ({"levers": "{dose: [1, 99]}", "programmes": "[none, cash]"},
         "mine.yaml:6: levers.dose: 99 is outside [0, 10]"),
        ({"levers": "{order: [[circle 1, circle 9]]}", "programmes": "[facilitated]"},
         "levers.order: no action is called 'circle 9'; near: circle"),
        ({"design": "{morris: {}, sobol: {n: 4}}"}, "design: one of factorial, latin_hypercube"),
        ({"design": "morris", "uncertainties": ""}, "design.morris: nothing varies"),
        ({"design": "{table: none.csv}"}, "none.csv: cannot be read"),
        ({"replications": "{until: {firms@end: 1}}"}, "'firms@end' is no outcome of this study"),
        ({"replications": "0"}, "mine.yaml:6: replications.seeds: 0 is outside [1, 10000000]"),
        ({"uncertainties": '{"parameters.*": {around: 0.2}}', "design": "{sobol: {n: 1000000}}"},
         "mine.yaml:6: design.sobol: "),
        ({"replication": "3"}, "mine.yaml:6: replication: unknown key; near: replications"),
        ({"metrics": "[trust]"}, "metrics.0: no metric is called 'trust'; near: mean_trust"),
        ({"outcomes": ""}, "outcomes: is missing"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_line(
    changes: dict[str, str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, **changes)
    assert call(["check", str(path)]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert call(["study", "run", str(path), "--store", str(tmp_path / "store")]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("meet.stranger\n0.1\n", "points.csv:1: 'meet.stranger' is no factor of this study; near"),
        ("meet.strangers\n0.1\n7\n", "points.csv:3: meet.strangers: '7' is outside [0, 0.5]"),
        ("meet.strangers\n0.1,2\n", "points.csv:2: 2 cells; 1 were expected"),
        ("meet.strangers\n", "points.csv:1: a line of names and at least one point"),
        ("", "points.csv:1: a line of names"),
    ],
)
def test_a_table_of_points_is_checked_line_by_line(rows: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text(rows)
    path = written(tmp_path, uncertainties="{meet.strangers: {uniform: [0, 0.5]}}",
                   design="{table: points.csv}")  # fmt: skip
    study, given = study_and_places(path)
    with pytest.raises(InputError) as error:
        plan_of(study, given)
    assert said in str(error.value)


def test_a_table_of_points_is_the_design(tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("meet.strangers\n0.1\n0.4\n\n0.1\n")
    path = written(tmp_path, uncertainties="{meet.strangers: {uniform: [0, 0.5]}}",
                   design="{table: points.csv}")  # fmt: skip
    plan = plan_of(*study_and_places(path))
    assert list(plan.rows([1])["meet.strangers"]) == [0.1, 0.4, 0.1]
    assert plan.rows([1])["run"].nunique() == 2  # the same point is the same run


def test_short_forms_mean_the_long_ones(tmp_path: Path) -> None:
    short = read_study(written(tmp_path, programmes="[none, cash]", replications="3",
                               design="factorial"))  # fmt: skip
    long = read_study(written(
        tmp_path, contexts="{baseline: {of: baseline, set: {}}}",
        programmes="{none: {of: none}, cash: {of: cash}}", replications="{seeds: 3}",
        uncertainties="{meet.strangers: {choices: [0.1, 0.2]}}", design="{factorial: true}",
    ))  # fmt: skip
    assert short == long
    assert from_plain(json.loads(json.dumps(as_plain(short)))) == short


def test_a_title_makes_no_other_run_and_no_other_study(tmp_path: Path) -> None:
    kept = []
    for title in ("", "title: Far, ", "title: {en: Near, fr: Près}, "):
        contexts = f"{{mono_product | x: {{of: mono_product, set: {{{title}skills.level: 0.4}}}}}}"
        path = written(tmp_path, contexts=contexts, outcomes='["loss:jobs"]', months="120")
        plan = plan_of(*study_and_places(path))
        rows = plan.rows([1, 2])
        assert all(rows["twin"])
        kept.append((as_kept(plan, (1, 2)), list(rows["run"]), list(rows["twin"])))
    bare, plain, spoken = kept
    assert bare[1:] == plain[1:] == spoken[1:]
    assert bare[0].full_name == plain[0].full_name == spoken[0].full_name
    told = [KeptStudy.from_json(each[0].to_json()).title_of("mono_product | x") for each in kept]
    assert told == ["", "Far", {"en": "Near", "fr": "Près"}]


def test_what_choices_are_called_makes_no_other_run_and_no_other_study(tmp_path: Path) -> None:
    kept = []
    for few, dear in (("", ""), (", titles: {few: Few}", ", titles: {2: {en: Dear, fr: Cher}}")):
        path = written(
            tmp_path, programmes="[none, cash]", levers=f"{{dose: {{choices: [1, 2]{dear}}}}}",
            uncertainties=f"{{meet.strangers: {{choices: {{few: 0.1, many: 0.4}}{few}}}}}",
        )  # fmt: skip
        study, given = study_and_places(path)
        plan = plan_of(study, given)
        assert from_plain(json.loads(json.dumps(as_plain(study)))) == study
        kept.append((as_kept(plan, (1, 2)), plan.rows([1, 2]).to_csv()))
    (bare, runs), (titled, same) = kept
    assert runs == same
    assert bare.full_name == titled.full_name
    told = KeptStudy.from_json(titled.to_json())
    assert bare.choice_titles("dose") == {"1": "", "2": ""}
    assert told.choice_titles("dose") == {"1": "", "2": {"en": "Dear", "fr": "Cher"}}
    assert told.choice_titles("meet.strangers") == {"few": "Few", "many": ""}
    assert told.choice_titles("nothing") == {}


def test_a_study_is_told_from_a_scenario(tmp_path: Path) -> None:
    assert is_study(written(tmp_path))
    assert is_study("interaction_models")
    assert not is_study("baseline")
    assert not is_study("facilitated")
    assert not is_study(tmp_path / "absent.yaml")


def test_the_schema_describes_the_studies_that_come_with_it() -> None:
    import jsonschema
    from ruamel.yaml import YAML

    import experiments

    schema = study_schema()
    for name in studies():
        path = Path(experiments.__path__[0]) / "studies" / f"{name}.yaml"
        told = YAML(typ="safe").load(path)
        jsonschema.validate(told, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"contexts": ["baseline"], "outcome": ["jobs"]}, schema)


def test_very_many_runs_ask_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, replications="5000")
    assert call(["study", "run", str(path), "--store", str(tmp_path / "store")]) == 2
    assert "this study makes 10,000 runs; say --yes to live them" in capsys.readouterr().err
    assert not (tmp_path / "store").exists()


def test_a_study_extends_another(tmp_path: Path) -> None:
    written(tmp_path, programmes="[none, cash]", replications="3")
    (tmp_path / "other.yaml").write_text(
        "extends: mine.yaml\ncontexts: [mono_product]\nreplications: {first: 7}\n"
        "uncertainties: {skills.level: [0.4]}\n"
    )
    study = read_study(tmp_path / "other.yaml")
    assert (study.name, list(study.contexts), list(study.programmes)) == (
        "other", ["mono_product"], ["none", "cash"],
    )  # fmt: skip
    assert list(study.uncertainties) == ["meet.strangers", "skills.level"]
    assert study.replications.first == 7


def test_every_declared_number_has_one_name(tmp_path: Path) -> None:
    study = read_study(written(
        tmp_path, design="{morris: {trajectories: 2}}",
        uncertainties='{"meet.*": {around: 0.5}, meet.strangers: {uniform: [0, 0.1]}}',
    ))  # fmt: skip
    assert study.uncertainties["meet.strangers"].uniform == (0.0, 0.1)
    assert study.uncertainties["meet.through_partners"].uniform == pytest.approx((0.28, 0.84))
    assert len(read_study("morris_all").uncertainties) > 250
    with pytest.raises(
        InputError, match=r"mine.yaml:5: uncertainties.met.*: no group .*near: meet"
    ):
        read_study(written(tmp_path, uncertainties='{"met.*": {around: 0.5}}'))
    with pytest.raises(InputError, match="needs a declared parameter"):
        read_study(written(tmp_path, uncertainties="{skills.level: {around: 0.5}}"))


def test_twins_count_among_very_many_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, replications="900", outcomes='["loss:jobs"]')
    assert call(["study", "run", str(path), "--store", str(tmp_path / "store")]) == 2
    assert "this study makes up to 3,600 runs, twins included" in capsys.readouterr().err


def test_a_loss_where_nothing_threatens_is_doubted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(
        tmp_path, contexts="[baseline, mono_product]", outcomes='["loss:jobs"]', months="120"
    )
    said = "no threat falls inside the months of baseline: loss:jobs will have no value there"
    assert call(["check", str(path)]) == 0
    assert said in capsys.readouterr().out
    small = (str(path), "--store", str(tmp_path / "store"), "--seeds", "1", "--firms", "5")
    assert call(["study", "run", *small, "--workers", "1"]) == 0
    assert said in capsys.readouterr().err


LEVER = {
    "contexts": "[{of}]", "programmes": "[none, cash, facilitated]", "levers": "{rhythm: [1, 2]}",
    "uncertainties": "", "outcomes": "[jobs@end, 'loss:jobs']", "months": "30", "replications": "3",
}  # fmt: skip


def test_runs_are_counted_alike_before_and_after_they_are_lived(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hit.yaml").write_text(
        "extends: baseline\nthreats: [{name: flood, onset: 20, lead: 2, ramp: 2, demand: -0.3}]\n"
    )
    path = written(tmp_path, **{**LEVER, "contexts": "[hit.yaml]"})
    plan = plan_of(*study_and_places(path))
    rows = plan.rows([1, 2, 3])
    runs, twins = runs_and_twins(rows)
    assert (len(runs), len(rows)) == (15, 18)  # doing nothing has no rhythm
    assert counted(plan) == Count(len(runs), len(twins))
    said = "15 runs and 15 twins spared the threats"
    assert call(["check", str(path)]) == 0
    assert said in capsys.readouterr().out
    store = tmp_path / "store"
    keep_study(store / "studies" / "mine-1", replace(as_kept(plan, (1, 2, 3)), digest="1"), rows)
    assert call(["study", "status", "--store", str(store)]) == 0
    assert f"0 of {said}, 0 failed" in capsys.readouterr().out
    assert call(["study", "list", "--store", str(store)]) == 0
    assert "mine" in capsys.readouterr().out
    told = Store(store).studies().iloc[0]
    assert (told["runs"], told["twins"]) == (15, 15)


def test_what_is_not_tried_cell_by_cell_is_said_to_be_the_most(tmp_path: Path) -> None:
    plan = plan_of(*study_and_places(written(tmp_path, **{**LEVER, "contexts": "[baseline]"})))
    assert counted(plan, most_tried=1) == Count(plan.cells * 3, 0, exact=False)
    assert runs_words(counted(plan, most_tried=1)) == "up to 18 runs"


@pytest.mark.parametrize(
    "rows", ["meet.strangers;wage\n0,1;1\n0,4;1,5\n", "meet.strangers,wage\n0.1,1\n0.4,1.5\n"]
)
def test_a_table_may_be_written_as_other_languages_write_it(rows: str, tmp_path: Path) -> None:
    factor = Factor(uniform=(0.0, 2.0))
    (tmp_path / "points.csv").write_text(rows)
    points = from_csv(tmp_path / "points.csv", {"meet.strangers": factor, "wage": factor})
    assert points.values == {"meet.strangers": [0.1, 0.4], "wage": [1.0, 1.5]}


def test_what_salib_warns_of_is_told_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder
) -> None:
    uneven = {"uncertainties": "{meet.strangers: {uniform: [0, 0.5]}}", "design": "{sobol: {n: 7}}"}
    assert call(["check", str(written(tmp_path, **uneven))]) == 0
    assert "n = 7 is no power of 2" in capsys.readouterr().out
    assert not [each for each in recwarn if "balance" in str(each.message)]
    even = {**uneven, "design": "{sobol: {n: 8}}"}
    assert not plan_of(*study_and_places(written(tmp_path, **even))).doubts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("actions: []\n", "is a programme: name a context, and give it as `--programme"),
        ("contexts: [baseline]\noutcomes: [jobs@end]\n", "is a study: live it with `tessuto study"),
    ],
)
def test_another_kind_of_file_is_said_to_be_one(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.yaml").write_text(text)
    for command in (["run"], ["compare", "--programmes", "none,cash"]):
        assert call([*command, str(tmp_path / "mine.yaml")]) == 2
        assert said in capsys.readouterr().err


def test_a_missing_file_is_told_with_those_that_look_like_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "my_valley.yaml").write_text("extends: baseline\n")
    assert call(["check", str(tmp_path / "my_valey.yaml")]) == 2
    assert "there is no such file; near: my_valley.yaml" in capsys.readouterr().err
    assert call(["check", str(tmp_path / "other.yaml")]) == 2
    assert "near" not in capsys.readouterr().err


def test_a_twin_without_a_shock_is_said_to_be_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["run", "baseline", "--firms", "12", "--months", "2", "--quiet", "--out", str(tmp_path)]
    assert call([*words, "--twin", "no_shock"]) == 0
    assert "no shock falls within these months" in capsys.readouterr().err
    assert call(words) == 0
    assert "no shock" not in capsys.readouterr().err


def test_a_programme_that_begins_too_late_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, programmes="[none, cash]")
    assert call(["check", str(path)]) == 0
    assert "cash begins in month 24, when the story of baseline is over" in capsys.readouterr().out
    assert not plan_of(*study_and_places(written(tmp_path, programmes="[none, cash]", months="25"))
                       ).doubts  # fmt: skip
