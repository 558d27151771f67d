// Moving the odds of one decision. How the case then ends follows exactly: the tree says how often each end was reached
// after which choices there, and with other odds each of those branches weighs more or less.

/** The odds that are moved, by the place of their decision, or nothing. */
function readMoved(text) {
  const [name, parts] = (text ?? "").split(":");
  const at = DATA.moves.points.findIndex((one) => one.point === name);
  const odds = (parts ?? "").split("-").map(Number);
  const fits = at >= 0 && odds.length === DATA.moves.points[at].odds.length && odds.every((one) => one >= 0 && one <= 1000);
  return fits && odds.some((one) => one > 0) ? { at, odds } : null;
}

function writeMoved({ at, odds }) {
  return `${DATA.moves.points[at].point}:${odds.join("-")}`;
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

/** The chance of each end with other odds at one decision. */
function movedChances({ at, odds }) {
  const { met, odds: own } = DATA.moves.points[at];
  const chances = DATA.moves.ends.map((end) => end.chance);
  for (const { times, ends } of met) {
    const weight = times.reduce((product, time) => product * outweighs(time, odds, own), 1);
    for (const [end, chance] of ends) chances[end] += chance * (weight - 1);
  }
  return chances.map((chance) => Math.max(chance, 0));
}

function movesView() {
  const { points } = DATA.moves;
  if (!points.length) return [];
  const pick = h("select", { key: "moves-point", id: "moves-point", onchange: (event) => startMoving(Number(event.target.value)) },
    h("option", { value: "-1", selected: !state.moved }, "Choose a decision"),
    points.map((one, at) => h("option", { value: String(at), selected: state.moved?.at === at }, `${called(POINTS.get(one.point)?.decider ?? "", DATA.head.opens)}: ${POINTS.get(one.point)?.question ?? one.point}`)));
  return [
    h("h3", { id: "moves" }, "Other odds"),
    h("p", {}, "Take a decision and move its odds: how the case ends follows exactly, from the same branches as the tree below. Where the case itself gives the decision other odds, after an earlier choice for instance, those stay."),
    h("p", { class: "moves-pick" }, h("label", { for: "moves-point" }, "The odds of "), pick),
    state.moved && h("div", { class: "moves" }, h("div", {}, sliders(state.moved)), h("div", { id: "moves-shares" }, movedTable(state.moved))),
  ];
}

function startMoving(at) {
  go({ moved: at < 0 ? null : { at, odds: inThousandths(DATA.moves.points[at].odds) } }, { keep: true });
}

function sliders({ at, odds }) {
  const { point, options, odds: own } = DATA.moves.points[at];
  const rows = options.map((name, place) => {
    const id = `odds-${place}`;
    const never = own[place] === 0;
    return h("p", { class: "slider" },
      h("label", { for: id }, plain(name), h("span", { class: "quiet" }, never ? " has no odds in this case" : ` ${percent(own[place])} in the model`)),
      h("input", { type: "range", id, key: id, min: "0", max: "1000", step: "10", value: String(odds[place]), disabled: never, oninput: (event) => slide(place, Number(event.target.value)), onchange: () => go({}, { keep: true }) }),
      h("output", { id: `${id}-now`, for: id }, percent(odds[place] / 1000)));
  });
  return [
    h("fieldset", {}, h("legend", {}, POINTS.get(point)?.question ?? point), rows),
    button("moves-reset", "As in the model", () => startMoving(at), { class: "small" }),
  ];
}

/** While a slider moves, the others and the shares follow; nothing else is drawn, so that it stays in hand. */
function slide(place, value) {
  const moved = { ...state.moved, odds: withOdds(state.moved.odds, DATA.moves.points[state.moved.at].odds, place, value) };
  state = { ...state, moved };
  moved.odds.forEach((one, other) => {
    if (other !== place) at(`odds-${other}`).value = String(one);
    at(`odds-${other}-now`).textContent = percent(one / 1000);
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
  const { key, options } = points[moved.at];
  const odds = options.map((name, place) => `${name} = ${moved.odds[place] / 1000}`).join(", ");
  return [
    h("table", { class: "forecast" },
      h("caption", {}, "How it ends, by the odds of the model and by these"),
      h("thead", {}, h("tr", {}, ["How it ends", "model", "moved"].map((word) => h("th", { scope: "col" }, word)), h("td", {}))),
      h("tbody", {}, row("The data is there", data(before), data(chances), { class: "sum" }), ends.map((end, place) => row(end.words, before[place], chances[place]))),
      left > 0.00005 && h("tbody", {}, row("Not walked", DATA.tree.extent.not_walked, left))),
    key && h("p", { class: "quiet" }, "In the program: ", h("code", {}, `${DATA.tree.manifest.command} --set '${key}={ ${odds} }'`)),
  ];
}
