// What is printed: a handout that asks and does not answer, and on pages of its own the key.

function printOut(what) {
  const before = document.body.dataset.print;
  document.body.dataset.print = what;
  window.print();
  if (before) document.body.dataset.print = before;
  else delete document.body.dataset.print;
}

function drawHandout() {
  put(at("handout"), DATA.lesson ? lessonSheets() : [handoutSheet(), keySheet()]);
}

function handoutSheet() {
  const { head, run } = DATA;
  const sofar = state.world || state.step >= BASE.length ? [] : BASE.slice(0, state.step);
  return h("section", { class: "sheet" },
    h("h1", {}, head.title), head.caption && h("p", { class: "caption" }, head.caption), h("p", { class: "quiet" }, head.dockets.join(" · ")),
    h("h2", {}, "What happened"), h("p", {}, beginning(sofar.length > 0)),
    h("h2", {}, "What is asked"), h("p", {}, asksOf()),
    sofar.length > 0 && [h("h2", {}, `The docket to ${day(sofar.at(-1).date)}`), printedDocket(sofar)],
    h("h2", {}, "Decide"),
    h("p", {}, "Choose at each decision, give a reason, and name the rule it rests on."),
    h("ol", { class: "tasks" }, DATA.crossings.filter((one) => one.taken && one.entry > sofar.length).map(taskOf)),
    handoutFoot(run));
}

function taskOf(crossing) {
  const entry = BASE[crossing.entry - 1];
  return h("li", {},
    h("p", {}, h("strong", {}, called(crossing.decider, entry.date)), `: ${POINTS.get(crossing.point)?.question ?? crossing.point}`),
    h("ul", {}, inNoOrder(crossing).map(([option]) => h("li", {}, h("span", { class: "box" }, "☐ "), h("em", {}, plain(option.name)), `: ${option.leads_to}`))),
    h("p", { class: "lines" }, "Because"), h("p", { class: "lines" }, "The rule it rests on"));
}

function keySheet() {
  const answers = DATA.crossings.filter((one) => one.taken).map((crossing) => h("tr", {},
    h("td", { class: "date" }, day(BASE[crossing.entry - 1].date)),
    h("td", {}, called(crossing.decider, BASE[crossing.entry - 1].date)),
    h("td", {}, h("strong", {}, plain(crossing.taken))),
    h("td", {}, citations(BASE[crossing.entry - 1].authority).join("; "))));
  return h("section", { class: "sheet key" },
    h("h1", {}, `${DATA.head.title}: key`),
    h("h2", {}, "How it ended here"), h("p", {}, `${capital(ENDED)}.`), IS_RECORD && h("p", {}, DATA.head.summary),
    h("h2", {}, "What was decided"),
    h("table", {}, h("thead", {}, h("tr", {}, ["Day", "Who", "Decided", "On what authority"].map((word) => h("th", { scope: "col" }, word)))), h("tbody", {}, answers)),
    h("h2", {}, "The docket"), printedDocket(BASE),
    handoutFoot(DATA.run));
}

function printedDocket(entries) {
  const row = (entry) => h("tr", {}, h("td", {}, String(entry.n)), h("td", { class: "date" }, dated(entry)), h("td", {}, called(entry.from, entry.date)), h("td", {}, entry.text));
  return h("table", {}, h("thead", {}, h("tr", {}, ["No.", "Date", "Who", "What happened"].map((word) => h("th", { scope: "col" }, word)))), h("tbody", {}, entries.map(row)));
}

function opening() {
  const { opens, what, stored_in, controlled_from } = DATA.head;
  const places = [["stored in", stored_in], ["controlled from", controlled_from]].filter(([, code]) => code !== "unknown").map(([word, code]) => `${word} ${country(code)}`);
  return `${day(opens)}. Demanded: ${what}${places.length ? `, ${list(places)}` : ""}.`;
}

/** A country by its code, as the browser calls it in English; ZZ is nobody's. */
function country(code) {
  return /^[A-Z]{2}$/.test(code) && code !== "ZZ" ? new Intl.DisplayNames(["en"], { type: "region" }).of(code) : code;
}

function handoutFoot(run) {
  return h("p", { class: "quiet" }, `${run.manifest.notice} comity ${run.manifest.version}, scenario ${run.manifest.scenario} (${run.manifest.scenario_hash}), seed ${run.manifest.seed}.`);
}

/** How it begins: what is wanted, and once nothing is asked of it any more, the first entry. */
function beginning(told) {
  const first = BASE[0];
  if (!first || !told) return opening();
  const note = first.note ? ` ${first.note}` : "";
  return `${day(first.date)}, ${called(first.from, first.date)}: ${first.text}${note}`;
}

/** What is asked, cut after the question so that nothing of the answer is told. */
function asksOf() {
  if (DATA.lesson) return DATA.lesson.question;
  const text = DATA.info.find(({ heading }) => heading === "What is it?")?.text.replace(/\s+/g, " ") ?? "";
  const end = text.lastIndexOf("?");
  return end > 0 ? text.slice(0, end + 1) : `How does the demand for ${DATA.head.what} end, and who decides it?`;
}
