// Putting the parts on the page, stepping, keys.

const PACES = [["4000", "slow"], ["2200", "normal"], ["900", "fast"]];
let pace = 2200;
let playing = null;

function drawHead() {
  const { title: name, caption, dockets } = DATA.head;
  put(at("head"),
    h("div", {},
      h("p", { class: "brand" }, "comity · a case to step through"),
      h("h1", {}, name),
      caption && h("p", { class: "caption" }, caption),
      dockets.length > 0 && h("p", { class: "quiet" }, dockets.join(" · "))),
    h("div", { class: "tools" },
      !lessonOpen(state) && button("predict", state.predict ? "Predicting" : "Predict first", state.predict ? () => go({ view: "class" }) : startPredicting, { "aria-pressed": String(state.predict) }),
      button("theme", { "": "Light or dark", light: "Light", dark: "Dark" }[state.theme], nextTheme),
      button("copy", "Copy link", copyLink),
      button("keys", "Keys ?", openHelp, { "aria-keyshortcuts": "?" })),
    live?.bar());
}

function drawStory() {
  const hidden = state.predict && !state.ending;
  const card = (name, ...children) => h("section", { class: "card" }, h("h2", {}, name), children);
  put(at("story"),
    card("What happened", h("p", {}, hidden || !DATA.head.summary ? beginning(question(1, state.answers) === null) : DATA.head.summary)),
    card("What is asked", h("p", {}, asksOf()), h("p", { class: "quiet" }, `Demanded: ${DATA.head.what}.`)),
    card("How it ended here",
      hidden ? button("ending", "Show how it ended", () => go({ ending: true })) : [h("p", {}, `${capital(ENDED)}.`), state.predict && button("ending", "Hide it again", () => go({ ending: false }), { class: "small" })]));
}

function drawTabs() {
  const tab = ([name, label]) => button(`tab-${name}`, label, () => go({ view: name }), {
    role: "tab", id: `tab-${name}`, "aria-selected": String(state.view === name), "aria-controls": "panel", tabindex: state.view === name ? "0" : "-1",
  });
  put(at("tabs"), h("div", { role: "tablist", "aria-label": "Views of the case", onkeydown: turnTab }, VIEWS.map(tab)));
}

/** Arrows go from tab to tab. */
function turnTab(event) {
  const turn = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!turn) return;
  event.preventDefault();
  event.stopPropagation();
  const place = VIEWS.findIndex(([name]) => name === state.view);
  const [name] = VIEWS[(place + turn + VIEWS.length) % VIEWS.length];
  go({ view: name });
  at(`tab-${name}`).focus();
}

const DRAW = {
  docket: docketView, timeline: timelineView, messages: messagesView, deadlines: deadlinesView,
  ways: waysView, numbers: numbersView, class: classView, about: aboutView,
};

/** The views beside which the why panel stands; a picture has the whole width. */
const BESIDE = ["docket", "deadlines"];

function drawPlayer() {
  const entries = docket(state.world);
  const entry = entries[state.step - 1];
  const where = entry ? `Entry ${state.step} of ${entries.length} · ${dated(entry)}` : `Before the first of ${entries.length} entries`;
  const pick = h("select", { key: "pace", "aria-label": "Speed", onchange: (event) => { pace = Number(event.target.value); if (playing) { stop(); play(); } } },
    PACES.map(([value, word]) => h("option", { value, selected: Number(value) === pace }, word)));
  put(at("player"),
    h("div", { class: "keys" },
      button("first", icon("first"), () => stepTo(0), { "aria-label": "To the start", "aria-keyshortcuts": "Home" }),
      button("back", icon("back"), stepBack, { "aria-label": "Step back", "aria-keyshortcuts": "ArrowLeft" }),
      button("play", [icon(playing ? "pause" : "play"), playing ? " Pause" : " Play"], playing ? stop : play, { class: "play", "aria-keyshortcuts": "Space" }),
      button("forward", icon("forward"), stepForward, { "aria-label": "Step", "aria-keyshortcuts": "ArrowRight" }),
      button("last", icon("last"), () => stepTo(entries.length), { "aria-label": "To the end", "aria-keyshortcuts": "End" })),
    h("input", { type: "range", min: "0", max: String(entries.length), value: String(state.step), key: "range", "aria-label": "Entries shown", oninput: (event) => stepTo(Number(event.target.value)) }),
    h("p", { class: "where" }, where), pick);
}

/** Draws what a change touches; `before` is the state it came from, or nothing at first. */
function render(before) {
  document.documentElement.dataset.theme = state.theme;
  document.body.dataset.view = state.view;
  drawHead();
  drawStory();
  drawLesson();
  put(at("world"), state.stale && h("p", { class: "banner" }, "This address was made with another edition of the case; what it shows may not be what was meant."), worldBand());
  drawTabs();
  const beside = BESIDE.includes(state.view) || pendingQuestion() !== null;
  at("work").classList.toggle("beside", beside);
  at("panel").setAttribute("aria-labelledby", `tab-${state.view}`);
  put(at("panel"), DRAW[state.view]());
  at("why").hidden = !beside;
  put(at("why"), beside ? whyView() : []);
  drawPlayer();
  drawHandout();
  if (state.predict || lessonOpen(state)) document.body.dataset.print = "handout";
  else delete document.body.dataset.print;
  if (before) announce(before);
  else if (state.entry && state.view === "docket") at(`row-${state.entry}`)?.scrollIntoView({ block: "center", behavior: "instant" });
}

