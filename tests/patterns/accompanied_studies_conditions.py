"""What is asked of the two conditions and the three levels: S37, S48 to S72.

Each study is a contrast that could come out either way. Nothing here says how it does: that is in
`findings.yaml`, measured by `measure_findings.py`.
"""

from __future__ import annotations

from tests.patterns.accompanied import Arm, Study, interaction, study
from tests.patterns.accompanied_plans import (
    action,
    broker,
    cash,
    courses,
    dialogue,
    gap,
    negotiation,
    one,
    plan,
    projects,
    research,
    sets,
    watch,
)

THREAT = {"threats.0.onset": 54, "threats.0.lead": 36, "threats.0.ramp": 12}
CALM = Arm("baseline")
MONO = Arm("mono_product", changes=THREAT)
POOR = Arm("never_developed")

COOPERATION = [broker(), projects()]
LEARNING = [gap(), courses(), research()]
WHOLE = [gap(), *sets(continues=True), broker(), projects(), courses()]
AHEAD = [watch(), gap(), *sets(3), courses(sessions=6)]

# Regimes at one cost (eight months' wages): before the damage, after it, or as money in trouble.
AFTER = 66
ANTICIPATION = plan([watch(sessions=36), gap(), *sets(4, sessions=18), courses()], money=50)
ADAPTATION = plan(
    [watch(sessions=24), gap(), *sets(4, sessions=18), courses()], start=AFTER, money=50
)
AID = action("aid", "emergency_aid", count=60, choose="weakest", sessions=8, hours=4.0, level=3,
             every=3, stable=False, money=1.0, settings={"amount": 1.0})  # fmt: skip
EMERGENCY = plan(AID, start=AFTER, money=50)
MONEY = plan(cash(8.4), money=60)

# A territory that lacks something at one level, and a method made for each.
LOW_TRUST = POOR.but(relations__trust=0.15, relations__ties=1)
LOW_SERVICE = CALM.but(
    **{
        f"bodies.{name}.mission": {"hospitality": 1.0}
        for name in ("chamber", "training_centre", "university", "agency", "advisers")
    }
)
LOW_DIALOGUE = CALM.but(owners__internal_dialogue={"mean": 0.2, "spread": 0.08})
AT_LEVEL_1 = plan(broker(sessions=24, hours=16.0))
AT_LEVEL_2 = plan(
    action("missions", "reorganise_services", who="bodies", count=0, sessions=24, hours=16.0,
           level=2)
)  # fmt: skip
AT_LEVEL_3 = plan(
    action("coaching", "internal_dialogue_coaching", count=24, choose="mixed", sessions=24,
           hours=16.0, level=3, stable=False)
)  # fmt: skip


def _fit() -> Study:
    """The right method at the right level, against the same at the other levels."""
    arms, weights = {}, {}
    for place, land in enumerate((LOW_TRUST, LOW_SERVICE, LOW_DIALOGUE), 1):
        for level, programme in enumerate((AT_LEVEL_1, AT_LEVEL_2, AT_LEVEL_3), 1):
            name = f"lacks {place}, method {level}"
            arms[name] = land.under(programme)
            weights[name] = 1 / 3 if place == level else -1 / 6
    return Study(
        "S64.fit",
        ("S64",),
        "is a method worth more at the level that is lacking?",
        "mean_skill@end",
        arms,
        weights,
        thesis=True,
    )


def _models() -> list[Study]:
    """Each model of interaction against the open one."""
    return [
        study(
            f"S48.{name}",
            f"meeting in {name} against meeting openly",
            "mean_skill@end",
            CALM.but(schedule={"replace": {"meet": process}}),
            CALM,
        )
        for name, process in (
            ("pairs", "meet_in_pairs"),
            ("hub", "meet_through_hub"),
            ("chain", "meet_along_chain"),
            ("groups", "meet_in_groups"),
        )
    ]


