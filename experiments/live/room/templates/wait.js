// Asks now and then what is open in the room; without scripts the pages turn by themselves.
const line = document.getElementById("state");
const { now, path, lost, news, waits } = line.dataset;
const form = document.querySelector("form");
const EVERY = 2000;

function say(text, link) {
  if (line.textContent === text) return;
  const inside = document.createElement(link ? "a" : "span");
  inside.textContent = text;
  if (link) inside.href = path;
  line.replaceChildren(...(text ? [inside] : []));
  line.hidden = !text;
}

async function look() {
  try {
    const answer = await fetch(`${path}/now`, { cache: "no-store" });
    if (answer.status === 404) window.location.replace(path);
    if (answer.ok) {
      const open = await answer.text();
      if (open === now) say("");
      else if (waits) window.location.replace(path);
      else say(news, true);
    }
  } catch {
    say(lost);
  }
  setTimeout(look, EVERY * (0.75 + Math.random() / 2));
}

form?.addEventListener("submit", (event) => {
  if (line.textContent === lost) event.preventDefault(); // nothing typed is lost to an error page
});
setTimeout(look, EVERY);
