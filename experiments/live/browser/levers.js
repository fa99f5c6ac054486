// At most seven levers in three groups; each says what it is, from where to where, and why.

import { button, make, redraw } from "./dom.js";
import { createExit } from "./exit.js";

export function createLevers(stage, parent) {
  const { store, speech } = stage;
  const top = make("div", { class: "t-levers-top" });
  const groups = make("div", { class: "t-groups" });
  parent.append(top, groups);
  const exit = createExit(stage);

  function paint() {
    const { levers, configuration } = store.state;
    redraw(
      top,
      make("h2", { text: speech.t("levers") }),
      button(speech.t("undo"), () => stage.ask("undo"), { picture: "undo", key: "Z" }),
      button(speech.t("redo"), () => stage.ask("redo"), { picture: "redo" }),
      button(speech.t("home"), () => stage.ask("home"), { picture: "home" }),
    );
    top.children[1].disabled = !store.state.past;
    top.children[2].disabled = !store.state.next;
    const names = [...new Set(levers.map((lever) => lever.group))];
    groups.replaceChildren(...names.map((name) => make(
      "section", { class: `t-group is-${name}` },
      make("h3", { text: `${speech.t(`group.${name}`)} ` },
        make("span", { class: "t-quiet", text: speech.t(`group.${name}.what`) })),
      levers.filter((lever) => lever.group === name).map((lever) => control(lever, configuration)),
      name === "plan" ? exit : null,
    )), assumptions());
  }

  function control(lever, configuration) {
    const value = configuration[lever.name] ?? lever.usual;
    const id = `t-${stage.name}-${lever.name}`;
    const said = make("output", { class: "t-value" });
    const say = (now) => {
      said.textContent = lever.choices ? "" : worded(lever, now);
    };
    const field = lever.choices
      ? make("select", { id, onchange: () => stage.change(lever.name, field.value) },
        lever.choices.map((choice) => make("option", {
          value: choice.value, selected: String(choice.value) === String(lever.chosen ?? value), text: speech.of(choice.name),
        })))
      : make("input", {
        id, type: "range", min: lever.low, max: lever.high, step: lever.step, value,
        oninput: () => say(Number(field.value)),
        onchange: () => stage.change(lever.name, Number(field.value)),
      });
    field.dataset.lever = lever.name;
    if (lever.absent) field.disabled = true;
    say(Number(value));
    return make(
      "div", { class: "t-lever" },
      make("div", { class: "t-lever-name" },
        make("label", { for: id, text: speech.of(lever.title) }), said),
      help(lever),
      field,
    );
  }

  function help(lever) {
    const lines = [
      speech.of(lever.what),
      lever.quote ? `«\u202f${lever.quote}\u202f»` : "",
      lever.choices || lever.low === undefined ? "" : speech.t("range", {
        low: worded(lever, lever.low), high: worded(lever, lever.high),
      }),
      lever.source ? speech.t("source", { source: speech.of(lever.source) }) : "",
    ].filter(Boolean);
    return make("details", { class: "t-help" },
      make("summary", { text: "?", "aria-label": `${speech.of(lever.title)}: ${speech.t("what")}` }),
      lines.map((text) => make("p", { text })));
  }

  function worded(lever, value) {
    const { pair } = store.state;
    if (lever.kind === "month" && pair) return speech.month(value, pair.start);
    if (lever.kind === "delay") {
      if (!value) return speech.t("delay.none");
      return speech.t(value > 0 ? "delay.later" : "delay.earlier", { span: speech.span(Math.abs(value)) });
    }
    if (lever.kind === "share") return `${speech.number(100 * value)} %`;
    return speech.number(value, lever.digits ?? 0) + (lever.unit ? ` ${speech.of(lever.unit)}` : "");
  }

  function assumptions() {
    const { assumptions: all, configuration } = store.state;
    return make("details", { class: "t-drawer" },
      make("summary", {}, make("strong", { text: speech.t("assumptions") })),
      make("p", { class: "t-quiet", text: speech.t("assumptions.what") }),
      all.map((lever) => control(
        lever, { [lever.name]: configuration.assumptions?.[lever.name] })));
  }

  store.watch(["levers", "assumptions", "configuration", "pair", "lang", "past", "next"], () => {
    const open = [...groups.querySelectorAll("details[open]")].map((each) => order(each));
    const focused = document.activeElement?.dataset?.lever;
    paint();
    const all = [...groups.querySelectorAll("details")];
    open.forEach((place) => all[place]?.setAttribute("open", ""));
    if (focused) groups.querySelector(`[data-lever="${focused}"]`)?.focus();
  });

  function order(details) {
    return [...groups.querySelectorAll("details")].indexOf(details);
  }
}
