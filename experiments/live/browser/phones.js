// Bets by phone, in room mode: how many have come in, and after the reveal what they were.

import { button, make } from "./dom.js";

export const GUESSES = ["more", "alike", "less"];

export function createPhones(stage, parent) {
  const { store, speech } = stage;
  const shares = make("div", { class: "t-bet-shares", role: "img" });
  parent.append(shares);
  const count = make("p", { class: "t-phones-count", role: "status" });
  let turn = () => {};
  let open = false;

  // The chart that the phones bet on, while they do.
  function chart() {
    const { phones, pair } = store.state;
    if (!phones?.open || !pair) return null;
    const found = pair.curves.findIndex((curve) => curve.metric === phones.metric);
    return found < 0 ? null : found;
  }

  // What stands in the bet's box: nothing without a room.
  function asking() {
    const { phones, pair, chart: shown } = store.state;
    if (!phones) return [];
    if (phones.open) return [count, button(speech.t("phones.show"), reveal, { kind: "is-go" })];
    const ask = () => stage.ask("phones", { metric: pair.curves[shown].metric });
    return [button(speech.t("phones.ask"), ask, { kind: "is-go" })];
  }

  function reveal() {
    const { phones, pair } = store.state;
    stage.ask("reveal");
    store.set({ hidden: false, month: 0, playing: true, staked: phones.bets ? pair : null });
  }

  function tell() {
    const { phones } = store.state;
    count.textContent = phones?.open
      ? speech.t("phones.count", { bets: phones.bets, present: phones.present }) : "";
    if (Boolean(phones?.open) === open) return;
    open = Boolean(phones?.open);
    turn();
  }

  // The room's bets beside what the model answered, once it is shown.
  function share() {
    const { bets, hidden, pair, staked } = store.state;
    const last = bets?.at(-1);
    const all = last?.phones?.reduce((sum, n) => sum + n, 0) ?? 0;
    shares.hidden = !all || hidden || staked !== pair;
    if (shares.hidden) return;
    const most = Math.max(...last.phones);
    shares.setAttribute("aria-label", speech.t("phones.said", {
      more: last.phones[0], alike: last.phones[1], less: last.phones[2],
    }));
    shares.replaceChildren(
      make("strong", { text: speech.t("phones.were", { n: all }) }),
      ...GUESSES.map((guess, k) => make("div", { class: `t-share ${guess === last.came ? "is-came" : ""}` },
        make("span", { text: speech.t(`bet.${guess}`) }),
        make("span", { class: "t-share-bar", style: `--n: ${last.phones[k] / most}` }),
        make("span", { class: "t-share-n", text: speech.number(last.phones[k]) }),
        make("span", { class: "t-share-came",
          text: guess === last.came ? `▲ ${speech.t("phones.came")}` : "" }))),
    );
  }

  store.watch(["phones", "lang"], tell);
  store.watch(["bets", "hidden", "lang", "pair", "staked"], share);
  return {
    chart,
    asking,
    onTurn(act) {
      turn = act;
    },
  };
}
