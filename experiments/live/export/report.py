"""One page about the pair, for people who decide: a sentence, four numbers, a picture, cautions.

One file, nothing fetched from anywhere, printable on A4; every text is escaped.
"""

from __future__ import annotations

import base64
import math
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from experiments.live.assumptions import SHOWN
from experiments.live.charts import CHARTS, HEADLINE, sentence
from experiments.live.export.picture import caption, picture
from experiments.live.languages import titled
from experiments.live.pair import Pair
from simulation.language import date_of, number, speaking, translate


def report(pair: Pair, lang: str) -> str:
    """The page as HTML."""
    with speaking(lang):
        there, here = pair.arms.there.short, pair.arms.here.short
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2").render(
        lang=lang,
        title=titled(pair.scenario.title, pair.scenario.name)[lang],
        sentence=sentence(pair)[lang],
        numbers=_numbers(pair, lang),
        picture=base64.b64encode(picture(pair, lang, titled=False)).decode(),
        settings=_settings(pair, lang),
        caption=caption(pair, lang),
        said={
            "without": there,
            "settings": translate("What was set", lang),
            "cautions": translate("To know before reading", lang),
            "alternative": translate(
                "Four curves, each for both worlds ({there}, {here}): {names}.",
                lang,
                there=there,
                here=here,
                names=", ".join(each[0] for each in _numbers(pair, lang)),
            ),
        },
        cautions=[
            translate("One pair of histories: with other draws of chance the gap would differ.",
                      lang),
            translate("It explores what could follow from stated rules; it foresees nothing.",
                      lang),
            translate("Both worlds have the same firms, the same threats and the same chance; what "
                      "differs is the programme and what follows from it.", lang),
        ],
    )  # fmt: skip


def _numbers(pair: Pair, lang: str) -> list[tuple[str, str, str]]:
    """Name, without, with of the headline's quantities, at the end of the story."""
    shown = []
    for chart in CHARTS:
        if chart.metric in HEADLINE:
            there, here = (float(world.values[chart.metric].iloc[-1])
                           for world in (pair.without, pair.accompanied))  # fmt: skip
            shown.append((translate(chart.name, lang), _written(there, chart.digits, lang),
                          _written(here, chart.digits, lang)))  # fmt: skip
    return shown


def _settings(pair: Pair, lang: str) -> list[tuple[str, str]]:
    asked, plan = pair.configuration, pair.plan
    rows = [
        (translate("Territory", lang), titled(pair.scenario.title, pair.scenario.name)[lang]),
        (translate("Very small firms", lang), number(pair.scenario.firms, lang=lang)),
        (translate("Accompaniment", lang), titled(plan.title, plan.name)[lang]),
    ]
    if plan.actions:
        rows.append((translate("Beginning", lang), date_of(pair.when(plan.start), lang)))
    if pair.exit_month is not None:
        leaving = translate("The facilitators leave", lang)
        rows.append((leaving, date_of(pair.when(pair.exit_month), lang)))
    for path, value in {**plan.initial, **asked.initial, **asked.assumptions}.items():
        name = translate(SHOWN[path], lang) if path in SHOWN else path
        rows.append((name, number(value, 2, lang) if isinstance(value, float) else str(value)))
    return rows


def _written(value: float, digits: int, lang: str) -> str:
    return number(value, digits, lang) if math.isfinite(value) else "–"
