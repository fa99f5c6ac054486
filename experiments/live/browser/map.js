// The network on a canvas: places once, then two bytes a firm and month; both worlds, same places.

import { make } from "./dom.js";
import { WORLDS, tenantOf } from "./frames.js";
import { COLOURS, EDGES, GONE, INK, PAPER, RULE, SELECTED, TIE, VEIL, WITH_INK } from "./palette.js";
import { DOINGS, UNNAMED, colourOf, edgeOf, hull, letterOf, outline } from "./shapes.js";
import { shortened } from "./speech.js";

const MARGIN = 26;
const HEAD = 30;
const NEAR = 16;
const RECENT = 6;

export function createMap(stage, parent) {
  const { store, speech } = stage;
  const canvas = make("canvas", { class: "t-canvas", tabindex: "0", role: "img" });
  parent.append(canvas);
  const context = canvas.getContext("2d");
  let size = { width: 0, height: 0 };
  let due = 0;
  let drawn = 0;
  let spent = 0;
  let since = performance.now();

  const panes = () => {
    const { world: asked, hidden } = store.state;
    const shown = asked === "both" || (hidden && asked === "with") ? WORLDS : [asked];
    const width = size.width / shown.length;
    return shown.map((world, k) => ({ world, x: k * width, width, height: size.height }));
  };

  function placed(pane, row) {
    const { places } = store.state.pair;
    return [
      pane.x + MARGIN + places[2 * row] * (pane.width - 2 * MARGIN),
      HEAD + MARGIN / 2 + places[2 * row + 1] * (pane.height - HEAD - 1.5 * MARGIN),
    ];
  }

  function paint() {
    due = 0;
    const begun = performance.now();
    const { pair, month } = store.state;
    if (!pair || !size.width) return;
    const scale = window.devicePixelRatio || 1;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    for (const pane of panes()) {
      if (store.state.hidden && pane.world === "with") paintVeil(pane);
      else paintWorld(pane, pair, month);
    }
    drawn += 1;
    spent += performance.now() - begun;
    const now = performance.now();
    if (now - since > 1000) {
      canvas.dataset.fps = ((1000 * drawn) / (now - since)).toFixed(1);
      canvas.dataset.cost = (spent / drawn).toFixed(2); // milliseconds a painting
      [drawn, spent] = [0, 0];
      since = now;
    }
    canvas.dataset.month = month;
  }

  function paintWorld(pane, pair, month) {
    const world = pair.worlds[pane.world];
    const at = [];
    for (let row = 0; row < pair.rows; row += 1) at.push(placed(pane, row));
    const crowd = Math.min(1.5, Math.sqrt(pane.width * pane.height / pair.rows) / 42);
    const unit = Math.max(0.45, crowd);
    paintTies(world.ties, at, month, unit);
    paintGroups(world, pair, at, month, unit);
    paintFirms(pane.world, world, pair, at, month, unit);
    paintHead(pane);
  }

  // The accompanied world, as long as a bet has to be placed.
  function paintVeil(pane) {
    context.fillStyle = VEIL;
    context.fillRect(pane.x + 8, HEAD + 4, pane.width - 16, pane.height - HEAD - 12);
    context.fillStyle = WITH_INK;
    context.font = "600 64px system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText("?", pane.x + pane.width / 2, pane.height / 2);
    paintHead(pane);
  }

  function paintTies(ties, at, month, unit) {
    context.beginPath();
    for (let k = 0; k < ties.length; k += 4) {
      if (ties[k + 2] > month || ties[k + 3] <= month) continue;
      const [a, b] = [at[ties[k]], at[ties[k + 1]]];
      context.moveTo(a[0], a[1]);
      context.lineTo(b[0], b[1]);
    }
    context.strokeStyle = TIE;
    context.lineWidth = unit > 0.7 ? 1 : 0.5;
    context.stroke();
  }

  function paintGroups(world, pair, at, month, unit) {
    const members = new Map();
    for (let row = 0; row < pair.rows; row += 1) {
      const group = world.group[month * pair.rows + row];
      if (group && group !== UNNAMED) members.set(group, [...(members.get(group) ?? []), at[row]]);
    }
    for (const [group, points] of members) {
      if (points.length < 2) continue;
      const edge = points.length > 2 ? hull(points) : points;
      context.beginPath();
      edge.forEach(([x, y], k) => (k ? context.lineTo(x, y) : context.moveTo(x, y)));
      context.closePath();
      const colour = colourOf(group);
      context.lineJoin = "round";
      context.globalAlpha = 0.16;
      context.strokeStyle = context.fillStyle = colour;
      context.lineWidth = 22 * unit;
      context.stroke();
      context.fill();
      context.globalAlpha = 1;
      context.strokeStyle = edgeOf(group);
      context.lineWidth = 1.6;
      context.stroke();
      paintLetter(letterOf(group), colour, points);
    }
  }

  function paintLetter(letter, colour, points) {
    const [x, y] = points.reduce((top, point) => (point[1] < top[1] ? point : top));
    const large = store.state.projector ? 20 : 15;
    context.font = `700 ${large}px system-ui, sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    const at = [x, Math.max(large, y - large)];
    context.lineWidth = 5;
    context.strokeStyle = PAPER;
    context.strokeText(letter, ...at);
    context.fillStyle = INK;
    context.fillText(letter, ...at);
    context.fillStyle = colour;
    context.fillRect(at[0] - large / 2, at[1] + large / 2, large, 3);
  }

  function paintFirms(name, world, pair, at, month, unit) {
    const paths = Object.fromEntries(DOINGS.map((doing) => [doing, new Path2D()]));
    const gone = new Path2D();
    const fresh = new Path2D();
    const now = month * pair.rows;
    const before = Math.max(0, month - RECENT) * pair.rows;
    for (let row = 0; row < pair.rows; row += 1) {
      const byte = world.state[now + row];
      const doing = byte & 7;
      const [x, y] = at[row];
      if (!doing) {
        if (month && world.state[before + row] & 7) cross2(gone, x, y, 4 * unit);
        continue;
      }
      const firm = tenantOf(pair, name, row, month);
      const size = unit * (3.4 + 2.1 * Math.sqrt(byte >> 3));
      outline(paths[doing], pair.kinds[firm?.product ?? 0], x, y, size);
      if (firm && firm.month && month - firm.month <= RECENT && !sameFirm(pair, name, row, firm)) {
        fresh.moveTo(x + size + 4, y);
        fresh.arc(x, y, size + 4, 0, 2 * Math.PI);
      }
    }
    for (const doing of DOINGS) {
      context.fillStyle = COLOURS[doing];
      context.fill(paths[doing]);
      context.strokeStyle = EDGES[doing];
      context.lineWidth = doing === 5 ? 1.5 : 0.9;
      context.stroke(paths[doing]);
    }
    context.lineWidth = 1.8;
    context.strokeStyle = GONE;
    context.stroke(gone);
    context.strokeStyle = INK;
    context.lineWidth = 1.4;
    context.stroke(fresh);
    const { selected } = store.state;
    if (selected !== null && world.state[now + selected] & 7) {
      context.beginPath();
      context.arc(at[selected][0], at[selected][1], 13, 0, 2 * Math.PI);
      context.lineWidth = 3;
      context.strokeStyle = SELECTED;
      context.stroke();
    }
  }

  // Whether a change in a row is a change of trade rather than a new firm.
  function sameFirm(pair, name, row, firm) {
    const all = pair.worlds[name].tenants[row];
    const place = all.indexOf(firm);
    return place > 0 && all[place - 1].firm === firm.firm;
  }

  function cross2(path, x, y, size) {
    path.moveTo(x - size, y - size);
    path.lineTo(x + size, y + size);
    path.moveTo(x - size, y + size);
    path.lineTo(x + size, y - size);
  }

  function paintHead(pane) {
    const large = store.state.projector ? 20 : 15;
    context.font = `600 ${large}px system-ui, sans-serif`;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.fillStyle = pane.world === "with" ? WITH_INK : INK;
    context.fillText(fitted(pane), pane.x + 12, HEAD / 2 + 4);
    if (pane.x) {
      context.fillStyle = RULE;
      context.fillRect(pane.x, 8, 1, pane.height - 16);
    }
  }

  // A world's name, shorter where there is no room for the whole.
  function fitted(pane) {
    const fits = (text) => context.measureText(text).width < pane.width - 24;
    const short = speech.arm(pane.world, "short");
    const names = [speech.arm(pane.world), short.charAt(0).toUpperCase() + short.slice(1)];
    const found = names.find(fits);
    if (found) return found;
    let most = names[1].length;
    while (most > 6 && !fits(shortened(names[1], most))) most -= 1;
    return shortened(names[1], most);
  }

  function nearest(event) {
    const { pair, month } = store.state;
    const box = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const pane = panes().find((each) => x >= each.x && x < each.x + each.width);
    if (!pane || !pair || (store.state.hidden && pane.world === "with")) return null;
    let found = null;
    let least = NEAR * NEAR;
    for (let row = 0; row < pair.rows; row += 1) {
      if (!(pair.worlds[pane.world].state[month * pair.rows + row] & 7)) continue;
      const [px, py] = placed(pane, row);
      const distance = (px - x) ** 2 + (py - y) ** 2;
      if (distance < least) [found, least] = [{ row, world: pane.world }, distance];
    }
    return found;
  }

  canvas.addEventListener("click", (event) => {
    const found = nearest(event);
    if (found) stage.follow(found.row, found.world);
  });
  const ask = () => {
    due ||= requestAnimationFrame(paint);
  };
  const resized = new ResizeObserver(() => {
    const box = parent.getBoundingClientRect();
    size = { width: box.width, height: box.height };
    const scale = window.devicePixelRatio || 1;
    canvas.width = Math.max(1, Math.round(box.width * scale));
    canvas.height = Math.max(1, Math.round(box.height * scale));
    ask();
  });
  resized.observe(parent);
  store.watch(["pair", "month", "world", "selected", "lang", "projector", "hidden"], () => {
    canvas.setAttribute("aria-label", described());
    ask();
  });

  function described() {
    const { pair, month, hidden } = store.state;
    if (!pair) return speech.t("map");
    const living = (world) => {
      let n = 0;
      for (let row = 0; row < pair.rows; row += 1) {
        n += pair.worlds[world].state[month * pair.rows + row] & 7 ? 1 : 0;
      }
      return n;
    };
    return speech.t(hidden ? "map.hidden" : "map.described", {
      date: speech.month(month, pair.start), ...speech.arms(),
      n: living("without"), other: hidden ? "" : living("with"),
    });
  }

  return { stop: () => resized.disconnect(), canvas };
}
