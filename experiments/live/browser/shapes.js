// How a firm is drawn: its shape says what it makes, its colour what it is doing.

import { GROUPS, GROUP_EDGES } from "./palette.js";

export const DOINGS = [1, 2, 3, 4, 5];
export const UNNAMED = 255;

const CORNERS = [
  null, // a circle
  regular(4, Math.PI / 4),
  regular(3, -Math.PI / 2),
  regular(4, 0),
  regular(6, 0),
  star(),
];

function regular(n, turn) {
  const size = n === 3 ? 1.35 : 1.2;
  return Array.from({ length: n }, (_, k) => {
    const angle = turn + (2 * Math.PI * k) / n;
    return [size * Math.cos(angle), size * Math.sin(angle)];
  });
}

function star() {
  return Array.from({ length: 10 }, (_, k) => {
    const angle = -Math.PI / 2 + (Math.PI * k) / 5;
    const size = k % 2 ? 0.7 : 1.5;
    return [size * Math.cos(angle), size * Math.sin(angle)];
  });
}

// Add a firm's outline to a path (a canvas, or a Path2D).
export function outline(path, kind, x, y, size) {
  const corners = CORNERS[kind % CORNERS.length];
  if (!corners) {
    path.moveTo(x + size, y);
    path.arc(x, y, size, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([dx, dy], k) => {
    if (k) path.lineTo(x + dx * size, y + dy * size);
    else path.moveTo(x + dx * size, y + dy * size);
  });
  path.closePath();
}

export function letterOf(group) {
  const n = group - 1;
  const letter = String.fromCharCode(65 + (n % 26));
  return n < 26 ? letter : letter + Math.floor(n / 26);
}

export function colourOf(group) {
  return GROUPS[(group - 1) % GROUPS.length];
}

export function edgeOf(group) {
  return GROUP_EDGES[(group - 1) % GROUP_EDGES.length];
}

// The convex hull of points, by gift of Andrew's monotone chain.
export function hull(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (order) => {
    const chain = [];
    for (const p of order) {
      while (chain.length > 1 && cross(chain.at(-2), chain.at(-1), p) <= 0) chain.pop();
      chain.push(p);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function cross(o, a, b) {
  return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
}
