// The why panel: what is assumed, because of which rule, from which entries, and what could have been otherwise.

function whyView() {
  const entries = docket(state.world);
  const pending = pendingQuestion();
  if (pending !== null) return questionView(pending);
  const entry = entries[state.entry - 1];
  if (!entry) return whyNothing();
  const crossings = crossingsAt(entry.n, state.world);
  return [
    h("div", { class: "why-head" },
      h("h2", { id: "why-title" }, `${entry.n}. ${title(entry)}`),
      button("why-close", "Close", () => leaveWhy(entry.n), { class: "small" })),
    h("p", { class: "quiet" }, `${dated(entry)} · day ${entry.day}`, entry.id && ` · step ${entry.id}`, " · ", mark(entry.status)),
    verdictView(entry.n),
    h("p", {}, entry.text),
    entry.note && h("p", { class: "note" }, entry.note),
    // What is assumed and what else could be tell what comes after the question.
    !lessonOpen(state) && whyAssuming(entry, crossings),
    whyBecause(entry),
    whyFrom(entries, entry),
    !lessonOpen(state) && crossings.map(whyOtherwise),
    whySources(entry),
    whyCommand(entry),
  ];
}

function whyNothing() {
  return [
    h("h2", {}, "Why?"),
    h("p", {}, "Choose an entry of the docket to see what it assumes, on which rule it rests, what it follows from, and what could have been decided otherwise."),
    h("p", { class: "quiet" }, "Keys: ", h("kbd", {}, "→"), " and ", h("kbd", {}, "←"), " step, ", h("kbd", {}, "space"), " plays, ", h("kbd", {}, "?"), " lists them all."),
  ];
}

function leaveWhy(n) {
  go({ entry: 0 });
  document.querySelector(`[data-key="pick-${n}"]`)?.focus();
}

function whyAssuming(entry, crossings) {
  const names = [...new Set([entry.point, ...crossings.map((one) => one.point)])].filter((name) => POINTS.has(name));
  const said = names.map((name) => {
    const point = POINTS.get(name);
    return h("div", { class: "block" },
      h("p", {}, point.id && `${point.id} `, h("code", {}, name), ` ${point.question}`),
      h("p", { class: "marks" },
        point.basis.odds && [h("span", {}, "odds "), mark(point.basis.odds)],
        point.basis.time && [h("span", {}, `takes ${point.takes} `), mark(point.basis.time)],
        point.strength && h("span", { class: "quiet" }, `support ${point.strength}`)),
      point.source && h("p", { class: "quiet" }, point.source));
  });
  const binds = {
    recorded: entry.id ? "The record binds here: the odds played no part." : "It follows in law from the entry before.",
    chosen: "It was chosen: a what-if.",
    simulated: "It was drawn by these odds, or follows from what was.",
  }[entry.status];
  return [h("h3", {}, "Assuming"), said, h("p", {}, binds), DATA.neighbours[entry.n] && entry.status === "recorded" && h("p", {}, DATA.neighbours[entry.n])];
}

function whyBecause(entry) {
  const rules = entry.authority.map(authority).filter(Boolean);
  return [h("h3", {}, "Because"), rules.map(ruleView), rules.length === 0 && h("p", {}, "No authority is named.")];
}

function ruleView(rule) {
  return h("div", { class: "block" },
    h("p", {}, h("strong", {}, rule.citation), h("span", { class: "quiet" }, ` [${rule.evidence}]`)),
    h("p", {}, rule.holding),
    rule.reference && h("p", { class: "quiet" }, rule.reference),
    rule.url && h("p", {}, h("a", { href: rule.url, rel: "noopener noreferrer", target: "_blank", key: `url-${rule.id}` }, "Read it on the web")));
}

function whyFrom(entries, entry) {
  const ties = [...relations(entries, entry.n)].filter(([n]) => shown(n));
  const line = ([n, word]) => h("li", {}, entryLink(n, `${n}. ${title(entries[n - 1])}`, "why"), h("span", { class: "quiet" }, ` ${day(entries[n - 1].date)}, ${word}`));
  const before = ties.filter(([n]) => n < entry.n).map(line);
  const after = ties.filter(([n]) => n > entry.n).map(line);
  const way = chain(entries, entry.n);
  return [
    h("h3", {}, "From"),
    before.length ? h("ul", {}, before) : h("p", {}, "Nothing on the docket: it begins something."),
    way.length > 1 && h("p", { class: "quiet" }, "And back to the first: ", way.map((n, at) => [at > 0 && " ← ", entryLink(n, String(n), "chain")])),
    after.length > 0 && [h("h3", {}, "Leads to"), h("ul", {}, after)],
  ];
}

function whyOtherwise(crossing) {
  const point = POINTS.get(crossing.point);
  return [
    h("h3", {}, `Otherwise: ${called(crossing.decider, BASE[crossing.entry - 1].date)}`),
    h("p", {}, point?.question),
    h("ul", { class: "options" }, optionsOf(crossing).map((option) => optionView(crossing, option))),
    crossing.prospect && h("p", { class: "quiet" }, `Forecasts: ${DATA.head.cases.toLocaleString("en")} simulated cases each, everything after the decision left to the odds; data within ${lastDay(crossing.prospect)} days of the start, with a 95 % interval.`),
  ];
}

/** One option: what it means, how likely, where it led with this seed, and what can be expected of it. */
function optionView(crossing, option) {
  const open = option.world?.choice;
  const prospect = option.taken ? crossing.prospect : option.world?.prospect;
  const label = option.taken ? "Back to it" : "Show this world";
  const here = option.taken ? !state.world : open === state.world;
  const target = option.taken ? "" : open;
  const canGo = !here && (option.taken || open);
  return h("li", { class: option.taken ? "taken" : "" },
    h("p", {}, h("strong", {}, plain(option.name)), option.odds !== null && h("span", { class: "quiet" }, ` odds ${percent(option.odds)}`),
      option.taken && h("span", { class: "tie" }, HAPPENED), here && !option.taken && h("span", { class: "tie" }, "shown now")),
    h("p", {}, option.leads_to),
    option.authority.length > 0 && h("p", { class: "cites" }, citations(option.authority).join("; ")),
    option.closed && h("p", { class: "note" }, `Closed by law here: ${withDays(option.closed)}.`),
    option.world && h("p", { class: "quiet" }, `Then, with seed ${DATA.run.manifest.seed}: ${option.world.ended}.`),
    !option.taken && !option.closed && !option.world && h("p", { class: "quiet" }, "Nothing on the docket would change."),
    prospect && chanceBar(prospect),
    canGo && button(`world-${target || "record"}-${crossing.point}`, label, () => enter(target), { class: "small" }));
}

function whySources(entry) {
  const known = entry.sources.filter((id) => DATA.sources[id]);
  if (!known.length) return null;
  return h("details", {}, h("summary", { key: "sources" }, `Sources of the record (${known.length})`),
    entry.confidence && h("p", {}, `Confidence in the fact: ${entry.confidence}${entry.day_confidence ? `, in its day: ${entry.day_confidence}` : ""}.`),
    h("dl", { class: "sources" }, known.map((id) => [h("dt", {}, id), h("dd", {}, DATA.sources[id])])));
}

function whyCommand(entry) {
  const { command } = WORLDS.get(state.world) ?? DATA.run.manifest;
  return h("p", { class: "quiet" }, "In the program: ", h("code", {}, `${command.replace("comity run", "comity why")} ${entry.n}`));
}
