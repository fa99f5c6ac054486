// The head of the page: where we are, the language, the projector, help.

import { button, make, redraw } from "./dom.js";

const SIGNS = { r: "R", b: "B", p: "P", z: "Z", help: "?" };
const LANGUAGES = { fr: "Français", it: "Italiano", en: "English" };

export function createTop(stage, parent) {
  const { store, speech } = stage;
  const title = make("div", { class: "t-title" });
  const tools = make("div", { class: "t-tools" });
  const notice = make("p", { class: "t-notice", role: "alert", hidden: true });
  const help = make("dialog", { class: "t-dialog", oncancel: () => store.set({ help: false }) });
  parent.append(title, tools, notice, help);

  function paint() {
    const { pair, lang, projector } = store.state;
    title.replaceChildren(
      make("span", { class: "t-brand", text: "tessuto" }),
      make("h1", { text: pair ? speech.of(pair.territory) : speech.t("opening") }),
      pair ? make("span", { class: "t-quiet t-plan", text: speech.of(pair.programme) }) : "",
    );
    redraw(
      tools,
      make("div", { class: "t-languages", role: "group", "aria-label": speech.t("language") },
        Object.entries(LANGUAGES).map(([code, name]) => make("button", {
          type: "button", class: "t-segment", lang: code, "aria-pressed": String(code === lang),
          "aria-label": name, text: code.toUpperCase(), onclick: () => stage.speak(code),
        }))),
      button(speech.t("levers"), () => store.set({ levered: !store.state.levered }), { pressed: store.state.levered }),
      button(speech.t("tour"), () => stage.tour(store.state.tour ?? 0), { pressed: store.state.tour !== null }),
      button(speech.t("bet"), () => store.set({ betting: !store.state.betting }), { pressed: store.state.betting }),
      button(speech.t("projector"), () => stage.project(!projector), { key: "P", pressed: projector }),
      button(speech.t("help"), () => store.set({ help: true }), { key: "?" }),
    );
    help.replaceChildren(
      make("h2", { text: speech.t("keys") }),
      make("dl", { class: "t-keylist" },
        ["space", "arrows", "r", "b", "p", "tour", "z", "help"].flatMap((key) => [
          make("dt", { text: SIGNS[key] ?? speech.t(`key.${key}`) }),
          make("dd", { text: speech.t(`key.${key}.does`) }),
        ])),
      make("p", { text: speech.t("honest") }),
      button(speech.t("close"), () => store.set({ help: false })),
    );
  }

  store.watch(["pair", "lang", "projector", "tour", "betting", "levered"], paint);
  store.watch(["help"], () => {
    if (store.state.help && !help.open) help.showModal();
    else if (!store.state.help && help.open) help.close();
  });
  store.watch(["notice", "lang"], () => {
    const { notice: said } = store.state;
    notice.hidden = !said;
    notice.replaceChildren(said ? speech.of(said) : "",
      said ? button(speech.t("close"), () => store.set({ notice: null }), { picture: "close" }) : "");
  });
}
