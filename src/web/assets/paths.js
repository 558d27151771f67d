// The paths of the case beside each other: the same cases, each path taken by itself from the first day.

function pathsView() {
  if (!DATA.paths) return [];
  const { each, command, horizon } = DATA.paths;
  const days = each[0].by_day.map((one) => one.day);
  const head = [...days.map((day) => `day ${day}`), "ever", "days without"];
  const cells = (of, share, mean) => [...days.map((day) => share(of.by_day.find((one) => one.day === day)?.chance)), share(of.ever), mean(of.days_without)];
  const rows = each.map((one) => pathRow(pathName(one), [...cells(one, shareCell, daysCell), one.half === null ? "never" : `day ${one.half}`]));
  const less = each.slice(1).map((one) => pathRow(`${pathName(one)}, less ${pathName(each[0])}`, cells(one.against_first, signedCell, signedDays)));
  const table = (caption, head, rows) => h("table", { class: "paths" },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ["Path", ...head].map((word) => h("th", { scope: "col" }, word)))),
    h("tbody", {}, rows));
  return [
    h("h3", { id: "paths", tabindex: "-1" }, pathsTitle()),
    h("p", {}, `Each path taken by itself from the first day, on the same ${DATA.head.cases.toLocaleString("en")} simulated cases; nothing of the record binds. A treaty channel at each pace that is named for it. In brackets 95 % intervals.`),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Paths side by side, may be scrolled", key: "paths-scroll" },
      table(`The chance that the data is there, the days without it up to day ${horizon.toLocaleString("en")}, and the day by which half of it is there`, [...head, "half by"], rows),
      table(`The same cases, less the ${pathName(each[0])}: differences in percentage points, and in days`, head, less)),
    h("p", { class: "quiet" }, "In the program: ", h("code", {}, command)),
  ];
}

function pathsTitle() {
  const words = DATA.paths.each.map((one) => one.label.split("@")[0]);
  return `${capital(list(words.filter((word, at) => words.indexOf(word) === at)))}, side by side`;
}

/** `treaty@central` as words. */
function pathName({ label }) {
  return plain(label.replace("@", ", "));
}

function pathRow(label, cells) {
  return h("tr", {}, h("th", { scope: "row" }, label), cells.map((cell) => h("td", {}, cell)));
}

function shareCell(estimate) {
  return estimate ? [percent(estimate.value), h("span", { class: "quiet" }, ` (${interval(estimate)})`)] : "";
}

/** A difference of shares, with its sign. */
function signedCell(estimate) {
  const signed = (share) => `${share > 0 ? "+" : ""}${(share * 100).toFixed(1)}`;
  return estimate ? [signed(estimate.value), h("span", { class: "quiet" }, ` (${signed(estimate.interval.low)} to ${signed(estimate.interval.high)})`)] : "";
}

function daysCell(estimate) {
  return [Math.round(estimate.value).toLocaleString("en"), h("span", { class: "quiet" }, ` (${Math.floor(estimate.interval.low).toLocaleString("en")} to ${Math.ceil(estimate.interval.high).toLocaleString("en")})`)];
}

function signedDays(estimate) {
  const signed = (days) => `${days > 0 ? "+" : ""}${Math.round(days).toLocaleString("en")}`;
  return [signed(estimate.value), h("span", { class: "quiet" }, ` (${signed(estimate.interval.low)} to ${signed(estimate.interval.high)})`)];
}
