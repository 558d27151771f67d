// The case and its other worlds.

let DATA, BASE, POINTS, WORLDS;

/** A case is told from its record, or drawn by the odds, from some day on or from the first. */
let IS_RECORD, HAPPENED, ENDED;

/** The edition of the case: an address made with another one may mean something else. */
let EDITION;

/** Takes a case in. */
function takeIn(data) {
  DATA = data;
  BASE = data.run.entries;
  POINTS = new Map([...data.decisions.decisions, ...data.decisions.steps].map((one) => [one.point, one]));
  WORLDS = new Map(data.worlds.list.map((world) => [world.choice, world]));
  dockets.clear();
  IS_RECORD = BASE.every((entry) => entry.status === "recorded");
  HAPPENED = IS_RECORD ? "as it happened" : live?.choices().length ? "in this world" : "as it was drawn";
  ENDED = data.ended + (IS_RECORD && !data.run.outcome.closed && data.run.manifest.until ? (data.lesson ? "; what came after lies beyond the lesson" : "; what came after is not recorded") : "");
  EDITION = data.run.manifest.scenario_hash.slice(0, 4);
}

/** The docket of a world; without one, of the case itself. */
function docket(world) {
  return world ? departed(world) : BASE;
}

const dockets = new Map();

function departed(choice) {
  if (!dockets.has(choice)) {
    const world = WORLDS.get(choice);
    const opens = dayNumber(DATA.head.opens);
    const rows = world.rows.map(([act, date, time, status, responds_to, cause], at) => ({
      ...DATA.worlds.acts[act], n: world.same + at + 1, date, time, status, responds_to, cause, day: dayNumber(date) - opens,
    }));
    dockets.set(choice, [...BASE.slice(0, world.same), ...rows]);
  }
  return dockets.get(choice);
}

/** The deadlines of a world, the first to end first. */
function deadlines(choice) {
  const own = DATA.run.deadlines;
  const found = choice
    ? WORLDS.get(choice).deadlines.map((at) => own[at] ?? DATA.worlds.deadlines[at - own.length])
    : own;
  return [...found].sort((one, other) => one.due.localeCompare(other.due));
}

/** Who holds an office on a day. */
function called(office, date) {
  const member = DATA.cast[office];
  if (!member) return office;
  return member.later && date > member.later[0] ? member.later[1] : member.name;
}

function title(entry) {
  return capital(plain(entry.event));
}

/** The day of an entry, with how well it is known. */
function dated(entry) {
  const words = day(entry.date) + (entry.time ? `, ${entry.time}` : "");
  if (entry.precision === "approx") return `c. ${words}`;
  return entry.precision === "unknown" ? `n.d. (${words})` : words;
}

/** What an entry has to do with others: those it answers, those that led to it, and those it led to. */
function relations(entries, n) {
  const entry = entries[n - 1];
  const found = new Map();
  if (!entry) return found;
  const note = (other, word) => { if (other && !found.has(other)) found.set(other, word); };
  entry.responds_to.forEach((other) => note(other, "answered by it"));
  note(entry.cause, "led to it");
  for (const later of entries.slice(n)) {
    if (later.responds_to.includes(n)) note(later.n, "answers it");
    else if (later.cause === n) note(later.n, "follows from it");
  }
  return found;
}

/** The way back from an entry to the first, nearest first. */
function chain(entries, n) {
  const way = [];
  let entry = entries[n - 1];
  while (entry) {
    const before = entry.cause ?? entry.responds_to[0];
    if (!before || before >= entry.n) break;
    way.push(before);
    entry = entries[before - 1];
  }
  return way;
}

/** The decisions that an entry shows. In another world only those before it departs are known. */
function crossingsAt(n, choice) {
  const found = DATA.crossings.filter((one) => one.entry === n);
  const world = WORLDS.get(choice);
  return world ? found.filter((one) => n <= world.same || one === parting(choice)) : found;
}

/** The decision that leads to a world. */
function parting(choice) {
  const place = DATA.worlds.list.findIndex((world) => world.choice === choice);
  return DATA.crossings.find((one) => one.ways.some((way) => way.world === place));
}

/** The options of a decision in the order of the law, with what became of each. */
function optionsOf(crossing) {
  const options = POINTS.get(crossing.point)?.options ?? [];
  return options.flatMap((option) => {
    if (option.name === crossing.taken) return [{ ...option, taken: true }];
    const way = crossing.ways.find((one) => one.option === option.name);
    if (!way) return [];
    return [{ ...option, ...way, taken: false, world: way.world === null ? null : DATA.worlds.list[way.world] }];
  });
}

/** The first decision shown by an entry that was not predicted yet. */
function question(n, answers) {
  const place = DATA.crossings.findIndex((one, at) => one.entry === n && one.taken && !(at in answers));
  return place < 0 ? null : place;
}

function authority(id) {
  return DATA.authorities[id];
}

function citations(ids) {
  const parts = ids.flatMap((id) => (authority(id)?.citation ?? id).split("; "));
  return [...new Set(parts)];
}
