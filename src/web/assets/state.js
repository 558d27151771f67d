// What is shown, all of it in the address: a link restores the view, and nothing is kept anywhere else.

const VIEWS = [
  ["docket", "Docket"], ["timeline", "Timeline"], ["messages", "Messages"], ["deadlines", "Deadlines"],
  ["ways", "What if"], ["numbers", "Numbers"], ["class", "Class"], ["about", "About"],
];

let state = null;

/** Reads an address. What it does not say, or says wrongly, is as at first. */
function read(hash) {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  const world = WORLDS.has(words.get("world")) ? words.get("world") : "";
  const entries = docket(world).length;
  const number = (name, otherwise) => {
    const value = words.has(name) ? Number(words.get(name)) : otherwise;
    return Number.isInteger(value) ? Math.min(Math.max(value, 0), entries) : otherwise;
  };
  const view = VIEWS.some(([name]) => name === words.get("view")) ? words.get("view") : "docket";
  return veiled({
    guess: readGuess(words.get("answer")),
    world,
    view,
    step: number("step", entries),
    entry: number("entry", 0),
    predict: words.get("mode") === "predict",
    answers: readAnswers(words.get("said") ?? ""),
    moved: readMoved(words.get("odds")),
    ending: words.get("ending") === "shown",
    theme: ["light", "dark"].includes(words.get("theme")) ? words.get("theme") : "",
    stale: words.has("edition") && words.get("edition") !== EDITION,
  });
}

/** The address of a state, in one order, with only what differs from how the page opens. */
function written(one) {
  const words = new URLSearchParams();
  if (one.guess !== null) words.set("answer", String.fromCharCode(97 + one.guess));
  if (one.view !== "docket") words.set("view", one.view);
  if (one.world) words.set("world", one.world);
  if (one.step !== docket(one.world).length) words.set("step", one.step);
  if (one.entry) words.set("entry", one.entry);
  if (one.predict) words.set("mode", "predict");
  if (Object.keys(one.answers).length) words.set("said", writeAnswers(one.answers));
  if (one.moved.length) words.set("odds", writeMoved(one.moved));
  if (one.ending) words.set("ending", "shown");
  if (one.theme) words.set("theme", one.theme);
  if ([...words].length) words.set("edition", EDITION);
  live?.write(words);
  return words.toString();
}

/** One letter a decision: a for its first option, a dash where nothing was said. */
function writeAnswers(answers) {
  const letter = (_, at) => (at in answers ? String.fromCharCode(97 + answers[at]) : "-");
  return DATA.crossings.map(letter).join("").replace(/-+$/, "");
}

function readAnswers(text) {
  const answers = {};
  [...text].slice(0, DATA.crossings.length).forEach((letter, at) => {
    const option = letter.charCodeAt(0) - 97;
    if (option >= 0 && option < optionsOf(DATA.crossings[at]).length) answers[at] = option;
  });
  return answers;
}

/** Changes what is shown. A new view or world can be gone back from; a step cannot fill the history. */
function go(change, { keep = false } = {}) {
  const before = state;
  state = veiled({ ...state, stale: false, ...change });
  const hash = `#${written(state)}`;
  const turn = !keep && (before.view !== state.view || before.world !== state.world || before.predict !== state.predict || before.guess !== state.guess);
  if (turn) history.pushState(null, "", hash);
  else history.replaceState(null, "", hash);
  render(before);
}

/** Selects an entry that has happened by now; selecting it again lets it go. */
function select(n, toggle = false) {
  const step = Math.max(state.step, shown(n) ? 0 : n);
  go({ entry: toggle && state.entry === n ? 0 : n, step });
}

function shown(n) {
  return n <= state.step;
}

/** Goes to another world, or back to the case, and shows where they part. */
function enter(choice) {
  if (live) return live.enter(choice);
  const entries = docket(choice).length;
  if (!choice) return go({ world: "", step: BASE.length, entry: parting(state.world)?.entry ?? state.entry });
  const entry = Math.min(WORLDS.get(choice).same + 1, entries);
  return go({ world: choice, step: entries, entry, view: state.view === "ways" ? "docket" : state.view });
}

function say(text) {
  at("say").textContent = text;
}
