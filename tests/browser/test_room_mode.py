"""A room from the code on the screen to the trial of its plan, phones and big screen together."""

from __future__ import annotations

import pytest

from tests.unit.live.phones import Phone, all_at_once

pytestmark = pytest.mark.browser
READY = 30_000


def test_a_room_from_the_code_to_the_trial(serve, look, keep_picture) -> None:
    served = serve("--room", "--host", "127.0.0.1")
    screen = look(served.address + "screen")
    screen.wait_for_selector(".room-panel svg", timeout=READY)
    screen.set_default_timeout(READY)
    phones = [Phone(served.room, n) for n in range(24)]
    all_at_once(phones, "come_in")
    screen.wait_for_selector("text=24 personnes", timeout=READY)
    screen.click("text=Ouvrir les questions")
    screen.wait_for_selector("text=Fermer les questions", timeout=READY)
    keep_picture(screen, "room-1-ask")
    all_at_once(phones, "answer_all")
    screen.wait_for_selector("text=24 / 24", timeout=READY)
    screen.click("text=Fermer les questions")
    screen.click("text=2 Priorités")
    screen.wait_for_selector("img.room-picture", timeout=READY)
    keep_picture(screen, "room-2-grid")
    screen.click("text=3 Plan")
    screen.click("text=Faire le plan")
    screen.wait_for_selector(".room-actions li", timeout=READY)
    keep_picture(screen, "room-3-plan")
    screen.click("text=Partir d'ici dans la simulation")
    screen.wait_for_selector("text=sous son plan", timeout=READY)
    screen.click("text=4 Second regard")
    screen.click("text=Ouvrir le second tour")
    screen.wait_for_selector("text=Fermer les questions", timeout=READY)
    for phone in phones[:20]:
        phone.answer_all(lean=phone.lot.choice((0, 0, 1)))
    screen.click("text=Fermer les questions")
    screen.wait_for_selector("img.room-picture", timeout=READY)
    screen.wait_for_timeout(500)
    keep_picture(screen, "room-4-second-look", whole=True)
    screen.click("text=5 Voter")
    screen.click("text=Ouvrir le vote")
    screen.wait_for_selector("text=Fermer le vote", timeout=READY)
    all_at_once(phones, "vote")
    screen.wait_for_selector("text=24 bulletins", timeout=READY)
    keep_picture(screen, "room-5-vote")
    screen.click("text=Fermer le vote")
    screen.click("text=6 Essayer")
    screen.click("text=/Vivre .* paires/")
    screen.wait_for_selector(".room-table tr:nth-child(3)", timeout=90_000)
    keep_picture(screen, "room-6-trial")
    screen.click("text=Effacer toutes les réponses")
    screen.click("text=Effacer pour de bon")
    screen.wait_for_selector("text=0 personne", timeout=READY)


def test_the_screen_speaks_as_the_stage_does(serve, look) -> None:
    served = serve("--room", "--host", "127.0.0.1")
    stage, screen = look(served.address), look(served.address + "screen")
    stage.wait_for_selector(".tessuto[data-pair]", timeout=60_000)
    screen.wait_for_selector(".room-step:has-text('Demander')", timeout=READY)
    stage.click("button[lang=it]")
    screen.wait_for_selector(".room-step:has-text('Chiedere')", timeout=READY)
    assert look(served.address + "screen").get_attribute("html", "lang") == "it"
    stage.click("button[lang=fr]")
    screen.wait_for_selector(".room-step:has-text('Demander')", timeout=READY)


@pytest.mark.parametrize("lang", ["fr", "it", "en"])
def test_a_phone_in_three_languages(serve, look, keep_picture, lang: str) -> None:
    served = serve("--room", "--host", "127.0.0.1")
    screen = look(served.address + "screen")
    screen.wait_for_selector(".room-panel svg", timeout=READY)
    phone = look(served.room, "phone", locale=lang, java_script_enabled=False)
    keep_picture(phone, f"phone-1-enter-{lang}")
    assert phone.get_attribute("html", "lang") == lang
    phone.click("button[value=artisan]")
    keep_picture(phone, f"phone-2-wait-{lang}")
    screen.click("text=1 Demander")
    screen.click("text=Ouvrir les questions")
    screen.wait_for_selector("text=Fermer les questions", timeout=READY)
    phone.goto(served.room)
    phone.click("label:has(input[name=importance][value='4'])")
    phone.click("label:has(input[name=current][value='2'])")
    phone.click("label:has(input[name=desired][value=nsp])")
    keep_picture(phone, f"phone-3-question-{lang}", whole=True)
    phone.click("button.go")
    assert phone.url.endswith("/2")
    screen.click("text=Fermer les questions")
    screen.click("text=Effacer toutes les réponses")
    screen.click("text=Effacer pour de bon")
