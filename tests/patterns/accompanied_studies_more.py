"""What is asked of mechanisms that came later: who hears of openings, who remembers, who maps.

Each study is a contrast that could come out either way; the answers are in `findings.yaml`.
"""

from __future__ import annotations

from tests.patterns.accompanied import Arm, Study, interaction, study
from tests.patterns.accompanied_plans import (
    Values,
    action,
    broker,
    cash,
    courses,
    gap,
    one,
    plan,
    projects,
    sets,
    watch,
)
from tests.patterns.accompanied_studies_conditions import (
    AHEAD,
    CALM,
    MONO,
    PACT,
    POOR,
    UNLEARN,
    WHOLE,
)
from tests.patterns.accompanied_studies_methods import adaptive

VALLEY = Arm("alpine_valley", changes={"threats.0.onset": 40, "threats.1.onset": 40})
SPARED = Arm("alpine_valley", changes={"threats": []})
NO_CREWS = VALLEY.but(threats__0__influx=0.0)
RELUCTANT = CALM.but(bodies__ministry__engagement=0.1)
WOVEN = MONO.but(relations__ties=8, relations__trust=0.6, warm_up=0)
BARE = MONO.but(relations__ties=0, warm_up=0)
"""The same firms, with and without relations at the start."""
SPECIALISTS = [
    {**courses(count=32), "actor": "trainer"},
    one("individual_consulting", actor="consultancy", level=3, count=8, hours=8.0),
]
ADVISERS = [gap(), *sets(3, continues=True), broker()]
FIVE = {
    "counselling": one("individual_consulting", level=3, count=8, hours=24.0),
    "orientation": broker(sessions=12),
    "evaluation": action("looking back", "evaluation", count=16, sessions=6, every=4, hours=8.0,
                         start=6),
    "follow_up": action("visits", "follow_up", count=32, sessions=12, every=2, hours=32.0, start=2,
                        level=3),
    "learning": courses(count=32),
}  # fmt: skip
MATCHED = one("owner_successor_matching", count=24, sessions=36, choose="oldest", stable=False,
              hours=24.0)  # fmt: skip
LOOKED_AFTER = one("network_upkeep", count=24, sessions=36, start=24)
PROMISED = plan(
    sets(4, sessions=24),
    action("later", "action_learning", count=12, choose="volunteers", sessions=12, start=30),
    led={"hours": 8.0},
)


def _mapped(times: int, count: int) -> Values:
    """A broker who goes by a map drawn so many times among so many; the same hours."""
    total = 96.0
    every = 30 // times
    mapping = action("map", "relation_mapping", count=count, choose="mixed", sessions=times,
                     every=max(1, every), hours=total / times, stable=False)  # fmt: skip
    return plan(mapping, broker(count=40, settings={"relations": "mapped"}, start=1))


def _techniques() -> list[Study]:
    """The five techniques of C6, each left out in turn."""
    whole = CALM.under(plan(list(FIVE.values())))
    found = []
    for name in FIVE:
        rest = CALM.under(plan([each for other, each in FIVE.items() if other != name]))
        found += [
            study(f"S102.{name}", f"skill years later: with {name} against the other four alone",
                  "mean_skill@end", whole, rest, concepts="S102 C8"),
            study(f"S102.{name}_motivation",
                  f"motivation at their end: with {name} against the other four alone",
                  "motivation@30", whole, rest, concepts="S102 C8"),
        ]  # fmt: skip
    return found


NO_PAST = CALM.but(relations__ties=0, warm_up=0)
SUSTAINED = [broker(), *sets(3), projects()]
GREY, DECLARED = (
    POOR.but(owners__formality={"mean": mean, "spread": 0.05}) for mean in (0.35, 0.9)
)


