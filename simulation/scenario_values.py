"""What single values of a scenario may be: shares, months, dates, names that are known.

Raises: pydantic's errors, which `explanation.py` puts into words with the place in the file.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from simulation.entities.community import AGE_GROUPS
from simulation.entities.markets import MARKETS, SKILLS, TECHNOLOGIES


def _without_decimals(value: Any) -> Any:
    """Take 300.0 for 300: designs of experiments deliver decimals."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


whole = BeforeValidator(_without_decimals)


def _one_of(known: tuple[str, ...], what: str) -> Any:
    def check(name: str) -> str:
        if name not in known:
            raise PydanticCustomError(
                "unknown_name", "{name} is no {what}", {"name": name, "what": what, "known": known}
            )
        return name

    return AfterValidator(check)


def _named(known: tuple[str, ...]) -> Any:
    return WithJsonSchema({"type": "string", "enum": list(known)})


Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(ge=0, le=1e9)]
Months = Annotated[int, Field(ge=0, le=6000), whole]
Skill = Annotated[str, _one_of(SKILLS, "skill"), _named(SKILLS)]
MarketName = Annotated[str, _one_of(MARKETS, "market"), _named(MARKETS)]
Technology = Annotated[str, _one_of(TECHNOLOGIES, "technology"), _named(TECHNOLOGIES)]
AgeGroup = Annotated[str, _one_of(AGE_GROUPS, "age group"), _named(AGE_GROUPS)]
Text = str | dict[str, str]
Needs = dict[str, Positive]
SkillWeights = Annotated[dict[Skill, Positive], Field(min_length=1)]


def year_and_month(date: datetime.date | str) -> tuple[int, int]:
    """Return the year and the month of `2001-12`. Raises ValueError for what is no month."""
    if isinstance(date, datetime.date):
        return date.year, date.month
    found = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})(-[0-9]{1,2})?", date)
    if not found or not 1 <= int(found[2]) <= 12 or not int(found[1]):
        raise PydanticCustomError("no_month", "no month", {})
    return int(found[1]), int(found[2])


def _dated(onset: int | datetime.date | str) -> int | datetime.date | str:
    if isinstance(onset, int):
        if abs(onset) > 100_000:
            raise PydanticCustomError("no_month", "no month", {})
    else:
        year_and_month(onset)
    return onset


Onset = Annotated[int | datetime.date | str, whole, AfterValidator(_dated)]


def _day(value: Any) -> Any:
    """Read `2000-01-01`, and nothing else, as a date."""
    if isinstance(value, datetime.date):
        return value
    try:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return datetime.date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("no_day", "no day", {})


Date = Annotated[datetime.date, BeforeValidator(_day)]


class Part(BaseModel):
    """A part of a scenario: no unknown keys, no guessing of types, no change after checking."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)
