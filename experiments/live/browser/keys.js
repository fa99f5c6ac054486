// The presenter's keys; nothing is taken from somebody who is typing or choosing.

const FIELDS = ["INPUT", "SELECT", "TEXTAREA"];

export function listen(stage) {
  const { store, clock } = stage;
  const acts = {
    " ": clock.toggle,
    ArrowLeft: () => clock.step(-1),
    ArrowRight: () => clock.step(1),
    Home: () => clock.to(0),
    End: () => clock.to(store.state.pair ? store.state.pair.months - 1 : 0),
    r: clock.replay,
    b: () => store.set({ world: store.state.world === "with" ? "without" : "with" }),
    p: () => stage.project(!store.state.projector),
    z: () => stage.ask("undo"),
    y: () => stage.ask("redo"),
    "?": () => store.set({ help: !store.state.help }),
    Escape: () => store.set({ help: false, selected: null, tour: null }),
  };
  for (let step = 1; step <= 8; step += 1) acts[step] = () => stage.tour?.(step - 1);

  // Whoever chose from a list with the mouse is done with it: the keys are the presenter's again.
  let keyed = false;
  const touched = (event) => {
    keyed = event.type === "keydown" && event.target.tagName === "SELECT";
  };
  function chosen({ target }) {
    if (target.tagName === "SELECT" && target.closest(".tessuto") && !keyed) target.blur();
  }

  function pressed(event) {
    touched(event);
    if (event.ctrlKey && event.key === "z") return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target;
    const typing = FIELDS.includes(field.tagName) &&
      !(field.type === "range" && !event.key.startsWith("Arrow") && !["Home", "End"].includes(event.key));
    // A list is gone through with the keys up and down; to the left and right is time.
    const aside = field.tagName === "SELECT" && ["ArrowLeft", "ArrowRight"].includes(event.key);
    if (typing && event.key !== "Escape" && !aside) return;
    if (field.isContentEditable) return;
    const inside = ["BUTTON", "SUMMARY", "A"].includes(field.tagName);
    if (inside && event.key === " ") return;
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
  const heard = { keydown: pressed, pointerdown: touched, change: chosen };
  for (const [name, hear] of Object.entries(heard)) document.addEventListener(name, hear);
  return () => {
    for (const [name, hear] of Object.entries(heard)) document.removeEventListener(name, hear);
  };
}
