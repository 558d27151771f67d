// Asking the server: one answer, or lines that say how far the work is.

/** Which page this is, so that the server gives it its share and no more. It means nothing else and is kept nowhere. */
const CLIENT = crypto.randomUUID();

/** What the server refused, with its problems and the mistakes of a text. */
class Refusal extends Error {
  constructor({ problems, diagnostics = [], text = "" }) {
    super(problems.map(({ message, cure }) => (cure ? `${message}: ${cure}` : message)).join(". "));
    Object.assign(this, { problems, diagnostics, text });
  }
}

/** What a case is asked by, as the server reads it. */
function wish({ scenario, text, seed, days, choices }) {
  const about = text === null || text === undefined ? { scenario } : { text };
  return { ...about, seed, ...days, choices };
}

async function post(path, body, signal) {
  const request = {
    method: "POST", signal, body: JSON.stringify(body),
    headers: { "content-type": "application/json", "comity-client": CLIENT },
  };
  let response;
  try {
    response = await fetch(path, request);
  } catch (error) {
    throw unreachable(error);
  }
  if (!response.ok) throw new Refusal(await refused(response));
  return response;
}

function unreachable(error) {
  if (error.name === "AbortError") return error;
  return new Refusal({ problems: [{ message: "the server does not answer", cure: "is comity serve still running?" }] });
}

async function refused(response) {
  try {
    return (await response.json()).error;
  } catch {
    return { problems: [{ message: `the server answered ${response.status}`, cure: "try again" }] };
  }
}

/** The last line of an answer; every line before it tells `onProgress` how far the work is. */
async function lastLine(path, body, signal, onProgress) {
  const response = await post(path, body, signal);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (rest + value).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        const { progress, error, ...last } = JSON.parse(line);
        if (error) throw new Refusal(error);
        if (!progress) return last;
        onProgress(progress);
      }
    }
  } catch (error) {
    throw error instanceof Refusal ? error : unreachable(error);
  }
  throw new Refusal({ problems: [{ message: "the answer broke off", cure: "try again" }] });
}

/** Words as a sentence; a name or a command at their beginning stays as it is. */
function sentence(words) {
  const first = words.split(" ")[0];
  return `${/[.#=`]/.test(first) || first === "comity" ? words : capital(words)}${/[.?!]$/.test(words) ? "" : "."}`;
}

/** Why there is no answer, for people. */
function refusalView(refusal) {
  const { problems = [{ message: refusal.message }], text } = refusal;
  return [
    problems.map(({ message, cure }) => h("p", {}, h("strong", {}, sentence(message)), cure && ` ${sentence(cure)}`)),
    text && h("pre", { class: "mistakes", tabindex: "0" }, text),
  ];
}
