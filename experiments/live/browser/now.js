// What just happened: sentences up to the month that is shown, each pointing to its number.

import { icon, make } from "./dom.js";

// The number a sentence points to: a curve, or how many events of the log.
function point(stage, told) {
  const { store, speech } = stage;
  const { pair } = store.state;
  const place = pair.curves.findIndex((curve) => curve.metric === told.points);
  if (place < 0) return make("span", { class: "t-source", text: speech.t("from.log") });
  const curve = pair.curves[place];
  const values = ["without", "with"].map((world) =>
    speech.number(curve[world][told.month], curve.digits));
  return make("button", {
    type: "button", class: "t-source",
    text: `${speech.of(curve.name)} ${values.join(" | ")}`,
    onclick: () => {
      store.set({ chart: place });
      stage.clock.to(told.month);
    },
  });
}

export function createNow(stage, parent) {
  const { store, speech } = stage;
  const list = make("ol", { class: "t-story" });
  parent.append(list);
  let shown = null; // which story: of what pair, in what language
  let told = []; // what of it stands in the list, the last at the bottom

  const item = (each) => make("li", { class: `is-${each.kind.split(" ")[0]}` },
    make("button", {
      type: "button", class: "t-when", text: speech.month(each.month, store.state.pair.start),
      onclick: () => stage.clock.to(each.month),
    }),
    make("span", { text: speech.of(each.say) }),
    point(stage, each));

  function paint() {
    const { pair, month, lang, hidden } = store.state;
    if (!pair) return;
    const before = told;
    told = hidden ? [] : pair.narration.filter((each) => each.month <= month);
    const same = told.length && before.length && shown?.pair === pair && shown.lang === lang;
    shown = { pair, lang };
    if (!told.length) list.replaceChildren(make("li", { class: "is-empty", text: speech.t("now.nothing") }));
    else if (!same) list.replaceChildren(...told.map(item).reverse());
    else {
      for (let k = told.length; k < before.length; k += 1) list.firstChild.remove();
      list.prepend(...told.slice(before.length).map(item).reverse());
    }
  }
  store.watch(["pair", "month", "lang", "hidden"], paint);
}

// The last sentence, beside the clock.
export function createTicker(stage, parent) {
  const { store, speech } = stage;
  const line = make("p", { class: "t-ticker-line", "aria-live": "polite", tabindex: "0" });
  const word = make("span");
  const all = make("button", { type: "button", class: "t-link", onclick: () => stage.open("now", true) },
    icon("list"), word);
  const ticker = make("div", { class: "t-ticker" }, line, all);
  parent.prepend(ticker);
  let last = null;

  function paint() {
    const { pair, month, hidden, playing } = store.state;
    if (!pair) return;
    const told = hidden ? null : pair.narration.findLast((each) => each.month <= month);
    if (told === last && line.lang === store.state.lang) return;
    [last, line.lang] = [told, store.state.lang];
    line.setAttribute("aria-live", playing ? "off" : "polite");
    ticker.hidden = !told;
    all.title = word.textContent = speech.t("now.all");
    line.scrollTop = 0;
    line.replaceChildren(...(told ? [
      make("strong", { text: `${speech.month(told.month, pair.start)} – ` }), speech.of(told.say),
    ] : []));
  }
  store.watch(["pair", "month", "lang", "hidden"], paint);
}
