"""What `--set PATH=VALUE` and its kin change in a scenario.

Raises: InputError for what is no path or no value.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from simulation.errors import InputError
from simulation.language import translate


def overrides_of(changes: Iterable[str] | None, **options: Any) -> dict[str, Any]:
    """Return the changes by path; options that were not given are left out."""
    given = {name: value for name, value in options.items() if value is not None}
    return dict(_change(text) for text in changes or ()) | given


def _change(text: str) -> tuple[str, Any]:
    """`path=value`, the value read the way a scenario file is."""
    from simulation.reading import parse_value

    path, equals, value = text.partition("=")
    if not (equals and path.strip()):
        raise InputError(translate("{text} is not PATH=VALUE", text=repr(text)), place="--set")
    try:
        return path.strip(), parse_value(value)
    except InputError as error:
        raise InputError(error.message, place=f"--set {path.strip()}") from error
