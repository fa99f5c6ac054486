"""The address in the browser, files in and files out, two visitors apart from each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
READY = 30_000


def test_the_address_opens_the_page_and_follows_it(
    serve, look, keep_picture, tmp_path: Path
) -> None:
    served = serve()
    page = look(f"{served.address}?territory=alpine_valley&firms=99999&seed=3&language=it")
    page.set_default_timeout(READY)
    page.wait_for_selector("text=Mostrarlo ad altri")
    page.wait_for_function("location.search.includes('firms=2000')")
    assert "territory=alpine_valley" in page.url
    page.wait_for_selector("text=Una pagina da stampare")
    keep_picture(page, "own-material-it", whole=True)
    chosen = tmp_path / "mine.json"
    chosen.write_text(json.dumps({"territory": "mono_product", "firms": 60, "seed": 9}))
    page.set_input_files("input[type=file]", str(chosen))
    page.wait_for_function("location.search.includes('seed=9')")
    chosen.write_text('{\n"firms": "many"}')
    page.set_input_files("input[type=file]", str(chosen))
    page.wait_for_selector("text=mine.json:2: firms")
    for _ in range(40):  # files are of what is shown, which follows what is asked
        with page.expect_download() as coming:
            page.click("text=Configurazione (JSON)")
        if coming.value.suggested_filename == "tessuto-mono_product-9.json":
            break
        page.wait_for_timeout(500)
    assert json.loads(Path(coming.value.path()).read_text())["seed"] == 9
    with page.expect_download() as coming:
        page.click("text=Dati e tutto il resto")
    assert Path(coming.value.path()).read_bytes()[:2] == b"PK"


def test_a_survey_becomes_the_plan(serve, look, keep_picture) -> None:
    survey = Path(__file__).resolve().parents[2] / "scenarios" / "surveys" / "valley_survey.csv"
    page = look(f"{serve().address}?firms=60")
    page.set_default_timeout(READY)
    page.wait_for_selector("text=Une page à imprimer")
    page.set_input_files("input[type=file]", str(survey))
    page.click("text=Partir d'ici dans la simulation")
    page.wait_for_selector("text=ne tiennent pas dans une adresse")
    keep_picture(page, "own-survey", whole=True)


def test_two_visitors_do_not_see_each_other(serve, look) -> None:
    address = serve().address
    one, other = (
        look(f"{address}?seed=11&firms=60"),
        look(f"{address}?seed=22&firms=60&language=en"),
    )
    for page, seed, word in ((one, "seed=11", "Emporter"), (other, "seed=22", "Take away")):
        page.wait_for_selector(f"text={word}", timeout=READY)
        page.wait_for_function(f"location.search.includes('{seed}')", timeout=READY)
    one.set_input_files(
        "input[type=file]",
        {"name": "c.json", "mimeType": "application/json", "buffer": b'{"seed": 33, "firms": 60}'},
    )
    one.wait_for_function("location.search.includes('seed=33')", timeout=READY)
    other.wait_for_timeout(1_500)
    assert "seed=22" in other.url
