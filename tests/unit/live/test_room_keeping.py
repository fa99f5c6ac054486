"""A room kept in a folder goes on after the machine stopped; erased, nothing of it is left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments.live.room.answers import survey_of
from experiments.live.room.keeping import keep, kept_room
from experiments.live.room.people import Choice
from experiments.live.room.questionnaire import of_items, usual_questionnaire
from experiments.live.room.room import Room
from experiments.run_folder import replace
from simulation.errors import InputError
from simulation.instruments.read_items import read_items
from simulation.instruments.read_survey import read_survey
from simulation.language import speaking

ASKED = usual_questionnaire()


def fill(room: Room, people: int = 6) -> None:
    room.open_survey(1)
    for n in range(people):
        room.come_in(f"v{n}", "artisan")
        for item in ASKED.items:
            room.answer(f"v{n}", item.item_id, {"importance": "4", "current": "2"})
    number = room.open_bet("jobs", {"fr": "Emplois ?"})
    room.bet("v0", number, "less")
    room.end_bet(number, "more")
    room.open_vote([Choice("a", {"fr": "A"}), Choice("b", {"fr": "B"})])
    room.vote("v1", ["b"], "faster")


def test_a_room_goes_on_with_the_same_link_and_the_same_phones(tmp_path: Path) -> None:
    room = kept_room(tmp_path, ASKED, "fr")
    assert room.is_kept
    end = keep(room, tmp_path)
    fill(room)
    end()
    again = kept_room(tmp_path, ASKED, "fr")
    assert again.contents() == room.contents()
    assert again.is_form_of("v1", room.form_token("v1"))
    assert again.given(1) == room.given(1)
    assert again.ballots() == room.ballots()
    again.vote("v2", ["a"], "planned")  # and goes on
    survey = read_survey(tmp_path / "answers.csv", read_items(tmp_path / "items.csv"))
    assert set(survey.respondents) == set(survey_of(room, 1).respondents)
    assert "less,more" in (tmp_path / "bets.csv").read_text()


def test_what_is_erased_is_erased_on_the_disk_too(tmp_path: Path) -> None:
    room = kept_room(tmp_path, ASKED, "fr")
    end = keep(room, tmp_path)
    fill(room)
    end()
    (tmp_path / ".answers.csv.half").write_text("r1;artisan")  # as a stopped machine leaves it
    room = kept_room(tmp_path, ASKED, "fr")
    end = keep(room, tmp_path)
    room.erase()
    end()
    assert [each.name for each in tmp_path.iterdir()] == ["room.json"]
    kept = json.loads((tmp_path / "room.json").read_text())
    assert kept["contents"]["people"] == {}


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"{\"format\": 2}", b"\xff\xfe", b"9" * 50, b'{"format": 1, "secret": 1}',
     b'{"format": 1, "secret": "00", "items": [], "contents": {"token": 3}}'],
)  # fmt: skip
def test_what_is_no_room_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "room.json").write_bytes(content)
    with pytest.raises(InputError, match=r"room\.json"):
        kept_room(tmp_path, ASKED, "fr")
    assert (tmp_path / "room.json").read_bytes() == content


def test_other_items_do_not_go_into_the_same_folder(tmp_path: Path) -> None:
    keep(kept_room(tmp_path, ASKED, "fr"), tmp_path)()
    with pytest.raises(InputError, match="other items"):
        kept_room(tmp_path, of_items(ASKED.items[:3]), "fr")


def test_a_full_disk_stops_nobody(tmp_path: Path, monkeypatch, capsys) -> None:
    room = kept_room(tmp_path, ASKED, "fr")

    def full(path: Path, _content: bytes) -> None:
        raise InputError("no space left", file=path)

    monkeypatch.setattr("experiments.live.room.keeping.replace", full)
    end = keep(room, tmp_path)
    room.come_in("v", "elu")
    monkeypatch.setattr("experiments.live.room.keeping.replace", replace)
    end()
    assert "no space left" in capsys.readouterr().err
    assert kept_room(tmp_path, ASKED, "fr").progress().present == 1


KILLED = """
import sys
import time
from pathlib import Path
from experiments.live.room import keeping
from experiments.live.room.questionnaire import usual_questionnaire
keeping.EVERY = 0.01
folder = Path(sys.argv[1])
room = keeping.kept_room(folder, usual_questionnaire(), "fr")
keeping.keep(room, folder)
room.open_survey(1)
n = room.progress().present
print(n, flush=True)
while True:
    time.sleep(0.001)
    if n < 60:
        room.come_in(f"v{n}", "elu")
    for item in room.questionnaire.items:
        room.answer(f"v{n % 60}", item.item_id, {"importance": "3", "current": "2"})
    n += 1
"""


@pytest.mark.slow
def test_a_killed_server_leaves_a_whole_room(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[3]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    before = 0
    for turn in range(2):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(tmp_path)],
            env=environment, text=True, stdout=subprocess.PIPE,
        )  # fmt: skip
        try:
            assert process.stdout is not None
            assert int(process.stdout.readline()) == before
            wait_for_writes(tmp_path / "room.json")
            time.sleep(0.1 * turn)
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
        room = kept_room(tmp_path, ASKED, "fr")
        assert room.progress().present >= before
        before = room.progress().present
    assert before > 0


def wait_for_writes(path: Path, writes: int = 3) -> None:
    """Wait until a file was put in its place so often."""
    seen: set[int] = set()
    until = time.monotonic() + 60
    while len(seen) <= writes:
        assert time.monotonic() < until, "nothing was kept"
        seen.add(path.stat().st_mtime_ns)
        time.sleep(0.002)


@pytest.mark.parametrize(
    ("lang", "said"),
    [("it", "(non è JSON: manca qualcosa"), ("fr", "(ce n'est pas du JSON : il manque")],
)
def test_a_broken_folder_is_refused_in_the_reader_s_language(
    tmp_path: Path, lang: str, said: str
) -> None:
    (tmp_path / "room.json").write_bytes(b'{\n"format": 1,,\n}')
    with speaking(lang), pytest.raises(InputError) as refused:
        kept_room(tmp_path, ASKED, lang)
    assert said in str(refused.value)
    assert refused.value.line == 2
    assert "Expecting" not in str(refused.value)
