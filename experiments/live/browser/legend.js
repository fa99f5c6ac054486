// What shapes and colours mean, with how many firms are so, now, in both worlds.

import { draw, make, redraw } from "./dom.js";
import { COLOURS, EDGES, PAPER } from "./palette.js";
import { DOINGS, outline } from "./shapes.js";

class Outline {
  constructor() {
    this.d = "";
  }
  moveTo(x, y) {
    this.d += `M${x} ${y}`;
  }
  lineTo(x, y) {
    this.d += `L${x} ${y}`;
  }
  arc(x, y, size) {
    this.d += `M${x - size} ${y}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0`;
  }
  closePath() {
    this.d += "Z";
  }
}

function shape(kind, colour, edge = "#1c2733") {
  const path = new Outline();
  outline(path, kind, 9, 9, 5.5);
  return draw("svg", { width: 18, height: 18, "aria-hidden": "true" },
    draw("path", { d: path.d, fill: colour, stroke: edge, "stroke-width": 1.2 }));
}

export function createLegend(stage, parent) {
  const { store, speech } = stage;
  const worlds = make("div", { class: "t-worlds", role: "group" });
  const doings = make("ul", { class: "t-keys", role: "list" });
  const kinds = make("ul", { class: "t-keys", role: "list" });
  const counts = {};
  const more = make("details", { class: "t-help" }, make("summary"), make("p"));
  parent.append(doings, kinds, worlds, more);

  function paint() {
    const { pair, world } = store.state;
    if (!pair) return;
    worlds.setAttribute("aria-label", speech.t("worlds"));
    redraw(worlds, ...["both", "without", "with"].map((name) => make("button", {
      type: "button", class: "t-segment", "aria-pressed": String(world === name),
      text: seen(name), title: seen(name), onclick: () => store.set({ world: name }),
    })));
    doings.replaceChildren(...DOINGS.map((doing) => {
      counts[doing] = make("span", { class: "t-count" });
      return make("li", {}, shape(0, COLOURS[doing], EDGES[doing]), speech.t(`doing.${doing}`), counts[doing]);
    }));
    kinds.replaceChildren(...pair.families.map((name, kind) =>
      make("li", {}, shape(kind, PAPER), speech.of(name))));
    more.firstChild.textContent = "?";
    more.firstChild.setAttribute("aria-label", speech.t("legend"));
    more.lastChild.textContent = speech.t("legend.more", speech.arms("short"));
    count();
  }

  function seen(name) {
    const text = name === "both" ? speech.t("see.both") : speech.arm(name, "short");
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  function count() {
    const { pair, month, hidden } = store.state;
    if (!pair) return;
    const found = { without: {}, with: {} };
    for (const world of ["without", "with"]) {
      for (let row = 0; row < pair.rows; row += 1) {
        const doing = pair.worlds[world].state[month * pair.rows + row] & 7;
        found[world][doing] = (found[world][doing] ?? 0) + 1;
      }
    }
    for (const doing of DOINGS) {
      counts[doing].textContent =
        `${found.without[doing] ?? 0} | ${hidden ? "?" : found.with[doing] ?? 0}`;
    }
  }
  store.watch(["pair", "lang", "world"], paint);
  store.watch(["month", "hidden"], count);
}
