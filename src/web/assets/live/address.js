// What is asked of the server, all of it in the address: the scenario or its text, the seed, days, choices.

/** Words that a request has besides its choices, as they stand in the address. */
const DAYS = ["from", "until"];

/** The most letters of a text that an address may hold, against one that unpacks without end. */
const LONGEST_TEXT = 256 * 1024;

/** What the address asks for. */
function addressed() {
  const words = new URLSearchParams(location.search);
  const seed = words.get("seed") ?? "";
  return {
    scenario: words.get("scenario"),
    seed: /^\d{1,15}$/.test(seed) ? Number(seed) : 1,
    days: Object.fromEntries(DAYS.filter((name) => words.has(name)).map((name) => [name, words.get(name)])),
    choices: words.getAll("what-if"),
    packed: inHash("text"),
  };
}

function inHash(name) {
  return new URLSearchParams(location.hash.slice(1)).get(name);
}

/** The part of an address before the hash. */
function searchOf({ scenario, seed, days, choices }) {
  const words = new URLSearchParams();
  if (scenario) words.set("scenario", scenario);
  if (seed !== 1) words.set("seed", seed);
  for (const [name, value] of Object.entries(days)) words.set(name, value);
  choices.forEach((choice) => words.append("what-if", choice));
  return `?${words}`;
}

/** Whether two questions are the same. */
function sameCase(one, other) {
  return one !== null && searchOf(one) === searchOf(other) && one.packed === other.packed;
}

/** A text small enough for an address. */
async function pack(text) {
  const small = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(small).arrayBuffer());
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The text that was packed; nothing if the address holds none that can be read. */
async function unpack(packed) {
  try {
    const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      text += decoder.decode(value, { stream: true });
      if (text.length > LONGEST_TEXT) {
        await reader.cancel();
        return null;
      }
    }
  } catch {
    return null;
  }
}
