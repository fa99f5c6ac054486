// One small curve per quantity: a click makes it the large one. Where there is little room, a list.

import { draw, make, redraw } from "./dom.js";
import { extent, line } from "./scale.js";

const [WIDTH, HEIGHT] = [58, 17];

export function createChips(stage, parent) {
  const { store, speech } = stage;
  const list = make("div", { class: "t-chips", role: "tablist" });
  const choice = make("select", {
    class: "t-chart-choice", onchange: () => store.set({ chart: Number(choice.value) }),
  });
  parent.append(list, choice);

  function paint() {
    const { pair, chart, hidden } = store.state;
    if (!pair) return;
    list.setAttribute("aria-label", speech.t("curves"));
    choice.setAttribute("aria-label", speech.t("curves"));
    choice.replaceChildren(...pair.curves.map((curve, k) =>
      make("option", { value: k, selected: k === chart, text: speech.of(curve.name) })));
    redraw(list, ...pair.curves.map((curve, k) => {
      const [low, high] = extent([curve.without, curve.with]);
      const x = (month) => 1 + ((WIDTH - 2) * month) / Math.max(1, pair.months - 1);
      const y = (value) => HEIGHT - 2 - ((HEIGHT - 4) * (value - low)) / Math.max(1e-9, high - low);
      return make(
        "button",
        {
          type: "button", role: "tab", class: "t-chip", "aria-selected": String(k === chart),
          "data-metric": curve.metric, onclick: () => store.set({ chart: k }),
        },
        make("span", { text: speech.of(curve.name) }),
        draw("svg", { width: WIDTH, height: HEIGHT, "aria-hidden": "true" },
          draw("path", { d: line(curve.without, x, y), class: "t-spark" }),
          hidden ? null : draw("path", { d: line(curve.with, x, y), class: "t-spark is-with" })),
      );
    }));
  }
  store.watch(["pair", "chart", "lang", "hidden"], paint);
}
