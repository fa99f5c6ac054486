"""The later steps on the big screen: the plan, the room's vote on it, the trial of the plans."""

from __future__ import annotations

from html import escape

import solara

from analysis.comparison.budgets import spending
from analysis.comparison.differences import END, differences
from analysis.comparison.words import difference_sentence
from experiments.comparison import Comparison
from experiments.live.configuration import Configuration
from experiments.live.languages import titled
from experiments.live.room.findings import diagnosing
from experiments.live.room.people import Progress
from experiments.live.room.plan import (
    choices_of,
    plan_of,
    state_title,
    title_of,
    voted_plan,
    wish_of,
)
from experiments.live.room.room import Room
from experiments.live.room.screen_survey import Busy, Line
from experiments.live.room.trial import PAIRS, try_plans
from experiments.live.room.watching import use_version, use_work
from experiments.live.room.words import RHYTHMS
from simulation.accompaniment.programme import Programme
from simulation.language import LANGUAGES, msg, ntranslate, number, speaking, translate

NAMES = {
    "plan": msg("The plan from the answers"),
    "facilitator": msg("The facilitator's programme"),
    "room": msg("The plan in the room's order and rhythm"),
}


@solara.component
def Plan(room: Room, now: Progress, lang: str) -> None:  # noqa: N802
    """The plan that follows from the answers, and the click that puts it on the stage."""
    use_version(room)
    work, begin = use_work(lang)
    plan = room.agreed.plan
    taken = plan is not None and room.agreed.shown[1] is plan

    def make() -> None:
        def job(_each: object) -> Programme:
            found = plan_of(diagnosing(room).of(now.round).diagnosis, lang)
            room.agreed.make(found)
            return found

        begin(job)

    def take() -> None:
        if plan is not None:
            room.agreed.show(plan)

    Line(translate("From the answers to a plan", lang), "h2")
    with solara.Div(classes=["room-buttons"]):
        label = (
            translate("Make the plan", lang) if plan is None else translate("Make it anew", lang)
        )
        solara.Button(label, on_click=make, color="primary" if plan is None else None,
                      disabled=work.busy, classes=["room-go"])  # fmt: skip
        if plan is not None:
            solara.Button(
                translate("Start the simulation from here", lang), on_click=take, color="primary",
                classes=["room-go"],
            )  # fmt: skip
    Busy(work.busy, work.problem)
    if taken:
        Line(translate("The simulation now starts from what the room said, under its plan, on "
                       "every stage of this room.", lang))  # fmt: skip
    if plan is not None:
        Actions(plan, room, lang)
        Starting(plan, room, lang)


@solara.component
def Actions(plan: Programme, room: Room, lang: str) -> None:  # noqa: N802
    """What the plan does, when and how often."""
    items = room.questionnaire.items
    rows = "".join(
        f"<li><b>{escape(title_of(each.name, items, lang))}</b><br>"
        f"<span class='room-quiet'>{escape(_when(each.start, each.every, each.sessions, lang))}"
        "</span></li>"
        for each in plan.actions
    )
    if rows:
        solara.HTML(tag="ul", unsafe_innerHTML=rows, classes=["room-actions"])
    else:
        Line(translate("No item is both pressing and clear enough to act upon.", lang))


@solara.component
def Starting(plan: Programme, room: Room, lang: str) -> None:  # noqa: N802
    """The starting states that the answers support; the rest is assumed, and it is said."""
    if not plan.initial:
        Line(translate("The answers set no starting state; all of it is assumed.", lang))
        return
    items = room.questionnaire.items
    states = "; ".join(
        f"{state_title(path, items, lang)} "
        f"{number(value, 2, lang) if isinstance(value, float) else value}"
        for path, value in plan.initial.items()
    )
    Line(translate("Starting states taken from the answers, in both worlds: {states}.", lang,
                   states=states), "p", "room-quiet")  # fmt: skip
    Line(translate("Everything else is assumed, the same with and without the plan.", lang), "p",
         "room-quiet")  # fmt: skip


@solara.component
def Vote(room: Room, now: Progress, lang: str) -> None:  # noqa: N802
    """Let the room put the plan's actions in order; points and rhythm as they come in."""
    use_version(room)
    plan = room.agreed.plan
    Line(translate("In what order, at what rhythm?", lang), "h2")
    if plan is None or not plan.actions:
        Line(translate("Make the plan first (step 3).", lang))
        return
    choices = choices_of(plan, room.questionnaire.items)
    with solara.Div(classes=["room-buttons"]):
        if now.stage == "vote":
            solara.Button(translate("Close the vote", lang), on_click=room.close, color="warning",
                          classes=["room-go"])  # fmt: skip
        else:
            solara.Button(translate("Open the vote", lang), color="primary", classes=["room-go"],
                          on_click=lambda: room.open_vote(choices))  # fmt: skip
        Line(ntranslate("{n} ballot", "{n} ballots", now.ballots, lang), "span", "room-quiet")
    wish = wish_of(room.ballots(), [each.name for each in plan.actions])
    if not wish.ballots:
        return
    titles = {each.name: each.titles[lang] for each in choices}
    most = max(wish.points) or 1.0
    rows = "".join(
        f"<tr><td>{place}.</td><td style='width:55%'>{escape(titles[name])}</td>"
        f"<td style='width:38%'><div class='room-bar' style='width:{100 * points / most:.0f}%'>"
        f"</div></td><td>{number(points, 1, lang)}</td></tr>"
        for place, (name, points) in enumerate(zip(wish.order, wish.points, strict=True), 1)
    )
    solara.HTML(tag="table", unsafe_innerHTML=rows, classes=["room-bars"])
    said = translate("Borda points on average; rhythm in the middle of the votes: {rhythm}.", lang,
                     rhythm=translate(RHYTHMS[wish.rhythm], lang))  # fmt: skip
    Line(said, "p", "room-quiet")


