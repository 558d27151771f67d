// A lesson: its question comes first, with the docket as far as it may be known. Who has answered sees the rest.

/** Whether the question of a lesson still waits for an answer. */
function lessonOpen(one) {
  return Boolean(DATA.lesson) && one.guess === null;
}

/** What may be shown of a state: as long as the question is open, the docket to the day on which it is asked. */
function veiled(one) {
  if (!lessonOpen(one)) return one;
  const seen = (n) => Math.min(n, DATA.lesson.seen);
  return { ...one, world: "", view: "docket", predict: false, ending: false, step: seen(one.step), entry: seen(one.entry) };
}

function readGuess(word) {
  const guess = (word ?? "").length === 1 ? word.charCodeAt(0) - 97 : -1;
  return guess >= 0 && guess < (DATA.lesson?.answers.length ?? 0) ? guess : null;
}

function lessonLetter(place) {
  return String.fromCharCode(65 + place);
}

/** Draws the question, or what became of it, above everything else of the case. */
function drawLesson() {
  if (!DATA.lesson) return at("lesson")?.remove();
  const place = at("lesson") ?? h("section", { id: "lesson", "aria-labelledby": "lesson-title" });
  if (!place.isConnected) at("story").before(place);
  const open = lessonOpen(state);
  for (const id of ["story", "tabs"]) at(id).hidden = open;
  put(place, open ? lessonForm() : lessonVerdict());
}

function lessonForm() {
  const { number, teaches, question, answers, asked_on } = DATA.lesson;
  const choose = (event) => {
    event.preventDefault();
    const chosen = new FormData(event.target).get("answer");
    if (chosen === null) return say("Choose an answer first.");
    go({ guess: Number(chosen), step: BASE.length, entry: 0 });
    at("lesson-title").focus();
  };
  return [
    h("h2", { id: "lesson-title", tabindex: "-1" }, `Lesson ${number}: before you look`),
    h("p", { class: "quiet" }, `${capital(teaches)}.`),
    h("p", {}, DATA.head.summary),
    h("form", { onsubmit: choose },
      h("fieldset", {}, h("legend", {}, question),
        answers.map((says, place) => h("label", { class: "choice" },
          h("input", { type: "radio", name: "answer", value: String(place), key: `answer-${place}` }),
          h("span", {}, h("strong", {}, `${lessonLetter(place)}. `), says)))),
      h("button", { type: "submit", key: "reveal" }, "That is my answer: reveal")),
    h("p", { class: "quiet" }, asked_on ? `Below stands the docket to ${day(asked_on)}; the rest, and what it shows, comes when you have answered.` : "What the case shows comes when you have answered."),
  ];
}

function lessonVerdict() {
  const { number, question, answers, verdicts, reveal, closing, closing_answer, authority: rests, command } = DATA.lesson;
  const { right, because } = verdicts[state.guess];
  const others = verdicts.map((one, place) => [one, place]).filter(([one, place]) => one.right && place !== state.guess);
  return [
    h("h2", { id: "lesson-title", tabindex: "-1" }, `Lesson ${number}: ${question}`),
    h("p", { class: right ? "verdict right" : "verdict" }, h("strong", {}, `You said ${lessonLetter(state.guess)}: ${answers[state.guess]} ${right ? "That is right." : "That is not right."} `), because),
    others.map(([one, place]) => h("p", { class: "verdict right" }, h("strong", {}, `${lessonLetter(place)} is: ${answers[place]} `), one.because)),
    h("p", {}, h("strong", {}, "What the run shows. "), reveal),
    h("p", {}, "Shown by: ", h("code", {}, command)),
    h("details", {}, h("summary", {}, `To think on: ${closing}`), h("p", {}, closing_answer), h("p", { class: "quiet" }, `${citations(rests).join("; ")}.`)),
    button("ask-again", "Ask again", () => go({ guess: null }), { class: "small" }),
  ];
}

/** What is printed of a lesson: its question with room to write, and its key. */
function lessonSheets() {
  const { head, run, lesson } = DATA;
  const seen = BASE.slice(0, lesson.seen);
  const name = `Lesson ${lesson.number}: ${head.title}`;
  return [
    h("section", { class: "sheet" },
      h("h1", {}, name), head.caption && h("p", { class: "caption" }, head.caption),
      h("h2", {}, "What happened"), h("p", {}, head.summary),
      seen.length > 0 && [h("h2", {}, `The docket to ${day(seen.at(-1).date)}`), printedDocket(seen)],
      h("h2", {}, "Predict"), h("p", {}, lesson.question),
      h("ul", { class: "tasks" }, lesson.answers.map((says, place) => h("li", {}, h("span", { class: "box" }, "☐ "), h("strong", {}, `${lessonLetter(place)}. `), says))),
      ["Because", "", "The rule it rests on", "What the run shows", "", ""].map((word) => h("p", { class: "lines" }, word)),
      handoutFoot(run)),
    h("section", { class: "sheet key" },
      h("h1", {}, `${name}: key`),
      h("ul", {}, lesson.answers.map((says, place) => h("li", {}, h("strong", {}, `${lessonLetter(place)}. `), says, h("strong", {}, lesson.verdicts[place].right ? " Right. " : " Wrong. "), lesson.verdicts[place].because))),
      h("h2", {}, "What the run shows"), h("p", {}, lesson.reveal),
      h("h2", {}, "To think on at the end"), h("p", {}, lesson.closing), h("p", {}, lesson.closing_answer),
      h("p", {}, `${citations(lesson.authority).join("; ")}.`),
      h("h2", {}, "The docket"), printedDocket(BASE),
      handoutFoot(run)),
  ];
}
