// Your bet before the reveal: more, alike or less; by show of hands or by phone; kept and compared.

import { button, make } from "./dom.js";
import { GUESSES, createPhones } from "./phones.js";

export function createBet(stage, parent) {
  const { store, speech } = stage;
  const box = make("section", { class: "t-bet", hidden: true });
  const score = make("p", { class: "t-bet-score", role: "status" });
  parent.append(box, score);
  const phones = createPhones(stage, parent);

  function paint() {
    const { pair, chart, hidden } = store.state;
    const { betting, tour } = store.state;
    box.hidden = !(pair && (hidden || betting));
    if (box.hidden) return;
    if (!hidden) {
      box.replaceChildren(make("p", { text: speech.t("bet.wait") }));
      return;
    }
    if (store.state.busy) { // nobody bets on the result before
      box.replaceChildren(make("p", { text: speech.t("opening") }));
      return;
    }
    const curve = pair.curves[phones.chart() ?? chart];
    const hands = GUESSES.map((guess) => make("input", {
      type: "number", min: 0, max: 9999, class: "t-hands", placeholder: "0",
      "aria-label": speech.t("bet.hands", { guess: speech.t(`bet.${guess}`) }),
    }));
    box.replaceChildren(
      make("strong", { text: speech.t(tour === null ? "bet.ask" : "bet.ask.short", {
        name: speech.of(curve.name), date: speech.month(pair.months - 1, pair.start),
        ...speech.arms(),
      }) }),
      make("div", { class: "t-guesses" }, GUESSES.map((guess, k) => make("div", { class: "t-guess" },
        button(speech.t(`bet.${guess}`), () => place(guess, hands)),
        make("label", { class: "t-hands-said" }, make("span", { text: speech.t("bet.hands.short") }), hands[k])))),
      make("div", { class: "t-phones" }, phones.asking(),
        make("p", { class: "t-quiet" }, tour === null ? `${speech.t("bet.how")} ` : "",
          phones.chart() !== null ? "" :
            button(speech.t("bet.skip"), () => store.set({ hidden: false }), { kind: "is-quiet" }))));
  }

  function place(guess, hands) {
    const { pair, chart } = store.state;
    stage.ask("bet", {
      metric: pair.curves[phones.chart() ?? chart].metric, guess,
      hands: hands.map((each) => Math.max(0, Math.round(Number(each.value) || 0))),
    });
    store.set({ hidden: false, month: 0, playing: true, staked: pair });
  }

  function tell() {
    const { bets, pair, hidden, staked } = store.state;
    const last = bets?.at(-1);
    if (!last || hidden || !pair || staked !== pair) {
      score.textContent = "";
      return;
    }
    const guessed = bets.filter((bet) => bet.guess);
    const right = guessed.filter((bet) => bet.right).length;
    const curve = pair.curves.find((each) => each.metric === last.metric);
    const hands = last.hands.some(Boolean) ? speech.t("bet.counted", {
      more: last.hands[0], alike: last.hands[1], less: last.hands[2],
    }) : "";
    score.textContent = [
      speech.t("colon", { name: speech.of(curve.name) }),
      last.guess ? speech.t("bet.said", { guess: speech.t(`bet.${last.guess}`) }) : speech.t("bet.divided"),
      speech.t("bet.came", { came: speech.t(`bet.${last.came}`) }), speech.of(last.say), hands,
      speech.t("bet.score", { right, all: guessed.length }),
    ].filter(Boolean).join(" ");
  }

  phones.onTurn(paint);
  store.watch(["pair", "chart", "hidden", "lang", "betting", "tour", "busy"], paint);
  store.watch(["bets", "lang", "hidden", "pair"], tell);
}
