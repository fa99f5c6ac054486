"""Trials of facilitated groups: one set of parameters must give what randomised trials found.

Each treated firm is compared with itself in the twin without a programme: same seed, same draws.
Effects are means over territories (8 seeds, three groups each), with 95 % intervals over seeds;
income is what is left to the owner: sales less other people's wages and fixed costs, which is what
trials among the self-employed call profit.

What was found, and what the model gives (300 firms, month 24 of the story, 12 months of treatment;
"later": a year after its end; 160 to 260 pairs of firms an arm):

| trial | found | model |
|---|---|---|
| Cai and Szeidl 2018: monthly meetings | revenue +8.1 %, lasting | +6.6 %, later +7.2 % |
| the same, against one-off meetings | more partnerships | +82 pairs against +1 |
| Iacovone et al.: practice | +8 to 10 points, both | +8, +7 points |
| the same: group at a third of the cost | sales up, individual weaker | +8 % against +6 % |
| Brooks et al. 2018: mentoring | profit +20 %, then faded | +19 %, later +3 % |
| the same: classes | practice changed, profit about 0 | +1 point, income +1 % |
| Saks and Belcourt 2006: transfer | 62, 44, 34 % | the same; against the twin 62, 40, 28 % |

On twelve seeds that the settings were not chosen on (101 to 112): meetings +6.2 %, later +9.3 %;
mentoring +16 %, later +3 %; group +7.8 %, individual +6.2 %; classes +1 %; pairs +84 against +10.

Project work is in no trial that we know of. For its treated firms the model gives +6.1 % of
revenue [2.2, 10.1] at the end and +12.1 % [6.3, 17.8] a year later (172 and 163 pairs): inside what
trials of other methods found (+5 to +20 %), and growing, because a success lasts on the market.
What it brings to a whole territory over years is known to nobody.

What does not fit. Against its twin a trained firm's advance shrinks faster than the sources say,
because the twin learns the same from those it meets: the sources ask what is still used, not what
it is ahead by. Group and individual consulting differ less in sales than in the trial, where the
individual's were not significant: here both put practice in place, and practice sells. The change
of practice by classes is small, as they are short.
Settings chosen by these trials: `action_learning.talk` and `ease`, `teaching.rate`,
`advising.rate` and `attention`, `mentoring.lending`, `practise_and_forget.fading`, `settling` and
`letting_go`; no other number was moved for them.
Source: facts 4.1, 4.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pytest
from scipy.stats import t as student

from simulation.accompaniment.programme import (
    Action,
    Budget,
    FacilitatorProfile,
    Participants,
    Programme,
)
from simulation.accompaniment.teaching import Teaching
from simulation.entities.markets import SKILLS
from simulation.model import Territory

pytestmark = pytest.mark.slow

SEEDS = tuple(range(1, 9))
T_95 = float(student.ppf(0.975, len(SEEDS) - 1))
BEGIN, LENGTH = 24, 12
AT_END, LATER = BEGIN + LENGTH - 1, BEGIN + 2 * LENGTH - 1
PRACTICES = [SKILLS.index(name) for name in ("organising", "commercial")]
ARMS: dict[str, dict[str, Any]] = {
    "monthly meetings": {"method": "action_learning", "count": 11},
    "one-off meetings": {"method": "action_learning", "count": 11, "stable": False},
    "mentoring": {"method": "mentoring", "count": 10, "hours": 40.0},
    "classes": {
        "method": "training_courses", "count": 10, "sessions": 4,
        "settings": {"subjects": ("organising", "commercial")},
    },
    "group consulting": {"method": "group_consulting", "count": 6, "hours": 16.0},
    "individual consulting": {"method": "individual_consulting", "count": 6, "hours": 48.0},
    "project work": {"method": "project_work", "count": 8},
}  # fmt: skip


def programme(
    method: str,
    *,
    count: int,
    sessions: int = 12,
    hours: float = 8.0,
    stable: bool = True,
    settings: dict[str, Any] | None = None,
) -> Programme:
    """Three groups at once, each led by somebody with time enough."""
    actions = tuple(
        Action(
            name=f"group {n}",
            method=method,
            sessions=sessions,
            hours=hours,
            participants=Participants(choose="mixed", count=count, stable=stable),
            settings=settings or {},
        )
        for n in range(3)
    )
    return Programme(
        start=BEGIN,
        actions=actions,
        budget=Budget(money=1e6),
        facilitator=FacilitatorProfile(hours=1e4),
    )


@dataclass(frozen=True)
class Months:
    """What was seen of every firm in the months around the treatment, (month, firm)."""

    identity: np.ndarray
    revenue: np.ndarray
    income: np.ndarray
    practice: np.ndarray
    partnerships: np.ndarray
    treated: np.ndarray
    hours: float


@cache
def lived(arm: str, seed: int) -> Months:
    chosen = programme(**ARMS[arm]) if arm else Programme()
    territory = Territory("baseline", seed, programme=chosen, months=LATER + 2)
    seen: dict[str, list[np.ndarray]] = {name: [] for name in ("id", "sales", "left", "run")}
    partnerships = []
    while territory.running:
        territory.step()
        if territory.clock.month <= 0:
            continue
        firms, ties = territory.firms, territory.ties
        seen["id"].append(firms.id.copy())
        seen["sales"].append(firms.revenue.copy())
        seen["left"].append(firms.revenue - firms.collaborators - 0.4)
        seen["run"].append(firms.skills[:, PRACTICES].mean(axis=1))
        other = ties.trust[np.maximum(ties.neighbour, 0), np.maximum(ties.mirror, 0)]
        both = (ties.neighbour >= 0) & (ties.trust >= 0.5) & (other >= 0.5)
        partnerships.append(both.sum() / 2)
    steering = territory.steering
    circles = [course.circle.rows for course in steering.courses if course.circle is not None]
    return Months(
        *(np.array(seen[name]) for name in ("id", "sales", "left", "run")),
        np.array(partnerships),
        np.unique(np.concatenate(circles)) if circles else np.zeros(0, dtype=np.int32),
        steering.account.hours,
    )


@dataclass(frozen=True)
class Effect:
    """Mean paired difference over seeds, its 95 % interval, and the pairs of firms behind it."""

    mean: float
    half: float
    pairs: int

    @property
    def low(self) -> float:
        return self.mean - self.half

    @property
    def high(self) -> float:
        return self.mean + self.half

    def __str__(self) -> str:
        return f"{self.mean:+.3f} [{self.low:+.3f}, {self.high:+.3f}], {self.pairs} pairs"


def effect(arm: str, what: str, month: int) -> Effect:
    """The treated against themselves, mean of the three months that end with this one."""
    found, pairs = [], 0
    for seed in SEEDS:
        one, other = lived(arm, seed), lived("", seed)
        rows = one.treated
        stayed = one.identity[month, rows] == one.identity[BEGIN, rows]
        rows = rows[stayed & (one.identity[month, rows] == other.identity[month, rows])]
        last = slice(month - 2, month + 1)
        selling = [(arm_.revenue[last][:, rows] > 0).all(axis=0) for arm_ in (one, other)]
        rows = rows[selling[0] & selling[1]]
        a = getattr(one, what)[last][:, rows].mean(axis=0)
        b = getattr(other, what)[last][:, rows].mean(axis=0)
        pairs += len(rows)
        if what == "income":
            found.append(a.sum() / b.sum() - 1.0)
        else:
            found.append(float(np.mean(np.log(a / b) if what == "revenue" else a - b)))
    half = T_95 * np.std(found, ddof=1) / np.sqrt(len(found))
    return Effect(float(np.mean(found)), float(half), pairs)


def partnerships(arm: str) -> Effect:
    """More partnerships (trusted from both sides) in the territory at the end of the treatment."""
    more = [lived(arm, s).partnerships[AT_END] - lived("", s).partnerships[AT_END] for s in SEEDS]
    half = T_95 * np.std(more, ddof=1) / np.sqrt(len(more))
    return Effect(float(np.mean(more)), float(half), len(more))


def test_monthly_meetings_raise_revenue_by_a_few_percent_and_a_year_later_it_is_still_there():
    at_end = effect("monthly meetings", "revenue", AT_END)
    later = effect("monthly meetings", "revenue", LATER)
    assert at_end.low > 0.0, at_end
    assert 0.05 <= 0.5 * (at_end.mean + later.mean) <= 0.20, (str(at_end), str(later))
    assert later.mean > 0.7 * at_end.mean, (str(at_end), str(later))


def test_meeting_the_same_people_makes_more_partnerships_than_one_off_meetings_of_equal_hours():
    same = sum(lived("monthly meetings", seed).hours for seed in SEEDS)
    assert same == sum(lived("one-off meetings", seed).hours for seed in SEEDS)
    regular, once = partnerships("monthly meetings"), partnerships("one-off meetings")
    assert regular.low > once.high, (str(regular), str(once))


def test_group_consulting_at_a_third_of_the_cost_is_at_least_as_good_as_individual():
    for month in (AT_END, LATER):
        group = effect("group consulting", "revenue", month)
        alone = effect("individual consulting", "revenue", month)
        assert group.mean >= alone.mean > 0.0, (str(group), str(alone))
    assert lived("group consulting", 1).hours == lived("individual consulting", 1).hours / 3


@pytest.mark.parametrize("arm", ["group consulting", "individual consulting"])
def test_consulting_improves_how_firms_are_run_by_six_to_twelve_points(arm):
    assert 0.06 <= effect(arm, "practice", AT_END).mean <= 0.12, effect(arm, "practice", AT_END)


def test_mentoring_raises_income_strongly_while_it_lasts_and_has_faded_a_year_after():
    while_it_lasts = effect("mentoring", "income", AT_END)
    later = effect("mentoring", "income", LATER)
    assert 0.10 <= while_it_lasts.mean <= 0.30, while_it_lasts
    assert later.mean < 0.35 * while_it_lasts.mean, (str(while_it_lasts), str(later))


def test_classes_change_practice_and_hardly_income():
    practice = effect("classes", "practice", BEGIN + 5)
    income = effect("classes", "income", AT_END)
    assert practice.low > 0.005, practice
    assert abs(income.mean) < 0.02, income
    assert income.mean < 0.2 * effect("mentoring", "income", AT_END).mean


def test_project_work_stays_inside_what_trials_of_other_methods_found():
    for month in (AT_END, LATER):
        treated = effect("project work", "revenue", month)
        assert treated.low > 0.0, str(treated)
        assert treated.high < 0.20, str(treated)


QUIET = {
    "parameters.practise_and_forget.learning_by_doing": 0.0,
    "parameters.practise_and_forget.forgetting": 0.0,
    "parameters.exchange_knowledge.absorption": 0.0,
}
"""Nothing else is learned or forgotten: what is left is left of the course."""


@pytest.mark.parametrize(
    ("elsewhere", "at_six", "at_twelve", "within"),
    [(QUIET, 0.44, 0.34, 0.01), ({}, 0.40, 0.28, 0.03)],
    ids=["by itself", "against the twin, who learns it from others meanwhile"],
)
def test_62_percent_of_what_was_taught_is_used_at_once_then_less(
    elsewhere, at_six, at_twelve, within
):
    subject = "environment"
    action = Action(
        name="course",
        method="training_courses",
        sessions=1,
        hours=16.0,
        participants=Participants(choose="random", count=60),
        settings={"subjects": subject},
    )
    course = Programme(start=BEGIN, budget=Budget(money=1e6), actions=(action,))
    arms = [
        Territory("baseline", 1, programme=each, months=BEGIN + 14, **elsewhere)
        for each in (course, Programme())
    ]
    for territory in arms:
        territory.run(territory.clock.steps - territory.clock.months + BEGIN)
    k = SKILLS.index(subject)
    used = {}
    for month in range(1, 13):
        for territory in arms:
            territory.step()
        circle = arms[0].steering.courses[0].circle
        rows = circle.rows
        more = arms[0].firms.skills[rows, k] - arms[1].firms.skills[rows, k]
        if month == 1:
            taught = arms[0].steering.kept["taught"] / Teaching().used_at_once
            assert more.mean() / taught == pytest.approx(0.62 * (1 - 0.061), abs=within)
            first = more / (0.62 * (1 - 0.061))
        stayed = [territory.firms.id[rows] == circle.identities for territory in arms]
        both = stayed[0] & stayed[1]
        used[month] = float(more[both].sum() / first[both].sum())
    assert used[6] == pytest.approx(at_six, abs=within), used
    assert used[12] == pytest.approx(at_twelve, abs=within), used
