// Moving the odds of some decisions. How the case then ends follows exactly: the tree says how often each end was reached
// after which choices, and with other odds each of those kinds of branches weighs more or less.

/** The odds that are moved, each with the place of its decision. */
function readMoved(text) {
  const moved = [];
  for (const part of (text ?? "").split(",")) {
    const [name, parts] = part.split(":");
    const place = DATA.moves.points.findIndex((one) => one.point === name);
    const odds = (parts ?? "").split("-").map(Number);
    const fits = place >= 0 && odds.length === DATA.moves.points[place].odds.length && odds.every((one) => one >= 0 && one <= 1000);
    if (fits && odds.some((one) => one > 0) && !moved.some((one) => one.at === place)) moved.push({ at: place, odds });
  }
  return moved;
}

function writeMoved(moved) {
  return moved.map(({ at, odds }) => `${DATA.moves.points[at].point}:${odds.join("-")}`).join(",");
}

/** In thousandths, which add up to 1000. */
function inThousandths(odds) {
  const all = odds.reduce((sum, one) => sum + one, 0);
  return odds.map((one) => Math.round((one / all) * 1000));
}

/** With one option at new odds, the others share the rest as before; those that never have any stay without. */
function withOdds(odds, own, place, value) {
  const others = odds.reduce((sum, one, at) => sum + (at === place ? 0 : one), 0);
  const can = (at) => at !== place && own[at] > 0 && (others === 0 || odds[at] > 0);
  const many = odds.filter((_, at) => can(at)).length;
  return odds.map((one, at) => (at === place ? value : !can(at) ? 0 : Math.round((1000 - value) * (others > 0 ? one / others : 1 / many))));
}

/** How much more often a choice is made among those open there, with these odds instead of those of the scenario. */
function outweighs([open, taken], odds, own) {
  const share = (all) => all[taken] / all.reduce((sum, one, at) => sum + (Math.floor(open / 2 ** at) % 2 ? one : 0), 0);
  return share(odds) / share(own) || 0;
}

/** The number that stands for a letter: those are left out that would be written at length. */
function numberOf(text, place) {
  let code = text.charCodeAt(place);
  if (code > 126) code -= 0xa1 - 0x7f;
  if (code > 92) code -= 1;
  if (code > 60) code -= 1;
  return code - 35;
}

/** The chance of each end with other odds at some decisions. */
function movedChances(moved) {
  const { points, meetings, kinds, chances, ends } = DATA.moves;
  const odds = new Map(moved.map((one) => [one.at, one.odds]));
  const weights = meetings.map(({ point, times }) => (odds.has(point) ? times.reduce((product, time) => product * outweighs(time, odds.get(point), points[point].odds), 1) : 1));
  const found = ends.map((end) => end.chance);
  // What a kind has in common with the one before it weighs as it did there.
  const products = [1];
  let place = 0;
  for (const chance of chances) {
    products.length = numberOf(kinds, place) + 1;
    const more = numberOf(kinds, place + 1);
    for (let at = 0; at < more; at += 1) products.push(products.at(-1) * weights[numberOf(kinds, place + 2 + at)]);
    found[numberOf(kinds, place + 2 + more)] += chance * (products.at(-1) - 1);
    place += 3 + more;
  }
  return found.map((one) => Math.max(one, 0));
}

function movesView() {
  const { points } = DATA.moves;
  if (!points.length) return [];
  const isMoved = (place) => state.moved.some((one) => one.at === place);
  const pick = h("select", { key: "moves-point", id: "moves-point", onchange: (event) => startMoving(Number(event.target.value)) },
    h("option", { value: "-1" }, state.moved.length ? "Choose another decision" : "Choose a decision"),
    points.map((one, place) => h("option", { value: String(place), disabled: isMoved(place) }, `${called(POINTS.get(one.point)?.decider ?? "", DATA.head.opens)}: ${POINTS.get(one.point)?.question ?? one.point}`)));
  return [
    h("h3", { id: "moves", tabindex: "-1" }, "Other odds"),
    h("p", {}, "Take a decision, or several, and move their odds: how the case ends follows exactly, from the same branches as the tree below, as far as they were walked. Where the case itself gives a decision other odds, after an earlier choice for instance, those stay."),
    h("p", { class: "moves-pick" }, h("label", { for: "moves-point" }, "The odds of "), pick),
    state.moved.length > 0 && h("div", { class: "moves" }, h("div", {}, state.moved.map(sliders)), h("div", { id: "moves-shares" }, movedTable(state.moved))),
  ];
}

