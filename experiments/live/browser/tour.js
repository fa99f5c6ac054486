// The tour: eight steps; each sets the page, says little, and asks one question.

import { button, make, redraw } from "./dom.js";
import { createExit } from "./exit.js";

// A quotation's own quotation marks, inside those around it.
const inside = (text) => text.replace(/«\s?/g, "“").replace(/\s?»/g, "”");

export function createTour(stage, parent, steps) {
  const { store, speech } = stage;
  const box = make("section", { class: "t-tour", hidden: true });
  parent.append(box);
  const exit = createExit(stage);
  let waiting = null;
  let levered = null; // whether the levers were shown before the tour

  stage.tour = (place) => {
    const step = steps[place];
    if (!step) return;
    levered ??= store.state.levered;
    store.set({ tour: place, playing: false, hidden: step.bet, life: null, levered: false });
    const same = Object.entries(step.set).every(([name, value]) => store.state.configuration[name] === value);
    waiting = step;
    box.scrollIntoView({ block: "nearest" });
    if (same) settle();
    stage.ask("tour", { step: place });
  };

  function settle() {
    const { pair } = store.state;
    const step = waiting;
    waiting = null;
    if (!step || !pair) return;
    const chart = pair.curves.findIndex((curve) => curve.metric === step.chart);
    const at = { end: pair.months - 1, threat: pair.threats[0]?.month ?? 0, exit: Math.max(0, (pair.exit ?? pair.months) - 24) };
    store.set({ chart: Math.max(0, chart), world: step.world, tab: step.tab, month: at[step.at] ?? pair.months - 1 });
    if (step.tab === "life") stage.ask("follow");
  }

  function paint() {
    const { tour: place } = store.state;
    const step = place === null ? null : steps[place];
    box.hidden = !step;
    if (!step) {
      if (levered !== null) store.set({ levered: levered && !store.state.projector });
      levered = null;
      return;
    }
    box.setAttribute("aria-label", speech.t("tour"));
    redraw(
      box,
      make("div", { class: "t-tour-head" },
        make("span", { class: "t-tour-place", text: speech.t("tour.place", { n: place + 1, of: steps.length }) }),
        make("h2", { text: speech.of(step.title) }),
        make("q", { lang: "fr", text: inside(step.quote) })),
      make("p", { class: "t-tour-say", text: speech.of(step.say) }),
      make("p", { class: "t-tour-ask", text: speech.of(step.ask) }),
      step.at === "exit" && !store.state.hidden ? exit : "",
      make("div", { class: "t-tour-tools" },
        steps.map((each, k) => make("button", {
          type: "button", class: "t-dot", "aria-current": k === place ? "step" : undefined,
          "aria-label": `${k + 1}. ${speech.of(each.title)}`, text: String(k + 1),
          onclick: () => stage.tour(k),
        })),
        make("span", { class: "t-tour-break" }),
        place + 1 < steps.length ? button(speech.t("tour.next"), () => stage.tour(place + 1), { kind: "is-next" }) : "",
        button(speech.t("tour.end"), () => store.set({ tour: null, hidden: false }))));
  }

  store.watch(["tour", "lang", "hidden"], paint);
  store.watch(["pair"], settle);
}
