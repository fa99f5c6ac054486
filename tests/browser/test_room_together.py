"""What phones and screens of one room do together: bets, one plan, own items, a network, a restart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from experiments.live.addresses import LOOPBACK, network_address
from tests.unit.live.phones import Phone, all_at_once

pytestmark = pytest.mark.browser
READY = 90_000
AT_NIGHT = pytest.mark.nightly
OWN = """item_id;label_fr;label_it;label_en;kind;scale_min;scale_max
eau;L'eau de la rivière;L'acqua del fiume;Water of the river;need;1;5
savon;Cuire le savon;Fare il sapone;Making soap;skill;1;5
friche;La friche;L'area dismessa;The wasteland;resource;1;5
"""
SAID = {
    "fr": ("Paris par téléphone : 8 sur 9", "Fermer les paris et montrer", "le modèle", "Parier",
           "sont fermés"),
    "it": ("Scommesse da telefono: 8 su 9", "Chiudere le scommesse e mostrare", "il modello",
           "Prima", "sono chiuse"),
    "en": ("Bets by phone: 8 of 9", "Close the bets and show", "the model", "Bet first",
           "are closed"),
}  # fmt: skip


def open_stage(look, address: str, query: str = ""):
    stage = look(f"{address}?firms=40{query}")
    stage.set_default_timeout(READY)
    stage.wait_for_selector(".tessuto[data-pair]")
    return stage


def hide_the_result(stage, bet_first: str, programme: str) -> None:
    """Bet first: the result of a change stays hidden, and is not bet on before it is there."""
    shown = stage.get_attribute(".tessuto", "data-pair")
    stage.click(f".t-tools >> text={bet_first}")
    stage.locator("[data-lever=programme]").select_option(programme)
    stage.wait_for_selector(f".tessuto:not([data-pair='{shown}']) .t-guesses")


@pytest.mark.parametrize(
    "lang", ["fr", *(pytest.param(each, marks=AT_NIGHT) for each in ("it", "en"))]
)
def test_phones_bet_before_the_stage_shows(serve, look, keep_picture, lang: str) -> None:
    served = serve("--room", "--host", LOOPBACK)
    stage = open_stage(look, served.address, f"&language={lang}")
    phones = [Phone(served.room, n) for n in range(8)]
    all_at_once(phones, "come_in")
    late = look(served.room, "phone", locale=lang)
    late.set_default_timeout(READY)
    hide_the_result(stage, SAID[lang][3], "cash")
    stage.click(".t-phones button")
    late.click("button[value=elu]")  # comes in while the bets are open, and is asked at once
    late.wait_for_url("**/bet")
    keep_picture(late, f"phone-bet-{lang}")
    late.click("button[value=less]")
    late.click("a.go")
    late.click("button[value=alike]")  # the last word counts
    for n, phone in enumerate(phones[:7]):
        phone.bet(("more", "more", "less")[n % 3])
    phones[7].ask("GET", phones[7].at.path)  # looks, and does not bet
    count, show, model, _, closed = SAID[lang]
    stage.wait_for_selector(f"text={count}")
    assert stage.locator(".t-bet-shares").is_hidden()
    keep_picture(stage, f"stage-bets-open-{lang}")
    stage.click(f"text={show}")
    stage.wait_for_selector(".t-bet-shares:not([hidden])")
    numbers = stage.locator(".t-share-n").all_inner_texts()
    assert numbers == ["5", "1", "2"]
    assert model in stage.inner_text(".t-share.is-came")
    keep_picture(stage, f"stage-bets-shown-{lang}")
    late.wait_for_selector(f"h1:has-text('{closed}')")  # turns by itself, and tells no result
    assert late.locator("button, a.go").count() == 0
    keep_picture(late, f"phone-bets-closed-{lang}")
    erase(stage)


def erase(page) -> None:
    """Leave the room as it was found, for the next test."""
    panel = page.locator(".room-last")
    panel.locator("button").last.click()
    panel.locator("button.error").click()
    page.wait_for_selector(".room-count:text-matches('^0 ')")


def test_a_plan_made_on_one_screen_is_on_every_stage(serve, look, keep_picture) -> None:
    served = serve("--room", "--host", LOOPBACK)
    screen = look(served.address + "screen")
    screen.set_default_timeout(READY)
    stage = open_stage(look, served.address)
    phones = [Phone(served.room, n) for n in range(8)]
    all_at_once(phones, "come_in")
    screen.click("text=Ouvrir les questions")
    screen.wait_for_selector("text=Fermer les questions")
    all_at_once(phones, "answer_all")
    screen.click("text=Fermer les questions")
    screen.click("text=3 Plan")
    screen.click("text=Faire le plan")
    screen.wait_for_selector(".room-actions li")
    assert stage.locator("[data-lever=programme]").input_value() == "facilitated"
    screen.click("text=Partir d'ici dans la simulation")
    stage.wait_for_function("document.querySelector('[data-lever=programme]').value === 'own'")
    keep_picture(stage, "stage-plan-of-the-room")
    later = open_stage(look, served.address)
    assert later.locator("[data-lever=programme]").input_value() == "own"
    other = open_stage(look, f"{served.address}", "&programme=cash")
    assert other.locator("[data-lever=programme]").input_value() == "cash"
    erase(screen)


def test_own_items_go_from_a_file_to_the_phones_and_the_grid(
    serve, look, keep_picture, tmp_path_factory
) -> None:
    path = tmp_path_factory.mktemp("own") / "mine.csv"
    path.write_text(OWN, encoding="utf-8")
    served = serve("--room", "--host", LOOPBACK, "--items", str(path))
    screen = look(served.address + "screen")
    screen.set_default_timeout(READY)
    screen.wait_for_selector("text=L'eau de la rivière · Cuire le savon · La friche")
    screen.click("text=Ouvrir les questions")
    screen.wait_for_selector("text=Fermer les questions")
    phones = [Phone(served.room, n) for n in range(8)]
    all_at_once(phones, "come_in")
    phone = look(served.room, "phone", locale="it")
    phone.click("button[value=elu]")
    assert phone.inner_text("h1") == "L'acqua del fiume"
    keep_picture(phone, "phone-own-item-it")
    all_at_once(phones, "answer_all")
    screen.wait_for_selector("text=8 / 9")
    screen.click("text=2 Priorités")
    screen.wait_for_selector("img.room-picture")
    drawn = screen.evaluate(
        "atob(document.querySelector('img.room-picture').src.split('base64,')[1])"
    )
    assert "wasteland" not in drawn
    keep_picture(screen, "room-own-items-grid")
    with screen.expect_download() as coming:
        screen.click("text=Enregistrer les réponses")
    saved = Path(coming.value.path()).read_text(encoding="utf-8")
    assert set(re.findall(r",(eau|savon|friche),", saved)) == {"eau", "savon", "friche"}


def test_phones_come_in_over_the_network(serve, look, keep_picture) -> None:
    own = network_address()
    if own == LOOPBACK:
        pytest.skip("this machine is in no network")
    served = serve("--room", "--host", "0.0.0.0")
    assert served.room.startswith(f"http://{own}:")
    screen = look(served.address + "screen")
    screen.set_default_timeout(READY)
    screen.wait_for_selector(".room-link")
    assert screen.inner_text(".room-link") == served.room.removeprefix("http://")
    phone = look(served.room, "phone", locale="en")
    phone.click("button[value=artisan]")
    screen.wait_for_selector("text=1 personne")
    keep_picture(screen, "room-on-the-network")
    outside = look(served.room.partition("/room/")[0])
    assert "facilitator" in outside.inner_text("body")  # the stage is not for neighbours
    key = re.search(r"http\S+\?key=\S+", "".join(served.said))
    assert key is not None
    stage = look(key[0])
    stage.wait_for_selector(".tessuto[data-pair]", timeout=READY)
    assert "key=" not in stage.url


def test_a_phone_says_that_the_server_is_gone_and_goes_on_after_it(
    start, look, keep_picture, tmp_path: Path
) -> None:
    options = ("--room", "--host", LOOPBACK, "--keep", str(tmp_path / "room"))
    served = start(*options)
    port = served.room.partition("/room/")[0].rpartition(":")[2]
    waiting, answering = (look(served.room, "phone", locale="fr") for _ in range(2))
    for phone in (waiting, answering):
        phone.set_default_timeout(READY)
        phone.click("button[value=artisan]")
    assert "fichier" in look(served.room, "phone", locale="fr").inner_text("main")
    screen = look(served.address + "screen")
    screen.set_default_timeout(READY)
    screen.wait_for_selector("text=2 personnes")
    screen.click("text=Ouvrir les questions")
    for phone in (waiting, answering):
        phone.wait_for_url("**/1")
    answering.click("label:has(input[name=importance][value='4'])")
    answering.click("button.go")
    answering.wait_for_url("**/2")
    screen.wait_for_timeout(2_000)
    served.process.kill()
    served.process.wait()
    for phone in (waiting, answering):
        phone.wait_for_selector("#state:has-text('Connexion perdue')")
    keep_picture(answering, "phone-connection-lost")
    answering.click("label:has(input[name=importance][value='5'])")
    answering.click("button.go")  # what was ticked is not lost to an error page
    assert answering.is_checked("input[name=importance][value='5']")
    again = start(*options, "--port", port)
    assert again.room == served.room
    for phone in (waiting, answering):
        phone.wait_for_selector("#state", state="hidden")
    answering.click("button.go")
    answering.wait_for_url("**/3")
    screen.goto(again.address + "screen")
    screen.wait_for_selector("text=2 personnes")
