// Any number of choices, one after the other: each is run by the server, and the case goes on from there.

/** The case that is shown, as it was asked for, and what it would have come to without a choice. */
let asked = null;
let origin = null;

/** What is being asked for. */
let asking = null;

/** A choice without its option: where and when it is made. */
function placeOf(choice) {
  return choice.slice(0, choice.indexOf("="));
}

/** Where a decision stands among those that came up; before all of them if it cannot be told. */
function rank(place) {
  return DATA.crossings.findIndex((one) => place === (one.occurrence > 1 ? `${one.point}#${one.occurrence}` : one.point));
}

/** The choices made so far with one more. Those made after it are open again. */
function withChoice(choice) {
  const here = rank(placeOf(choice));
  const before = asked.choices.filter((one) => placeOf(one) !== placeOf(choice) && rank(placeOf(one)) < here);
  return [...before, choice];
}

/** Takes an option in the case that is shown, and goes on from there. */
function choose(choice) {
  if (!choice) return takeBack(0);
  const { same, rows } = WORLDS.get(choice);
  const entry = Math.min(same + 1, same + rows.length);
  return visit({ ...asked, choices: withChoice(choice) }, { entry, view: state.view === "ways" ? "docket" : state.view });
}

/** Leaves so many choices as they are and takes the others back. */
function takeBack(kept) {
  const place = placeOf(asked.choices[kept] ?? "");
  const entry = DATA.crossings[rank(place)]?.entry ?? 0;
  return visit({ ...asked, choices: asked.choices.slice(0, kept) }, { entry });
}

/** What stays in the address when the case changes. */
const STAYS = ["theme", "answer"];

/** Goes to another case, which the browser can go back from. */
function visit(to, { entry = 0, view = state.view } = {}) {
  stopChecking();
  const words = new URLSearchParams();
  if (view !== "docket") words.set("view", view);
  if (entry) words.set("entry", entry);
  for (const name of STAYS.filter(inHash)) words.set(name, inHash(name));
  if (to.packed) words.set("text", to.packed);
  history.pushState(null, "", `${searchOf(to)}#${words}`);
  return show({ isTurn: true });
}

/** Shows the case that the address asks for. Who went there by a button that is gone is taken to what it showed. */
async function show({ isTurn = false } = {}) {
  const to = addressed();
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  waiting({ done: 0, of: 1 });
  try {
    const text = to.packed ? await unpack(to.packed) : null;
    if (to.packed && text === null) throw new Refusal({ problems: [{ message: "the text in this address cannot be read", cure: "begin at the list of cases" }] });
    const shown = await lastLine("/api/page", wish({ ...to, text }), signal, waiting);
    if (signal.aborted) return;
    asked = { ...to, text };
    origin = shown.origin;
    forgetForecast();
    forgetDraft();
    start(shown.page);
    document.title = `${DATA.head.title} · comity`;
    settle();
    if (isTurn && document.activeElement === document.body) at(state.entry && !at("why").hidden ? "why" : "panel").focus({ preventScroll: true });
    say(asked.choices.length ? `Shown: what if ${list(asked.choices)}. ${capital(DATA.ended)}.` : `Shown: ${DATA.head.title}.`);
  } catch (error) {
    if (error.name !== "AbortError") failed(error);
  }
}

/** Nothing is asked for any more. */
function settle() {
  asking?.abort();
  asking = null;
  document.body.removeAttribute("aria-busy");
  at("waiting")?.remove();
}

/** Says how far the case is, over what was shown before. */
function waiting({ done, of }) {
  document.body.setAttribute("aria-busy", "true");
  const words = ["Running the case and every option not taken ", h("progress", { value: done, max: of, "aria-label": "How far it is" })];
  if (!at("waiting")) at("main").prepend(h("div", { id: "waiting", class: "banner" }, h("p", {})));
  put(at("waiting").firstChild, words);
}

/** Says why a case cannot be shown, and stays where it was. */
function failed(error) {
  document.body.removeAttribute("aria-busy");
  if (!at("waiting")) at("main").prepend(h("div", { id: "waiting" }));
  const home = h("p", {}, h("a", { href: "/" }, "All cases"), asked && [" · ", button("undo", "Back to what was shown", () => history.back(), { class: "small" })]);
  at("waiting").className = "banner";
  if (!asked) put(at("head"), h("h1", {}, "There is no case to show"));
  put(at("waiting"), refusalView(error), home);
  say(error.message);
}

/** Over everything: the choices made, each with a way back, and what the case comes to with and without them. */
function choicesBand() {
  const { choices } = asked;
  if (!choices.length) return null;
  const several = choices.length > 1;
  const seen = origin.known_to ? `Decided as it was to ${day(origin.known_to)} and the rest left to the odds` : "Everything left to the odds";
  const back = (choice, at) => button(`back-${at}`, "Back to before this", () => takeBack(at), { class: "small", "aria-label": `Back to before this: ${choice}` });
  const made = choices.map((choice, at) => h("li", {}, choiceWords(choice), " ", several && at > 0 && back(choice, at)));
  return h("section", { class: "band", "aria-label": "What was chosen" },
    h("div", { class: "band-head" },
      h("p", {}, h("strong", {}, "What if")),
      button("leave-world", several ? "Take everything back" : "Take it back", () => takeBack(0), { "aria-keyshortcuts": "Escape" })),
    h("ol", { class: "made" }, made),
    h("div", { class: "compare" },
      compared("With nothing chosen", state.predict && !state.ending ? "how it ended is hidden while you predict" : origin.ended, origin.prospect, seen, seen),
      compared("In this world", DATA.ended, DATA.prospect, "With this decided and the rest left to the odds")),
    h("p", { class: "quiet" }, "In the program: ", h("code", {}, DATA.run.manifest.command)));
}

/** Under the head: where to go from here, and another draw of what is left to the odds. */
function liveBar() {
  const draw = (seed) => visit({ ...asked, seed }, { entry: state.entry });
  const onsubmit = (event) => {
    event.preventDefault();
    const seed = new FormData(event.target).get("seed");
    if (/^\d{1,15}$/.test(seed)) draw(Number(seed));
    else say("A seed is a whole number.");
  };
  return h("div", { class: "live" },
    h("a", { href: "/", key: "home" }, "All cases"),
    h("form", { onsubmit, class: "seed" },
      h("label", { for: "seed" }, "Seed"),
      h("input", { id: "seed", name: "seed", type: "number", min: "0", step: "1", value: String(asked.seed), key: "seed" }),
      h("button", { type: "submit", class: "small", key: "draw" }, "Draw"),
      button("next-seed", "Another draw", () => draw(asked.seed + 1), { class: "small" })));
}
