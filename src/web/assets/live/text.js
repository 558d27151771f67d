// The scenario as a text: changed here, checked by the server as it is written, run as it stands.

/** The text in the field, and what the server found in it. */
let draft = null;
let draftPacked = null;
let found = null;
let checking = null;
let pause = 0;

/** What is checked now is not shown any more. */
function stopChecking() {
  checking?.abort();
  clearTimeout(pause);
}

function forgetDraft() {
  stopChecking();
  [draft, draftPacked, found, checking] = [null, null, null, null];
}

/** The text that the case is made from, or the draft that the address holds. */
async function fetchText() {
  // Whoever asked is drawing just now.
  await null;
  const kept = inHash("draft");
  const text = kept ? await unpack(kept) : asked.text ?? (await (await fetch(`/api/text/${encodeURIComponent(asked.scenario)}`)).text());
  if (draft !== null || text === null) return;
  draft = text;
  draftPacked = kept;
  if (state.view === "text") put(at("panel"), textView());
  checkDraft();
}

function textView() {
  if (draft === null) {
    fetchText();
    return [h("h2", {}, "Text"), h("p", {}, "The text is fetched.")];
  }
  return [
    h("h2", {}, "Text", h("small", {}, " the scenario as it is written, to change")),
    h("p", {}, "Mistakes are shown as you write. What you run is a case of your own: the address holds it, and nothing is written to the disk. It may name scenarios and channels that come with the program."),
    h("div", { class: "write" },
      h("div", {},
        h("label", { for: "draft" }, "Scenario"),
        h("textarea", { id: "draft", rows: "26", key: "draft", spellcheck: "false", autocapitalize: "off", "aria-describedby": "verdict", oninput: onDraft }, draft),
        h("p", { class: "buttons" },
          button("run-draft", "Run this text", runDraft, { class: "play" }),
          asked.scenario && button("on-top", "Begin a text on top of this case", beginOnTop),
          button("drop-draft", "Undo all changes", () => { forgetDraft(); go({}, { keep: true }); }))),
      h("div", { id: "found", role: "region", "aria-label": "What was found in it" }, foundView())),
  ];
}

function onDraft(event) {
  draft = event.target.value;
  clearTimeout(pause);
  pause = setTimeout(checkDraft, 350);
}

/** A few lines that change nothing yet. */
function beginOnTop() {
  draft = `base = "${asked.scenario}"\ntitle = "${DATA.head.title.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}, changed"\n`;
  put(at("panel"), textView());
  at("draft").focus();
  checkDraft();
}

async function checkDraft() {
  checking?.abort();
  checking = new AbortController();
  const { signal } = checking;
  const text = draft;
  try {
    const answer = await (await post("/api/check", { text }, signal)).json();
    const packed = await pack(text);
    if (signal.aborted) return;
    [found, draftPacked] = [answer, packed];
  } catch (error) {
    if (error.name === "AbortError") return;
    found = { error };
  }
  if (state.view !== "text" || !at("found")) return;
  put(at("found"), foundView());
  history.replaceState(null, "", `#${written(state)}`);
}

function foundView() {
  if (!found) return h("p", { id: "verdict", class: "quiet", role: "status" }, "Checking.");
  if (found.error) return h("div", { id: "verdict", class: "note", role: "status" }, refusalView(found.error));
  const { file, text } = found;
  const errors = file.diagnostics.filter((one) => one.severity === "error").length;
  const verdict = file.sound ? "It can be run" : `${errors} ${errors === 1 ? "mistake" : "mistakes"}`;
  const doubts = file.diagnostics.length - errors;
  return [
    h("p", { id: "verdict", role: "status" }, h("strong", {}, `${verdict}${doubts ? `, ${doubts} ${doubts === 1 ? "doubt" : "doubts"}` : ""}.`)),
    h("ul", { class: "places" }, file.diagnostics.filter((one) => one.line && one.file === file.file).map(placeView)),
    h("pre", { class: "mistakes", tabindex: "0", key: "mistakes", "aria-label": "As comity check prints it" }, text),
  ];
}

function placeView(one, at) {
  return h("li", {}, button(`place-${at}`, `Line ${one.line}, column ${one.column}`, () => pointTo(one), { class: "link" }), `: ${one.message}`, one.help && h("span", { class: "quiet" }, ` (${one.help})`));
}

/** Puts the caret where a mistake begins, and marks it to its end. */
function pointTo({ line, column, end_line, end_column }) {
  const field = at("draft");
  const lines = field.value.split("\n");
  // The server counts letters, the field halves of some.
  const offset = (row, letters) => lines.slice(0, row - 1).join("\n").length + (row > 1 ? 1 : 0) + Array.from(lines[row - 1] ?? "").slice(0, letters - 1).join("").length;
  field.focus();
  field.setSelectionRange(offset(line, column), offset(end_line, end_column));
  const height = field.scrollHeight / lines.length;
  field.scrollTop = Math.max(0, (line - 6) * height);
}

async function runDraft() {
  const packed = await pack(draft);
  visit({ ...asked, scenario: null, packed, choices: [] }, { view: "docket" });
}
