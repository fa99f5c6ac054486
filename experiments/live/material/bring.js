// A field to choose a file, which may also be dropped on it; what is too large is not even read.
function render({ model, el }) {
  const label = document.createElement("label");
  const said = document.createElement("span");
  const field = document.createElement("input");
  field.type = "file";
  field.accept = ".csv,.tsv,.txt,.json,.yaml,.yml";
  el.className = "bring";
  label.append(said, field);
  el.append(label);
  const name = () => { said.textContent = model.get("label"); };
  const bring = async (file) => {
    if (!file) return;
    const small = file.size <= model.get("largest");
    const content = small ? await file.arrayBuffer() : new ArrayBuffer(0);
    model.send({ kind: "file", name: file.name, size: file.size }, undefined, [content]);
    field.value = "";
  };
  field.addEventListener("change", () => bring(field.files[0]));
  el.addEventListener("dragover", (event) => event.preventDefault());
  el.addEventListener("drop", (event) => {
    event.preventDefault();
    bring(event.dataTransfer.files[0]);
  });
  model.on("change:label", name);
  name();
}
export default { render };
