"""Find a programme by name or file, check it, freeze it.

Raises: InputError with the file, line and path of what is wrong.
"""

from __future__ import annotations

from pathlib import Path

from simulation.accompaniment.programme import Programme
from simulation.places import scenarios_folder
from simulation.reading import read_yaml


def read_programme(name: str | Path | Programme) -> Programme:
    """Return the frozen programme of a name or file."""
    if isinstance(name, Programme):
        return name
    path = Path(name)
    if path.suffix not in (".yaml", ".yml"):
        path = scenarios_folder() / "programmes" / f"{name}.yaml"
    given = read_yaml(path).plain()
    given.setdefault("name", path.stem)
    return Programme.model_validate(given)
