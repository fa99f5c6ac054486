// One firm's life in words, beside its twin's, and where the two lives fork.

import { button, make, redraw } from "./dom.js";
import { tenantOf } from "./frames.js";

export function createLife(stage, parent) {
  const { store, speech } = stage;
  const choose = make("div", { class: "t-choose" });
  const title = make("h3", { class: "t-life-title" });
  const fork = make("p", { class: "t-fork" });
  const lives = make("div", { class: "t-lives" });
  parent.append(choose, title, fork, lives);
  let everything = false;

  function firms() {
    const { pair, month } = store.state;
    if (!pair || store.state.tab !== "life") return;
    const living = [];
    for (let row = 0; row < pair.rows; row += 1) {
      for (const world of ["with", "without"]) {
        const alive = pair.worlds[world].state[month * pair.rows + row] & 7;
        if (!alive) continue;
        living.push({ row, world, ...tenantOf(pair, world, row, month) });
        break;
      }
    }
    const named = living.map((each) => ({ ...each, name: nameOf(each.firm, each.product) }))
      .sort((a, b) => a.name.localeCompare(b.name, store.state.lang));
    const list = make("select", {
      "aria-label": speech.t("life.choose"),
      onchange: () => {
        const found = named[Number(list.value)];
        if (found) stage.follow(found.row, found.world);
      },
    }, make("option", { value: "", text: speech.t("life.choose") }),
      named.map((each, k) => make("option", { value: k, text: each.name })));
    const kind = make("label", { class: "t-check" }, make("input", {
      type: "checkbox", checked: everything,
      onchange: (event) => {
        everything = event.target.checked;
        tell();
      },
    }), speech.t("life.everything"));
    redraw(
      choose, list, button(speech.t("life.eventful"), () => stage.ask("follow")), kind);
  }

  function nameOf(firm, product) {
    const { pair } = store.state;
    return speech.t("life.name", { trade: speech.of(pair.products[product] ?? ""), firm });
  }

  function tell() {
    const { pair, life, lang } = store.state;
    if (!pair || !life) {
      title.textContent = "";
      fork.textContent = pair ? speech.t("life.how") : "";
      lives.replaceChildren();
      return;
    }
    const found = whereIs(pair, life.firm);
    title.textContent = found ? nameOf(life.firm, found.product) : speech.t("life.firm", life);
    const parts = life.fork[lang];
    fork.textContent = parts.say;
    lives.replaceChildren(...["without", "with"].map((world) => column(world, life[world][lang], parts)));
  }

  function column(world, chapters, parts) {
    const shown = chapters.map((each, k) => ({ ...each, apart: k >= parts.shared }))
      .filter((each, k) => everything || each.turn || k === 0);
    let last = "";
    return make("section", { class: `t-life is-${world}` },
      make("h4", { text: speech.arm(world) }),
      shown.length ? make("ol", {}, shown.map((each) => {
        const date = each.date === last ? "" : each.date;
        last = each.date;
        return make("li", { class: each.apart ? "is-apart" : "" },
          make("span", { class: "t-when", text: date }), make("span", { text: each.say }));
      })) : make("p", { text: speech.t("life.never") }));
  }

  function whereIs(pair, firm) {
    for (const world of ["with", "without"]) {
      for (const tenants of pair.worlds[world].tenants) {
        const found = tenants.find((each) => each.firm === firm);
        if (found) return found;
      }
    }
    return null;
  }

  store.watch(["pair", "lang", "tab"], firms);
  store.watch(["playing"], () => store.state.playing || firms());
  store.watch(["life", "lang", "pair"], tell);
  store.watch(["life"], () => {
    if (store.state.life) stage.open("life", stage.looking);
    stage.looking = false;
  });
}
