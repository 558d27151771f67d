// What if: every decision of the case with the options not taken, the world that is shown beside the record, the tree.

function waysView() {
  if (state.predict) return [h("h2", {}, "What if"), h("p", {}, "While you predict, the other worlds stay closed: they would tell you what happened."), leavePredictButton()];
  const keepsDays = BASE.some((entry) => entry.status === "recorded") && !DATA.run.manifest.from;
  return [
    h("h2", {}, "What if", h("small", {}, ` ${DATA.worlds.list.length} worlds, each one decision away from ${IS_RECORD ? "the record" : "the run"}`)),
    h("p", {}, "Choose an option and the page shows its docket at once. ", IS_RECORD ? "The record binds up to that choice; after it the odds decide, and what comes from outside the case keeps its day." : "Up to that choice all is as it was drawn; after it the same seed draws on.", live?.choices().length > 0 && " What was chosen later is open again."),
    DATA.prospect && h("p", {}, `The bar is the chance that the data is there within ${lastDay(DATA.prospect).toLocaleString("en")} days of the start, everything after the decision left to the odds${keepsDays ? ", with what comes from outside on its day" : ""}: ${DATA.head.cases.toLocaleString("en")} simulated cases, with a 95 % interval.`),
    waysBelow(),
    h("ol", { class: "road" }, DATA.crossings.map(roadStop)),
    pathsView(),
    movesView(),
    treeView(),
  ];
}

/** What else stands in this view, far below. */
function waysBelow() {
  const places = [["paths", DATA.paths && pathsTitle()], ["moves", DATA.moves.points.length > 0 && "Other odds"], ["tree", "The decision tree"]];
  const go = (id) => { at(id).scrollIntoView({ block: "start" }); at(id).focus({ preventScroll: true }); };
  return h("p", { class: "below" }, "Further down: ", places.filter(([, name]) => name).map(([id, name], place) => [place > 0 && " · ", button(`below-${id}`, name, () => go(id), { class: "link" })]));
}

function roadStop(crossing) {
  const entry = BASE[crossing.entry - 1];
  const options = optionsOf(crossing);
  const taken = options.find((option) => option.taken);
  return h("li", {},
    h("p", {}, h("span", { class: "quiet" }, `${day(entry.date)} · `), h("strong", {}, called(crossing.decider, entry.date)), ` · ${POINTS.get(crossing.point)?.question ?? crossing.point}`),
    h("div", { class: "fan" },
      h("div", { class: "way taken" },
        h("p", {}, mark(entry.status, plain(taken?.name ?? title(entry)))),
        h("span", {}, taken && taken.odds !== null && h("span", { class: "quiet" }, `odds ${percent(taken.odds)}. `), `${capital(HAPPENED)}: `, entryLink(crossing.entry, `entry ${crossing.entry}`, `road-${crossing.point}`)),
        crossing.prospect && chanceBar(crossing.prospect)),
      options.filter((option) => !option.taken).map((option) => roadWay(crossing, option))));
}

function roadWay(crossing, option) {
  if (!option.world) return h("p", { class: "closed quiet" }, `${plain(option.name)}: ${option.closed ? `closed by law: ${withDays(option.closed)}` : "nothing would change"}`);
  const choice = option.world.choice;
  return h("div", { class: choice === state.world ? "way is-shown" : "way" },
    button(`road-${choice}`, plain(option.name), () => enter(choice), { class: "small", "aria-pressed": String(choice === state.world) }),
    h("span", {}, option.odds !== null && h("span", { class: "quiet" }, `odds ${percent(option.odds)}. `), capital(option.world.ended), "."),
    option.world.prospect && chanceBar(option.world.prospect));
}

/** The band over everything while another world is shown. */
function worldBand() {
  if (live) return live.band();
  const world = WORLDS.get(state.world);
  if (!world) return null;
  const crossing = parting(state.world);
  return h("section", { class: "band", "aria-label": "The world that is shown" },
    h("div", { class: "band-head" },
      h("p", {}, h("strong", {}, "What if: "), choiceWords(world.choice), crossing?.taken && ` instead of ${plain(crossing.taken)}`),
      button("leave-world", `Back to the ${IS_RECORD ? "record" : "run"}`, () => enter(""), { "aria-keyshortcuts": "Escape" })),
    h("div", { class: "compare" },
      compared(capital(HAPPENED), state.predict && !state.ending ? "how it ended is hidden while you predict" : ENDED, crossing?.prospect, "If this is decided and the rest left to the odds"),
      compared("In this world", world.ended, world.prospect, "If this is decided and the rest left to the odds")),
    h("p", { class: "quiet" }, "Go on from here in the program: ", h("code", {}, world.command)));
}

/** A choice in words, with what it is called in a command. */
function choiceWords(choice) {
  const [place, option] = choice.split("=");
  const [name, time] = place.split("#");
  const point = POINTS.get(name);
  return [point && `${called(point.decider, DATA.head.opens)}: ${point.question} `, time && `(time ${time}) `, h("strong", {}, plain(option)), " ", h("code", {}, choice)];
}

