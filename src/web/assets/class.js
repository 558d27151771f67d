// Predict first, then reveal; and a code that students can hand in, which holds their answers and no name.

/** The decision that stands before the next entry and was not predicted yet, by its place. */
function pendingQuestion() {
  if (!state.predict || state.world || state.step >= BASE.length) return null;
  return question(state.step + 1, state.answers);
}

function questionView(place) {
  const crossing = DATA.crossings[place];
  const entry = BASE[crossing.entry - 1];
  const point = POINTS.get(crossing.point);
  const choose = (event) => {
    event.preventDefault();
    const chosen = new FormData(event.target).get("option");
    if (chosen === null) return say("Choose an option first.");
    answer(place, Number(chosen));
  };
  return [
    h("h2", { id: "question", tabindex: "-1", key: "question" }, "Before you look"),
    h("p", { class: "quiet" }, `Decision ${place + 1} of ${DATA.crossings.length} · ${called(crossing.decider, entry.date)}`),
    h("form", { onsubmit: choose },
      h("fieldset", {}, h("legend", {}, point?.question ?? crossing.point),
        inNoOrder(crossing).map(([option, at]) => h("label", { class: "choice" },
          h("input", { type: "radio", name: "option", value: String(at), key: `option-${at}` }),
          h("span", {}, h("strong", {}, plain(option.name)), h("br"), option.leads_to)))),
      h("button", { type: "submit", key: "answer" }, "That is my prediction: reveal")),
  ];
}

/** The options by their names, each with its place: in the order of the law the first is mostly what happened. */
function inNoOrder(crossing) {
  return optionsOf(crossing).map((option, at) => [option, at]).sort(([one], [other]) => one.name.localeCompare(other.name, "en"));
}

function answer(place, option) {
  const crossing = DATA.crossings[place];
  const answers = { ...state.answers, [place]: option };
  const more = question(crossing.entry, answers) !== null;
  go(more ? { answers } : { answers, step: crossing.entry, entry: crossing.entry });
  if (more) at("why").querySelector("h2")?.focus();
  else at("why").focus();
}

/** What was said of the decisions an entry shows, and what happened. */
function verdictView(n) {
  if (!state.predict) return null;
  return DATA.crossings.map((crossing, place) => {
    if (crossing.entry !== n || !(place in state.answers)) return null;
    const said = optionsOf(crossing)[state.answers[place]];
    const words = said.taken ? `You said ${plain(said.name)}, and so it was.` : `You said ${plain(said.name)}. What happened: ${plain(crossing.taken)}.`;
    const luck = said.closed ? ` The law closed it: ${withDays(said.closed)}.` : said.odds !== null ? ` The model gave it odds of ${percent(said.odds)}.` : "";
    return h("p", { class: said.taken ? "verdict right" : "verdict" }, h("strong", {}, words), luck);
  });
}

function score(answers) {
  const said = Object.entries(answers);
  const right = said.filter(([place, option]) => optionsOf(DATA.crossings[place])[option]?.taken).length;
  return { said: said.length, right };
}

function startPredicting() {
  go({ predict: true, world: "", step: 0, entry: 0, answers: {}, ending: false, view: "docket" });
  stepForward();
}

function leavePredictButton() {
  return button("leave-predict", "Stop predicting and show everything", () => go({ predict: false, step: BASE.length }));
}

function classView() {
  const { said, right } = score(state.answers);
  return [
    h("h2", {}, "Class"),
    h("h3", {}, "Predict, then look"),
    h("p", {}, "The page stops before every decision and asks what you expect. What happened, and how it ended, stays hidden until you have answered."),
    h("p", {}, state.predict ? leavePredictButton() : button("start-predict", "Start predicting from the beginning", startPredicting)),
    said > 0 && h("p", {}, `${said} of ${DATA.crossings.length} decisions predicted, ${right} ${HAPPENED}.`),
    h("h3", {}, "Hand in"),
    said > 0
      ? h("p", {}, "Your result code, with your answers and no name: ", h("output", { class: "code" }, resultCode()))
      : h("p", {}, "Once you have predicted something, a result code stands here. It holds your answers and no name."),
    h("h3", {}, "Collect"),
    h("label", { for: "codes" }, "Result codes, one a line. They stay on this page."),
    h("textarea", { id: "codes", rows: "4", key: "codes", oninput: (event) => { pasted = event.target.value; put(at("spread"), spreadView()); } }, pasted),
    h("div", { id: "spread" }, spreadView()),
    h("h3", {}, "Hand out"),
    h("p", {}, button("print-handout", "Print the handout", () => printOut("handout")), " ", !state.predict && button("print-key", "Print handout and key", () => printOut("both"))),
    h("p", { class: "quiet" }, "The handout asks every decision and answers none. The key stands on pages of its own."),
  ];
}

let pasted = "";

/** The edition and a letter a decision: `b3a7-ab-c`. */
function resultCode() {
  return `${EDITION}.${writeAnswers(state.answers)}`;
}

function readCodes(text) {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  const own = words.filter((word) => word.startsWith(`${EDITION}.`));
  return { codes: own.map((word) => readAnswers(word.slice(EDITION.length + 1))), strange: words.length - own.length };
}

/** How the answers of a class spread over the options. */
function spreadView() {
  const { codes, strange } = readCodes(pasted);
  const warning = strange > 0 && h("p", { class: "note" }, `${strange} ${strange === 1 ? "is no code" : "are no codes"} of this edition of the case.`);
  if (!codes.length) return [warning];
  const rows = DATA.crossings.flatMap((crossing, place) => {
    const said = codes.filter((answers) => place in answers);
    return said.length ? [spreadRow(crossing, place, said)] : [];
  });
  return [warning, h("table", { class: "forecast" },
    h("caption", {}, `${codes.length} ${codes.length === 1 ? "answer" : "answers"}`),
    h("thead", {}, h("tr", {}, ["Decision", "What was said", capital(HAPPENED)].map((word) => h("th", { scope: "col" }, word)))),
    h("tbody", {}, rows))];
}

function spreadRow(crossing, place, said) {
  const options = optionsOf(crossing);
  const counts = options.map((option, at) => [option, said.filter((answers) => answers[place] === at).length]).filter(([, count]) => count > 0);
  const right = counts.find(([option]) => option.taken)?.[1] ?? 0;
  return h("tr", {}, h("th", { scope: "row" }, POINTS.get(crossing.point)?.question ?? crossing.point),
    h("td", {}, counts.map(([option, count]) => `${plain(option.name)} ${count}`).join(", ")),
    h("td", {}, `${right} of ${said.length}`));
}