def _classes() -> list[Study]:
    """Each class of bodies left out, by what its own action is about."""
    kinds = {
        "chamber": "mean_ties@end",
        "public_authority": "environment@end",
        "social_partner": "internal_dialogue@end",
        "trainer": "mean_skill@end",
        "research_institute": "outside_contacts@end",
        "development_agency": "mean_ties@end",
        "consultancy": "mean_skill@end",
    }
    whole = CALM.under(plan(WHOLE))
    return [
        study(f"S55.{kind}", f"without {kind} against with it, under the whole programme", measure,
              whole.but(without_bodies=(kind,)), whole)
        for kind, measure in kinds.items()
    ]  # fmt: skip


def _two_by_two() -> list[Study]:
    """Cooperation and structured learning, alone and together, at three years and at eight."""
    asked = (
        ("start", "networked_firms@36"),
        ("strong_36", "giant_component@36"),
        ("strong_96", "giant_component@101"),
        ("capital_96", "relational_capital@101"),
        ("motivation_36", "motivation@36"),
        ("motivation_96", "motivation@101"),
        ("learning_96", "mean_skill@101"),
    )
    found = []
    for place, land in (("calm", CALM), ("poor", POOR)):
        both, coop, learn, none = (
            Arm(land.context, plan(programme), land.changes, 102)
            for programme in ([*COOPERATION, *LEARNING], COOPERATION, LEARNING, [])
        )
        question = f"cooperation x structured learning ({place}): beyond the sum of each"
        found += [
            interaction(
                f"S66.{place}.{name}",
                question,
                measure,
                both,
                coop,
                learn,
                none,
                thesis=True,
                concepts="S66 C6",
            )
            for name, measure in asked
        ]
        found += [
            study(
                f"S66.{place}.added_{month}",
                "cooperation with structured learning against alone",
                f"giant_component@{month}",
                both,
                coop,
                thesis=True,
                concepts="S66 C6",
            )
            for month in (36, 101)
        ]
        found += [
            study(
                f"S66.{place}.cooperation_{month}",
                "cooperation alone against nothing",
                f"giant_component@{month}",
                coop,
                none,
                thesis=True,
                concepts="S66 C6",
            )
            for month in (36, 101)
        ]
    return found  # fmt: skip


UPKEEP = action("upkeep", "network_upkeep", count=40, choose="mixed", sessions=60, hours=8.0,
                stable=False, start=8)  # fmt: skip
TRIGGER = [gap(), negotiation(every=2), *sets(3, sessions=5)]
EXPERT = plan(one("individual_consulting", level=3, sessions=18), *sets(3, sessions=18,
              continues=True), led={"stance": 0.0, "leaves": 20})  # fmt: skip
PROCESS = {**EXPERT, "facilitator": {**EXPERT["facilitator"], "stance": 1.0}}
PACT = plan(
    dialogue(),
    action("pact", "cross_scale_pact", who="bodies", count=0, sessions=12, hours=12.0, level=2),
)
LEAVING = plan(
    dialogue(sessions=40),
    action("leaving", "withdrawal", who="bodies", count=0, sessions=1, hours=4.0, start=24),
)
UNLEARN = plan(one("supported_unlearning", count=40, hours=8.0, choose="mixed"))
HURT = plan(
    one("supported_unlearning", count=40, hours=8.0, choose="mixed"),
    led={"capabilities": {"accompaniment": 0.0}},
)
SMALL_TALK = {"capabilities": {"accompaniment": 0.05}}

