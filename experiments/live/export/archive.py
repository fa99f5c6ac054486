"""Everything behind a view in one zip: data, what the columns mean, how to do it again.

The same configuration and as many pairs give the same bytes: dates inside the zip are fixed.
"""

from __future__ import annotations

import io
import json
import zipfile
from importlib.metadata import version
from typing import Any

import pandas as pd

from experiments.live.bands import Bands
from experiments.live.charts import CHARTS
from experiments.live.configuration_file import as_json
from experiments.live.export.picture import caption, picture
from experiments.live.export.report import report
from experiments.live.link import address_of, is_whole
from experiments.live.pair import Pair
from experiments.one_run import code_hash
from experiments.spreadsheet import csv_of
from simulation.declarations import METRICS
from simulation.language import ntranslate, number, translate

LONG_AGO = (1980, 1, 1, 0, 0, 0)


def archive(pair: Pair, lang: str, bands: Bands | None = None) -> bytes:
    """The zip: data, events and pairs, metadata, configuration, README, picture and report."""
    files = {
        "data.csv": csv_of(table(pair)),
        "events.csv": csv_of(events(pair)),
        **({} if bands is None else {"pairs.csv": csv_of(pairs(bands))}),
        "metadata.json": json.dumps(metadata(pair, lang), indent=2, ensure_ascii=False).encode(),
        "configuration.json": as_json(pair.configuration).encode(),
        "picture.png": picture(pair, lang),
        "report.html": report(pair, lang).encode(),
        "README.txt": _read_me(pair, lang, bands).encode(),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def table(pair: Pair) -> pd.DataFrame:
    """A row per month; every quantity `without.` and `with.` the programme."""
    without = pair.without.values.add_prefix("without.")
    accompanied = pair.accompanied.values.add_prefix("with.")
    both = without.join(accompanied)
    both.insert(0, "month", range(len(both)))
    both.insert(1, "date", [pair.when(month).isoformat() for month in range(len(both))])
    return both.reset_index(drop=True)


def events(pair: Pair) -> pd.DataFrame:
    """The log of both worlds, from which the page's sentences are counted."""
    logs = {"without": pair.without.events, "with": pair.accompanied.events}
    told = [log.assign(world=world, kind=log["kind"].astype(str)) for world, log in logs.items()]
    return pd.concat(told, ignore_index=True)[
        ["world", "month", "kind", "subject", "other", "value"]
    ]


def pairs(bands: Bands) -> pd.DataFrame:
    """A row per pair and quantity: the mean of the last twelve months in both worlds."""
    rows = []
    for quantity, chart in enumerate(CHARTS):
        without, accompanied = (chart.at_the_end(each) for each in bands.values[..., quantity])
        for place, ends in enumerate(zip(accompanied, without, strict=True)):
            rows.append((place + 1, bands.seed + place, chart.metric, *ends))
    told = pd.DataFrame(rows, columns=["pair", "seed", "quantity", "with", "without"])
    come = told.groupby("pair")[["with", "without"]].transform("count").sum(axis=1) > 0
    return told[come].sort_values(["pair"], kind="stable").reset_index(drop=True)


def metadata(pair: Pair, lang: str) -> dict[str, Any]:
    """What the columns mean, and what gave the numbers."""
    return {
        "version": version("tessuto"),
        "code": code_hash(),
        "address": f"?{address_of(pair.configuration)}",
        "address_says_everything": is_whole(pair.configuration),
        "caption": caption(pair, lang),
        "columns": {
            name: {
                "label": translate(METRICS[name].label, lang),
                "unit": translate(METRICS[name].unit, lang),
                "meaning": translate(METRICS[name].doc, lang) if METRICS[name].doc else "",
            }
            for name in pair.without.values.columns
        },
        "scenario": pair.scenario.model_dump(mode="json"),
        "programme": pair.plan.model_dump(mode="json"),
    }


def _read_me(pair: Pair, lang: str, bands: Bands | None) -> str:
    lines = [
        caption(pair, lang),
        "",
        translate("data.csv: a row per month; each quantity without and with the programme.", lang),
        translate("events.csv: the log of both worlds; firms are numbered as in «A life».", lang),
        *([] if bands is None else [_pairs_said(bands, lang)]),
        translate("metadata.json: labels, units, scenario and programme as they were lived.", lang),
        translate("configuration.json: open it in the page to see this again.", lang),
        translate("report.html, picture.png: the view, to be read and printed.", lang),
    ]
    return "\n".join(lines) + "\n"


def _pairs_said(bands: Bands, lang: str) -> str:
    return ntranslate(
        "pairs.csv: {n} pair of {of}, each with its seed; means of the last twelve months.",
        "pairs.csv: {n} pairs of {of}, each with its seed; means of the last twelve months.",
        bands.pairs, lang, of=number(bands.of, lang=lang),
    )  # fmt: skip
