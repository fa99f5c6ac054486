// Below the stage: what just happened, a life, and what lasts; one at a time.

import { make } from "./dom.js";

export function createPanels(stage, parent, panels) {
  const { store, speech } = stage;
  const tabs = make("div", { class: "t-tabs", role: "tablist" });
  const body = make("div", { class: "t-panel-body", role: "tabpanel", tabindex: "-1" });
  parent.append(tabs, body);
  for (const panel of panels) {
    panel.box = make("div", { class: `t-panel-${panel.name}` });
    body.append(panel.box);
    panel.create(stage, panel.box);
  }
  stage.open = (name, look = false) => {
    store.set({ tab: name });
    if (look) parent.scrollIntoView({ behavior: "smooth", block: "nearest" });
  };

  store.watch(["tab", "lang"], () => {
    const { tab } = store.state;
    tabs.setAttribute("aria-label", speech.t("panels"));
    tabs.replaceChildren(...panels.map(({ name }) => make("button", {
      type: "button", role: "tab", class: "t-tab", "data-tab": name,
      "aria-selected": String(name === tab), text: speech.t(`tab.${name}`),
      onclick: () => store.set({ tab: name }),
    })));
    for (const { name, box } of panels) box.hidden = name !== tab;
    body.setAttribute("aria-label", speech.t(`tab.${tab}`));
  });
}
