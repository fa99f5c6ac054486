// Several territories side by side under the same programme, on the same axes, with visits.

import { button, draw, make } from "./dom.js";
import { between, createRange, line, ticks } from "./scale.js";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [330, 190, 46, 8, 10, 26];

export function createCrossed(stage, parent) {
  const { store, speech } = stage;
  const say = make("p", { class: "t-quiet" });
  const act = make("div");
  const charts = make("div", { class: "t-small" });
  parent.append(say, act, charts);

  function paint() {
    const { crossed, pair, chart, tab, crossing } = store.state;
    if (!pair || tab !== "crossed") return;
    say.textContent = speech.t("crossed.what", { programme: speech.of(pair.programme) });
    const ask = button(speech.t(crossing ? "crossed.busy" : "crossed.ask"), () => {
      store.set({ crossing: true });
      stage.ask("cross");
    });
    ask.disabled = Boolean(crossing);
    act.replaceChildren(ask);
    const curve = pair.curves[chart];
    if (!crossed) {
      charts.replaceChildren();
      return;
    }
    const all = crossed.flatMap((place) => Object.values(place.curves[curve.metric]));
    const { range } = createRange().fit(all);
    charts.replaceChildren(...crossed.map((place) => small(place, curve, range)));
  }

  function small(place, curve, range) {
    const { without, with: accompanied } = place.curves[curve.metric];
    const x = (month) => LEFT + ((WIDTH - LEFT - RIGHT) * month) / Math.max(1, place.months - 1);
    const y = (value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - range[0]) / (range[1] - range[0]));
    const { found, digits } = ticks(range, 4, curve.digits ? 0 : 1);
    const ends = [without, accompanied].map((each) => speech.number(each.at(-1), curve.digits));
    const name = speech.of(place.territory);
    return make("figure", { class: "t-figure" },
      make("figcaption", {}, make("strong", { text: name }),
        make("span", { class: "t-quiet", text: `${speech.t("colon", { name: speech.of(curve.name) })} ${ends[1]} ${speech.arm("with", "said")}, ${ends[0]} ${speech.arm("without", "said")}` })),
      draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "t-figure-curve", role: "img", "aria-label": `${name}: ${ends.join(", ")}` },
        ...found.flatMap((value) => [
          draw("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value), class: "t-grid" }),
          draw("text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end", class: "t-tick", text: speech.number(value, digits) }),
        ]),
        draw("text", { x: LEFT, y: HEIGHT - 6, class: "t-tick", text: `0 (${place.start[0]})` }),
        draw("text", { x: WIDTH - RIGHT, y: HEIGHT - 6, "text-anchor": "end", class: "t-tick", text: `${speech.span(place.months)} (${place.start[0] + Math.floor((place.months + place.start[1] - 2) / 12)})` }),
        draw("path", { d: between(without, accompanied, x, y), class: "t-gap" }),
        draw("path", { d: line(without, x, y), class: "t-line" }),
        draw("path", { d: line(accompanied, x, y), class: "t-line is-with" })));
  }

  store.watch(["crossed"], () => store.state.crossed && store.set({ crossing: false }));
  store.watch(["crossed", "crossing", "pair", "chart", "lang", "tab"], paint);
}
