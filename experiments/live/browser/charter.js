// The charter: the way to it, who signed, what was promised, what was kept.

import { button, make } from "./dom.js";

export function createCharter(stage, parent) {
  const { store, speech } = stage;

  function paint() {
    const { pair, tab } = store.state;
    if (!pair || tab !== "charter") return;
    const { charter } = pair;
    if (!charter) {
      parent.replaceChildren(
        make("p", { text: speech.t("charter.none") }),
        button(speech.t("charter.try"), () => stage.change("programme", "agenda21")));
      return;
    }
    parent.replaceChildren(
      make("p", { class: "t-charter-said", text: speech.t(charter.signed ? "charter.signed" : "charter.unsigned", charter) }),
      make("ol", { class: "t-phases", "aria-label": speech.t("charter.way") }, charter.log.map((move) => make("li", {},
        make("button", {
          type: "button", class: "t-when", text: speech.month(move.month, pair.start),
          onclick: () => stage.clock.to(move.month),
        }),
        make("span", { text: speech.of(move.phase) })))),
      charter.clauses.length ? make("table", { class: "t-table" },
        make("thead", {}, make("tr", {}, ["theme", "measured", "target", "deadline", "bound", "state"].map((key) =>
          make("th", { scope: "col", text: speech.t(`charter.${key}`) })))),
        make("tbody", {}, charter.clauses.map((clause) => make("tr", { class: `is-${clause.kind}` },
          make("th", { scope: "row", text: speech.of(clause.theme) }),
          make("td", { text: speech.of(clause.indicator) }),
          make("td", { text: clause.trigger ? speech.t("charter.trigger", { at: speech.number(clause.trigger, 2) })
            : speech.t("charter.fromto", { from: speech.number(clause.baseline, 2), to: speech.number(clause.target, 2) }) }),
          make("td", { text: speech.month(clause.deadline, pair.start) }),
          make("td", { text: speech.number(clause.bound) }),
          make("td", { class: "t-state", text: speech.of(clause.state) }))))) : "");
  }
  store.watch(["pair", "lang", "tab"], paint);
}
