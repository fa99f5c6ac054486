"""A study in files of one's own: what they hold makes the study, what they are called is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.report.titles import Titles
from experiments.run_study import Settings, run
from experiments.store import Store
from experiments.store.kept_study import KeptStudy
from experiments.study.plan import plan_of
from experiments.study.read_study import from_plain, study_and_places
from experiments.study.recorded import as_kept
from simulation import language

VALLEY = "extends: alpine_valley\ntitle: {{en: Maira Valley, fr: Val Maira}}\nrelations: {{trust: {trust}}}\n"


def written(folder: Path, trust: float = 0.5, contexts: str = "[valley.yaml]") -> Path:
    """A study of one history, in a valley of one's own."""
    (folder / "valley.yaml").write_text(VALLEY.format(trust=trust))
    path = folder / "mine.yaml"
    path.write_text(
        f"contexts: {contexts}\nset: {{warm_up: 2}}\nfirms: 20\nmonths: 3\n"
        "replications: 1\noutcomes: [jobs@end]\n"
    )
    return path


def kept(path: Path) -> KeptStudy:
    """What a store would keep of it."""
    return as_kept(plan_of(*study_and_places(path)), (1,))


def test_what_a_file_holds_makes_the_study_and_not_where_it_lies(tmp_path: Path) -> None:
    first = kept(written(tmp_path)).digest
    assert kept(written(tmp_path)).digest == first
    assert kept(written(tmp_path, trust=0.1)).digest != first
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert kept(written(elsewhere)).digest == first


def test_going_on_with_changed_files_says_so_and_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_chosen", "en")
    store, alone = tmp_path / "store", Settings(workers=1)
    former = run(written(tmp_path), store, alone).study
    again = run(from_plain(former.study), store, alone, former=former)
    assert (again.lived, again.notices) == (0, [])
    written(tmp_path, trust=0.1)
    changed = run(from_plain(former.study), store, alone, former=former)
    assert changed.notices[0].startswith("valley.yaml no longer holds what was lived as mine-")
    assert set(Store(store).studies()["digest"]) == {former.digest, changed.study.digest}
    then = Store(store).table(former.full_name)["run"].tolist()
    assert then != Store(store).table(changed.study.full_name)["run"].tolist()
    assert len(then) == 1


def test_a_file_of_ones_own_is_called_by_its_title(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_chosen", "fr")
    plain = kept(written(tmp_path))
    assert Titles().within(plain).context("valley") == "Val Maira"
    other = kept(written(tmp_path, contexts="{dry: {of: valley.yaml, set: {relations.trust: 0}}}"))
    assert Titles().within(other).context("dry") == "dry"
    bare = written(tmp_path)
    (tmp_path / "valley.yaml").write_text("extends: alpine_valley\n")
    assert Titles().within(kept(bare)).context("valley") == "valley"
