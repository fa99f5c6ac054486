"""What is asked of the methods, of Agenda 21 and of the new professionals: S73 to S108.

Each study is a contrast that could come out either way; the answers are in `findings.yaml`.
"""

from __future__ import annotations

from tests.patterns.accompanied import Arm, Study, interaction, study
from tests.patterns.accompanied_plans import (
    Values,
    action,
    broker,
    charter,
    courses,
    gap,
    negotiation,
    one,
    plan,
    projects,
    research,
    sets,
    watch,
)
from tests.patterns.accompanied_studies_conditions import (
    AFTER,
    AHEAD,
    CALM,
    LEARNING,
    MONO,
    POOR,
    WHOLE,
)

LAB = {"capabilities": {"diagnosis": 0.9}}
BLIND = {"capabilities": {"diagnosis": 0.1}}
FORCED = plan(negotiation(settings={"visualise": 0.0}))
SHOWN = plan(negotiation())
AGENDA = plan(charter())
UNCHECKED = plan(charter(settings={"check_capacity": 0.0}))
DEGRADED = CALM.but(community__environment=0.3)
WITHOUT_A_TRADE = plan(charter(families=["building"], kinds=["public_authority", "chamber"]))
CHOICES = (
    "action_learning",
    "brokerage",
    "training_courses",
    "internal_dialogue_coaching",
    "watch_unit",
    "supported_unlearning",
)
EXIT = plan(gap(), *sets(4, sessions=24, continues=True), led={"leaves": 30})
PRESETS = (
    "baseline",
    "alpine_valley",
    "textile_district",
    "riviera_tourism",
    "mono_product",
    "never_developed",
    "degraded_city",
)


def adaptive(*, stable: bool = True, **led: object) -> Values:
    """Four circles, each month the method for what the circle lacks most."""
    circles = [
        action(f"circle {n}", "adaptive", choices=CHOICES, count=12, choose="mixed", sessions=24,
               hours=12.0, stable=stable)
        for n in range(4)
    ]  # fmt: skip
    return plan(circles, led=dict(led))


def recipe(*, stable: bool = True) -> Values:
    """The same hours, every method in turn in the order of the book, each with people of its own."""
    circles = [
        action(f"circle {n} {method}", method, count=12, choose="mixed", sessions=4, hours=12.0,
               stable=stable, start=4 * place, level=3 if method == "internal_dialogue_coaching" else 1)
        for n in range(4) for place, method in enumerate(CHOICES)
    ]  # fmt: skip
    return plan(circles)


def _recipe_or_adaptive() -> list[Study]:
    """Over the presets: skill at the end and jobs at the end.

    The recipe invites for each method anew and so reaches more people; `open` invites anew for
    every session in both.
    """
    alike = [
        study(f"S104.open.{preset}.{what}", f"adaptive against recipe, as many reached, in {preset}",
              f"{what}@end", Arm(preset).under(adaptive(stable=False)),
              Arm(preset).under(recipe(stable=False)))
        for preset in ("baseline", "mono_product", "never_developed")
        for what in ("mean_skill", "jobs")
    ]  # fmt: skip
    return alike + [
        study(f"S104.{preset}.{what}", f"adaptive against recipe in {preset}", f"{what}@end",
              Arm(preset).under(adaptive()), Arm(preset).under(recipe()))
        for preset in PRESETS for what in ("mean_skill", "jobs")
    ]  # fmt: skip


def _capabilities() -> list[Study]:
    """Each of the six capabilities at nought against the usual, on what it is for."""
    asked = (
        ("S97", "diagnosis", gap(sessions=3, every=6), "diagnosis_error@24"),
        ("S98", "relations", broker(), "mean_ties@36"),
        ("S100", "structure", projects(), "events project_succeeded@6-60"),
        ("S101", "upkeep", [projects(), one("network_upkeep", sessions=24)], "strong_ties@40"),
        ("S102", "accompaniment", sets(4), "reflection@20"),
    )
    return [
        study(f"{concept}.{name}", f"{name}: a good facilitator against one without it", measure,
              CALM.under(plan(what, led={"capabilities": {name: 0.95}})),
              CALM.under(plan(what, led={"capabilities": {name: 0.0}})),
              concepts=f"{concept} C8")
        for concept, name, what, measure in asked
    ]  # fmt: skip