/** Takes a decision as it stands in the model among those that are moved; the last one taken stands first. */
function startMoving(place) {
  if (place < 0) return;
  const odds = inThousandths(DATA.moves.points[place].odds);
  const isMoved = state.moved.some((one) => one.at === place);
  const moved = isMoved ? state.moved.map((one) => (one.at === place ? { at: place, odds } : one)) : [{ at: place, odds }, ...state.moved];
  go({ moved }, { keep: true });
}

function sliders({ at: decision, odds }) {
  const { point, options, odds: own } = DATA.moves.points[decision];
  const rows = options.map((name, place) => {
    const id = `odds-${decision}-${place}`;
    const never = own[place] === 0;
    return h("p", { class: "slider" },
      h("label", { for: id }, plain(name), h("span", { class: "quiet" }, never ? " has no odds in this case" : ` ${percent(own[place])} in the model`)),
      h("input", { type: "range", id, key: id, min: "0", max: "1000", step: "10", value: String(odds[place]), disabled: never, oninput: (event) => slide(decision, place, Number(event.target.value)), onchange: () => go({}, { keep: true }) }),
      h("output", { id: `${id}-now`, for: id }, percent(odds[place] / 1000)));
  });
  const question = POINTS.get(point)?.question ?? point;
  return h("fieldset", {}, h("legend", {}, question), rows,
    h("p", { class: "sliders-end" },
      button(`moves-reset-${decision}`, "As in the model", () => startMoving(decision), { class: "small", "aria-label": `As in the model: ${question}` }),
      " ",
      button(`moves-drop-${decision}`, "Leave out", () => go({ moved: state.moved.filter((one) => one.at !== decision) }, { keep: true }), { class: "small", "aria-label": `Leave out: ${question}` })));
}

/** While a slider moves, the others and the shares follow; nothing else is drawn, so that it stays in hand. */
function slide(decision, place, value) {
  const own = DATA.moves.points[decision].odds;
  const moved = state.moved.map((one) => (one.at === decision ? { ...one, odds: withOdds(one.odds, own, place, value) } : one));
  state = { ...state, moved };
  moved.find((one) => one.at === decision).odds.forEach((one, other) => {
    if (other !== place) at(`odds-${decision}-${other}`).value = String(one);
    at(`odds-${decision}-${other}-now`).textContent = percent(one / 1000);
  });
  put(at("moves-shares"), movedTable(moved));
  history.replaceState(null, "", `#${written(state)}`);
}

function movedTable(moved) {
  const { ends, points } = DATA.moves;
  const chances = movedChances(moved);
  const data = (of) => ends.reduce((sum, end, place) => sum + (end.data ? of[place] : 0), 0);
  const before = ends.map((end) => end.chance);
  const left = 1 - chances.reduce((sum, one) => sum + one, 0);
  const row = (words, was, is, more) => h("tr", more, h("th", { scope: "row" }, words), h("td", {}, percent(was)), h("td", {}, percent(is)), h("td", { class: "bar-cell" }, oddsBar(Math.min(is, 1))));
  const set = ({ at, odds }) => ` --set '${points[at].key}={ ${points[at].options.map((name, place) => `${name} = ${odds[place] / 1000}`).join(", ")} }'`;
  return [
    h("table", { class: "forecast" },
      h("caption", {}, "How it ends, by the odds of the model and by these"),
      h("thead", {}, h("tr", {}, ["How it ends", "model", "moved"].map((word) => h("th", { scope: "col" }, word)), h("td", {}))),
      h("tbody", {}, row(left > 0.00005 ? "The data is there, at least" : "The data is there", data(before), data(chances), { class: "sum" }), ends.map((end, place) => row(end.words, before[place], chances[place]))),
      left > 0.00005 && h("tbody", {}, row("Not walked", DATA.tree.extent.not_walked, left))),
    moved.every((one) => points[one.at].key) && h("p", { class: "quiet" }, "In the program: ", h("code", {}, `${DATA.tree.manifest.command}${moved.map(set).join("")}`)),
  ];
}
