// Building elements. Text goes in as text, never as markup, so no scenario can put anything but words on the page.

/** What a server behind the page adds to it; a file has none. */
let live = null;

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children; `onclick` and the like are listeners, `key` names what can have focus. */
function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same in a drawing. */
function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name === "key" ? "data-key" : name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Puts new children into a place; what had focus before has it again if it is still there. */
function put(place, ...children) {
  const key = place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  place.replaceChildren(...children.flat(Infinity).filter(Boolean));
  if (key) place.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

function at(id) {
  return document.getElementById(id);
}

function button(key, label, onclick, more) {
  return h("button", { type: "button", key, onclick, ...more }, label);
}

const ICONS = {
  first: "M3 2v12M14 2 6 8l8 6z", back: "M12 2 4 8l8 6z", play: "M4 2l9 6-9 6z", pause: "M5 2v12M11 2v12",
  forward: "M4 2l8 6-8 6z", last: "M13 2v12M2 2l8 6-8 6z", fork: "M3 14V9l5-3 5-4M8 6l5 5",
};

/** A sign drawn here, for no font has them all. */
function icon(name) {
  return s("svg", { viewBox: "0 0 16 16", class: `icon icon-${name}`, "aria-hidden": "true" }, s("path", { d: ICONS[name] }));
}

/** A word with a mark before it: the mark is a shape, so that nothing hangs on colour. */
function mark(kind, word) {
  const shape = { recorded: "●", chosen: "◆", simulated: "○", law: "§", data: "▤", guess: "?" }[kind] ?? "";
  return h("span", { class: `mark ${kind}` }, h("span", { "aria-hidden": "true" }, shape), " ", word ?? kind);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2014-08-29` as `29 Aug 2014`. */
function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/** Words in which days may stand as `2014-08-29`. */
function withDays(text) {
  return text.replace(/\b\d{4}-\d\d-\d\d\b/g, day);
}

/** Days since 1970, to lay dates out on a line. */
function dayNumber(iso) {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / 86400000);
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function plain(name) {
  return name.replaceAll("-", " ").replace(/\be evidence\b/, "e-Evidence").replace(/\bmlat\b/, "MLAT").replace(/\bireland\b/, "Ireland");
}

/** A chance in per cent, to the digit to which its interval is written. */
function percent(share) {
  if (share > 0 && share < 0.001) return "< 0.1 %";
  if (share < 1 && share > 0.999) return "> 99.9 %";
  return `${+(share * 100).toFixed(1)} %`;
}

function interval(estimate) {
  // Outwards, so that what is written never claims more than what was computed.
  const low = Math.floor(estimate.interval.low * 1000 + 1e-6) / 10;
  const high = Math.ceil(estimate.interval.high * 1000 - 1e-6) / 10;
  return `${low} to ${high} %`;
}

/** Between which bounds a chance lies: `83.1 to 89.6 %`, or `5 %` where they are the same. */
function between({ at_least, at_most }) {
  const [least, most] = [percent(at_least), percent(at_most)];
  return least === most ? least : `${least.replace(/ %$/, "")} to ${most}`;
}

function list(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
