"""Whoever clicks on a file gets it, though what is around it on the page changes meanwhile."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace

import numpy as np
import pytest

solara = pytest.importorskip("solara")
from solara.components.file_download import FileDownloadWidget  # noqa: E402

from experiments.live.bands import Bands  # noqa: E402
from experiments.live.charts import CHARTS  # noqa: E402
from experiments.live.configuration import Configuration  # noqa: E402
from experiments.live.material.panel import Downloads  # noqa: E402
from experiments.live.pair import lived  # noqa: E402
from experiments.live.session import Snapshot  # noqa: E402

SOON = 60.0


def file_named(rendered, ending: str):
    (found,) = [
        each.widget
        for each in rendered.find(FileDownloadWidget)
        if each.widget.filename.endswith(ending)
    ]
    return found


def arrived(widget) -> bytes:
    until = time.monotonic() + SOON
    while widget.bytes is None and time.monotonic() < until:
        time.sleep(0.02)
    return widget.bytes or b""


@pytest.mark.filterwarnings("ignore")
def test_pairs_that_arrive_behind_a_pair_do_not_take_a_click_back():
    shown = Snapshot(pair=lived(Configuration(firms=40, seed=3)))
    seen = solara.reactive(shown)

    @solara.component
    def Page():
        Downloads(seen.value, "fr")

    _, rendered = solara.render(Page(), handle_error=False)
    chosen = file_named(rendered, ".zip")
    chosen.request_download = True
    values = np.ones((2, 3, shown.pair.scenario.months, len(CHARTS)))
    seen.value = replace(shown, bands=Bands(3, values))
    brought = zipfile.ZipFile(io.BytesIO(arrived(file_named(rendered, ".zip"))))
    assert "data.csv" in brought.namelist()
    chosen.request_download = False
    chosen.request_download = True  # by now the pairs are there
    assert "pairs.csv" in zipfile.ZipFile(io.BytesIO(arrived(chosen))).namelist()
    rendered.close()
