// Goals for students: what to reach, and how far this pair is from it.

import { make } from "./dom.js";

export function createGoals(stage, parent) {
  const { store, speech } = stage;
  const say = make("p", { class: "t-quiet" });
  const list = make("ol", { class: "t-goals" });
  parent.append(say, list);

  store.watch(["pair", "lang", "hidden"], () => {
    const { pair, hidden } = store.state;
    if (!pair) return;
    say.textContent = speech.t("goals.what", { money: speech.number(pair.money) });
    list.replaceChildren(...pair.goals.map((goal) => make("li", { class: goal.reached && !hidden ? "is-reached" : "" },
      make("strong", { text: hidden ? "?" : speech.t(goal.reached ? "goals.reached" : "goals.not") }),
      make("span", { text: speech.of(goal.say) }),
      make("span", { class: "t-quiet", text: hidden ? "" : speech.t(goal.at_most ? "goals.most" : "goals.least", {
        value: speech.of(goal.value), target: speech.of(goal.target),
      }) }))));
  });
}
