// The large curve: black without, colour with, the gap shaded, thirty pairs and the past behind.

import { draw, make } from "./dom.js";
import { between, createRange, extent, line, ticks } from "./scale.js";
import { shortened } from "./speech.js";

const [SHORT, LONGEST] = [9, 17]; // letters of a name beside its value, and above it
const NARROW = 26; // letters across a box that has no room for a long name

export function createCurve(stage, parent) {
  const { store, speech } = stage;
  const title = make("strong");
  const reading = make("span", { class: "t-quiet" });
  const often = make("p", { class: "t-often", role: "status" });
  const holder = make("div", { class: "t-curve-holder" });
  const note = make("p", { class: "t-note", role: "status" });
  parent.append(make("p", { class: "t-reading" }, title, " ", reading), holder, make("div", { class: "t-under" }, often, note));
  const ranges = {};
  let told = null;
  let box = { width: 0, height: 0 };
  let moving = null;

  function paint() {
    const { pair, chart, previous, bands, hidden } = store.state;
    if (!pair || box.width < 60 || box.height < 60) return;
    const curve = pair.curves[chart];
    const ghost = previous?.curves[chart];
    const band = bands?.curves?.[chart];
    title.textContent = speech.of(curve.name);
    reading.textContent = reading.title = speech.of(curve.reading);
    often.textContent = hidden || !band ? "" : `${speech.of(band.sentence)} ${
      bands.pairs < bands.of ? speech.t("bands.coming", { n: bands.pairs, of: bands.of }) : ""}`;
    const large = store.state.projector;
    const letter = large ? 18 : 13;
    const left = letter * 3.4;
    const right = letter * (2 + 0.66 * longest(curve));
    const [top, bottom] = [letter * 1.6, letter * 2];
    const width = box.width - left - right;
    const height = Math.max(10, box.height - top - bottom);
    ranges[curve.metric] ??= createRange();
    // What is hidden does not stretch the axis either.
    const drawn = hidden ? [curve.without] : [curve.without, curve.with, band?.with_low,
      band?.with_high, band?.without_low, band?.without_high];
    if (ghost?.with.length === curve.with.length) drawn.push(ghost.with);
    const { range, moved } = ranges[curve.metric].fit(drawn);
    if (told !== pair || moved) note.textContent = moved && previous ? speech.t("scale.moved") : "";
    told = pair;
    const x = (month) => left + (width * month) / Math.max(1, pair.months - 1);
    const y = (value) => top + height * (1 - (value - range[0]) / (range[1] - range[0]));
    const svg = draw("svg", {
      width: box.width, height: box.height, class: "t-curve", role: "img",
      "aria-label": described(curve, pair),
    });
    axes(svg, curve, pair, range, x, y, { left, width, top, height, letter });
    marks(svg, pair, x, { top, height, letter });
    if (band && !hidden) {
      svg.append(
        draw("path", { d: between(band.without_low, band.without_high, x, y), class: "t-band" }),
        draw("path", { d: between(band.with_low, band.with_high, x, y), class: "t-band is-with" }),
      );
    }
    const curves = (kind) => {
      const group = draw("g", { class: kind });
      if (ghost && ghost.with.length === curve.with.length) {
        group.append(draw("path", { d: line(ghost.with, x, y), class: "t-line is-ghost" }));
      }
      if (!hidden) {
        group.append(
          draw("path", { d: between(curve.without, curve.with, x, y), class: "t-gap" }));
      }
      group.append(draw("path", { d: line(curve.without, x, y), class: "t-line" }));
      if (!hidden) {
        group.append(draw("path", { d: line(curve.with, x, y), class: "t-line is-with" }));
      }
      return group;
    };
    const id = `t-past-${stage.name}`;
    const past = draw("rect", { x: 0, y: 0, width: 0, height: box.height });
    svg.append(draw("clipPath", { id }, past), curves("t-future"));
    const lived = curves("t-past");
    lived.setAttribute("clip-path", `url(#${id})`);
    svg.append(lived);
    if (ghost && ghost.with.length === curve.with.length) svg.append(named(ghost.with, x, y, letter));
    const cursor = draw("line", { y1: top, y2: top + height, class: "t-cursor" });
    const labels = draw("g", { class: "t-ends" });
    svg.append(cursor, labels);
    holder.replaceChildren(svg);
    moving = (month) => {
      const at = x(month);
      past.setAttribute("width", at + 1);
      cursor.setAttribute("x1", at);
      cursor.setAttribute("x2", at);
      ends(labels, curve, month, at, y, letter, hidden);
    };
    moving(store.state.month);
  }

  // The name of the past result, on its curve where it is highest.
  function named(values, x, y, letter) {
    const top = values.reduce((best, value, month) => (value !== null && value > (values[best] ?? -Infinity) ? month : best), 0);
    return draw("text", {
      x: x(top), y: y(values[top] ?? 0) - letter * 0.45, "text-anchor": "middle",
      class: "t-ghost-name", text: speech.t("short.before"),
    });
  }

  // A curve's label: its world and value on one line, or a long name above the value.
  function label(world, value, curve) {
    const name = speech.arm(world, "short");
    const number = speech.number(value, curve.digits);
    if (name.length <= SHORT) return [`${name} ${number}`];
    if (box.width < NARROW * (store.state.projector ? 18 : 13)) return [number]; // its colour tells
    return [shortened(name, LONGEST), number];
  }

  // How long the longest label beside a curve is, in letters.
  function longest(curve) {
    const top = extent([curve.without, curve.with])[1];
    const lines = ["without", "with"].flatMap((world) => label(world, top, curve));
    return Math.max(...lines.map((each) => each.length));
  }

  function axes(svg, curve, pair, range, x, y, { left, width, top, height, letter }) {
    const { found, digits } = ticks(range, Math.max(2, Math.min(5, height / (letter * 3))), curve.digits ? 0 : 1);
    for (const value of found) {
      svg.append(
        draw("line", { x1: left, x2: left + width, y1: y(value), y2: y(value), class: "t-grid" }),
        draw("text", {
          x: left - 8, y: y(value) + letter * 0.35, "text-anchor": "end", class: "t-tick",
          text: speech.number(value, digits),
        }),
      );
    }
    const years = Math.ceil(pair.months / 12 / Math.max(2, Math.floor(width / (letter * 5))));
    const each = [1, 2, 5, 10, 20].find((n) => n >= years) ?? years;
    for (let month = (12 - (pair.start[1] - 1)) % 12; month < pair.months; month += 12) {
      const year = pair.start[0] + Math.floor((pair.start[1] - 1 + month) / 12);
      if (year % each) continue;
      svg.append(draw("text", {
        x: x(month), y: top + height + letter * 1.5, "text-anchor": "middle", class: "t-tick",
        text: String(year),
      }));
    }
    svg.append(draw("text", { x: left, y: letter * 0.9, class: "t-tick", text: speech.of(curve.unit) }));
  }

  function marks(svg, pair, x, { top, height, letter }) {
    if (pair.begins !== null && pair.begins < pair.months) {
      const end = pair.exit ?? pair.months - 1;
      svg.append(draw("rect", {
        x: x(pair.begins), y: top, height, class: "t-programme",
        width: Math.max(2, x(Math.min(end, pair.months - 1)) - x(pair.begins)),
      }));
    }
    for (const { month } of pair.threats) {
      if (month < 0 || month >= pair.months) continue;
      svg.append(
        draw("line", { x1: x(month), x2: x(month), y1: top, y2: top + height, class: "t-threat" }),
        draw("path", {
          d: `M${x(month)} ${top}l-${letter * 0.45} -${letter * 0.75}h${letter * 0.9}z`,
          class: "t-threat-mark",
        }),
      );
    }
  }

  // The names and values of both curves, beside the month that is shown, apart from each other.
  function ends(labels, curve, month, at, y, letter, hidden) {
    const shown = [["without", curve.without[month]]];
    if (!hidden) shown.push(["with", curve.with[month]]);
    const known = shown.filter(([, value]) => value !== null && value !== undefined)
      .map(([world, value]) => ({ world, value, to: y(value), lines: label(world, value, curve) }));
    if (known.length === 2) {
      const [a, b] = [...known].sort((p, q) => p.to - q.to);
      const tall = Math.max(...known.map((each) => each.lines.length));
      const lack = letter * 1.25 * tall - (b.to - a.to);
      if (lack > 0) {
        a.to -= lack / 2;
        b.to += lack / 2;
      }
      const over = b.to + letter * 0.6 * tall - box.height;
      const under = letter * 0.6 * tall - a.to;
      for (const each of known) each.to += Math.max(0, under) - Math.max(0, over);
    }
    const flip = at > box.width * 0.6 && at < box.width - letter * (2 + 0.66 * longest(curve)) - 4 ? -1 : 1;
    labels.replaceChildren(...known.flatMap(({ world, value, to, lines }) => [
      draw("circle", { cx: at, cy: y(value), r: 4.5, class: world === "with" ? "is-with" : "" }),
      ...lines.map((text, k) => draw("text", {
        x: at + flip * 9, y: to + letter * (0.35 + 1.15 * (k - (lines.length - 1) / 2)),
        "text-anchor": flip > 0 ? "start" : "end", class: world === "with" ? "is-with" : "", text,
      }, draw("title", { text: speech.arm(world) }))),
    ]));
  }

  function described(curve, pair) {
    const last = pair.months - 1;
    const { hidden } = store.state;
    return speech.t(hidden ? "curve.hidden" : "curve.described", {
      name: speech.of(curve.name), date: speech.month(last, pair.start), ...speech.arms(),
      n: speech.number(curve.without[last], curve.digits),
      other: hidden ? "" : speech.number(curve.with[last], curve.digits),
    });
  }

  const resized = new ResizeObserver(() => {
    const { width, height } = holder.getBoundingClientRect();
    if (Math.abs(width - box.width) < 1 && Math.abs(height - box.height) < 1) return;
    box = { width, height };
    paint();
  });
  resized.observe(holder);
  store.watch(["pair", "previous", "bands", "chart", "lang", "projector", "hidden"], paint);
  store.watch(["month"], () => moving?.(store.state.month));
  return { stop: () => resized.disconnect() };
}
