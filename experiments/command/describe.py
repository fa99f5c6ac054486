"""`tessuto describe`: the ODD's tables, TRACE's count, the schemas, written from declarations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from simulation.errors import InputError
from simulation.language import translate

STALE = 1


def describe(
    check: Annotated[
        bool,
        typer.Option("--check", help=translate("Write nothing; end with 1 if something is stale.")),
    ] = False,
) -> None:
    fresh = generated()
    stale = [path for path, text in fresh.items() if _current(path) != text]
    for path in stale:
        if not check:
            _write(path, fresh[path])
        word = translate("stale: {file}") if check else translate("written: {file}")
        typer.echo(word.format(file=path))
    if not stale:
        typer.echo(translate("Everything is fresh."))
    if check and stale:
        raise typer.Exit(STALE)


def generated() -> dict[Path, str]:
    """Every generated file and what must be in it. Raises InputError outside a checkout."""
    import analysis
    import simulation
    from experiments.command.odd_tables import MAKERS, fill, named_in
    from experiments.study.study import study_schema
    from simulation.places import scenarios_folder
    from simulation.read_programme import programme_schema
    from simulation.scenario import scenario_model

    folder = Path(simulation.__path__[0])
    document = folder / "README.md"
    if not document.is_file():
        raise InputError(
            translate("{file} is missing: describe works in a checkout of tessuto", file=document)
        )
    text = document.read_text(encoding="utf-8")
    for missing in sorted(set(MAKERS) - named_in(text)):
        raise InputError(
            translate("there is no place for the table {name}", name=missing), file=document
        )
    schemas = scenarios_folder() / "schema"
    trace = Path(analysis.__path__[0]) / "documents" / "trace.md"
    return {
        document: fill(text),
        trace: fill(_current(trace)),
        schemas / "scenario.schema.json": _json(scenario_model().model_json_schema()),
        schemas / "programme.schema.json": _json(programme_schema()),
        schemas / "study.schema.json": _json(study_schema()),
    }


def _json(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _current(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            translate("cannot be written: {reason}", reason=reason), file=path
        ) from error
