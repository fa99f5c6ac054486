// Below the stage: what just happened, a life, and what lasts; one at a time.

import { make, redraw } from "./dom.js";

export function createPanels(stage, parent, panels) {
  const { store, speech } = stage;
  const tabs = make("div", { class: "t-tabs", role: "tablist" });
  const body = make("div", { class: "t-panel-body", role: "tabpanel", tabindex: "-1" });
  parent.append(tabs, body);
  const veil = make("p", { class: "t-veil" });
  body.append(veil);
  for (const panel of panels) {
    panel.box = make("div", { class: `t-panel-${panel.name}` });
    body.append(panel.box);
    panel.create(stage, panel.box);
  }
  stage.open = (name, look = false) => {
    store.set({ tab: name });
    if (look) parent.scrollIntoView({ behavior: "smooth", block: "nearest" });
  };

  // As long as a bet has to be placed, no panel tells how it came out.
  store.watch(["tab", "lang", "hidden"], () => {
    const { tab, hidden } = store.state;
    veil.hidden = !hidden;
    veil.textContent = speech.t("bet.hidden");
    tabs.setAttribute("aria-label", speech.t("panels"));
    redraw(tabs, ...panels.map(({ name }) => make("button", {
      type: "button", role: "tab", class: "t-tab", "data-tab": name,
      "aria-selected": String(name === tab), text: speech.t(`tab.${name}`),
      onclick: () => store.set({ tab: name }),
    })));
    for (const { name, box } of panels) box.hidden = hidden || name !== tab;
    body.setAttribute("aria-label", speech.t(`tab.${tab}`));
  });
}
