// What it comes to: one sentence and four numbers, at the end of the story.

import { make } from "./dom.js";

const LONG = 9; // letters of a world's name that fit a card

export function createHeadline(stage, parent) {
  const { store, speech } = stage;
  const sentence = make("p", { class: "t-sentence" });
  const numbers = make("div", { class: "t-numbers" });
  const purpose = make("p", { class: "t-purpose" });
  parent.append(make("div", { class: "t-said" }, sentence, purpose), numbers);

  function paint() {
    const { pair, hidden } = store.state;
    if (!pair) return;
    purpose.textContent = speech.t("purpose");
    sentence.textContent = hidden ? speech.t("bet.hidden") : speech.of(pair.sentence);
    const last = pair.months - 1;
    numbers.replaceChildren(...pair.headline.map((metric) => {
      const place = pair.curves.findIndex((each) => each.metric === metric);
      const curve = pair.curves[place];
      const [there, here] = [curve.without[last], curve.with[last]];
      const long = speech.arm("without", "short").length > LONG; // the sentence names it
      const gap = (here ?? 0) - (there ?? 0);
      return make(
        "button",
        {
          type: "button", class: "t-number", "data-metric": metric,
          onclick: () => store.set({ chart: place }),
        },
        make("span", { class: "t-number-name", text: speech.of(curve.name) }),
        make("strong", { text: hidden ? "?" : speech.number(here, curve.digits) }),
        make("span", {
          class: "t-number-gap",
          text: speech.t(long ? "against.short" : "against", {
            gap: hidden ? "?" : speech.signed(gap, curve.digits),
            short: speech.arm("without", "short"), other: speech.number(there, curve.digits),
          }),
        }),
      );
    }));
  }
  store.watch(["pair", "lang", "hidden"], paint);
}
