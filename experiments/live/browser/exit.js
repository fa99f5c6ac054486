// The facilitator is sent away in the month that is shown; the accompanied world is lived again.

import { button } from "./dom.js";

export function createExit(stage) {
  const { store, speech } = stage;
  const made = button("", () => stage.ask("exit", { month: store.state.month }), { kind: "is-exit" });
  made.dataset.act = "exit";
  store.watch(["pair", "month", "lang"], () => {
    const { pair, month } = store.state;
    made.hidden = !pair?.facilitated;
    if (made.hidden) return;
    made.textContent = speech.t("exit.now", { date: speech.month(month, pair.start) });
    made.disabled = month <= pair.begins || (pair.exit !== null && month >= pair.exit);
  });
  return made;
}
