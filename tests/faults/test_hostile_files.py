"""Files that are no files, never end, explode, or lead elsewhere: refused, quickly, in little memory."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from experiments.run_folder import MANIFEST, read
from simulation.errors import InputError
from simulation.instruments.read_items import read_items
from simulation.instruments.read_survey import read_mapping, read_survey
from simulation.read_programme import read_programme
from simulation.read_scenario import read_scenario
from tests.faults.test_readers import within

HUNDRED_MEGABYTES = 100_000_000
READ: dict[str, Callable[[Path], object]] = {
    "scenario": read_scenario,
    "programme": read_programme,
    "survey": read_survey,
    "items": read_items,
    "mapping": read_mapping,
    "register": lambda path: read_scenario("baseline", {"register_file": {"file": str(path)}}),
    "relations": lambda path: read_scenario("valley_register", {"relations_file": {"file": str(path)}}),
}  # fmt: skip


def complaint(read: Callable[[Path], object], path: Path) -> str:
    with pytest.raises(InputError) as caught, within(20):
        read(path)
    return str(caught.value)


@pytest.mark.parametrize("reader", READ)
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_no_file(reader: str, device: str) -> None:
    if not Path(device).exists():
        pytest.skip(f"no {device} here")
    assert "a file was expected" in complaint(READ[reader], Path(device))


@pytest.mark.parametrize("reader", READ)
def test_a_pipe_is_not_waited_for(tmp_path: Path, reader: str) -> None:
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    assert "pipe.yaml: this is a pipe or a device" in complaint(READ[reader], path)


@pytest.mark.parametrize("reader", READ)
def test_links_that_go_round_lead_nowhere(tmp_path: Path, reader: str) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    assert complaint(READ[reader], tmp_path / "a.yaml").startswith("a.yaml: ")


@pytest.mark.parametrize("reader", sorted(set(READ) - {"register", "relations"}))
def test_a_hundred_megabytes_are_refused(tmp_path: Path, reader: str) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(HUNDRED_MEGABYTES)
    assert "large.yaml: the file is too large: 100" in complaint(READ[reader], path)


@pytest.mark.parametrize("reader", ["register", "relations"])
def test_a_register_may_be_large_but_not_endless(tmp_path: Path, reader: str) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(HUNDRED_MEGABYTES * 6)
    assert "the file is too large: 600" in complaint(READ[reader], path)


@pytest.mark.parametrize("reader", READ)
@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 5000 + ".yaml", "missing/../x.yaml"])
def test_a_name_that_is_none(reader: str, name: str) -> None:
    assert complaint(READ[reader], Path(name))


@pytest.mark.parametrize("name", ["pipe.yaml", "sub/../../out.yaml", "/dev/zero", "/proc/self/environ", "loop.yaml", "up.yaml"])  # fmt: skip
def test_extends_opens_nothing_but_a_file_beside(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    os.mkfifo(inside / "pipe.yaml")
    (inside / "loop.yaml").symlink_to(inside / "loop.yaml")
    (tmp_path / "out.yaml").write_text("extends: baseline\n")
    (inside / "up.yaml").symlink_to(tmp_path / "out.yaml")
    (inside / "mine.yaml").write_text(f"extends: {name}\n")
    said = complaint(read_scenario, inside / "mine.yaml")
    assert said.startswith(("mine.yaml:1: extends: ", "pipe.yaml: this is a pipe"))


def test_a_manifest_that_nests_without_end(tmp_path: Path) -> None:
    for text in ("[" * 100_000, '{"a":' * 100_000, '{"start": 1e999}', "NaN", '{"start": "0000"}'):
        (tmp_path / MANIFEST).write_text(text)
        assert "not the manifest of a run" in complaint(read, tmp_path)


BOMBS = '''
    import resource, sys
    from pathlib import Path
    from simulation.errors import InputError
    from simulation.instruments.read_survey import read_survey
    from simulation.read_programme import read_programme
    from simulation.read_scenario import read_scenario

    laughs = "a: &a [1,1,1,1,1,1,1,1,1]\\n" + "".join(
        f"{b}: &{b} [{','.join(['*' + a] * 9)}]\\n" for a, b in zip("abcdefgh", "bcdefghi")
    )
    merges = "a: &a {x: 1}\\n" + "".join(f"b{n}: {{<<: [{', '.join(['*a'] * 50)}]}}\\n" for n in range(3000))
    deep = "a: " + "{b: " * 90_000
    wide = "extends: baseline\\n" + "".join(f"k{n}: 1\\n" for n in range(18_000))
    crowd = "respondent_id;item_id;importance;current\\n" + "".join(f"r{n};i{n};4;3\\n" for n in range(60_000))
    long = "respondent_id;item_id;importance;current\\n" + "r;" + "x" * 9_000_000 + ";4;3\\n"
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    path = Path(sys.argv[1])
    for text, reads in ((laughs, (read_scenario, read_programme)), (merges, (read_scenario,)), (deep, (read_scenario,)),
                        (wide, (read_scenario, read_programme)), (crowd, (read_survey,)), (long, (read_survey,))):
        path.write_text(text)
        for read in reads:
            try:
                read(path)
            except InputError as error:
                print(error)
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used) / 1024, file=sys.stderr)
'''  # fmt: skip


def test_files_that_explode_cost_little_memory(tmp_path: Path) -> None:
    """Read in a process of its own, so that the memory counted is theirs."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(BOMBS), str(tmp_path / "bomb.yaml")],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert len(done.stdout.splitlines()) >= 7
    assert float(done.stderr.splitlines()[-1]) < 500
