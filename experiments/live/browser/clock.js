// Playback: months pass in the browser, from frames that are already here.

export const SPEEDS = [0.25, 0.5, 1, 2, 4];
export const NORMAL = 2; // the place of the normal speed among them
const MONTHS_A_SECOND = 8;

export function createClock(store) {
  let last = 0;
  let owed = 0;
  let asked = 0;

  function tick(now) {
    asked = 0;
    const { playing, pair, month, speed } = store.state;
    if (!playing || !pair) return;
    owed += Math.min(0.25, (now - last) / 1000) * MONTHS_A_SECOND * SPEEDS[speed];
    last = now;
    const passed = Math.floor(owed);
    if (passed) {
      owed -= passed;
      const next = Math.min(pair.months - 1, month + passed);
      store.set({ month: next, playing: next < pair.months - 1 });
    }
    if (store.state.playing) asked = requestAnimationFrame(tick);
  }

  store.watch(["playing"], () => {
    if (!store.state.playing || asked) return;
    last = performance.now();
    owed = 0;
    asked = requestAnimationFrame(tick);
  });

  const to = (month) => {
    const { pair } = store.state;
    if (pair) store.set({ month: Math.max(0, Math.min(pair.months - 1, month)), playing: false });
  };
  return {
    toggle() {
      const { playing, pair, month } = store.state;
      if (!pair) return;
      const ended = month >= pair.months - 1;
      store.set(playing ? { playing: false } : { month: ended ? 0 : month, playing: true });
    },
    step: (months) => to(store.state.month + months),
    to,
    replay: () => store.set({ month: 0, playing: true }),
    stop: () => cancelAnimationFrame(asked),
  };
}
