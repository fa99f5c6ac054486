// Time: play, pause, step, scrub; what happened, to jump to; months and years.

import { button, make } from "./dom.js";
import { NORMAL, SPEEDS } from "./clock.js";

const LETTER = 0.66; // how wide a letter is, in its height

export function createTimeline(stage, parent) {
  const { store, speech, clock } = stage;
  const bar = make("div", { class: "t-bar" });
  const track = make("div", { class: "t-track" });
  const date = make("output", { class: "t-date", "aria-live": "off" });
  const slider = make("input", {
    type: "range", min: 0, step: 1, class: "t-scrub",
    oninput: () => clock.to(Number(slider.value)),
  });
  const events = make("div", { class: "t-events" });
  track.append(slider, events);
  parent.append(bar, track);
  let play = null;

  function controls() {
    const { speed } = store.state;
    play = button("", clock.toggle, { picture: "play", kind: "is-main", key: "Space" });
    const speeds = make("input", {
      type: "range", min: 0, max: SPEEDS.length - 1, step: 1, value: speed, class: "t-speed",
      "aria-label": speech.t("speed"), list: "",
      oninput: (event) => store.set({ speed: Number(event.target.value) }),
    });
    const said = make("span", { class: "t-quiet t-speed-word" });
    stage.speedWord = said;
    bar.replaceChildren(
      button(speech.t("start"), () => clock.to(0), { picture: "start", key: "Home" }),
      button(speech.t("back"), () => clock.step(-1), { picture: "back", key: "ArrowLeft" }),
      play,
      button(speech.t("ahead"), () => clock.step(1), { picture: "ahead", key: "ArrowRight" }),
      date,
      button(speech.t("before"), () => jump(-1), { picture: "before" }),
      button(speech.t("after"), () => jump(1), { picture: "after" }),
      make("label", { class: "t-speed-label" }, make("span", { text: speech.t("speed") }), speeds, said),
      button(speech.t("replay"), clock.replay, { picture: "replay", key: "R" }),
    );
    sayPlay();
    saySpeed();
  }

  function happened() {
    const { pair } = store.state;
    const found = pair.threats.map((each) => ({ ...each, kind: "threat" }));
    if (pair.begins !== null) {
      found.push({ month: pair.begins, kind: "begins", name: speech.t("event.begins"), flag: speech.t("event.begins.flag") });
    }
    if (pair.exit !== null) {
      found.push({ month: pair.exit, kind: "exit", name: speech.t("event.exit"), flag: speech.t("event.exit.flag") });
    }
    return found.filter((each) => each.month >= 0 && each.month < pair.months)
      .sort((a, b) => a.month - b.month);
  }

  function jump(way) {
    const { month, pair } = store.state;
    const stops = [0, ...happened().map((each) => each.month), pair.months - 1];
    const next = way > 0 ? stops.find((each) => each > month)
      : [...stops].reverse().find((each) => each < month);
    if (next !== undefined) clock.to(next);
  }

  function scene() {
    const { pair } = store.state;
    if (!pair) return;
    slider.max = pair.months - 1;
    slider.setAttribute("aria-label", speech.t("time"));
    const ends = [-Infinity, -Infinity, -Infinity];
    const letter = LETTER * parseFloat(getComputedStyle(events).fontSize || 13);
    events.replaceChildren(...happened().map(({ month, kind, name, flag = speech.of(name) }) => {
      const at = (100 * month) / Math.max(1, pair.months - 1);
      // How much of the line the name takes, in per cent; a name that would run out stands before.
      const room = (100 * (flag.length * letter + 16)) / (events.clientWidth || 900);
      const left = at + room > 100;
      const from = left ? at - room : at;
      const free = ends.findIndex((end) => end <= from);
      const row = free < 0 ? ends.indexOf(Math.min(...ends)) : free;
      ends[row] = left ? at : at + room;
      return make("button", {
        type: "button", class: `t-event is-${kind} is-row-${row}${left ? " is-before" : ""}`, onclick: () => clock.to(month),
        style: left ? `right: ${100 - at}%` : `left: ${at}%`,
        "aria-label": `${speech.of(name)}, ${speech.month(month, pair.start)}`,
      }, make("span", { text: flag }));
    }));
    sayMonth();
  }

  function sayMonth() {
    const { pair, month } = store.state;
    if (!pair) return;
    slider.value = month;
    slider.style.setProperty("--done", `${(100 * month) / Math.max(1, pair.months - 1)}%`);
    slider.setAttribute("aria-valuetext", speech.month(month, pair.start));
    date.replaceChildren(
      make("strong", { text: speech.month(month, pair.start) }),
      make("span", { class: "t-quiet", text: speech.span(month) }),
    );
    parent.dataset.month = month;
  }

  function sayPlay() {
    const { playing } = store.state;
    const label = speech.t(playing ? "pause" : "play");
    play.replaceChildren(...button(label, () => {}, { picture: playing ? "pause" : "play" }).childNodes);
    play.setAttribute("aria-label", label);
    play.title = `${label} (${speech.t("key.space")})`;
    parent.dataset.playing = playing;
  }

  function saySpeed() {
    const { speed } = store.state;
    stage.speedWord.textContent =
      speed === NORMAL ? speech.t("speed.normal") : `× ${speech.number(SPEEDS[speed], speed < 1 ? 2 : speed < 2 ? 1 : 0)}`;
  }

  store.watch(["lang"], controls);
  store.watch(["pair", "lang"], scene);
  const resized = new ResizeObserver(() => store.state.pair && scene());
  resized.observe(events);
  store.watch(["month"], sayMonth);
  store.watch(["playing"], sayPlay);
  store.watch(["speed"], saySpeed);
  return { stop: () => resized.disconnect() };
}