function compared(name, ended, prospect, caption, seen = "If so decided and the rest left to the odds") {
  return h("div", {},
    h("h2", {}, name), h("p", {}, `${capital(ended)}.`),
    prospect && [h("p", {}, `${seen}, within ${lastDay(prospect).toLocaleString("en")} days:`), chanceBar(prospect), h("details", {}, h("summary", { key: `forecast-${name}` }, "The whole forecast"), prospectTable(prospect, caption))]);
}

/** A forecast: how cases end, and by when the data is there, each with its interval. */
function prospectTable(prospect, caption, cases = DATA.head.cases) {
  const row = (words, estimate) => h("tr", {}, h("th", { scope: "row" }, words), h("td", {}, percent(estimate.value)), h("td", { class: "quiet" }, interval(estimate)));
  const ends = prospect.outcomes.filter((one) => one.share.value >= 0.005);
  const rest = prospect.outcomes.filter((one) => one.share.value > 0 && one.share.value < 0.005);
  const others = rest.length > 0 && h("tr", {}, h("th", { scope: "row" }, `${rest.length} rarer way${rest.length > 1 ? "s" : ""}, together`), h("td", {}, percent(rest.reduce((sum, one) => sum + one.share.value, 0))), h("td", {}));
  const days = prospect.by_day.filter((one) => [180, 365, 730, 1825].includes(one.day));
  return h("table", { class: "forecast" },
    h("caption", {}, `${caption}: ${cases.toLocaleString("en")} simulated cases`),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "How it ends"), h("th", { scope: "col" }, "share"), h("th", { scope: "col" }, "95 % interval"))),
    h("tbody", {}, ends.map((one) => row(one.words, one.share)), others),
    h("tbody", {}, h("tr", {}, h("th", { scope: "colgroup", colspan: "3" }, `The data is there by day, counted from ${day(prospect.day_zero)}`)), days.map((one) => row(`day ${one.day}`, one.chance))));
}

function treeView() {
  const { extent, tree, outcomes, manifest } = DATA.tree;
  const head = extent.not_walked > 0.00005 ? `; ${percent(extent.not_walked)} of the probability was not walked, so that a chance of data lies between two bounds` : "";
  return [
    h("h3", { id: "tree", tabindex: "-1" }, "The decision tree"),
    h("p", {}, `Every way the case can go, seen from ${manifest.from ? day(manifest.from) : "its start"}, everything left to the odds, what comes from outside the case too. Given the times the chances are exact; they are averaged over ${extent.sets_of_times} sets of times. Ways less likely than ${percent(extent.prune)} are summed${head}.`),
    h("div", { class: "tree" }, treePlace(tree, "t", 2, true)),
    h("details", {}, h("summary", { key: "outcomes" }, "How all ways end"),
      h("table", { class: "forecast" }, h("caption", { class: "unseen" }, "Outcomes and their chances"),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Outcome"), h("th", { scope: "col" }, "chance"))),
        h("tbody", {}, outcomes.map((one) => h("tr", {}, h("th", { scope: "row" }, one.words), h("td", {}, percent(one.chance))))))),
    h("p", { class: "quiet" }, "In the program: ", h("code", {}, manifest.command)),
  ];
}

/** What follows at a place; the first levels are open. `real` says that the case came here. */
function treePlace(place, path, open, real) {
  if (place.kind === "end") return h("p", { class: "leaf" }, capital(place.words), place.decided && h("span", { class: "quiet" }, `, decided on day ${place.decided.median} (${place.decided.p5} to ${place.decided.p95})`));
  if (place.kind === "dead-end") return h("p", { class: "leaf" }, `Closed by law: ${place.why}`);
  if (place.kind === "more") return h("p", { class: "leaf quiet" }, `Goes on in ${place.ways} ways, not shown.`);
  const title = place.kind === "decision"
    ? [h("strong", {}, DATA.cast[place.decider]?.name ?? place.decider), `: ${place.question} `, place.basis && mark(place.basis)]
    : ["What comes next depends on the times"];
  return h("details", { open: open > 0 },
    h("summary", { key: path }, title),
    h("ul", {}, place.ways.map((way, at) => treeWay(place, way, `${path}.${at}`, open - 1, real)),
      place.less_likely && h("li", { class: "quiet" }, `${percent(place.less_likely.odds)} in ${place.less_likely.ways} ways less likely`)));
}

function treeWay(place, way, path, open, real) {
  const happened = real && DATA.crossings.some((one) => one.point === place.point && one.taken === way.option);
  return h("li", {},
    h("p", {}, oddsBar(way.odds), h("strong", {}, percent(way.odds)), " ", way.option ? plain(way.option) : "", happened && h("span", { class: "tie" }, HAPPENED),
      h("span", { class: "quiet" }, ` reached in ${percent(way.to.chance)} of cases; data in ${between(way.to.data)} of those`)),
    treePlace(way.to, path, open, happened || (real && way.option === null)));
}
