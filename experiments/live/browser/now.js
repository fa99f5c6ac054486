// What just happened: sentences up to the month that is shown, each pointing to its number.

import { make } from "./dom.js";

const MOST = 40;

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
  let shown = "";

  function paint() {
    const { pair, month, lang, hidden } = store.state;
    if (!pair) return;
    const told = pair.narration.filter((each) => each.month <= month && !hidden).slice(-MOST).reverse();
    const key = `${lang}/${told.length}/${told[0]?.month}/${hidden}`;
    if (key === shown && list.pair === pair) return;
    [shown, list.pair] = [key, pair];
    list.replaceChildren(...(told.length ? told.map((each) => make("li", { class: `is-${each.kind.split(" ")[0]}` },
      make("button", {
        type: "button", class: "t-when", text: speech.month(each.month, pair.start),
        onclick: () => stage.clock.to(each.month),
      }),
      make("span", { text: speech.of(each.say) }),
      point(stage, each))) : [make("li", { class: "is-empty" }, speech.t("now.nothing"))]));
  }
  store.watch(["pair", "month", "lang", "hidden"], paint);
}

// The last sentence, beside the clock.
export function createTicker(stage, parent) {
  const { store, speech } = stage;
  const line = make("p", { class: "t-ticker", "aria-live": "polite" });
  parent.prepend(line);
  let last = null;

  function paint() {
    const { pair, month, hidden, playing } = store.state;
    if (!pair) return;
    const told = hidden ? null : pair.narration.findLast((each) => each.month <= month);
    if (told === last && line.lang === store.state.lang) return;
    [last, line.lang] = [told, store.state.lang];
    line.setAttribute("aria-live", playing ? "off" : "polite");
    line.replaceChildren(...(told ? [
      make("strong", { text: `${speech.month(told.month, pair.start)} – ` }),
      speech.of(told.say), " ",
      make("button", {
        type: "button", class: "t-link", text: speech.t("now.all"),
        onclick: () => stage.open("now", true),
      }),
    ] : []));
  }
  store.watch(["pair", "month", "lang", "hidden"], paint);
}
