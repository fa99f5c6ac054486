// Keeps the browser's address up to date, and copies it on demand. Nothing is loaded or sent.
function render({ model, el }) {
  const field = document.createElement("input");
  const button = document.createElement("button");
  const said = document.createElement("span");
  field.readOnly = true;
  field.className = "address-field";
  button.className = "address-copy";
  button.type = "button";
  said.setAttribute("role", "status");
  el.className = "address";
  el.append(field, button, said);
  const show = () => {
    const query = model.get("query");
    const here = new URL(window.location.href);
    here.search = query;
    if (here.href !== window.location.href) window.history.replaceState(null, "", here.href);
    field.value = here.href;
    field.setAttribute("aria-label", model.get("name"));
    button.textContent = model.get("copy");
    said.textContent = "";
  };
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy");
    }
    said.textContent = model.get("copied");
  });
  model.on("change", show);
  show();
}
export default { render };
