// The colours of the map: Okabe and Ito's hues for marks, an edge of the same hue where a hue alone
// is too light for white paper, ink for letters.

export const PAPER = "#ffffff";
export const INK = "#1c2733";
export const WITH_INK = "#005a8f";
export const VEIL = "#e4eef5";
export const RULE = "#dfe3e8";

// What a firm is doing: the hue, and its edge.
export const COLOURS = {
  1: "#8fa3b5", // working
  2: "#009e73", // learning
  3: "#e69f00", // watching
  4: "#cc79a7", // in a joint project
  5: "#d55e00", // struggling
};
export const EDGES = { 1: "#5a6d7e", 2: "#00684c", 3: "#8a5f00", 4: "#8c3f6a", 5: "#7a2e00" };

// Networks: the patch, and its edge.
export const GROUPS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9"];
export const GROUP_EDGES = ["#0072b2", "#a06f00", "#00805d", "#a8558a", "#c25500", "#2c7fb0"];

export const TIE = "#8a949e";
export const GONE = "#6d7883";
export const SELECTED = "#1c2733";

// What is written on what, and which marks lie on what: for whoever checks that it can be read.
export const WRITTEN = [[INK, PAPER], [WITH_INK, PAPER], [WITH_INK, VEIL]];
export const MARKED = [
  ...Object.values(EDGES), ...GROUP_EDGES, TIE, GONE, SELECTED,
].map((mark) => [mark, PAPER]);