STUDIES: list[Study] = [
    study("S37.early", "who left before the threat: watch and learning against nothing",
          "response_early@end", MONO.under(plan(AHEAD)), MONO),
    study("S37.deciding", "the aware who do something at the onset: watch and learning, or nothing",
          "response_decide@53", MONO.under(plan(AHEAD)), MONO),
    study("S37.foresight", "who left before the threat: with foresight against without",
          "response_early@end", MONO.under(plan(AHEAD)),
          MONO.under(plan(AHEAD)).but(ablate=["innovate.foresight"]), concepts="S37 C9",
          thesis=True),
    *_models(),
    study("S49.order", "gap, courses, sets against sets, courses, gap (same hours)",
          "mean_skill@end",
          CALM.under(plan(gap(), courses(start=2), *sets(3, start=26))),
          CALM.under(plan(*sets(3), courses(start=12), gap(start=38)))),
    study("S49.rhythm", "twelve monthly sessions against four of triple length",
          "mean_skill@end", CALM.under(plan(sets(4))),
          CALM.under(plan(sets(4, sessions=4, every=3, hours=24.0)))),
    study("S50.trigger_only", "trigger alone against trigger and steering", "strong_ties@end",
          CALM.under(plan(TRIGGER)), CALM.under(plan(TRIGGER, UPKEEP))),
    study("S50.steering_only", "steering alone against trigger and steering", "strong_ties@end",
          CALM.under(plan(UPKEEP)), CALM.under(plan(TRIGGER, UPKEEP))),
    study("S51.bridge", "visits with a language bridge against visits without",
          "outside_contacts@24",
          CALM.under(plan(one("peer_visits", count=30, hours=16.0, settings={"bridge": 0.9}))),
          CALM.under(plan(one("peer_visits", count=30, hours=16.0, settings={"bridge": 0.0})))),
    study("S52.fit", "courses after a gap analysis against courses without",
          "kept course_fit", CALM.under(plan(gap(), courses(start=1))),
          CALM.under(plan(courses(start=1)))),
    study("S52.skipped", "skill: courses after a gap analysis against courses without",
          "mean_skill@end", CALM.under(plan(gap(), courses(start=1))),
          CALM.under(plan(courses(start=1)))),
    study("S52.practice", "skill: courses with reflecting sets against courses alone",
          "mean_skill@end", CALM.under(plan(courses(count=32), sets(4))),
          CALM.under(plan(courses(count=32)))),
    study("S53.awareness", "awareness with gap analysis and watch against nothing", "awareness@50",
          MONO.under(plan(watch(), gap())), MONO),
    study("S54.withdrawal", "regional engagement: the state withdraws against it stays",
          "engagement_regional@end", CALM.under(LEAVING), CALM.under(plan(dialogue(sessions=40)))),
    *_classes(),
    study("S56.lasting", "own sessions two years on: process adviser against expert",
          "own_sessions@48", CALM.under(PROCESS), CALM.under(EXPERT)),
    study("S56.ties", "strong ties two years on: process adviser against expert",
          "strong_ties@48", CALM.under(PROCESS), CALM.under(EXPERT)),
    study("S56.networked", "firms in networks two years on: process adviser against expert",
          "networked_firms@48", CALM.under(PROCESS), CALM.under(EXPERT)),
    study("S56.circle", "biggest trusting circle two years on: process adviser against expert",
          "giant_component@48", CALM.under(PROCESS), CALM.under(EXPERT)),
    study("S56.short_run", "skill at exit: process adviser against expert", "mean_skill@26",
          CALM.under(PROCESS), CALM.under(EXPERT)),
    study("S57.pedagogy", "sets led well against the same contacts led without pedagogy",
          "mean_skill@end", CALM.under(plan(sets(4))),
          CALM.under(plan(sets(4), led=SMALL_TALK))),
    study("S58.confidence", "confidence: encouraged against not", "confidence@20",
          CALM.under(UNLEARN),
          CALM.under(UNLEARN).but(ablate=["supported_unlearning.encouraging"])),
    study("S58.at_the_end", "confidence at the end of encouragement, against nothing",
          "confidence@18", CALM.under(UNLEARN), CALM),
    study("S58.decay", "confidence four years later, against nothing", "confidence@66",
          CALM.under(UNLEARN), CALM),
    study("S59.support", "closures: unlearning led well against led without support",
          "events closed@6-40", CALM.under(UNLEARN), CALM.under(HURT)),
    study("S59.unlearning", "changes of activity that succeed: old routines unlearned against kept",
          "events innovated@0-95", MONO.under(UNLEARN),
          MONO.under(UNLEARN).but(ablate=["innovate.unlearning"])),
    study("S60.pacts", "pacts across scales: agreed against only talked", "cross_scale_pacts@end",
          CALM.under(PACT), CALM.under(plan(dialogue()))),
    study("S60.engagement", "national engagement: pacts bind against they do not",
          "engagement_national@end", CALM.under(PACT),
          CALM.under(PACT).but(ablate=["commitments.pacts_bind"])),
    study("S61.chamber", "new ties: without a chamber against with", "new_ties@0-95",
          CALM.but(without_bodies=("chamber",)), CALM),
    study("S62.reorganised", "needs left uncovered: services reorganised against not",
          "uncovered_needs@end", LOW_SERVICE.under(AT_LEVEL_2), LOW_SERVICE),
    study("S62.skill", "skill: services reorganised against not", "mean_skill@end",
          LOW_SERVICE.under(AT_LEVEL_2), LOW_SERVICE),
    interaction("S63.blocked",
                "the network programme, in firms that talk against firms that do not",
                "mean_skill@end", CALM.under(plan(sets(4))), CALM,
                LOW_DIALOGUE.under(plan(sets(4))), LOW_DIALOGUE),
    _fit(),
    study("S64.inside", "coaching where dialogue is low: mechanism on against off",
          "internal_dialogue@36", LOW_DIALOGUE.under(AT_LEVEL_3),
          LOW_DIALOGUE.under(AT_LEVEL_3).but(ablate=["internal_dialogue_coaching.inside"]),
          thesis=True),
    study("S65.mixed", "distance of visions: dialogue of all bodies against authorities alone",
          "distance_of_visions@40", CALM.under(plan(dialogue())),
          CALM.under(plan(dialogue(kinds=["public_authority"])))),
    study("S65.breadth", "breadth of dialogue: all bodies against authorities alone",
          "breadth_of_dialogue@24", CALM.under(plan(dialogue())),
          CALM.under(plan(dialogue(kinds=["public_authority"])))),
    *_two_by_two(),
    study("S67.watch", "aware firms at the onset: watch unit against none", "aware_firms@53",
          MONO.under(plan(watch())), MONO),
    study("S67.false_alarms", "false alarms: watch unit against none", "false_alarms@53",
          MONO.under(plan(watch())), MONO),
    study("S68.accepted", "strong ties: an accepted broker against one nobody accepts",
          "strong_ties@36", CALM.but(bodies__chamber__legitimacy=0.9, owners__outside={
              "mean": 0.15, "spread": 0.1}).under(plan(broker(actor="chamber"))),
          CALM.but(bodies__chamber__legitimacy=0.05, owners__outside={
              "mean": 0.15, "spread": 0.1}).under(plan(broker(actor="chamber")))),
    study("S69.use", "skills in use: matched by a broker against left alone", "skills_in_use@36",
          POOR.under(plan(broker(), *sets(2))), POOR),
    study("S70.anticipation", "jobs after the damage: anticipation against emergency aid",
          "jobs@66-95", MONO.under(ANTICIPATION), MONO.under(EMERGENCY)),
    study("S70.adaptation", "jobs after the damage: adaptation against emergency aid",
          "jobs@66-95", MONO.under(ADAPTATION), MONO.under(EMERGENCY)),
    study("S70.cash", "jobs after the damage: anticipation against cash", "jobs@66-95",
          MONO.under(ANTICIPATION), MONO.under(MONEY)),
    study("S71.coverage", "coverage: mixed against one trade with the same number", "coverage@24",
          CALM.under(plan(gap(), *sets(2, choose="mixed"))),
          CALM.under(plan(gap(who="firms", families=["building"]),
                          *sets(2, families=["building"])))),
    study("S72.early", "habits at the end: unlearning in the first year against in the fifth",
          "habits@end", CALM.under(UNLEARN), CALM.under({**UNLEARN, "start": 54})),
    study("S72.hardening", "habits: routines climb the ladder against they do not", "habits@end",
          CALM, CALM.but(ablate=["harden_habits.hardening"])),
]  # fmt: skip
