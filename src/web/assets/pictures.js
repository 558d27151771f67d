// Timeline, messages and bars, drawn as SVG. Each has a title and a description; the docket is the same as a table.

/** The offices that take part, in the order in which they first do. */
function partakers(entries) {
  const seen = new Set();
  for (const entry of entries) {
    seen.add(entry.from);
    entry.to.forEach((office) => seen.add(office));
  }
  return [...seen];
}

/** The name of an office in lines of about so many letters. */
function nameLines(office, letters) {
  const lines = [];
  for (const word of (DATA.cast[office]?.name ?? office).split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && longer.length <= letters) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function picture(name, width, height, description, children) {
  const drawing = s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-labelledby": `${name}-title ${name}-desc` },
    s("title", { id: `${name}-title` }, name), s("desc", { id: `${name}-desc` }, description), children);
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${name}, may be scrolled`, key: name }, drawing);
}

function strength(entry, related) {
  if (!state.entry) return "";
  if (entry.n === state.entry) return "is-chosen";
  return related.has(entry.n) ? "is-related" : "is-grey";
}

const LANE = 34;
const LEFT = 190;

/** As wide as there is room, and not so narrow that nothing could be read. */
function roomFor(least) {
  return Math.max(least, at("panel").clientWidth - 20);
}

function timelineView() {
  const entries = docket(state.world).slice(0, state.step);
  if (!entries.length) return [h("h2", {}, "Timeline"), h("p", {}, "Nothing has happened yet.")];
  const whole = docket(state.world);
  const offices = partakers(whole).filter((office) => whole.some((entry) => entry.from === office));
  const first = dayNumber(whole[0].date);
  const last = Math.max(dayNumber(whole.at(-1).date), first + 30);
  const wide = roomFor(760);
  const x = (iso) => LEFT + 16 + ((dayNumber(iso) - first) / (last - first)) * (wide - LEFT - 40);
  const y = (office) => 46 + offices.indexOf(office) * LANE;
  const height = 46 + offices.length * LANE + 6;
  const related = relations(whole, state.entry);
  const words = `${entries.length} entries from ${day(entries[0].date)} to ${day(entries.at(-1).date)}, a lane for each of ${offices.length} offices.`;
  return [
    h("h2", {}, "Timeline", h("small", {}, ` ${words}`)),
    selectedLine(whole),
    picture("Timeline", wide, height, words, [
      timelineScale(first, last, x, height),
      offices.map((office) => timelineLane(office, y(office), wide)),
      entries.map((entry) => timelineDot(entry, x(entry.date), y(entry.from), related)),
    ]),
    pictureLegend(),
  ];
}

/** Years, or months in a short case. */
function timelineScale(first, last, x, height) {
  const months = last - first < 500 ? (last - first < 120 ? 1 : 3) : 12;
  const start = new Date(first * 86400000);
  const marks = [];
  for (let year = start.getUTCFullYear(), month = 0; ; month += months) {
    const iso = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
    if (dayNumber(iso) > last) break;
    if (dayNumber(iso) < first) continue;
    const label = months === 12 ? iso.slice(0, 4) : day(iso).slice(2);
    marks.push(s("line", { class: "rule", x1: x(iso), x2: x(iso), y1: 24, y2: height }), s("text", { x: x(iso), y: 16, "text-anchor": "middle", class: "scale" }, label));
  }
  return marks;
}

function timelineLane(office, y, wide) {
  return [
    s("line", { class: "lane", x1: LEFT, x2: wide - 10, y1: y, y2: y }),
    nameLines(office, 27).map((line, at, all) => s("text", { x: LEFT - 10, y: y + 4 + (at - (all.length - 1) / 2) * 14, "text-anchor": "end" }, line)),
  ];
}

/** Recorded is a disc, chosen a diamond, simulated a ring; a decision is larger. */
function timelineDot(entry, x, y, related) {
  const size = crossingsAt(entry.n, state.world).length ? 7 : 5;
  const shape = {
    chosen: () => s("rect", { x: x - size, y: y - size, width: 2 * size, height: 2 * size, transform: `rotate(45 ${x} ${y})` }),
    recorded: () => s("circle", { cx: x, cy: y, r: size }),
    simulated: () => s("circle", { cx: x, cy: y, r: size, class: "ring" }),
  }[entry.status]();
  return s("g", { class: `dot ${strength(entry, related)}`, onclick: () => pickRow(entry.n) },
    s("circle", { cx: x, cy: y, r: 12, class: "target" }), shape,
    s("title", {}, `${entry.n}. ${title(entry)}, ${day(entry.date)}`));
}

function pictureLegend() {
  return h("p", { class: "legend" }, mark("recorded"), mark("chosen"), mark("simulated"), h("span", { class: "quiet" }, "A larger mark is a decision."));
}

function selectedLine(entries) {
  const entry = entries[state.entry - 1];
  if (!entry) return h("p", { class: "selected" }, h("span", {}, "Choose a mark, or step, to read what it stands for."));
  return h("p", { class: "selected" },
    h("span", {}, h("strong", {}, `${entry.n}. ${title(entry)}`), `, ${dated(entry)}: ${entry.text}`),
    button("selected-why", "Why?", () => go({ view: "docket" }), { class: "small" }));
}

const LINE = 30;

function messagesView() {
  const entries = docket(state.world).slice(0, state.step);
  if (!entries.length) return [h("h2", {}, "Messages"), h("p", {}, "Nothing has happened yet.")];
  const offices = partakers(docket(state.world));
  const width = roomFor(200 + offices.length * 92);
  const x = (office) => 160 + offices.indexOf(office) * ((width - 220) / Math.max(offices.length - 1, 1));
  const top = 4 + 15 * Math.max(...offices.map((office) => nameLines(office, 12).length));
  const height = top + 24 + entries.length * LINE;
  const related = relations(docket(state.world), state.entry);
  const words = `${entries.length} papers between ${offices.length} offices, from top to bottom in the order in which they were filed.`;
  return [
    h("h2", {}, "Messages", h("small", {}, ` ${words}`)),
    selectedLine(docket(state.world)),
    picture("Messages", width, height, words, [
      offices.map((office) => lifeline(office, x(office), top, height)),
      entries.map((entry, at) => messageLine(entry, top + 30 + at * LINE, x, related)),
    ]),
  ];
}

function lifeline(office, x, top, height) {
  const lines = nameLines(office, 12);
  return [
    s("line", { class: "lane", x1: x, x2: x, y1: top, y2: height }),
    lines.map((line, at) => s("text", { x, y: top - 5 - (lines.length - 1 - at) * 15, "text-anchor": "middle", class: "name" }, line)),
  ];
}

function messageLine(entry, y, x, related) {
  const from = x(entry.from);
  const ends = entry.to.filter((office) => office !== entry.from).map(x);
  const arrows = ends.map((to) => s("path", { class: "arrow", d: `M${from} ${y} H${to} m${to > from ? "-7 -4 l7 4 l-7 4" : "7 -4 l-7 4 l7 4"}` }));
  const left = Math.min(from, ...ends);
  const right = Math.max(from, ...ends);
  return s("g", { class: `message ${entry.status} ${strength(entry, related)}`, onclick: () => pickRow(entry.n) },
    s("rect", { class: "target", x: 0, y: y - LINE / 2 - 4, width: "100%", height: LINE }),
    s("text", { x: 26, y: y + 1, class: "scale", "text-anchor": "end" }, String(entry.n)), s("text", { x: 36, y: y + 1, class: "scale" }, day(entry.date)),
    arrows, s("circle", { cx: from, cy: y, r: 4 }),
    s("text", { x: ends.length ? (left + right) / 2 : from + 8, y: y - 6, "text-anchor": ends.length ? "middle" : "start", class: "label" }, title(entry)),
    s("title", {}, entry.text));
}

function lastDay(prospect) {
  return prospect.by_day.at(-1)?.day ?? 0;
}

/** The chance that the data is there by the last day counted, with its interval. */
function chanceBar(prospect) {
  const last = prospect.by_day.at(-1);
  if (!last) return null;
  const { value, interval: reach } = last.chance;
  const drawing = s("svg", { viewBox: "0 0 100 8", class: "bar", "aria-hidden": "true", preserveAspectRatio: "none" },
    s("rect", { class: "rest", width: 100, height: 8 }),
    s("rect", { class: "share", width: value * 100, height: 8 }),
    s("rect", { class: "reach", x: reach.low * 100, y: 2.5, width: Math.max((reach.high - reach.low) * 100, 0.6), height: 3 }));
  return h("p", { class: "chance" }, drawing, h("span", {}, `data ${percent(value)} `, h("span", { class: "quiet" }, `(${interval(last.chance)})`)));
}

/** A chance as a small bar beside its number. */
function oddsBar(odds) {
  return s("svg", { viewBox: "0 0 100 8", class: "odds", "aria-hidden": "true", preserveAspectRatio: "none" }, s("rect", { class: "rest", width: 100, height: 8 }), s("rect", { class: "share", width: odds * 100, height: 8 }));
}
