// The docket: a row an entry, what has to do with the chosen one marked in words and the rest grey.

function docketView() {
  const entries = docket(state.world);
  const related = relations(entries, state.entry);
  const rows = entries.slice(0, state.step).map((entry) => docketRow(entry, related));
  const parts = WORLDS.get(state.world)?.same;
  if (parts !== undefined && parts < state.step) rows.splice(parts, 0, partingRow());
  const head = ["No.", "Date", "Who", "What happened"].map((word) => h("th", { scope: "col", role: "columnheader" }, word));
  return [
    h("h2", {}, "Docket", h("small", {}, ` ${rows.length ? docketReach(entries) : "nothing has happened yet"}`)),
    docketSigns(entries.slice(0, state.step)),
    h("table", { class: state.entry ? "docket chosen" : "docket", role: "table" },
      h("caption", { class: "unseen" }, "Docket entries in order. The button with the number opens why an entry is there."),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, head)),
      h("tbody", { role: "rowgroup" }, rows)),
    state.step < entries.length && h("p", { class: "quiet" }, `${entries.length - state.step} more to come.`),
  ];
}

/** What the signs before days and under numbers mean, where there are some. */
function docketSigns(entries) {
  const has = (precision) => entries.some((entry) => entry.precision === precision);
  const words = [
    entries.some((entry) => entry.id) && "E01 and so on are the steps of the record; a recorded entry without one follows in law from the entry before it.",
    has("unknown") && "n.d.: no day was found, and one between its neighbours is taken.",
    has("approx") && "c.: the day is only probable.",
  ];
  return words.some(Boolean) && h("p", { class: "quiet" }, words.filter(Boolean).join(" "));
}

function docketReach(entries) {
  const last = entries[state.step - 1];
  return `${state.step} of ${entries.length} entries, to ${day(last.date)}`;
}

function docketRow(entry, related) {
  const isChosen = entry.n === state.entry;
  const tie = related.get(entry.n);
  const kind = isChosen ? "is-chosen" : tie ? "is-related" : state.entry ? "is-grey" : "";
  const pick = button(`pick-${entry.n}`, String(entry.n), () => pickRow(entry.n), {
    "aria-pressed": String(isChosen), "aria-label": `Why entry ${entry.n}, ${title(entry)}`, class: "pick",
  });
  const cells = [
    h("td", { role: "cell" }, pick, entry.id && h("span", { class: "step-id" }, entry.id)),
    h("td", { role: "cell", class: "when" }, dated(entry), h("span", { class: "quiet" }, ` day ${entry.day}`)),
    h("td", { role: "cell", class: "who" }, docketWho(entry)),
    h("td", { role: "cell" }, docketText(entry, tie)),
  ];
  const onclick = (event) => { if (!event.target.closest("button, a")) pickRow(entry.n); };
  return h("tr", { role: "row", id: `row-${entry.n}`, class: `${kind} ${entry.status}`, onclick }, cells);
}

function docketWho(entry) {
  const to = entry.to.map((office) => called(office, entry.date));
  return [h("strong", {}, called(entry.from, entry.date)), to.length > 0 && h("span", { class: "quiet" }, ` to ${list(to)}`)];
}

function docketText(entry, tie) {
  const decisions = crossingsAt(entry.n, state.world);
  const links = entry.responds_to.map((n) => entryLink(n, `answers ${n}`, `row-${entry.n}`));
  return [
    h("p", {}, h("strong", {}, title(entry), ". "), entry.text),
    h("p", { class: "marks" },
      mark(entry.status),
      tie && h("span", { class: "tie" }, tie),
      decisions.length > 0 && h("span", { class: "fork" }, icon("fork"), " decision"),
      links),
    entry.authority.length > 0 && h("p", { class: "cites" }, citations(entry.authority).join("; ")),
  ];
}

/** A button that selects another entry. */
function entryLink(n, words, from) {
  return button(`${from}-${n}`, words, () => pickRow(n), { class: "link" });
}

/** Selects, and on a narrow screen brings what is said about it into sight. */
function pickRow(n) {
  select(n, true);
  if (state.entry && matchMedia("(max-width: 62rem)").matches) {
    at("why").focus({ preventScroll: true });
    at("why").scrollIntoView({ block: "start" });
  }
}

function partingRow() {
  const crossing = parting(state.world);
  return h("tr", { role: "row", class: "parting" },
    h("td", { role: "cell", colspan: "4" },
      `Here this world parts from the ${IS_RECORD ? "record" : "run"}: `, choiceWords(state.world), ` instead of ${crossing?.taken ? plain(crossing.taken) : "what was decided"}. `,
      IS_RECORD ? "What follows is drawn by the odds; what comes from outside the case keeps its day." : "What follows is drawn by the odds, with the same seed."));
}
