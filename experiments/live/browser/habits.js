// The ladder: which ways of working have become a norm, a tradition, a rule, in both worlds.

import { make } from "./dom.js";

export function createHabits(stage, parent) {
  const { store, speech } = stage;
  const say = make("p", { class: "t-quiet" });
  const worlds = make("div", { class: "t-two" });
  parent.append(say, worlds);
  let key = "";

  function standing(moves, month) {
    const now = new Map();
    for (const [when, product, way, rung] of moves) {
      if (when > month) break;
      now.set(`${product}/${way}`, { product, way, rung, when });
    }
    return [...now.values()];
  }

  function paint() {
    const { pair, month, lang, tab } = store.state;
    if (!pair || tab !== "habits") return;
    const found = Object.fromEntries(["without", "with"].map((world) => [world, standing(pair.ladder[world], month)]));
    const told = JSON.stringify([found, lang]);
    if (told === key && worlds.pair === pair) return;
    [key, worlds.pair] = [told, pair];
    say.textContent = speech.t("habits.what");
    worlds.replaceChildren(...["without", "with"].map((world) => make(
      "section", { class: `is-${world}` },
      make("h4", { text: speech.arm(world) }),
      make("ol", { class: "t-ladder" }, [3, 2, 1, 0].map((rung) => step(pair, found[world], rung))),
    )));
  }

  function step(pair, found, rung) {
    const { products, ways, rungs } = pair.ladder;
    const here = found.filter((each) => each.rung === rung && rung > 0);
    const above = found.filter((each) => each.rung > 0).length;
    return make("li", { class: `is-rung-${rung}` },
      make("strong", { text: speech.of(rungs[rung]) }),
      rung ? make("span", { class: "t-held" }, here.length ? here.map((each) => make("span", {
        class: "t-held-one",
        text: `${speech.of(products[each.product])}, ${speech.of(ways[each.way])}`,
      })) : make("span", { class: "t-quiet", text: speech.t("habits.none") }))
        : make("span", { class: "t-quiet", text: speech.t("habits.rest", { n: products.length * ways.length - above }) }));
  }

  store.watch(["pair", "month", "lang", "tab"], paint);
}
