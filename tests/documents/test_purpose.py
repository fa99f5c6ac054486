"""Exploration, not prediction: said on the first screen of everything, in each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from experiments.command.app import build, call
from simulation.language import LANGUAGES, translate, use_language
from simulation.places import scenarios_folder
from simulation.purpose import PURPOSE

ROOT = Path(__file__).resolve().parents[2]
SURVEY = scenarios_folder() / "surveys" / "valley_survey.csv"
# Other sentences that say the same where they fit better.
ALIKE = re.compile(
    r"never for predicting|not a forecast|not forecasts|not prediction|not to predict"
    r"|jamais (pour )?prédire|(pas|non) (à |pour )?prédire|pas une prévision|pas des prévisions|pas de prévision"
    r"|mai per prevedere|non (una |delle )?prevision[ei]|non (per |a )?prevedere|non (è |sono )(una )?prevision[ei]",
    re.IGNORECASE,
)


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("en")


@pytest.fixture(scope="module")
def a_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run") / "out"
    assert (
        call(["run", "baseline", "--firms", "30", "--months", "12", "--quiet", "--out", str(out)])
        == 0
    )
    return out


def one_line(text: str) -> str:
    return " ".join(re.sub("[│╭╮╰╯─]", " ", text).split())


def test_every_help_says_it(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = get_command(build())
    inside = [[name] for name in command.commands]
    inside += [
        [name, each]
        for name, part in command.commands.items()
        for each in getattr(part, "commands", {})
    ]
    for words in ([], *inside):
        call([*words, "--help", "--lang", lang])
        said = one_line(capsys.readouterr().out)
        if words != ["study"]:
            assert translate(PURPOSE, lang) in said or ALIKE.search(said), words


def test_a_run_and_a_life_say_it(
    a_run: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from analysis.summary import summary
    from experiments.run_folder import read

    assert ALIKE.search(" ".join(summary(read(a_run))))
    assert call(["story", str(a_run), "--lang", lang]) == 0
    assert translate(PURPOSE, lang) in "\n".join(capsys.readouterr().out.splitlines()[:3])


def test_a_diagnosis_and_its_page_say_it(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    from analysis.gap.page import page
    from analysis.gap.summary import summary
    from simulation.instruments.diagnosis import diagnose
    from simulation.instruments.read_survey import read_survey

    diagnosis = diagnose(read_survey(SURVEY), draws=20)
    assert translate(PURPOSE, lang) in summary(diagnosis, lang)
    assert translate(PURPOSE, lang) in page(diagnosis, {}, lang)[:6000]


def test_the_live_page_says_it(lang: str) -> None:
    from experiments.live.words import WORDS

    assert ALIKE.search(translate(WORDS["honest"], lang))


def test_what_describes_the_project_says_it() -> None:
    for name in (
        "README.md",
        "simulation/README.md",
        "CITATION.cff",
        "codemeta.json",
        "pyproject.toml",
    ):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert re.search(r"not (for )?predict|never for predict|does not predict", text), name
