"""Find a scenario, follow `extends`, lay overrides over it, check it, freeze it.

`extends` names a context that comes with the package, or a file in the folder of the file that
extends it (or below): no absolute paths, no `..`. The extending file wins. Mappings merge key by
key, at every depth; lists, texts and numbers are replaced whole; `null` puts nothing in the place
of a value. Overrides are laid over the result the same way, by dotted path (`threats.0.demand`
counts list entries from 0); a path that begins with a group of parameters means `parameters.`.

Raises: InputError with the file, line and path of the value; for an override, with its path.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from simulation.consistency import problems
from simulation.declarations import PARAMETERS
from simulation.errors import InputError
from simulation.explanation import explained, misplaced, near, schema_at
from simulation.language import translate
from simulation.places import scenarios_folder
from simulation.reading import Placed, kind, placed, read_yaml
from simulation.register.own_firms import register_of, relations_of
from simulation.scenario import Scenario, part_defaults, scenario_model

LONGEST_CHAIN = 20
SUFFIXES = (".yaml", ".yml")


def read_scenario(name: str | Path, overrides: Mapping[str, Any] | None = None) -> Scenario:
    """Return the frozen scenario of a context's name or file, with dotted overrides laid over."""
    path = find_context(name)
    given = read_with_bases(path)
    named = Placed(path.stem, path, 1)
    given = _merged(Placed({"name": named}, path, 1), given)
    return _checked(given, overrides or {})


def overlaid(scenario: Scenario, overrides: Mapping[str, Any]) -> Scenario:
    """Return a checked scenario with dotted overrides laid over it."""
    return _checked(placed(scenario.model_dump()), overrides)


def contexts() -> list[str]:
    """Return the names of the contexts that come with the package."""
    return sorted(path.stem for path in (scenarios_folder() / "contexts").glob("*.yaml"))


def find_context(name: str | Path) -> Path:
    """Return the file of a context's name, or the file that was named."""
    text = str(name)
    if text in contexts():
        return scenarios_folder() / "contexts" / f"{text}.yaml"
    path = Path(text)
    is_path = path.suffix in SUFFIXES or path.name != text
    try:
        is_path = is_path or path.exists()
    except (OSError, ValueError):
        is_path = False
    if is_path:
        return path
    said = translate("no context is called {name}", name=repr(text[:80]))
    raise InputError(said + near(text[:80], contexts()))


def read_with_bases(path: Path, above: tuple[Path, ...] = ()) -> Placed:
    """Return what a file says, laid over the file that it extends, and so on."""
    given = read_yaml(path)
    base = given.value.pop("extends", None)
    _locate_files(given, path)
    if base is None:
        return given
    chain = (*above, _resolved(path))
    named = _base(base, path)
    if _resolved(named) in chain:
        circle = " -> ".join(each.name for each in (*chain, named))
        message = translate("extends goes round in a circle: {circle}", circle=circle)
        raise InputError(message, file=path, line=base.line, place="extends")
    if len(chain) > LONGEST_CHAIN:
        message = translate("more than {most} files extend each other", most=LONGEST_CHAIN)
        raise InputError(message, file=path, line=base.line, place="extends")
    return _merged(read_with_bases(named, chain), given)


def _base(base: Placed, path: Path) -> Path:
    """Return the file that `extends` means. Raises InputError for any other place."""

    def refused(message: str) -> InputError:
        return InputError(message, file=path, line=base.line, place="extends")

    name = base.value
    if not isinstance(name, str):
        said = translate("the name of a context was expected, not {kind}", kind=kind(name))
        raise refused(said)
    if re.fullmatch(r"[\w-]+", name):
        if name not in contexts():
            said = translate("no context is called {name}", name=repr(name[:80]))
            raise refused(said + near(name[:80], contexts()))
        return scenarios_folder() / "contexts" / f"{name}.yaml"
    folder = _resolved(path).parent
    try:
        found = (folder / name).resolve()
        inside = found.is_relative_to(folder) and not Path(name).is_absolute()
        if not inside or ".." in re.split(r"[/\\]", name) or found.suffix not in SUFFIXES:
            said = translate(
                "{name} is neither a context nor a YAML file in the folder of this file",
                name=repr(name[:80]),
            )
            raise refused(said)
        if not found.exists():
            raise refused(translate("there is no file {name}", name=repr(name[:80])))
    except (OSError, ValueError, RuntimeError) as error:
        raise refused(translate("{name} is no file name", name=repr(name[:80]))) from error
    return found


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return path


def _locate_files(given: Placed, path: Path) -> None:
    """Read the names of registers as relative to the file that names them."""
    for key in ("register_file", "relations_file"):
        part = given.value.get(key)
        named = part.value.get("file") if part and isinstance(part.value, dict) else None
        if named and isinstance(named.value, str) and named.value and "\0" not in named.value:
            full = str(_resolved(path).parent / named.value)
            part.value["file"] = Placed(full, named.file, named.line)


def _merged(base: Placed, change: Placed) -> Placed:
    if not (isinstance(base.value, dict) and isinstance(change.value, dict)):
        return change
    both = dict(base.value)
    for name, value in change.value.items():
        both[name] = _merged(both[name], value) if name in both else value
    own = change if change.line is not None or base.line is None else base
    return Placed(both, own.file, own.line)


def _checked(given: Placed, overrides: Mapping[str, Any]) -> Scenario:
    registered = given.part("register_file")
    given = _merged(placed(part_defaults()), given)
    for name, value in overrides.items():
        given = _laid(given, _full_path(name), name, placed(value))
    try:
        scenario = scenario_model().model_validate(given.plain())
    except ValidationError as error:
        raise explained(error, given) from None
    for path, message in problems(scenario):
        raise misplaced(given, path, message)
    register = register_of(scenario)
    if register is None:
        return scenario
    relations_of(scenario, register)
    n = len(register)
    wanted = overrides.get("firms", n) if registered and registered.value else n
    if wanted != n:
        message = translate("the register holds {n} firms, and they are all taken", n=n)
        raise InputError(message, place="firms")
    return scenario.model_copy(update={"firms": n})


def _full_path(name: str) -> tuple[str, ...]:
    """Return the parts of a dotted path, `parameters` put before a group of parameters."""
    scenario_model()
    path = tuple(name.split("."))
    if not all(path):
        message = translate("{path} is no path such as meet.strangers", path=repr(name))
        raise InputError(message)
    if path[0] not in PARAMETERS:
        return path
    own = Scenario.model_fields.get(path[0])
    return path if own and (len(path) == 1 or schema_at(path)) else ("parameters", *path)


def _laid(
    given: Placed, path: tuple[str, ...], name: str, value: Placed, *, top: bool = True
) -> Placed:
    """Return the tree with a value laid at a path; what is on the way loses its line in a file."""
    if not path:
        return _merged(given, value)
    head, *rest = path
    inner = given.part(head)
    if isinstance(given.value, list):
        if inner is None:
            n = len(given.value)
            message = translate("there is no entry {head} in a list of {n}", head=repr(head), n=n)
            raise InputError(message, place=name)
        changed: Any = list(given.value)
        changed[int(head)] = _laid(inner, tuple(rest), name, value, top=False)
    elif isinstance(given.value, dict) or given.value is None:
        changed = dict(given.value or {})
        begun = inner if inner is not None else Placed({} if rest else None)
        changed[head] = _laid(begun, tuple(rest), name, value, top=False)
    else:
        message = translate("{value} has no part {head}", value=repr(given.value), head=repr(head))
        raise InputError(message, place=name)
    return Placed(changed, given.file, given.line) if top else Placed(changed)