/** Says what changed to who cannot see it, and brings it into sight. */
function announce(before) {
  const entries = docket(state.world);
  if (before.guess !== state.guess) say(state.guess === null ? "The question is asked again." : `${DATA.lesson.verdicts[state.guess].right ? "Right" : "Not right"}. The whole case is shown.`);
  else if (before.world !== state.world) say(state.world ? `Shown: what if ${state.world}. ${WORLDS.get(state.world).ended}.` : "Shown: what happened.");
  else if (pendingQuestion() !== null) say("Before you look: a prediction is asked for.");
  else if (before.step !== state.step && entries[state.step - 1]) {
    const entry = entries[state.step - 1];
    say(`Entry ${state.step} of ${entries.length}, ${day(entry.date)}: ${called(entry.from, entry.date)}. ${title(entry)}.`);
  }
  const moved = before.entry !== state.entry || before.world !== state.world || before.step !== state.step;
  if (moved && state.view === "docket") at(`row-${state.entry || state.step}`)?.scrollIntoView({ block: "nearest" });
  if (before.entry !== state.entry) at("why").scrollTop = 0;
}

function stepTo(step) {
  if (state.predict && !state.world) step = Math.min(step, reach());
  const entry = step === 0 || step === docket(state.world).length ? 0 : step;
  go({ step, entry }, { keep: true });
}

/** While predicting, the step before the first decision that was not predicted. */
function reach() {
  const open = DATA.crossings.filter((one, at) => one.taken && !(at in state.answers)).map((one) => one.entry - 1);
  return Math.min(BASE.length, ...open);
}

function stepForward() {
  if (pendingQuestion() !== null) {
    stop();
    go({}, { keep: true });
    at("why").querySelector("h2")?.focus();
    return;
  }
  const step = Math.min(state.step + 1, docket(state.world).length);
  if (step === state.step) return stop();
  go({ step, entry: step }, { keep: true });
  if (pendingQuestion() !== null) stop();
}

function stepBack() {
  const step = Math.max(state.step - 1, 0);
  go({ step, entry: step }, { keep: true });
}

function play() {
  if (state.step >= docket(state.world).length) go({ step: 0, entry: 0 }, { keep: true });
  playing = setInterval(stepForward, pace);
  stepForward();
  drawPlayer();
}

function stop() {
  if (!playing) return;
  clearInterval(playing);
  playing = null;
  drawPlayer();
}

function nextTheme() {
  const isDark = state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  go({ theme: isDark ? "light" : "dark" }, { keep: true });
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    say("The link is copied.");
  } catch {
    say("The link could not be copied: copy the address of this page.");
  }
}

const KEYS = [
  [["ArrowRight", "."], "→ or .", "step", stepForward],
  [["ArrowLeft", ","], "← or ,", "step back", stepBack],
  [[" "], "space", "play or pause", () => (playing ? stop() : play())],
  [["Home"], "Home", "to the start", () => stepTo(0)],
  [["End"], "End", "to the end", () => stepTo(docket(state.world).length)],
  [["n"], "n", "next decision", () => nextDecision(1)],
  [["p"], "p", "decision before", () => nextDecision(-1)],
  [["w"], "w", "why: to the panel", () => at("why").focus()],
  [[..."12345678"], "1 to 8", "the views, from Docket to About", (key) => go({ view: VIEWS[Number(key) - 1][0] })],
  [["Escape"], "Esc", "let the entry go; then back from a what-if", letGo],
  [["?"], "?", "this list", openHelp],
];

function nextDecision(turn) {
  const places = [...new Set(DATA.crossings.map((one) => one.entry))];
  const here = state.entry || (turn > 0 ? 0 : BASE.length + 1);
  const found = turn > 0 ? places.find((n) => n > here) : places.filter((n) => n < here).at(-1);
  if (found && found <= (state.predict ? reach() : docket(state.world).length)) select(found);
}

function letGo() {
  if (state.entry) go({ entry: 0 });
  else if (state.world || live?.choices().length) enter("");
}

/** Keys, unless somebody writes, chooses in a list, or holds another key with them. */
function onKey(event) {
  if (!state || event.ctrlKey || event.metaKey || event.altKey || at("help").open) return;
  const target = event.target;
  if (target.matches("textarea, select, input[type=radio], input[type=range], input[type=number], .scroll")) return;
  if (event.key === " " && target.matches("button, summary, a")) return;
  const found = KEYS.find(([keys]) => keys.includes(event.key));
  if (!found) return;
  event.preventDefault();
  found[3](event.key);
}

function openHelp() {
  const row = ([, keys, words]) => h("tr", {}, h("th", { scope: "row" }, h("kbd", {}, keys)), h("td", {}, words));
  put(at("help"), h("h2", { id: "help-title" }, "Keys"),
    h("table", {}, h("caption", { class: "unseen" }, "Keys and what they do"), h("tbody", {}, KEYS.map(row))),
    button("help-close", "Close", () => at("help").close()));
  at("help").showModal();
}

function drawFoot() {
  put(at("foot"), h("p", {}, DATA.run.manifest.notice, live ? " Computed by the program on this machine; nothing leaves it." : " This file makes no network request."));
}

at("skip").addEventListener("click", () => at("panel").focus());
document.addEventListener("keydown", onKey);
for (const change of ["popstate", "hashchange"]) {
  window.addEventListener(change, () => {
    if (live?.moved() || location.hash.slice(1) === written(state)) return;
    const before = state;
    state = read(location.hash);
    render(before);
  });
}
window.addEventListener("resize", () => { if (state && ["timeline", "messages"].includes(state.view)) put(at("panel"), DRAW[state.view]()); });

/** Shows a case as the address says. */
function start(data) {
  takeIn(data);
  state = read(location.hash);
  drawFoot();
  render(null);
}
