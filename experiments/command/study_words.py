"""What is said of studies: how one went, how far those of a store are, which there are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.command.counts import runs_and_twins
from simulation.errors import InputError
from simulation.language import ntranslate, number, translate

if TYPE_CHECKING:
    from experiments.run_study import Finished
    from experiments.study.counting import Count
    from experiments.study.study import Study

FEW_CELLS = 200
"""As many are told apart for a list, which should be there at once."""


def finished_told(done: Finished, store: Path) -> dict[str, Any]:
    """Return how a study went, for machines; `asked` are runs and twins together."""
    runs, twins = _planned(done, store)
    return {
        "study": done.study.name,
        "digest": done.study.digest,
        "store": str(store),
        "asked": done.asked,
        "runs": runs,
        "twins": twins,
        "held": done.held,
        "lived": done.lived,
        "failed": done.failed,
        "left": done.left,
        "seeds": len(done.study.seeds),
        "seconds": round(done.seconds, 3),
        "busy": round(done.busy, 3),
        "workers": done.workers,
        "finished": done.finished,
        "half_widths": done.widths,
        "notices": done.notices,
    }


def finished_lines(done: Finished, store: Path) -> Iterator[str]:
    """Yield how a study went, for people."""
    rate = done.lived / done.seconds if done.seconds else 0.0
    yield translate(
        "{name}: {runs}; {lived} lived now ({rate} a second), {held} were there",
        name=done.study.name,
        runs=runs_and_twins(*_planned(done, store)),
        lived=number(done.lived),
        rate=number(rate, 1),
        held=number(done.held),
    )
    for outcome, half in done.widths.items():
        yield "  " + translate(
            "{outcome}: plus or minus {half} at most, after {n} histories",
            outcome=outcome,
            half=f"{half:.4g}",
            n=number(len(done.study.seeds)),
        )
    if done.failed:
        yield "  " + translate(
            "{n} failed: `tessuto study status` says why, `resume --failed` tries them again",
            n=number(done.failed),
        )
    yield translate("Kept in {folder}", folder=store)


def _planned(done: Finished, store: Path) -> tuple[int, int]:
    """How many runs the study asks for, and how many twins beside them."""
    from experiments.store.kept_study import read_plan
    from experiments.store.kept_study import runs_and_twins as told_apart

    runs, twins = told_apart(read_plan(store / "studies" / done.study.full_name))
    return len(runs), len(twins)


def go_on(name: str, store: Path, scheduler: str | None = None) -> str:
    """Return how to go on with a study that was stopped."""
    command = f"tessuto study resume {name} --store {store}"
    if scheduler:
        command += f" --scheduler {scheduler}"
    return translate("Go on with: {command}", command=command)


def told_of(path: Path, study: str | None) -> list[dict[str, Any]]:
    """Return how far studies of a store are. Raises InputError if there is none of that name."""
    from experiments.store import Store

    store = Store(path)
    chosen, notices = store.studies(), store.notices
    if study is None and chosen.empty:
        for said in notices:
            raise InputError(said)
        raise InputError(translate("{folder} holds no study yet", folder=path))
    if study is not None:
        kept = store.study(study)
        chosen = chosen[chosen["digest"] == kept.digest]
        if chosen.empty:
            store.plan(kept)  # says why
    told = []
    for row in chosen.to_dict("records"):
        failures = store.failures(f"{row['name']}-{row['digest']}")
        told.append(
            {
                "study": row["name"],
                "digest": row["digest"],
                "runs": int(row["runs"]),
                "twins": int(row["twins"]),
                "done": int(row["done"]),
                "failed": len(failures),
                "points": int(row["points"]),
                "code": row["code"],
                "version": row["version"],
                "written": row["written"],
                "failures": failures[["run", "point", "context", "programme", "seed", "error"]]
                .head(20)
                .to_dict("records"),
                "notices": notices,
            }
        )
    return told


def status_lines(told: list[dict[str, Any]]) -> Iterator[str]:
    """Yield how far studies are, for people."""
    for each in told:
        yield translate(
            "{name} ({digest}): {done} of {runs}, {failed} failed; {when}",
            name=each["study"],
            digest=each["digest"],
            done=number(each["done"]),
            runs=runs_and_twins(each["runs"], each["twins"]),
            failed=number(each["failed"]),
            when=each["written"],
        )
        for failure in each["failures"]:
            yield "  " + translate(
                "{context}, {programme}, point {point}, seed {seed}: {error}", **failure
            )
    yield from told[0]["notices"] if told else ()


def shipped(path: Path) -> list[dict[str, Any]]:
    """Return the studies that come with the package, and how far they are in a store."""
    from experiments.command.listing import in_language
    from experiments.store import Store
    from experiments.study.points import count_of
    from experiments.study.read_study import studies, study_and_places

    kept = Store(path).studies() if path.is_dir() else None
    told = []
    for name in studies():
        study, _ = study_and_places(name)
        count = _count(study)
        done = [] if kept is None else kept[kept["name"] == name]["done"].tolist()
        told.append(
            {
                "name": name,
                "title": in_language(study.title),
                "description": in_language(study.description),
                "design": study.design.kind,
                "points": count_of(study),
                "runs": count.runs,
                "exact": count.exact,
                "in_the_store": int(max(done, default=0)),
                "outcomes": list(study.outcomes),
            }
        )
    others = set() if kept is None else set(kept["name"]) - {each["name"] for each in told}
    for name in sorted(others):
        row = kept[kept["name"] == name].iloc[0]  # type: ignore[index]
        told.append(
            {
                "name": name,
                "title": in_language(row["title"]),
                "description": "",
                "design": "",
                "points": int(row["points"]),
                "runs": int(row["runs"]),
                "exact": True,
                "in_the_store": int(row["done"]),
                "outcomes": [],
            }
        )
    return told


def _count(study: Study) -> Count:
    """How many runs a study makes: each told apart where they are few, else at most so many."""
    from experiments.study.counting import Count, counted
    from experiments.study.plan import plan_of
    from experiments.study.points import count_of

    cells = count_of(study) * len(study.contexts) * len(study.programmes)
    if cells <= FEW_CELLS:
        return counted(plan_of(study))
    drawn = any(
        each.uniform or each.log_uniform or each.normal for each in study.uncertainties.values()
    )
    kind = study.design.kind
    apart = (kind == "factorial" and not study.levers) or (kind == "latin_hypercube" and drawn)
    return Count(cells * study.replications.seeds, exact=apart)


def list_lines(told: list[dict[str, Any]]) -> Iterator[str]:
    """Yield which studies there are, for people."""
    widest = max((len(each["name"]) for each in told), default=0)
    counts = [_runs_of(each) for each in told]
    longest = max(map(len, counts), default=0)
    for each, runs in zip(told, counts, strict=True):
        yield f"{each['name']:<{widest}}  {runs:>{longest}}  {each['title']}"


def _runs_of(told: dict[str, Any]) -> str:
    runs = ntranslate("{n} run", "{n} runs", told["runs"])
    return runs if told["exact"] else translate("up to {runs}", runs=runs)