@solara.component
def Compare(room: Room, lang: str) -> None:  # noqa: N802
    """Nothing, the facilitator's programme and the room's plan, with the same draws."""
    use_version(room)
    work, begin = use_work(lang)
    plan = room.agreed.plan
    configuration = room.agreed.staged or Configuration()
    where = solara.use_memo(lambda: _where(configuration), [configuration.territory])
    Line(translate("The same territory, the same chance: two plans against nothing", lang), "h2")
    if plan is None:
        Line(translate("Make the plan first (step 3).", lang))
        return
    names = [each.name for each in plan.actions]
    wish = wish_of(room.ballots(), names)
    voted = voted_plan(plan, wish) if wish.ballots else plan
    ours = _titled(voted, "room" if wish.ballots else "plan", "room-plan")
    theirs = _titled(_facilitator_s(configuration, plan), "facilitator", "facilitator-plan")

    def run() -> None:
        scenario = configuration.changed(own_plan=None).scenario()
        begin(lambda each: try_plans(scenario, [theirs, ours], each))

    Line(translate("In the territory that the stage showed last: {territory}.", lang,
                   territory=where[lang]), "p", "room-quiet")  # fmt: skip
    with solara.Div(classes=["room-buttons"]):
        said = ntranslate("Live {n} pair of histories", "Live {n} pairs of histories", PAIRS, lang)
        solara.Button(said, on_click=run, disabled=work.busy, color="primary", classes=["room-go"])
        solara.Button(translate("Put this plan on the stage", lang), outlined=True,
                      on_click=lambda: room.agreed.show(ours), classes=["room-go"])  # fmt: skip
        if room.agreed.shown[1] == ours:
            Line(translate("It is on every stage of this room.", lang), "span", "room-quiet")
        elif not wish.ballots:
            Line(translate("No vote yet: the plan in its own order.", lang), "span", "room-quiet")
    if work.busy and work.of:
        solara.ProgressLinear(100 * work.done / work.of)
    else:
        Busy(work.busy, work.problem)
    if work.result is not None:
        Result(work.result, lang)


@solara.component
def Result(result: Comparison, lang: str) -> None:  # noqa: N802
    """Each plan against nothing, outcome by outcome, at the end."""
    with speaking(lang):
        found = [each for each in differences(result) if each.moment == END]
        head = "".join(f"<th scope='col'>{escape(_title(arm.title, lang))}</th>"
                       for arm in result.arms[1:])  # fmt: skip
        rows = ""
        for outcome, meaning in result.outcomes.items():
            cells = "".join(
                f"<td>{escape(_only_the_difference(difference_sentence(each, meaning)))}</td>"
                for each in found if each.outcome == outcome
            )  # fmt: skip
            rows += f"<tr><th scope='row'>{escape(translate(meaning.label))}</th>{cells}</tr>"
        told = f"<tr><td></td>{head}</tr>{cost_row(result)}{rows}"
    solara.HTML(tag="table", unsafe_innerHTML=told, classes=["room-table"])
    pairs = ntranslate("{n} pair", "{n} pairs", len(result.seeds), lang)
    Line(translate("At the end of the story, compared with nothing being done; {pairs} with the "
                   "same draws. Few pairs: read the signs, not the decimals. Possible histories, "
                   "not forecasts.", lang, pairs=pairs), "p", "room-quiet")  # fmt: skip


def cost_row(result: Comparison) -> str:
    """Return the row that says what each plan spent: they need not cost the same."""
    spent = {each.arm: each.money for each in spending(result)}
    cells = "".join(f"<td>{number(spent[arm], 1) if arm in spent else '–'}</td>"
                    for arm in range(1, len(result.arms)))  # fmt: skip
    return f"<tr><th scope='row'>{escape(translate('Cost, months of wages'))}</th>{cells}</tr>"


def _where(configuration: Configuration) -> dict[str, str]:
    scenario = configuration.scenario()
    return titled(scenario.title, scenario.name)


def _facilitator_s(configuration: Configuration, plan: Programme) -> Programme:
    """The page's own programme; the plan from the answers where the page has taken it over."""
    return plan if configuration.own_plan is not None else configuration.plan()


def _titled(plan: Programme, key: str, name: str) -> Programme:
    titles = {lang: translate(NAMES[key], lang) for lang in LANGUAGES}
    return plan.model_copy(update={"name": name, "title": titles})


def _title(title: object, lang: str) -> str:
    return str(title.get(lang, "")) if isinstance(title, dict) else str(title)


def _only_the_difference(sentence: str) -> str:
    """What follows the label, which stands at the head of the row."""
    return sentence.split(": ", 1)[-1].split("\u00a0: ", 1)[-1]


def _when(start: int, every: int, sessions: int, lang: str) -> str:
    if sessions == 1:
        return translate("in month {start}, once", lang, start=start)
    return ntranslate(
        "from month {start}, every month, {sessions} sessions",
        "from month {start}, every {n} months, {sessions} sessions",
        every, lang, start=start, sessions=sessions,
    )  # fmt: skip
