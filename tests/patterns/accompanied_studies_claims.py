"""What is asked of the ten claims of the source text that the model could prove wrong: C1 to C10.

Each has its mechanism on and off (its switches), or the contrast that the claim is about. C6 and C9
are mostly asked where S66, S70, S86 and S89 are.
"""

from __future__ import annotations

from tests.patterns.accompanied import Arm, Study, interaction, study
from tests.patterns.accompanied_plans import courses, gap, plan
from tests.patterns.accompanied_studies_conditions import CALM, MONO, THREAT, WHOLE

LONG = Arm("baseline", months=144)
SHOCKED = Arm("mono_product", changes=THREAT)
YOUNG = {"mean": 40, "spread": 8}
OLD = {"mean": 54, "spread": 8}
# The same threat to metal in a territory where metal is one trade among many.
DIVERSE = CALM.but(threats=[{
    "name": "crisis", "onset": 54, "lead": 36, "ramp": 12, "demand": -0.45,
    "families": ["metal"], "markets": ["national", "export"], "visibility": 0.6,
}])  # fmt: skip


def _switched(claim: str, name: str, measure: str, question: str, land: Arm, *off: str) -> Study:
    """A territory with a mechanism against the same without."""
    return study(f"{claim}.{name}", f"{question}: on against off", measure, land,
                 land.but(ablate=list(off)), thesis=True)  # fmt: skip


STUDIES: list[Study] = [
    _switched("C1", "level", "mean_skill@end", "know-how pooled with those one meets", CALM,
              "exchange_knowledge.pooling"),
    _switched("C1", "inequality", "skill_inequality@end", "know-how pooled with those one meets",
              CALM, "exchange_knowledge.pooling"),
    _switched("C1", "joint", "jobs@end", "partners innovate together", CALM,
              "advance_projects.joint_innovation"),
    _switched("C2", "respect", "networked_firms@end", "joint work needs mutual respect", LONG,
              "relations.respect_gate"),
    _switched("C2", "acquaintance", "networked_firms@end", "joint work needs acquaintance", LONG,
              "relations.acquaintance_gate"),
    study("C2.grown", "firms in networks: trust that grew against the same trust given at once",
          "networked_firms@101", CALM.but(relations__trust=0.4),
          CALM.but(relations__trust=0.8), thesis=True),
    _switched("C3", "identity", "network_identity@end",
              "partners take on each other's principles", LONG, "exchange_knowledge.socialisation"),
    _switched("C3", "reciprocity", "network_identity@end",
              "giving that is not returned costs trust", LONG, "tend_ties.reciprocity"),
    _switched("C4", "skill", "mean_skill@end", "neighbours are met more often", CALM,
              "meet.proximity"),
    _switched("C4", "ties", "networked_firms@end", "neighbours are met more often", LONG,
              "meet.proximity"),
    _switched("C5", "renewal", "jobs@66-95", "ties are made and broken, under a shock", SHOCKED,
              "tend_ties.renewal"),
    _switched("C5", "fabric", "jobs@66-95", "what networks do for firms, under a shock", SHOCKED,
              "advance_projects.joint_innovation", "innovate.pooling", "innovate.collective_stock",
              "innovate.companionship"),
    _switched("C6", "results", "motivation@60", "results that are seen keep people taking part",
              CALM.under(plan(WHOLE)), "take_heart.visible_results"),
    _switched("C6", "watch", "aware_firms@53", "partners share what they see", MONO,
              "scan_environment.shared_watch"),
    _switched("C7", "fit", "kept course_fit", "courses follow the needs that were found",
              CALM.under(plan(gap(), courses(start=1))), "training_courses.matching"),
    _switched("C7", "skill", "mean_skill@30", "courses follow the needs that were found",
              CALM.under(plan(gap(), courses(start=1))), "training_courses.matching"),
    _switched("C7", "sales", "revenue@30", "courses follow the needs that were found",
              CALM.under(plan(gap(), courses(start=1))), "training_courses.matching"),
    _switched("C8", "profiles", "relational_capital@end", "people whose trade it is to accompany",
              CALM.under(plan(WHOLE)), "new_profiles.present"),
    _switched("C9", "foresight", "jobs@66-95", "owners weigh what they see coming", MONO,
              "innovate.foresight"),
    interaction("C10.jobs", "jobs after the crisis: one product x old owners, beyond the sum",
                "jobs@66-95", MONO.but(owners__age=OLD), MONO.but(owners__age=YOUNG),
                DIVERSE.but(owners__age=OLD), DIVERSE.but(owners__age=YOUNG), thesis=True),
    interaction("C10.holders", "holders of know-how lost: one product x old owners",
                "holders_lost@end", MONO.but(owners__age=OLD), MONO.but(owners__age=YOUNG),
                DIVERSE.but(owners__age=OLD), DIVERSE.but(owners__age=YOUNG), thesis=True),
    _switched("C10", "successors", "jobs@66-95", "successors are hard to find",
              MONO.but(owners__age=OLD), "age_and_transmit.scarce_successors"),
]  # fmt: skip
