// The language of the page: its sentences, numbers and months, all sent by the server beforehand.

// A name of at most so many letters: its beginning and its last word, what is between left out.
export function shortened(name, most) {
  if (name.length <= most) return name;
  const last = name.split(/[\s'’]/).at(-1);
  const end = last.length <= most - 3 ? last : "";
  return `${name.slice(0, most - 1 - end.length).trimEnd()}…${end}`;
}

export function createSpeech(store, books) {
  const book = () => books[store.state.lang];
  // French signs keep to their word: no line begins with one, and quotation marks stand a little off.
  const fine = (text) => (store.state.lang === "fr" ? text.replace(/ :/g, "\u00a0:")
    .replace(/ ([;!?])/g, "\u202f$1").replace(/«\s*/g, "«\u202f").replace(/\s*»/g, "\u202f»") : text);
  return {
    // A sentence by its key, with its {fields} filled.
    t(key, fields = {}) {
      return fine(book().words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => fields[name] ?? whole);
    },
    // What the server says in all languages: {fr, it, en}.
    of(said) {
      return fine(typeof said === "string" ? said : said?.[store.state.lang] ?? "");
    },
    // What a world is called: as a heading ("name"), in a sentence ("said"), beside a curve ("short").
    arm(world, form = "name") {
      return this.of(store.state.pair?.arms[world][form]);
    },
    // Both worlds for a sentence's {here} and {there}.
    arms(form = "said") {
      return { here: this.arm("with", form), there: this.arm("without", form) };
    },
    number(value, digits = 0) {
      if (value === null || value === undefined || !Number.isFinite(value)) return "–";
      const { decimal, group, minus } = book().symbols;
      const [whole, rest] = Math.abs(value).toFixed(digits).split(".");
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
      const zero = Number(Math.abs(value).toFixed(digits)) === 0;
      return (value < 0 && !zero ? minus : "") + grouped + (rest ? decimal + rest : "");
    },
    signed(value, digits = 0) {
      const zero = Number(Math.abs(value).toFixed(digits)) === 0;
      return (value > 0 && !zero ? "+" : "") + this.number(value, digits);
    },
    month(count, start) {
      const months = start[0] * 12 + start[1] - 1 + Math.round(count);
      return book().date
        .replace("{month}", book().months[((months % 12) + 12) % 12])
        .replace("{year}", Math.floor(months / 12));
    },
    span(months) {
      const years = Math.floor(months / 12);
      const rest = Math.round(months) % 12;
      const parts = [];
      if (years) parts.push(this.t(years === 1 ? "year" : "years", { n: years }));
      if (rest || !years) parts.push(this.t(rest === 1 ? "month" : "months", { n: rest }));
      return parts.join(" ");
    },
  };
}
