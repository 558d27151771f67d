// Deadlines, the numbers it rests on, and what the scenario says of itself.

function deadlinesView() {
  const entries = docket(state.world);
  const due = deadlines(state.world).filter((one) => one.entry <= state.step);
  const head = ["Due", "What", "Counted from", "What came of it"].map((word) => h("th", { scope: "col", role: "columnheader" }, word));
  return [
    h("h2", {}, "Deadlines", h("small", {}, ` ${due.length} set running by then`)),
    h("table", { class: "cards", role: "table" },
      h("caption", { class: "unseen" }, "Deadlines, the first to end first"),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, head)),
      h("tbody", { role: "rowgroup" }, due.map((one) => deadlineRow(one, entries)))),
  ];
}

function deadlineRow(one, entries) {
  const about = { approx: "c. ", unknown: "n.d., here " }[one.precision] ?? "";
  const related = state.entry === one.entry || state.entry === one.done_by;
  const cell = (...children) => h("td", { role: "cell" }, children);
  return h("tr", { role: "row", class: state.entry ? (related ? "is-related" : "is-grey") : "" },
    h("th", { scope: "row", role: "rowheader" }, about, day(one.due), one.time && `, ${one.time}`),
    cell(h("strong", {}, called(one.whose, one.due)), `: ${one.what}`, h("p", { class: "cites" }, citations(one.authority).join("; "))),
    cell(`${one.period} from ${day(one.from)}, `, entryLink(one.entry, `entry ${one.entry}`, `due-${one.what}`)),
    cell(deadlineEnd(one, entries)));
}

function deadlineEnd(one, entries) {
  const link = (n) => entryLink(n, `entry ${n}`, `done-${one.entry}-${one.due}`);
  if (one.done_by && shown(one.done_by)) {
    const late = dayNumber(entries[one.done_by - 1].date) - dayNumber(one.due);
    const words = late > 0 ? (one.late.includes(one.done_by) ? `${late} days late` : `${late} days after it: the time was extended`) : "in time";
    return [`${words}, `, link(one.done_by)];
  }
  if (one.replaced) return "A later day was set for it.";
  if (one.late.some(shown)) return ["Too late: ", link(one.late.find(shown))];
  const now = entries[state.step - 1]?.date ?? "";
  if (state.step < entries.length && one.due >= now) return "Open.";
  return { "while-pending": "Holds while the request is pending.", retention: "A copy is held to that day." }[one.kind] ?? "Not done by then.";
}

function numbersView() {
  const all = DATA.assumptions;
  const kinds = [["guess", "Guesses", all.guesses], ["data", "From data", all.data], ["law", "From law", all.law]];
  return [
    h("h2", {}, "Numbers", h("small", {}, ` ${all.numbers}, of which ${all.guesses} are guesses`)),
    h("p", {}, `An assumption can have several, its odds and its time for instance: here are ${DATA.run.manifest.assumptions} assumptions, of which ${DATA.run.manifest.guesses} are guesses in some part.`),
    h("p", {}, mark("law"), " a rule sets it. ", mark("data"), " a published figure, or counted cases. ", mark("guess"), " judgement alone. ",
      IS_RECORD && "The record itself rests on none of them: they matter where it does not speak."),
    kinds.map(([basis, name, count]) => numbersOf(basis, `${name} (${count})`)),
  ];
}

function numbersOf(basis, name) {
  const rows = DATA.assumptions.assumptions.filter((row) => row.basis === basis);
  if (!rows.length) return null;
  const head = ["What", "Value", "Basis", "Where it comes from"].map((word) => h("th", { scope: "col", role: "columnheader" }, word));
  return h("details", { open: basis === "guess" },
    h("summary", { key: `numbers-${basis}` }, name),
    h("table", { class: "cards", role: "table" },
      h("caption", { class: "unseen" }, name),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, head)),
      h("tbody", { role: "rowgroup" }, rows.map(numberRow))));
}

function numberRow(row) {
  const source = row.reference ? [row.reference.title, row.reference.pinpoint, row.reference.note].filter(Boolean).join(". ") : "No source is named.";
  const cell = (...children) => h("td", { role: "cell" }, children);
  return h("tr", { role: "row" },
    h("th", { scope: "row", role: "rowheader" }, h("code", {}, row.name), h("span", { class: "quiet" }, ` ${row.what}`), POINTS.has(row.name) && h("p", { class: "quiet" }, POINTS.get(row.name).question), row.when && h("p", { class: "quiet" }, `where ${row.when}`)),
    cell(row.value, row.range && h("p", { class: "quiet" }, `range ${row.range}`)),
    cell(mark(row.basis), row.strength && h("p", { class: "quiet" }, `support ${row.strength}`)),
    cell(source));
}

function aboutView() {
  const { manifest } = DATA.run;
  return [
    h("h2", {}, "About this case"),
    state.predict ? h("p", {}, "What the scenario says of itself is hidden while you predict.") : DATA.info.map(({ heading, text }) => [h("h3", {}, heading), paragraphs(text)]),
    h("h3", {}, "Who takes part"),
    h("ul", { class: "cast" }, partakers(docket(state.world)).map((office) => h("li", {}, h("strong", {}, capital(DATA.cast[office]?.name ?? office)), castLater(office)))),
    sourcesView(),
    h("h3", {}, "What this page is"),
    h("p", {}, `${manifest.notice} Everything on it was computed ${live ? "by the program on this machine when it was asked for" : "when it was written"}, with seed ${manifest.seed}; it ${live ? "asks nobody else" : "makes no network request"} and keeps nothing. The address holds all that is shown: send it, or keep it as a bookmark.`),
    h("p", {}, live ? "As a file: " : "Write it again: ", h("code", {}, DATA.head.command)),
    h("p", { class: "quiet" }, `comity ${manifest.version} · scenario ${manifest.scenario} · hash ${manifest.scenario_hash} · seed ${manifest.seed} · ${manifest.guesses} of ${manifest.assumptions} assumptions are guesses`),
  ];
}

/** The sources of the record, by their numbers. */
function sourcesView() {
  const number = (name) => Number(name.slice(1));
  const sources = Object.entries(DATA.sources).sort(([one], [other]) => number(one) - number(other));
  if (!sources.length || state.predict) return null;
  return h("details", {}, h("summary", { key: "sources" }, `The ${sources.length} sources of the record`),
    h("dl", { class: "sources" }, sources.map(([name, text]) => [h("dt", {}, name), h("dd", {}, text)])));
}

function castLater(office) {
  const later = DATA.cast[office]?.later;
  return later && h("span", { class: "quiet" }, ` to ${day(later[0])}, then ${later[1]}`);
}

/** Paragraphs are parted by empty lines; a line that starts with comity is a command. */
function paragraphs(text) {
  const blocks = [];
  let prose = [];
  const close = () => { if (prose.length) blocks.push(h("p", {}, prose.join(" "))); prose = []; };
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (line.startsWith("comity ")) { close(); blocks.push(h("pre", { tabindex: "0" }, line)); }
    else if (!line) close();
    else prose.push(line);
  }
  close();
  return blocks;
}
