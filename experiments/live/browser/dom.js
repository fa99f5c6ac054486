// Elements, made in one line; texts are always set as text, never read as HTML.

const SVG = "http://www.w3.org/2000/svg";

export function make(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

export function draw(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "text") element.textContent = value;
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

// Put other children in place of these; whoever was on one of them with the keys stays there: on the
// one that says the same, else on the one in the same place.
export function redraw(parent, ...children) {
  const from = parent.contains(document.activeElement) ? document.activeElement : null;
  const place = from ? reached(parent).indexOf(from) : -1;
  parent.replaceChildren(...children);
  if (place < 0) return;
  const now = reached(parent);
  const same = now.filter((each) => each.tagName === from.tagName && saidOn(each) === saidOn(from));
  (same[0] ?? now[Math.min(place, now.length - 1)])?.focus({ preventScroll: true });
}

const reached = (parent) => [...parent.querySelectorAll("button, select, input, summary")];
const saidOn = (control) => control.dataset.tab ?? control.getAttribute("aria-label") ?? control.textContent;

const ICONS = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h4v14H7zM13 5h4v14h-4z",
  back: "M15 5v14l-9-7zM17 5h2v14h-2z",
  ahead: "M9 5v14l9-7zM5 5h2v14H5z",
  start: "M5 5h2v14H5zM19 5v14l-11-7z",
  replay: "M12 5V1L7 6l5 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z",
  undo: "M12 8H7l3-3-1.4-1.4L3.2 9l5.4 5.4L10 13l-3-3h5a5 5 0 0 1 0 10v2a7 7 0 0 0 0-14z",
  redo: "M12 8h5l-3-3 1.4-1.4L20.8 9l-5.4 5.4L14 13l3-3h-5a5 5 0 0 0 0 10v2a7 7 0 0 1 0-14z",
  home: "M12 3 2 12h3v8h5v-6h4v6h5v-8h3z",
  before: "M11 6 5 12l6 6v-4h7v-4h-7z",
  after: "m13 6 6 6-6 6v-4H6v-4h7z",
  list: "M4 6h16v2H4zM4 11h16v2H4zM4 16h16v2H4z",
  close: "M6 4.6 4.6 6l6 6-6 6L6 19.4l6-6 6 6 1.4-1.4-6-6 6-6L18 4.6l-6 6z",
};

export function icon(name) {
  return draw("svg", { viewBox: "0 0 24 24", class: "t-icon", "aria-hidden": "true" },
    draw("path", { d: ICONS[name] }));
}

export function button(label, act, { picture, kind = "", key, pressed } = {}) {
  return make(
    "button",
    {
      type: "button",
      class: `t-button ${kind}`,
      "aria-label": picture ? label : undefined,
      "aria-keyshortcuts": key,
      "aria-pressed": pressed === undefined ? undefined : String(pressed),
      title: key ? `${label} (${key})` : undefined,
      onclick: act,
    },
    picture ? icon(picture) : label,
  );
}
