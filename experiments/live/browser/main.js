// The page: what the server sends comes in here, what the visitor asks goes out from here.

import { createBet } from "./bet.js";
import { createCharter } from "./charter.js";
import { createChips } from "./chips.js";
import { NORMAL, createClock } from "./clock.js";
import { createCrossed } from "./crossed.js";
import { createCurve } from "./curve.js";
import { make } from "./dom.js";
import { createFit } from "./fit.js";
import { unfold } from "./frames.js";
import { createGoals } from "./goals.js";
import { createHabits } from "./habits.js";
import { createHeadline } from "./headline.js";
import { createIdentity } from "./identity.js";
import { listen } from "./keys.js";
import { createLegend } from "./legend.js";
import { createLevers } from "./levers.js";
import { createLife } from "./life.js";
import { createMap } from "./map.js";
import { createNow, createTicker } from "./now.js";
import { createPanels } from "./panels.js";
import { createSpeech } from "./speech.js";
import { createStore } from "./store.js";
import { createTimeline } from "./timeline.js";
import { createTop } from "./top.js";
import { createTour } from "./tour.js";
import { createWire } from "./wire.js";

const USUAL = {
  pair: null, previous: null, bands: null, month: 0, playing: false, speed: NORMAL,
  world: "both", chart: 0, selected: null, life: null, hidden: false, help: false, tour: null,
  tab: "now", busy: true, notice: null, past: 0, next: 0, bets: [], betting: false, crossed: null,
  crossing: false, levered: true, staked: null, phones: null,
};
// What is answered by another result, if it changes anything.
const LIVED = new Set(["change", "undo", "redo", "home", "exit", "tour"]);
let made = 0;

function render({ model, el }) {
  made += 1;
  const store = createStore({
    ...USUAL,
    world: window.innerWidth < 700 ? "with" : "both", levered: !model.get("projector"),
    lang: model.get("lang"), projector: model.get("projector"),
    configuration: model.get("configuration"), levers: model.get("levers"),
    assumptions: model.get("assumptions"),
  });
  const speech = createSpeech(store, model.get("books"));
  const stage = { name: String(made), store, speech, clock: createClock(store) };
  const send = (kind, values = {}) => {
    if (LIVED.has(kind)) store.set({ busy: true }); // until the server says that nothing comes of it
    wire.send({ kind, ...values });
  };
  const wire = createWire(model, () => {
    store.set({ crossing: false });
    send("back"); // what was said meanwhile is lost
  });
  stage.ask = send;
  stage.change = (name, value) => {
    if (store.state.betting) store.set({ hidden: true });
    send("change", { name, value });
  };
  stage.speak = (lang) => {
    store.set({ lang });
    send("speak", { lang });
  };
  stage.project = (projector) => {
    store.set({ projector, levered: !projector && store.state.tour === null });
    send("project", { projector });
  };
  stage.follow = (row, world) => {
    store.set({ selected: row });
    stage.looking = true;
    send("follow", { row, world, month: store.state.month });
  };

  const root = make("div", { class: "tessuto" });
  el.append(root);
  const parts = build(root, stage, model.get("steps"));
  const stops = [
    store.watch(["lang", "projector", "busy", "world", "levered", "tour", "hidden", "betting"], () => {
      const { levered, tour, hidden, betting } = store.state;
      const guided = tour !== null || hidden || betting;
      root.classList.toggle("is-wide", !levered && !guided);
      root.classList.toggle("is-levered", levered);
      root.classList.toggle("is-guided", guided);
      if (root.lang !== store.state.lang) { // all is styled anew for it
        root.lang = document.documentElement.lang = store.state.lang;
      }
      root.classList.toggle("is-projected", store.state.projector);
      root.classList.toggle("is-busy", store.state.busy);
      root.dataset.lang = store.state.lang;
      root.dataset.world = store.state.world;
    }),
    listen(stage),
    ...parts.map((part) => part?.stop).filter(Boolean),
    stage.clock.stop, wire.stop,
  ];
  const received = (told, buffers) => receive(stage, root, told, buffers);
  model.on("msg:custom", received);
  send("ready");
  return () => {
    model.off("msg:custom", received);
    stops.forEach((stop) => stop());
  };
}

function receive({ store }, root, told, buffers) {
  if (told.kind === "pair") {
    if (String(told.number) === root.dataset.pair) { // said again after a lost connection
      const { configuration, levers, assumptions, past, next } = told;
      store.set({ busy: false, configuration, levers, assumptions, past, next });
      return;
    }
    const pair = unfold(told.pair, buffers[0]);
    const same = store.state.pair?.months === pair.months;
    store.set({
      pair, previous: same && told.ghost ? store.state.pair : null, bands: null, busy: false,
      configuration: told.configuration, levers: told.levers, assumptions: told.assumptions,
      past: told.past, next: told.next,
      selected: null, life: null, crossed: null, crossing: false,
      month: told.month ?? (same ? store.state.month : pair.months - 1),
    });
    root.dataset.pair = told.number;
  } else store.set(told.state);
}

function build(root, stage, steps) {
  const place = (name, tag = "div") => make(tag, { class: `t-${name}` });
  const [top, side, guide, head, map, canvasBox, legend, curves, curve, time, panel] = [
    place("top", "header"), place("side", "aside"), place("guide"), place("head", "section"),
    place("map", "section"), place("canvas-box"), place("legend", "section"), place("curves", "section"),
    place("curve-box"), place("time", "section"), place("panel", "section"),
  ];
  map.append(canvasBox);
  root.append(top, make("div", { class: "t-left" }, guide, side), make("main", { class: "t-main" },
    make("div", { class: "t-first" }, head, map, curves, legend), time, panel));
  const parts = [
    createTop(stage, top), createLevers(stage, side), createTour(stage, guide, steps),
    createBet(stage, guide), createHeadline(stage, head), createMap(stage, canvasBox),
    createLegend(stage, legend), createChips(stage, curves),
  ];
  curves.append(curve);
  return [
    ...parts, createFit(root, { top, time }), createCurve(stage, curve), createTimeline(stage, time), createTicker(stage, time),
    createPanels(stage, panel, [
      { name: "now", create: createNow }, { name: "life", create: createLife },
      { name: "identity", create: createIdentity }, { name: "habits", create: createHabits },
      { name: "charter", create: createCharter }, { name: "crossed", create: createCrossed },
      { name: "goals", create: createGoals },
    ]),
  ];
}

export default { render };
