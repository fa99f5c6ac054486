// Axes that stay: a range is kept from one result to the next as long as what is drawn fits well.

const FULL_ENOUGH = 0.4;

export function createRange() {
  let kept = null;
  return {
    // The range for these values; `moved` tells whether it had to change after the first time.
    fit(values) {
      const [low, high] = extent(values);
      const inside = kept && low >= kept[0] && high <= kept[1];
      const full = kept && high - low >= FULL_ENOUGH * (kept[1] - kept[0]);
      if (inside && full) return { range: kept, moved: false };
      const moved = kept !== null;
      const [bottom, top] = [nice(low, high, Math.floor), nice(low, high, Math.ceil)];
      kept = [bottom, top > bottom ? top : bottom + 1];
      return { range: kept, moved };
    },
    forget() {
      kept = null;
    },
  };
}

export function extent(values) {
  let low = Infinity;
  let high = -Infinity;
  for (const list of values) {
    for (const value of list ?? []) {
      if (value === null) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : [0, 1];
}

export function stepOf([low, high], about) {
  const raw = Math.max(high - low, 1e-9) / about;
  const ten = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 5, 10].map((each) => each * ten).find((step) => step >= raw * 0.999);
}

function nice(low, high, round) {
  const room = 0.06 * Math.max(high - low, 1e-6 + 0.02 * Math.abs(high));
  const step = stepOf([low, high], 5);
  const value = round === Math.floor ? low - (low > 0 && low < room ? 0 : room) : high + room;
  const ended = round(value / step) * step;
  return low >= 0 ? Math.max(0, ended) : ended;
}

// About so many ticks; what is counted whole has none between two numbers (`least` is 1).
export function ticks([low, high], about, least = 0) {
  const step = Math.max(least, stepOf([low, high], about));
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k += 1) {
    found.push(k * step);
  }
  return { found, digits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) };
}

// An SVG path through values; it is broken where nothing was measured.
export function line(values, x, y) {
  let path = "";
  let pen = false;
  values.forEach((value, month) => {
    if (value === null) pen = false;
    else {
      path += `${pen ? "L" : "M"}${x(month).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = true;
    }
  });
  return path;
}

// The area between two curves, month by month, where both were measured.
export function between(one, other, x, y) {
  let path = "";
  let run = [];
  const close = () => {
    if (run.length > 1) {
      const there = run.map((m) => `${x(m).toFixed(1)} ${y(one[m]).toFixed(1)}`);
      const back = [...run].reverse().map((m) => `${x(m).toFixed(1)} ${y(other[m]).toFixed(1)}`);
      path += `M${there.join("L")}L${back.join("L")}Z`;
    }
    run = [];
  };
  for (let m = 0; m < one.length; m += 1) {
    if (one[m] === null || other[m] === null || other[m] === undefined) close();
    else run.push(m);
  }
  close();
  return path;
}
