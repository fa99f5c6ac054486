"""The page's address: what differs from a preset, the seed, the version; and the way back.

An address is written by hand, cut by mail programmes and kept for years: whatever is wrong in it is
put right by the smallest change that gives a state of the page, and said. A plan of one's own and
its starting states are too long for an address: they go into the file.
Raises: nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from importlib.metadata import version
from typing import Any
from urllib.parse import parse_qsl, urlencode

from pydantic import ValidationError

from experiments.live.configuration import Configuration
from simulation.errors import InputError
from simulation.language import LANGUAGES, speaking, translate
from simulation.read_programme import programmes
from simulation.read_scenario import contexts

TOO_LONG = {"own_plan", "initial"}
ASSUMPTION = "set."
VERSION = "v"
LONGEST = 4_000
MOST_PARTS = 60


def address_of(configuration: Configuration) -> str:
    """The query of an address, without its question mark; the plan of one's own is left out."""
    parts: dict[str, str] = {}
    for name, value in configuration.differences().items():
        if name == "territory" and value not in contexts():
            continue
        if name == "assumptions":
            parts |= {f"{ASSUMPTION}{path}": _written(each) for path, each in value.items()}
        elif name not in TOO_LONG:
            parts[name] = _written(value)
    return urlencode({**parts, "seed": str(configuration.seed), VERSION: version("tessuto")})


def is_whole(configuration: Configuration) -> bool:
    """Whether an address says everything; a plan of one's own it cannot say."""
    brought = TOO_LONG & set(configuration.differences())
    return not brought and configuration.territory in contexts()


def read_address(query: str, lang: str) -> tuple[Configuration, tuple[str, ...]]:
    """The nearest valid configuration, and what had to be changed, in words."""
    notices: list[str] = []
    wish = dict(parse_qsl(query.removeprefix("?")[:LONGEST])).get("language", "")
    lang = wish if wish in LANGUAGES else lang
    if len(query) > LONGEST:
        notices.append(translate("The address is too long; its end was left out.", lang))
    try:
        pairs = parse_qsl(query.removeprefix("?")[:LONGEST], max_num_fields=MOST_PARTS)
    except ValueError:
        pairs = []
        notices.append(translate("The address cannot be read; the page opens as usual.", lang))
    asked = dict(pairs)
    written = asked.pop(VERSION, "")
    if written and written != version("tessuto"):
        notices.append(
            translate("The address is of version {other}, this is {this}: numbers may differ.",
                      lang, other=written[:20], this=version("tessuto"))
        )  # fmt: skip
    values = _values(asked, notices, lang)
    configuration = _nearest(values, notices, lang)
    return _runnable(configuration, notices, lang), tuple(notices)


def _values(asked: dict[str, str], notices: list[str], lang: str) -> dict[str, Any]:
    """What an address says, known names only, names of contexts and programmes put right."""
    shelves = {
        "territory": contexts(),
        "programme": programmes(),
        "against": programmes(),
        "language": list(LANGUAGES),
    }
    values: dict[str, Any] = {"language": lang}
    for name, text in asked.items():
        if name.startswith(ASSUMPTION):
            number = _number(text)
            if number is None:
                notices.append(_ignored(name, text, lang))
            else:
                values.setdefault("assumptions", {})[name.removeprefix(ASSUMPTION)] = number
        elif not name:
            continue
        elif name not in Configuration.model_fields or name in TOO_LONG:
            notices.append(_unknown(name, lang))
        elif name in shelves and text not in shelves[name]:
            near = get_close_matches(text.lower(), shelves[name], n=1, cutoff=0.6)
            if near:
                values[name] = near[0]
                notices.append(_taken(name, text, near[0], lang))
            else:
                notices.append(_ignored(name, text, lang))
        else:
            values[name] = text
    return values


def _nearest(values: dict[str, Any], notices: list[str], lang: str) -> Configuration:
    """The configuration of these values: what is outside goes to the bound, what is no value goes.

    Each round takes away or changes what was complained of, so it ends.
    """
    while True:
        try:
            return Configuration.model_validate(values)
        except ValidationError as error:
            for name, bound, given in _complaints(error):
                if name not in values:
                    continue
                if bound is None or values[name] == bound:
                    del values[name]
                    notices.append(_ignored(name, given, lang))
                else:
                    values[name] = bound
                    notices.append(_taken(name, given, bound, lang))


def _complaints(error: ValidationError) -> Iterator[tuple[str, Any, str]]:
    seen = set()
    for each in error.errors(include_url=False):
        name = str(each["loc"][0]) if each["loc"] else ""
        if name in seen:
            continue
        seen.add(name)
        context = each.get("ctx") or {}
        yield name, context.get("ge", context.get("le")), str(each.get("input"))


def _runnable(configuration: Configuration, notices: list[str], lang: str) -> Configuration:
    """The configuration without what the model does not take."""
    with speaking(lang):
        return _without_what_is_refused(configuration, notices, lang)


def _without_what_is_refused(
    configuration: Configuration, notices: list[str], lang: str
) -> Configuration:
    for path in list(configuration.assumptions):
        alone = Configuration(
            territory=configuration.territory, assumptions={path: configuration.assumptions[path]}
        )
        reason = _why_not(alone)
        if reason:
            kept = {k: v for k, v in configuration.assumptions.items() if k != path}
            configuration = configuration.changed(assumptions=kept)
            notices.append(_ignored(ASSUMPTION + path, f"{alone.assumptions[path]:g}", lang))
            notices.append(reason)
    reason = _why_not(configuration)
    if reason:
        notices.append(
            translate("This combination cannot be run ({reason}); the page opens as usual.", lang,
                      reason=reason)
        )  # fmt: skip
        return Configuration(
            seed=configuration.seed, language=configuration.language,
            projector=configuration.projector,
        )  # fmt: skip
    return configuration


def _why_not(configuration: Configuration) -> str:
    try:
        configuration.scenario()
        configuration.plan()
        configuration.other_plan()
    except (InputError, ValidationError) as error:
        return str(error).splitlines()[0]
    return ""


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _unknown(name: str, lang: str) -> str:
    return translate("{name} in the address is not known and was left out.", lang, name=name[:60])


def _ignored(name: str, given: str, lang: str) -> str:
    return translate(
        "{name} = {value} in the address cannot be used and was left out.",
        lang, name=name[:60], value=given[:40],
    )  # fmt: skip


def _taken(name: str, given: str, instead: Any, lang: str) -> str:
    return translate(
        "{name} = {value} in the address cannot be used; {instead} was taken.",
        lang, name=name[:60], value=given[:40], instead=instead,
    )  # fmt: skip
