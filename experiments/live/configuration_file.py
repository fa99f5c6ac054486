"""The page's whole configuration as a JSON file, and that file read again, line by line if wrong.

Raises: InputError with the line and the place of what cannot be used.
"""

from __future__ import annotations

import json
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from experiments.live.broken_json import said_of
from experiments.live.configuration import Configuration
from simulation.errors import InputError
from simulation.explanation import explained
from simulation.language import speaking, translate
from simulation.placed import Placed
from simulation.reading import read_yaml

LARGEST = 512 * 1024
ABOUT = "tessuto"


def as_json(configuration: Configuration) -> str:
    """The whole configuration, with the version that wrote it."""
    told = {ABOUT: version("tessuto"), **configuration.model_dump(mode="json")}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def schema() -> dict[str, Any]:
    """The JSON schema of such a file, for editors."""
    return Configuration.model_json_schema()


def read_configuration(name: str, content: bytes, lang: str) -> Configuration:
    """The configuration in a file. Raises InputError, in the visitor's language."""
    with speaking(lang), tempfile.TemporaryDirectory() as folder:
        if len(content) > LARGEST:
            raise InputError(translate("the file is larger than {n} KB", n=LARGEST // 1024))
        path = Path(folder) / (Path(name).name[-80:] or "configuration.json")
        path.write_bytes(content)
        given = _given(path, content)
        given = Placed({k: v for k, v in given.value.items() if k != ABOUT}, given.file, given.line)
        try:
            found = Configuration.model_validate(given.plain())
        except ValidationError as error:
            raise explained(error, given, schema()) from None
        found.scenario()
        found.plan()
        found.other_plan()
        return found


def _given(path: Path, content: bytes) -> Placed:
    """Return what the file holds: JSON is YAML, and YAML is read with its lines."""
    try:
        return read_yaml(path)
    except InputError:
        try:
            json.loads(content)
        except json.JSONDecodeError as error:
            raise InputError(said_of(error), file=path, line=error.lineno) from None
        except ValueError:
            pass
        raise
