// What the server adds to the page, put in its places.

VIEWS.push(["forecast", "Forecast"], ["text", "Text"]);
Object.assign(DRAW, { forecast: forecastView, text: textView });
KEYS.splice(KEYS.findIndex(([, words]) => words === "1 to 8") + 1, 0,
  [["9"], "9", "Forecast", () => go({ view: "forecast" })],
  [["0"], "0", "Text", () => go({ view: "text" })]);

live = {
  choices: () => asked.choices,
  enter: choose,
  band: choicesBand,
  bar: liveBar,
  /** What the address holds besides what is shown. */
  write(words) {
    if (asked.packed) words.set("text", asked.packed);
    if (state?.view === "text" && draftPacked) words.set("draft", draftPacked);
  },
  /** Shows another case if the address has come to ask for one. */
  moved() {
    if (!sameCase(asked, addressed())) {
      show();
      return true;
    }
    settle();
    return false;
  },
};

show();
