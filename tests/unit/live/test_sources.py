"""Where levers and assumptions come from is said in words, in the three languages."""

from __future__ import annotations

import re

import pytest

from experiments.live.assumptions import assumptions
from experiments.live.configuration import Configuration
from experiments.live.levers import levers
from experiments.live.sources import source_in_words
from simulation.language import LANGUAGES, speaking

SAID = {
    "en": ("an assumption", "measured facts, 4.4", "Cowan and Jonard, 2004"),
    "fr": ("hypothèse", "faits mesurés, 4.4", "Cowan et Jonard, 2004"),
    "it": ("ipotesi", "fatti misurati, 4.4", "Cowan e Jonard, 2004"),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_source_is_said_in_words(lang: str) -> None:
    with speaking(lang):
        sources = ("assumption", "facts 4.4", "cowan2004")
        assert tuple(source_in_words(each) for each in sources) == SAID[lang]
        assert source_in_words("the town's own survey") == "the town's own survey"


def test_no_key_and_no_sign_of_an_equation_is_shown() -> None:
    asked = Configuration()
    scenario = asked.scenario()
    told = [*assumptions(scenario), *levers(asked, scenario, asked.plan())]
    sources = [each["source"] for each in told if "source" in each]
    assert len(sources) > 5
    for lang in LANGUAGES:
        said = [each[lang] for each in sources]
        assert not [each for each in said if re.fullmatch(r"[a-z]+\d{4}|facts .*|assumption", each)]
        meant = " ".join(each["what"][lang] for each in assumptions(scenario))
        assert "(mu)" not in meant
