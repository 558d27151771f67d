// A forecast of the case as it is shown: counted by the server, which says how far it is and can be stopped.

/** How many cases are counted next, the last forecast or why there is none, and the one under way. */
let wanted = 10000;
let told = null;
let counting = null;

function forgetForecast() {
  counting?.abort();
  counting = null;
  told = null;
}

function forecastView() {
  const chosen = asked.choices.length ? " with what was chosen" : "";
  return [
    h("h2", {}, "Forecast", h("small", {}, ` what could be expected of this case${chosen}`)),
    h("p", {}, "The case is run again and again, each time with other draws of what is left to the odds. ",
      !asked.choices.length && !asked.days.from && IS_RECORD ? "Of the record only the first day is used: this is what could be expected then." : "What was decided stays decided."),
    h("form", { class: "count", onsubmit: (event) => { event.preventDefault(); countCases(event.target); } },
      h("label", { for: "cases" }, "Cases"),
      h("input", { id: "cases", name: "cases", type: "number", min: "1", max: "200000", step: "1", value: String(wanted), key: "cases" }),
      h("button", { type: "submit", key: "count", disabled: counting !== null }, "Count"),
      counting && button("cancel", "Cancel", cancelCount)),
    h("div", { id: "counting" }),
    h("div", { id: "told" }, toldView()),
  ];
}

async function countCases(form) {
  wanted = Number(new FormData(form).get("cases")) || wanted;
  told = null;
  counting = new AbortController();
  const { signal } = counting;
  redrawForecast();
  at("counting").scrollIntoView({ block: "nearest" });
  try {
    const answer = await lastLine("/api/forecast", { ...wish(asked), cases: wanted }, signal, (progress) => { if (!signal.aborted) countingView(progress); });
    if (signal.aborted) return;
    told = answer;
    say(`${answer.forecast.manifest.cases[1].toLocaleString("en")} cases are counted.`);
  } catch (error) {
    if (signal.aborted) return;
    told = { error };
    say(error.message);
  }
  counting = null;
  redrawForecast();
}

function cancelCount() {
  forgetForecast();
  told = { cancelled: true };
  redrawForecast();
  say("The forecast was cancelled.");
}

function redrawForecast() {
  if (state.view === "forecast") put(at("panel"), forecastView());
}

function countingView({ done, of }) {
  const place = at("counting");
  if (!place) return;
  put(place, h("p", {}, h("progress", { value: done, max: of, "aria-label": "Cases counted" }), ` ${done.toLocaleString("en")} of ${of.toLocaleString("en")} cases`));
}

function toldView() {
  if (!told) return null;
  if (told.cancelled) return h("p", { class: "note" }, "Cancelled. Nothing was kept.");
  if (told.error) return h("div", { class: "note" }, refusalView(told.error));
  const { forecast: { manifest, forecast }, prospect, svg } = told;
  const [, cases] = manifest.cases;
  return [
    manifest.interrupted && h("p", { class: "note" }, `The time was up: this is what ${cases.toLocaleString("en")} cases say.`),
    prospectTable(prospect, "What could be expected", cases),
    forecast.days_to_data.length > 0 && h("p", {}, "Of the cases with data, ", forecast.days_to_data.map((one, at) => `${at > 0 ? ", " : ""}${percent(one.part)} have it by day ${Math.round(one.day.value).toLocaleString("en")}`), "."),
    h("figure", {}, h("img", { src: `data:image/svg+xml,${encodeURIComponent(svg)}`, alt: "The share of cases with the data by day, with its interval; the table above has the same in numbers." }),
      h("figcaption", { class: "quiet" }, "When the data comes")),
    h("p", { class: "quiet" }, "In the program: ", h("code", {}, manifest.command)),
  ];
}
