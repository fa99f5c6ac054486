"""Concepts of accompaniment (S37, S48 to S108): what must hold for them to be represented.

Whether a method, a regime or a profile does good is not asserted here: that is measured by
`measure_accompaniment.py`. Each test also prints the contrast that it saw.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from simulation.accompaniment.programme import Programme
from simulation.entities.charter import NEXT, Phase
from simulation.model import Territory
from tests.patterns.accompanied import Arm, find, measured
from tests.patterns.accompanied_plans import (
    action,
    broker,
    charter,
    courses,
    dialogue,
    gap,
    negotiation,
    plan,
    sets,
    watch,
)
from tests.patterns.accompanied_studies_conditions import CALM, MONO, PACT, WHOLE
from tests.patterns.measure_accompaniment import STUDIES
from tests.patterns.paired import difference

SEEDS = (1, 2, 3)
MORE = tuple(range(1, 11))


def short(arm: Arm, months: int = 48) -> Arm:
    """The arm with a shorter story."""
    return Arm(arm.context, arm.programme, arm.changes, months, arm.firms)


def same(one: Territory, other: Territory) -> bool:
    """Whether two lives are the same to the last bit, in what is observed of firms and ties."""
    tables = ("skills", "capital", "confidence", "awareness", "motivation")
    return all(
        np.array_equal(getattr(one.firms, name), getattr(other.firms, name), equal_nan=True)
        for name in tables
    ) and np.array_equal(one.ties.trust, other.ties.trust)


def shown(name: str, seeds: tuple[int, ...] = SEEDS) -> float:
    """Carry out a study on a few pairs, print it and return the mean difference."""
    found = find(STUDIES[name], seeds)
    print(f"{name}: {found}")
    return found.mean


@pytest.mark.slow
def test_s34_where_owners_and_successors_are_brought_together_more_firms_are_handed_on():
    found = find(STUDIES["S34.matching"], MORE)
    assert found.low > 0, str(found)


def test_s49_an_identical_list_of_actions_gives_an_identical_run():
    programme = Programme.model_validate(plan(WHOLE))
    lives = [
        Territory("baseline", 5, n_firms=80, months=36, warm_up=12, programme=programme)
        .run() for _ in range(2)
    ]  # fmt: skip
    assert same(*lives)


def test_s49_no_dose_is_the_same_as_no_programme():
    assert same(short(CALM).under({**plan(WHOLE), "dose": 0.0}).live(1), short(CALM).live(1))


def test_s49_order_and_rhythm_change_the_run():
    first = plan(gap(), courses(start=2), *sets(2, start=14))
    turned = plan(*sets(2), courses(start=14), gap(start=26))
    rarer = plan(gap(), courses(start=2, every=4, sessions=6, hours=16.0), *sets(2, start=14))
    lives = [short(CALM, 60).under(each).live(1) for each in (first, turned, rarer)]
    assert not same(lives[0], lives[1])
    assert not same(lives[0], lives[2])


def test_s37_acting_on_signs_is_observed_before_and_after_the_threat():
    frame = MONO.live(1).observations.frame(24)
    early, left = frame["response_early"], frame["response_left"]
    assert early.loc[:17].isna().all()
    assert (early.dropna() <= left.dropna() + 1e-12).all()
    after = early.loc[54:]
    assert (after.diff().dropna() <= 0).all(), "nobody leaves early after the fact"


def test_s48_every_model_of_interaction_changes_the_run():
    lives = [
        short(CALM).but(schedule={"replace": {"meet": process}}).live(1)
        for process in ("meet_in_pairs", "meet_through_hub", "meet_along_chain", "meet_in_groups")
    ]
    lives.append(short(CALM).live(1))
    for n, one in enumerate(lives):
        assert not any(same(one, other) for other in lives[:n])


def test_s51_a_visit_leaves_contacts_only_over_a_bridge():
    found = find(STUDIES["S51.bridge"], SEEDS)
    assert found.low > 0, str(found)


def test_s52_courses_after_a_diagnosis_fit_better_than_without():
    assert shown("S52.fit") > 0


def test_s53_who_takes_part_sees_more_of_what_is_coming():
    assert shown("S53.awareness") > 0


def test_s54_a_pledge_is_not_what_is_delivered():
    territory = short(CALM).under(plan(dialogue(), *sets(1, actor="chamber"))).live(1)
    seen = territory.observations.frame(24)
    assert (seen["delivered_local"].dropna() <= 1).all()
    assert seen["delivered_local"].iloc[24] < 1.0
    assert not np.array_equal(territory.bodies.pledged, territory.bodies.delivered)


def test_s54_the_withdrawal_of_the_state_lowers_the_engagement_of_others():
    assert shown("S54.withdrawal") < 0


@pytest.mark.parametrize("name", sorted(n for n in STUDIES if n.startswith("S55.")))
def test_s55_a_class_left_out_changes_the_run(name):
    arms = STUDIES[name].arms
    assert not same(arms["with"].live(1), arms["without"].live(1))


def test_s56_an_expert_leaves_no_circle_that_convenes_itself():
    found = find(STUDIES["S56.lasting"], SEEDS)
    print(found)
    assert found.arms["without"] == 0.0
    assert found.arms["with"] > 0.0


def test_s57_contact_without_pedagogy_builds_no_reflection():
    arms = STUDIES["S57.pedagogy"].arms
    with_it, without = (measured(arm.live(1), "reflection@18") for arm in arms.values())
    assert without < 0.1 * with_it


def test_s60_pacts_need_to_be_agreed_and_a_share_is_seen():
    assert shown("S60.pacts", (1,)) > 0
    assert measured(short(CALM).under(plan(dialogue())).live(1), "cross_scale_pacts") == 0.0
    assert 0 < measured(short(CALM).under(PACT).live(1), "cross_scale_pacts") <= 1


def test_s61_without_a_chamber_fewer_ties_are_made():
    assert shown("S61.chamber") < 0


def test_s62_services_reorganised_follow_the_needs():
    assert shown("S62.reorganised", (1,)) < 0


def test_s65_a_monologue_has_no_breadth():
    assert shown("S65.breadth", (1,)) > 0
    alone = short(CALM).under(plan(dialogue(kinds=["public_authority"]))).live(1)
    assert measured(alone, "breadth_of_dialogue@24") == 0.0


def test_s71_one_trade_alone_scores_low_however_many_come():
    found = find(STUDIES["S71.coverage"], (1,))
    assert found.arms["without"] < 0.2 < found.arms["with"]


def test_s76_a_forced_vote_leaves_more_losers():
    assert shown("S76.losing") < 0
    assert shown("S87.vision") < 0


def test_s90_the_environment_moves_through_the_charter():
    assert shown("S90.environment", (1,)) > 0


def test_s91_leaving_categories_out_lowers_legitimacy():
    assert shown("S91.legitimacy", (1,)) > 0


def test_s92_phases_follow_each_other_and_none_is_skipped():
    territory = short(CALM, 96).under(plan(charter())).live(1)
    phases = [move.phase for move in territory.charter.log]
    print([(move.month, move.phase.name, move.why) for move in territory.charter.log])
    assert phases[0] == Phase.ENGAGEMENT
    assert all(after in NEXT[before] for before, after in pairwise(phases))
    assert Phase.IMPLEMENTATION not in NEXT[Phase.FORUM]


def test_s94_success_without_new_profiles_is_possible():
    """The contrast is not won by definition: without them there can be networks, too."""
    arm = Arm("baseline", plan(WHOLE), {"ablate": ["new_profiles.present"]})
    assert max(measured(arm.live(seed), "networked_firms@end") for seed in (1, 2, 3)) > 0


def test_s95_what_hangs_on_led_sessions_is_seen_where_there_are_any():
    arms = STUDIES["S95.hub"].arms
    assert measured(arms["with"].live(1), "strong_ties_led@24") > 0
    assert measured(arms["without"].live(1), "strong_ties_led@24") == 0.0


@pytest.mark.slow
def test_s95_less_hangs_on_led_sessions_while_they_go_on_and_ties_remain_after_them():
    first, last = with_and_without("strong_ties_led@12-17", "strong_ties_led@24-29")[:, 0]
    assert difference(first, last).low > 0, str(difference(first, last))
    ((led, alone),) = with_and_without("giant_component@66")
    assert difference(led, alone).low > 0, str(difference(led, alone))


def with_and_without(*measures: str) -> np.ndarray:
    """Measures of lives whose facilitator leaves in month 30, and of their twins (M, 2, pairs)."""
    arms = STUDIES["S107.exit"].arms.values()
    return np.array(
        [[[measured(arm.live(seed), it) for seed in MORE] for arm in arms] for it in measures]
    )


def test_s103_what_was_planned_and_not_held_is_seen():
    poor = short(CALM).under(plan(sets(2), money=0.5)).live(1)
    whole = short(CALM).under(plan(sets(2))).live(1)
    assert measured(poor, "plans_enacted") < 0.5 < measured(whole, "plans_enacted")


def test_s107_after_the_exit_only_their_own_sessions_go_on():
    territory = STUDIES["S107.exit"].arms["with"].live(1)
    events = territory.events.frame()
    assert not ((events["kind"] == "session") & (events["month"] >= 37)).any()
    assert measured(territory, "own_sessions@60") > 0


@pytest.mark.slow
def test_s107_three_years_after_the_exit_more_than_half_of_what_it_had_added_is_left():
    """Strong ties beside the twin that nobody accompanied: what both have would be there anyhow."""
    exit_, later = with_and_without("strong_ties@29", "strong_ties@66")
    left = difference(later[0] - later[1], 0.5 * (exit_[0] - exit_[1]))
    assert left.low > 0, str(left)


def test_costs_are_seen_and_stay_within_the_budget():
    programme = plan(sets(3), watch(), broker(), negotiation(), money=3.0)
    territory = short(CALM).under(programme).live(1)
    seen = territory.observations.frame(24)
    assert (seen["money_spent"].diff().dropna() >= 0).all()
    assert 0 < seen["money_spent"].iloc[-1] <= 3.0 + 1e-9


def test_an_action_that_names_nobody_who_is_there_does_nothing():
    nobody = action("nobody", "action_learning", count=8, families=["no such trade"], sessions=3)
    with pytest.raises(Exception, match="no such trade"):
        short(CALM).under(plan(nobody)).live(1)


def test_what_is_measured_as_a_share_is_one():
    programme = plan(WHOLE, charter(), dialogue(), led={"leaves": 30})
    seen = short(MONO, 66).under(programme).live(2).observations.frame(24)
    names = (
        "attendance", "coverage", "breadth_of_dialogue", "plans_enacted", "strong_ties_led",
        "dependence", "acceptability", "least_acceptability", "motivation", "support",
        "reflection", "legitimacy", "cross_scale_pacts", "mission_overlap", "uncovered_needs",
        "diagnosis_error", "promises_kept", "promises_broken", "skills_in_use",
        "convened_by_facilitator", "engagement_local", "delivered_national",
    )  # fmt: skip
    for name in names:
        assert seen[name].dropna().between(-1e-12, 1 + 1e-12).all(), name
        assert seen[name].notna().any(), name


def test_s23_the_works_wear_away_the_identity_of_the_valley_and_not_before_they_begin():
    assert shown("S23.crews") < 0
    assert abs(shown("S23.before")) < 1e-3


def test_s38_a_map_drawn_again_recalls_more_of_the_relations_that_there_are():
    assert shown("S38.repeated") > 0


def test_s41_the_same_firms_with_relations_see_more_of_what_is_coming():
    assert shown("S41.detect") > 0


def test_s60_partners_of_a_pact_hold_a_reluctant_ministry_to_it():
    assert shown("S60.held") > 0


def test_s70_gates_switch_from_anticipation_to_aid_in_one_life():
    programme = plan(
        action("look out", "watch_unit", count=12, sessions=24, hours=4.0,
               enter={"needs": {"signal": {"at_least": 0.1}}, "patience": 200}),
        action("aid", "emergency_aid", count=40, choose="weakest", sessions=4, hours=4.0, level=3,
               money=1.0, settings={"amount": 1.0},
               enter={"needs": {"worry": {"at_least": 0.25}}, "patience": 200}),
        start=0,
    )  # fmt: skip
    life = MONO.under(programme).live(1)
    begun = {course.action.name: course.begun for course in life.steering.courses}
    onset = int(life.threats.onset[0])
    assert 0 < begun["look out"] < onset
    assert begun["aid"] > begun["look out"]


def test_s85_new_firms_go_where_room_for_them_is_listed():
    assert shown("S85.entries") > 0


def test_s103_unkept_plans_are_remembered():
    assert shown("S103.motivation") < 0
