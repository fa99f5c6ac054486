// Identity through turnover: members come and go; does the network stay what it was?

import { draw, make } from "./dom.js";
import { colourOf, letterOf } from "./shapes.js";

const [WIDTH, HEIGHT] = [150, 34];

export function createIdentity(stage, parent) {
  const { store, speech } = stage;
  const say = make("p", { class: "t-quiet" });
  const worlds = make("div", { class: "t-two" });
  parent.append(say, worlds);

  function paint() {
    const { pair, month, tab } = store.state;
    if (!pair || tab !== "identity") return;
    say.textContent = speech.t("identity.what");
    worlds.replaceChildren(...["without", "with"].map((world) => make(
      "section", { class: `is-${world}` },
      make("h4", { text: speech.arm(world) }),
      table(pair.networks[world], pair, month),
    )));
  }

  function table(networks, pair, month) {
    if (!networks.length) return make("p", { text: speech.t("identity.none") });
    return make("table", { class: "t-table" },
      make("thead", {}, make("tr", {}, ["network", "since", "members", "founders", "identity"].map((key) =>
        make("th", { scope: "col", text: speech.t(`identity.${key}`) })))),
      make("tbody", {}, networks.map((network) => row(network, pair, month))));
  }

  function row(network, pair, month) {
    let place = -1;
    network.months.forEach((each, k) => {
      if (each <= month) place = k;
    });
    const now = place >= 0 && network.months[place] >= month - 3;
    const cell = (text) => make("td", { text });
    return make("tr", { class: now ? "" : "is-away" },
      make("th", { scope: "row" }, make("span", {
        class: "t-letter", text: letterOf(network.group),
        style: `border-color: ${colourOf(network.group)}`,
      })),
      cell(speech.month(network.months[0], pair.start)),
      cell(now ? speech.number(network.members[place]) : speech.t(place < 0 ? "identity.notyet" : "identity.gone")),
      cell(now ? speech.t("identity.of", { staying: network.staying[place], founders: network.founders }) : "–"),
      make("td", {}, now ? speech.number(network.identity[place], 2) : "–", " ", curve(network, pair, month)));
  }

  // Identity (a line) over the share of founders who are still there (an area).
  function curve(network, pair, month) {
    const x = (each) => 2 + ((WIDTH - 4) * each) / Math.max(1, pair.months - 1);
    const y = (value) => 2 + (HEIGHT - 4) * (1 - Math.max(0, Math.min(1, value)));
    const points = (values) => network.months.map((each, k) => `${x(each).toFixed(1)},${y(values[k]).toFixed(1)}`);
    const staying = network.staying.map((each) => each / Math.max(1, network.founders));
    const [first, last] = [network.months[0], network.months.at(-1)];
    return draw("svg", {
      width: WIDTH, height: HEIGHT, class: "t-identity", role: "img",
      "aria-label": speech.t("identity.curve"),
    },
    draw("polygon", {
      points: `${x(first)},${y(0)} ${points(staying).join(" ")} ${x(last)},${y(0)}`,
    }),
    draw("polyline", { points: points(network.identity).join(" ") }),
    draw("line", { x1: x(month), x2: x(month), y1: 0, y2: HEIGHT, class: "t-cursor" }));
  }

  store.watch(["pair", "month", "lang", "tab"], paint);
}