STUDIES: list[Study] = [
    study("S73.reflection", "reflection: sets against courses of the same hours", "reflection@20",
          CALM.under(plan(sets(4))), CALM.under(plan(courses(count=32, every=1, hours=32.0)))),
    study("S73.skill", "skill years later: sets against courses of the same hours",
          "mean_skill@end", CALM.under(plan(sets(4))),
          CALM.under(plan(courses(count=32, every=1, hours=32.0)))),
    study("S74.error", "error of the diagnosis: action research after the gap against gap alone",
          "diagnosis_error@40", CALM.under(plan(gap(), research())), CALM.under(plan(gap()))),
    study("S74.slow", "skill after six months: action research against courses", "mean_skill@12",
          CALM.under(plan(research(every=1))), CALM.under(plan(courses(count=12, every=1)))),
    study("S75.output", "projects that succeed: project work against none",
          "events project_succeeded@6-40", CALM.under(plan(projects())), CALM),
    study("S75.ties", "strong ties at its end: project work against none", "strong_ties@30",
          CALM.under(plan(projects())), CALM),
    study("S75.fading", "strong ties five years later: project work against none",
          "strong_ties@end", CALM.under(plan(projects())), CALM),
    study("S76.acceptability", "the group that likes it least: shown against forced",
          "kept least_acceptability", CALM.under(SHOWN), CALM.under(FORCED)),
    study("S76.losing", "share of the room that cannot live with the vote: shown against forced",
          "kept losing", CALM.under(SHOWN), CALM.under(FORCED)),
    study("S76.losers", "support: shown against forced", "support@20", CALM.under(SHOWN),
          CALM.under(FORCED)),
    study("S76.distance", "distance of visions: shown against forced", "distance_of_visions@20",
          CALM.under(SHOWN), CALM.under(FORCED)),
    study("S84.matched", "skill at the end of courses: matched against drawn by lot",
          "mean_skill@30", CALM.under(plan(gap(), courses(start=1))),
          CALM.under(plan(gap(), courses("random", start=1)))),
    study("S84.sales", "sales at the end of courses: matched against drawn by lot", "revenue@30",
          CALM.under(plan(gap(), courses(start=1))),
          CALM.under(plan(gap(), courses("random", start=1)))),
    study("S84.fit", "fit of the courses: matched against drawn by lot", "kept course_fit",
          CALM.under(plan(gap(), courses(start=1))),
          CALM.under(plan(gap(), courses("random", start=1)))),
    study("S86.jobs", "jobs after the damage: the same programme before it against after it",
          "jobs@66-95", MONO.under(plan(AHEAD)), MONO.under({**plan(AHEAD), "start": AFTER}),
          thesis=True, concepts="S86 C9"),
    study("S86.skill", "skill at the end: the same programme before the damage against after it",
          "mean_skill@end", MONO.under(plan(AHEAD)), MONO.under({**plan(AHEAD), "start": AFTER}),
          thesis=True, concepts="S86 C9"),
    study("S86.against_nothing", "jobs after the damage: preventive against nothing", "jobs@66-95",
          MONO.under(plan(AHEAD)), MONO, thesis=True, concepts="S86 C9"),
    study("S87.vision", "distance of visions: workshops against none", "distance_of_visions@20",
          CALM.under(SHOWN), CALM),
    study("S87.jobs", "the economic pillar: whole programme against none", "jobs@end",
          CALM.under(plan(WHOLE)), CALM),
    study("S87.environment", "the environmental pillar: whole programme against none",
          "environment@end", CALM.under(plan(WHOLE)), CALM),
    study("S87.youth", "the pillar of generations: whole programme against none", "youth@end",
          CALM.under(plan(WHOLE)), CALM),
    study("S87.unemployed", "the social pillar: whole programme against none", "unemployed@end",
          CALM.under(plan(WHOLE)), CALM),
    study("S88.legitimacy", "legitimacy of the charter: begun with a gap analysis against without",
          "charter legitimacy", CALM.under(plan(gap(), charter(start=1))),
          CALM.under(plan(charter(start=1)))),
    study("S88.agreement", "month of signing: begun with a gap analysis against without",
          "charter signed_in", CALM.under(plan(gap(), charter(start=1))),
          CALM.under(plan(charter(start=1)))),
    study("S89.triggers", "awareness at the onset: triggers on against off", "awareness@53",
          MONO.under(AGENDA), MONO.under(AGENDA).but(ablate=["keeping.triggers"]), thesis=True,
          concepts="S89 C9"),
    study("S90.environment", "environment: a local Agenda 21 against none", "environment@end",
          DEGRADED.under(AGENDA), DEGRADED),
    study("S90.checks", "promises kept: public checks on against off", "promises_kept@end",
          CALM.under(UNCHECKED), CALM.under(UNCHECKED).but(ablate=["keeping.public_checks"])),
    study("S91.legitimacy", "legitimacy: open seats against one trade and two kinds of bodies",
          "charter legitimacy", CALM.under(AGENDA), CALM.under(WITHOUT_A_TRADE)),
    study("S91.compliance", "promises kept: open seats against one trade and two kinds of bodies",
          "promises_kept@end", CALM.under(AGENDA), CALM.under(WITHOUT_A_TRADE)),
    interaction("S93.start", "rise of the environment by Agenda 21: degraded against sound place",
                "environment@end", DEGRADED.under(AGENDA), DEGRADED, CALM.under(AGENDA), CALM),
    study("S93.late", "environment of a degraded city: started early against late",
          "environment@end", Arm("degraded_city").under(plan(charter(), start=0)),
          Arm("degraded_city").under(plan(charter(), start=48))),
    study("S94.circle", "biggest trusting circle: new profiles present against absent",
          "giant_component@60", POOR.under(plan(WHOLE)),
          POOR.under(plan(WHOLE)).but(ablate=["new_profiles.present"]), thesis=True,
          concepts="S94 C8"),
    study("S94.networked", "firms in innovative networks: new profiles present against absent",
          "networked_firms@60", CALM.under(plan(WHOLE)),
          CALM.under(plan(WHOLE)).but(ablate=["new_profiles.present"]), thesis=True,
          concepts="S94 C8"),
    study("S94.lasting", "the same three years later", "networked_firms@end",
          CALM.under(plan(WHOLE)),
          CALM.under(plan(WHOLE)).but(ablate=["new_profiles.present"]), thesis=True,
          concepts="S94 C8"),
    study("S94.bodies_lead", "firms in networks: facilitators lead against an agency leads",
          "networked_firms@60", CALM.under(plan(WHOLE)),
          CALM.under(plan([{**each, "actor": "development_agency"} for each in WHOLE])),
          thesis=True, concepts="S94 C8"),
    study("S95.dependence", "strong ties that hang on led sessions: expert against process adviser",
          "strong_ties_led@24", CALM.under({**EXIT, "facilitator": {
              **EXIT["facilitator"], "stance": 0.0}}), CALM.under(EXIT)),
    study("S95.hub", "strong ties that hang on led sessions: with the programme or none",
          "strong_ties_led@24", CALM.under(EXIT), CALM),
    study("S95.after", "biggest trusting circle two years after exit: with the programme or none",
          "giant_component@54", CALM.under(EXIT), CALM),
    study("S96.revising",
          "error of the diagnosis: a facilitator who revises against one who does not",
          "diagnosis_error@40", CALM.under(plan(LEARNING)),
          CALM.under(plan(LEARNING)).but(ablate=["action_research.revising"]),
          concepts="S96 S74 C7"),
    study("S97.wrong", "fit of the courses: a good diagnosis against a blind one",
          "kept course_fit", CALM.under(plan(gap(), courses(start=1), led=LAB)),
          CALM.under(plan(gap(), courses(start=1), led=BLIND))),
    study("S99.strengths", "skill: matching strengths against filling deficits, same hours",
          "mean_skill@end", CALM.under(plan(broker(sessions=12, hours=12.0))),
          CALM.under(plan(courses(every=1, hours=12.0)))),
    study("S99.uptake", "who takes part: matching strengths against filling deficits",
          "joined@18", CALM.under(plan(broker(sessions=12, hours=12.0))),
          CALM.under(plan(courses(every=1, hours=12.0)))),
    *_capabilities(),
    study("S103.promises", "support: promises within reach against promises without checking",
          "support@end", CALM.under(AGENDA), CALM.under(UNCHECKED)),
    *_recipe_or_adaptive(),
    study("S105.theory", "adaptive choices: good theory against none", "mean_skill@end",
          POOR.under(adaptive(theory=0.95)), POOR.under(adaptive(theory=0.0))),
    study("S105.mastery", "reflection: mastery of tools against none", "reflection@20",
          CALM.under(plan(sets(4), led={"mastery": 0.95})),
          CALM.under(plan(sets(4), led={"mastery": 0.0}))),
    study("S105.reactivity", "any effect: reactive against slow", "mean_skill@end",
          POOR.under(adaptive(reactivity=0.95)), POOR.under(adaptive(reactivity=0.0))),
    study("S106.order", "acceptability: negotiation after the diagnosis against before",
          "acceptability@40", CALM.under(plan(gap(), negotiation(start=2))),
          CALM.under(plan(negotiation(), gap(start=10)))),
    study("S107.exit", "sessions of their own two years after the facilitator left",
          "own_sessions@60", CALM.under(EXIT), CALM),
    study("S107.without_process", "own sessions two years after exit: process adviser or expert",
          "own_sessions@60", CALM.under(EXIT), CALM.under(
              {**EXIT, "facilitator": {**EXIT["facilitator"], "stance": 0.0}})),
    study("S107.at_exit", "strong ties in the year before the facilitator left: with or without",
          "strong_ties@29", CALM.under(EXIT), CALM),
    study("S107.kept", "strong ties three years after exit: with the programme or without",
          "strong_ties@66", CALM.under(EXIT), CALM),
    study("S107.networked", "firms in networks three years after exit: with or without",
          "networked_firms@66", CALM.under(EXIT), CALM),
    study("S108.tuned", "specialists: courses on what the place lives by against others",
          "mean_skill@30", MONO.under(plan(courses(["technical", "organising"], count=40))),
          MONO.under(plan(courses(["hospitality", "environment"], count=40)))),
    study("S108.sales", "sales: courses on what the place lives by against others", "revenue@30",
          MONO.under(plan(courses(["technical", "organising"], count=40))),
          MONO.under(plan(courses(["hospitality", "environment"], count=40)))),
    study("S108.used", "jobs: specialists who fit against specialists who do not", "jobs@30-53",
          MONO.under(plan(courses(["technical", "organising"], count=40))),
          MONO.under(plan(courses(["hospitality", "environment"], count=40)))),
    study("S67.unit", "awareness at the onset: signs read together against not", "awareness@53",
          MONO.under(plan(watch())),
          MONO.under(plan(watch())).but(ablate=["watch_unit.reading_together"]), thesis=True,
          concepts="S67 C6"),
]  # fmt: skip