STUDIES: list[Study] = [
    study("S10.sustained", "firms in networks, from no relations: sustained work or none",
          "networked_firms@60", NO_PAST.under(plan(SUSTAINED)), NO_PAST),
    study("S10.subsidy", "firms in networks, from no relations: the same as money, or none",
          "networked_firms@60", NO_PAST.under(plan(cash(6.7))), NO_PAST),
    study("S35.first", "jobs in a place never developed: relations against the same as money",
          "jobs@end", POOR.under(plan(broker(), *sets(2))), POOR.under(plan(cash(5.8)))),
    study("S36.participation", "who takes part: firms that declare little against much",
          "joined@18", GREY.under(plan(sets(3, choose="mixed"))),
          DECLARED.under(plan(sets(3, choose="mixed")))),
    study("S36.trust", "declared work: whole programme against none", "formality@end",
          POOR.under(plan(WHOLE)), POOR),
    study("S53.commitment", "engagement of the local bodies: owners watch, or nothing",
          "engagement_local@50", MONO.under(plan(watch(), gap(who="firms"))), MONO),
    study("S101.projects", "projects that succeed: looked after against left alone",
          "events project_succeeded@6-60",
          CALM.under(plan(projects(), one("network_upkeep", sessions=24))),
          CALM.under(plan(projects()))),
    study("S34.matching", "firms handed on: old owners and successors brought together or not",
          "events transmitted@0-95", MONO.under(plan(MATCHED)), MONO),
    study("S34.closures", "closures of the same", "events closed@0-95",
          MONO.under(plan(MATCHED)), MONO),
    study("S98.at_the_end", "partners per firm when the broker stops: brokered against not",
          "mean_ties@25", CALM.under(plan(broker())), CALM),
    study("S98.left", "partners per firm three years after the broker stopped", "mean_ties@61",
          CALM.under(plan(broker())), CALM),
    study("S98.strong_left", "strong ties three years after the broker stopped", "strong_ties@61",
          CALM.under(plan(broker())), CALM),
    study("S98.upkeep", "strong ties of the brokered: looked after for three years against left",
          "strong_ties@61", CALM.under(plan(broker(), LOOKED_AFTER)), CALM.under(plan(broker()))),
    study("S23.identity", "identity of the valley: with the works against without any threat",
          "territorial_identity@end", VALLEY, SPARED),
    study("S23.before", "the same before the works begin", "territorial_identity@36", VALLEY,
          SPARED),
    study("S23.crews", "identity of the valley: crews among the people against works without",
          "territorial_identity@end", VALLEY, NO_CREWS),
    study("S23.anticipated", "identity of the valley: watch and learning against nothing",
          "territorial_identity@end", VALLEY.under(plan(AHEAD)), VALLEY),
    study("S27.low", "jobs in the valley: middling openness against low", "jobs@end",
          VALLEY.but(owners__openness={"mean": 0.5, "spread": 0.1}),
          VALLEY.but(owners__openness={"mean": 0.15, "spread": 0.1})),
    study("S27.high", "jobs in the valley: middling openness against high", "jobs@end",
          VALLEY.but(owners__openness={"mean": 0.5, "spread": 0.1}),
          VALLEY.but(owners__openness={"mean": 0.85, "spread": 0.1})),
    study("S27.identity", "identity of the valley: middling openness against high",
          "territorial_identity@end", VALLEY.but(owners__openness={"mean": 0.5, "spread": 0.1}),
          VALLEY.but(owners__openness={"mean": 0.85, "spread": 0.1})),
    study("S29.loss", "jobs after the shock: a district that watches and learns, or one that waits",
          "jobs@66-95", MONO.under(plan(AHEAD)), MONO, concepts="S29 C9"),
    study("S37.left", "exposed firms that have left in the end: watch and learning or nothing",
          "response_left@end", MONO.under(plan(AHEAD)), MONO),
    study("S38.map", "partners per firm: a broker with a map of most against one of few",
          "mean_ties@36", CALM.under(_mapped(1, 96)), CALM.under(_mapped(1, 8))),
    study("S38.repeated", "recall of the map at the end: drawn five times against once",
          "kept map_recall", CALM.under(_mapped(5, 48)), CALM.under(_mapped(1, 48))),
    study("S38.plans", "partners per firm: a map drawn five times against once", "mean_ties@36",
          CALM.under(_mapped(5, 48)), CALM.under(_mapped(1, 48))),
    study("S39.born", "passes the test of a community: whole programme against none",
          "community@end", POOR.under(plan(WHOLE)), POOR),
    study("S41.detect", "awareness at the onset: the same firms with relations against without",
          "awareness@53", WOVEN, BARE),
    study("S41.decide", "the aware who do something: with relations against without",
          "response_decide@53", WOVEN, BARE),
    study("S41.act", "firms that do something else in the end: with relations against without",
          "response_act@end", WOVEN, BARE),
    study("S41.remember", "awareness left when it is over: with relations against without",
          "response_remember@end", WOVEN, BARE),
    study("S44.early", "learned from others in the first years: neighbours met more often or not",
          "learned_from_others@24", CALM, CALM.but(ablate=["meet.proximity"]), concepts="S44 C4"),
    study("S44.late", "learned from others at the end: neighbours met more often or not",
          "learned_from_others@end", CALM, CALM.but(ablate=["meet.proximity"]),
          concepts="S44 C4"),
    interaction("S44.alike", "learned from others: proximity x one language, beyond the sum",
                "learned_from_others@end", CALM.but(culture__common=0.98),
                CALM.but(culture__common=0.2),
                CALM.but(culture__common=0.98, ablate=["meet.proximity"]),
                CALM.but(culture__common=0.2, ablate=["meet.proximity"]), concepts="S44 C4"),
    study("S44.outside", "learned from others: many contacts outside against none",
          "learned_from_others@end", CALM.but(owners__outside={"mean": 0.6, "spread": 0.1}),
          CALM.but(owners__outside={"mean": 0.02, "spread": 0.01})),
    study("S58.fading", "confidence four years after encouragement: it fades against it stays",
          "confidence@66", CALM.under(UNLEARN),
          CALM.under(UNLEARN).but(ablate=["take_heart.confidence_fades"])),
    study("S59.dip", "closures: changing costs a dip against it costs none", "events closed@0-95",
          MONO, MONO.but(parameters__innovate__dip=0.0)),
    study("S59.unsupported", "closures: unlearning with encouragement against without",
          "events closed@6-40", POOR.under(UNLEARN),
          POOR.under(UNLEARN).but(ablate=["supported_unlearning.encouraging"])),
    study("S59.sticks", "sales at the end: old routines unlearned against kept", "revenue@end",
          MONO.under(UNLEARN), MONO.under(UNLEARN).but(ablate=["innovate.unlearning"])),
    study("S60.held", "engagement of a reluctant ministry: pacts bind against they do not",
          "engagement_national@end", RELUCTANT.under(PACT),
          RELUCTANT.under(PACT).but(ablate=["commitments.pacts_bind"])),
    study("S68.leaders", "federating leaders: whole programme against none", "leaders@end",
          CALM.under(plan(WHOLE)), CALM),
    study("S85.entries", "new firms in listed openings: founders hear of them against not",
          "entries_listed@24-95", CALM, CALM.but(ablate=["found.listed_ways"]),
          concepts="S85 C7"),
    study("S85.births", "births: founders hear of openings against not", "births@24-95", CALM,
          CALM.but(ablate=["found.listed_ways"]), concepts="S85 C7"),
    study("S85.firms", "firms at the end: founders hear of openings against not", "firms@end",
          CALM, CALM.but(ablate=["found.listed_ways"]), concepts="S85 C7"),
    study("S99.plan", "skill: an adaptive plan built on strengths against one on deficits",
          "mean_skill@end", CALM.under(adaptive(builds_on="strengths")), CALM.under(adaptive())),
    study("S99.plan_jobs", "jobs: an adaptive plan built on strengths against one on deficits",
          "jobs@end", CALM.under(adaptive(builds_on="strengths")), CALM.under(adaptive())),
    study("S99.plan_uptake", "who takes part: a plan built on strengths against one on deficits",
          "joined@24", CALM.under(adaptive(builds_on="strengths")), CALM.under(adaptive())),
    *_techniques(),
    study("S103.later", "who takes part three years on: unkept plans remembered against forgiven",
          "joined@46", CALM.under(PROMISED),
          CALM.under(PROMISED).but(ablate=["participation.plans_are_promises"])),
    study("S103.motivation", "motivation: unkept plans remembered against forgiven",
          "motivation@30", CALM.under(PROMISED),
          CALM.under(PROMISED).but(ablate=["participation.plans_are_promises"])),
    study("S104.feedback", "skill: what helped is remembered against not", "mean_skill@end",
          POOR.under(adaptive()), POOR.under(adaptive()).but(ablate=["choosing.feedback"]),
          concepts="S104 S96"),
    study("S104.lot", "skill: adaptive against methods drawn by lot", "mean_skill@end",
          POOR.under(adaptive()), POOR.under(adaptive(random=True))),
    study("S105.delay", "the aware at the onset: a reactive facilitator against a slow one",
          "awareness@53", MONO.under(adaptive(reactivity=1.0)),
          MONO.under(adaptive(reactivity=0.0))),
    interaction("S108.advisers", "sales: specialists x process advisers, beyond the sum",
                "revenue@48", CALM.under(plan([*SPECIALISTS, *ADVISERS])),
                CALM.under(plan(SPECIALISTS)), CALM.under(plan(ADVISERS)), CALM),
    study("S108.alone", "sales: specialists without process advisers against nothing",
          "revenue@48", CALM.under(plan(SPECIALISTS)), CALM),
    study("S108.uptake", "who takes part: specialists with process advisers against without",
          "joined@24", CALM.under(plan([*SPECIALISTS, *ADVISERS])),
          CALM.under(plan(SPECIALISTS))),
]  # fmt: skip
