// Drives a headless Chromium over what `comity serve` gives out: node serve.mjs NODE_MODULES ADDRESS
//
// Each check is a claim. The first that fails ends the run with code 1 and says which it was.

import assert from "node:assert/strict";
import { audit, launch, run } from "./common.mjs";

const [modules, home] = process.argv.slice(2);
const { browser, axe } = await launch(modules);

const CASE = "case?scenario=microsoft-ireland";
const STAY = "district.stay=deny-opposed";

/** A page whose errors and requests are held against it, once its case is there. */
async function open(path = "", { width = 1280, height = 900, colorScheme = "light", bypassCSP = false } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, bypassCSP, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.wrong = [];
  page.asked = [];
  page.on("console", (message) => message.type() === "error" && page.wrong.push(message.text()));
  page.on("pageerror", (error) => page.wrong.push(error.message));
  page.on("request", (request) => {
    page.asked.push(request.url());
    if (!request.url().startsWith(home) && !request.url().startsWith("data:")) page.wrong.push(`a request: ${request.url()}`);
  });
  await page.goto(home + path);
  if (path.startsWith("case")) await there(page);
  return page;
}

/** Waits until the case that the address asks for is shown. */
async function there(page) {
  await page.waitForFunction(() => !document.body.hasAttribute("aria-busy") && document.querySelector("#head h1"));
}

async function close(page) {
  assert.deepEqual(page.wrong, []);
  await page.context().close();
}

const seen = (page) => page.evaluate(() => ["head", "story", "main", "player"].map((id) => document.getElementById(id).innerText).join("\n"));
const shown = (page) => page.locator(".docket tbody tr").count();
const band = (page) => page.locator(".band").innerText();
const choices = (page) => new URL(page.url()).searchParams.getAll("what-if");

/** Takes an option in the why panel. */
async function take(page, option) {
  await page.locator("#why .options li", { hasText: option }).getByRole("button", { name: "Show this world" }).click();
  await there(page);
}

async function keys(page, ...pressed) {
  for (const key of pressed) await page.keyboard.press(key);
}

const checks = {
  async "the first page lists the cases, and one of them opens"() {
    const page = await open();
    assert.ok(await page.locator(".cases a").count() >= 40);
    await page.getByRole("link", { name: "Lessons, in teaching order" }).click();
    assert.ok(await page.locator("#lessons-in-teaching-order").evaluate((group) => group.getBoundingClientRect().top < innerHeight));
    await page.getByRole("link", { name: "Microsoft Ireland", exact: true }).click();
    await there(page);
    assert.equal(await page.locator("#head h1").innerText(), "Microsoft Ireland");
    assert.equal(await page.title(), "Microsoft Ireland · comity");
    assert.equal(await shown(page), 53);
    await page.getByRole("link", { name: "All cases" }).click();
    assert.ok(await page.locator(".cases a").count() >= 40);
    await close(page);
  },

  async "a choice leads to its world, another one goes on from there, and there is a way back"() {
    const page = await open(`${CASE}#entry=16`);
    const first = await seen(page);
    await take(page, "deny opposed");
    assert.deepEqual(choices(page), [STAY]);
    assert.match(await band(page), /district\.stay=deny-opposed/);
    assert.match(await page.locator("#row-16").innerText(), /Stay denied[\s\S]*chosen/);
    const second = await seen(page);
    // A decision that came up only in this world, or another option at one that came later.
    const later = await page.evaluate(() => [...document.querySelectorAll(".docket tbody tr")].findIndex((row) => row.querySelector(".fork") && Number(row.id.slice(4)) > 16) + 1);
    assert.ok(later > 16, "something is decided after it");
    await page.locator(`#row-${later} .pick`).click();
    await page.locator("#why").getByRole("button", { name: "Show this world" }).first().click();
    await there(page);
    assert.equal(choices(page).length, 2);
    assert.equal(choices(page)[0], STAY);
    assert.equal(await page.locator(".made li").count(), 2);
    const third = await seen(page);
    await page.reload();
    await there(page);
    assert.equal(await seen(page), third, "the address restores it");
    await page.goBack();
    await there(page);
    await page.waitForFunction(() => document.querySelectorAll(".made li").length === 1);
    await page.goBack();
    await page.waitForFunction(() => !document.querySelector(".made"));
    await there(page);
    assert.equal(await seen(page), first, "the browser goes back to what was shown");
    await page.goForward();
    await page.waitForFunction(() => document.querySelectorAll(".made li").length === 1);
    await there(page);
    await page.getByRole("button", { name: "Take it back" }).click();
    await there(page);
    assert.deepEqual(choices(page), []);
    assert.notEqual(second, first);
    await close(page);
  },

  async "warrant and treaty stand side by side, and the page prints as the file does"() {
    const page = await open(`${CASE}#view=ways`);
    assert.deepEqual(await page.locator(".paths").first().locator("tbody th").allInnerTexts(), ["warrant", "treaty, expedited", "treaty, central", "treaty, generic"]);
    assert.match(await page.locator("#panel").innerText(), /comity compare microsoft-ireland --path warrant --path treaty --seed 1 -n 500/);
    const printed = await page.pdf({ format: "A4" });
    assert.ok(printed.length > 20_000, `${printed.length} bytes`);
    await page.emulateMedia({ media: "print" });
    assert.ok(!(await page.locator("#screen").isVisible()));
    assert.ok(await page.locator(".sheet").first().isVisible());
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".sheet.key")).breakBefore), "page");
    await close(page);
    const chosen = await open(`${CASE}&what-if=${STAY}#view=ways`);
    assert.equal(await chosen.locator(".paths").count(), 0, "what is chosen has no place in them");
    assert.match(await band(chosen), /Decided as it was to 1 Aug 2014/);
    await close(chosen);
  },

  async "an address opens what it says, and says what is wrong with it"() {
    const address = `${CASE}&seed=7&what-if=${STAY}#view=deadlines&step=20`;
    const page = await open(address);
    const before = await seen(page);
    assert.match(before, /seed 7|Seed/);
    await page.reload();
    await there(page);
    assert.equal(await seen(page), before);
    assert.equal(await page.locator("#seed").inputValue(), "7");
    await close(page);
    const wrong = await open();
    await wrong.goto(`${home}case?scenario=microsoft-irland`);
    await wrong.locator("#waiting strong").waitFor();
    assert.match(await wrong.locator("#waiting").innerText(), /No scenario called `microsoft-irland`[\s\S]*Did you mean `microsoft-ireland`/);
    await wrong.getByRole("link", { name: "All cases" }).click();
    assert.ok(await wrong.locator(".cases a").count() >= 40);
    wrong.wrong = wrong.wrong.filter((line) => !line.includes("status of 404"));
    await close(wrong);
  },

  async "what cannot be had is said with its cure, and what was shown stays"() {
    const page = await open(CASE);
    await page.evaluate(() => { history.pushState(null, "", "?scenario=microsoft-ireland&what-if=district.review%239=reverse"); dispatchEvent(new PopStateEvent("popstate")); });
    await page.locator("#waiting strong").waitFor();
    assert.match(await page.locator("#waiting").innerText(), /is never reached/);
    assert.equal(await shown(page), 53);
    await page.getByRole("button", { name: "Back to what was shown" }).click();
    await there(page);
    await page.waitForFunction(() => !document.getElementById("waiting"));
    // The browser itself notes an answer that is a refusal.
    page.wrong = page.wrong.filter((line) => !line.includes("status of 422"));
    await close(page);
  },

  async "another draw is another future of the same case"() {
    const page = await open("case?scenario=treaty-first");
    const before = await page.locator("#panel").innerText();
    await page.getByRole("button", { name: "Another draw" }).click();
    await there(page);
    assert.equal(new URL(page.url()).searchParams.get("seed"), "2");
    assert.notEqual(await page.locator("#panel").innerText(), before);
    await page.goBack();
    await there(page);
    await page.waitForFunction((text) => document.getElementById("panel").innerText === text, before);
    await close(page);
  },

  async "a mistake in the text is shown as it is written, and its caret is in the field"() {
    const page = await open(`${CASE}#view=text`);
    await page.locator("#draft").waitFor();
    assert.match(await page.locator("#draft").inputValue(), /^title = "Microsoft Ireland"/m);
    await page.getByRole("button", { name: "Begin a text on top of this case" }).click();
    await page.waitForFunction(() => document.getElementById("verdict")?.innerText.includes("It can be run"));
    const field = page.locator("#draft");
    await field.fill('base = "microsoft-ireland"\ntitle = "Mine"\n\n[decide.district.stay]\nods = { grant = 1.0 }\n');
    await page.waitForFunction(() => document.getElementById("verdict")?.innerText.includes("1 mistake"));
    assert.match(await page.locator("pre.mistakes").innerText(), /--> my-case\.toml:5:1[\s\S]*\^\^\^[\s\S]*did you mean/);
    await page.getByRole("button", { name: "Line 5, column 1" }).click();
    const marked = await page.evaluate(() => { const field = document.getElementById("draft"); return field.value.slice(field.selectionStart, field.selectionEnd); });
    assert.equal(marked, "ods");
    await page.reload();
    await page.locator("#draft").waitFor();
    assert.match(await page.locator("#draft").inputValue(), /ods = /, "the address holds the draft");
    await page.getByRole("button", { name: "Run this text" }).click();
    await page.locator("#waiting pre").waitFor();
    assert.match(await page.locator("#waiting").innerText(), /the text has 1 mistake/i);
    page.wrong = page.wrong.filter((line) => !line.includes("status of 422"));
    await close(page);
  },

  async "a text of one's own is run, and its address shows it again"() {
    const page = await open(`${CASE}#view=text`);
    await page.locator("#draft").waitFor();
    await page.locator("#draft").fill('base = "treaty-first"\ntitle = "A case of <b>mine</b>"\n');
    await page.waitForFunction(() => document.getElementById("verdict")?.innerText.includes("It can be run"));
    await page.getByRole("button", { name: "Run this text" }).click();
    await page.waitForFunction(() => document.querySelector("#head h1")?.innerText.includes("mine"));
    await there(page);
    assert.equal(await page.locator("#head h1").innerText(), "A case of <b>mine</b>", "text, never markup");
    const before = await seen(page);
    await page.reload();
    await there(page);
    assert.equal(await seen(page), before);
    await keys(page, "0");
    await page.locator("#draft").waitFor();
    assert.match(await page.locator("#draft").inputValue(), /base = "treaty-first"/);
    await close(page);
  },

  async "a forecast says how far it is, can be cancelled, and tells what the command tells"() {
    const page = await open(`${CASE}#view=forecast`);
    await page.getByLabel("Cases").fill("200000");
    await page.getByRole("button", { name: "Count" }).click();
    await page.waitForFunction(() => document.querySelector("#counting progress")?.value > 0);
    await page.getByRole("button", { name: "Cancel" }).click();
    assert.match(await page.locator("#told").innerText(), /Cancelled/);
    await page.waitForFunction(async () => (await (await fetch("/api/status")).json()).open === 0);
    await page.getByLabel("Cases").fill("1000");
    await page.getByRole("button", { name: "Count" }).click();
    await page.locator("#told img").waitFor();
    assert.match(await page.locator("#told").innerText(), /1,000 simulated cases[\s\S]*comity forecast microsoft-ireland --seed 1 --from 2013-12-04 --horizon 1825 -n 1000/);
    assert.ok(await page.locator("#told img").evaluate((image) => image.complete && image.naturalWidth > 300));
    await close(page);
  },

  async "the keys alone lead from the list to another world and back"() {
    const page = await open();
    await page.getByRole("link", { name: "Microsoft Ireland", exact: true }).focus();
    await keys(page, "Enter");
    await there(page);
    await keys(page, "?");
    assert.match(await page.locator("#help").innerText(), /Forecast[\s\S]*Text/);
    await keys(page, "Escape", "9");
    assert.match(page.url(), /view=forecast/);
    await page.getByLabel("Cases").focus();
    await keys(page, "Tab");
    assert.equal(await page.evaluate(() => document.activeElement.innerText), "Count");
    await page.evaluate(() => document.activeElement.blur());
    await keys(page, "1");
    await page.locator("#row-16 .pick").focus();
    await keys(page, "Enter", "w");
    await page.locator("#why .options li", { hasText: "deny opposed" }).getByRole("button").focus();
    await keys(page, "Enter");
    await page.locator(".made").waitFor();
    await there(page);
    await page.evaluate(() => document.activeElement.blur());
    await keys(page, "Escape", "Escape");
    await page.waitForFunction(() => !document.querySelector(".made"));
    await there(page);
    await close(page);
  },

  async "no view scrolls sideways on 320 pixels"() {
    for (const path of ["", `${CASE}#entry=16`, `${CASE}&what-if=${STAY}#entry=16`, `${CASE}#view=forecast`, `${CASE}#view=text`, `${CASE}&what-if=${STAY}#view=ways`]) {
      const page = await open(path, { width: 320, height: 640 });
      if (path.includes("text")) await page.locator("pre.mistakes").waitFor();
      const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= room, `${path}: ${wide} px`);
      await close(page);
    }
  },

  async "axe finds nothing against WCAG 2.2 AA, in light and dark"() {
    for (const colorScheme of ["light", "dark"]) {
      for (const path of ["", `${CASE}#entry=22`, `${CASE}&what-if=${STAY}&what-if=parties.proposal=comply#entry=16`, `${CASE}&what-if=${STAY}#view=ways`, ...["timeline", "messages", "deadlines", "ways", "numbers", "class", "about"].map((view) => `${CASE}#view=${view}&entry=22`), `${CASE}#view=forecast`, `${CASE}#view=text`, `${CASE}&what-if=nowhere`]) {
        // Axe is put in by the test, not by the page, and the page lets nothing be put in.
        const page = await open(path.includes("nowhere") ? "" : path, { colorScheme, bypassCSP: true });
        if (path.includes("nowhere")) {
          await page.goto(home + path);
          await page.locator("#waiting strong").waitFor();
          page.wrong = [];
        }
        if (path.includes("text")) await page.locator("pre.mistakes").waitFor();
        if (path.includes("forecast")) {
          await page.getByLabel("Cases").fill("500");
          await page.getByRole("button", { name: "Count" }).click();
          await page.locator("#told img").waitFor();
        }
        await audit(page, axe, `${path} ${colorScheme}`);
        await close(page);
      }
    }
  },

  async "the policy of the server lets no script in that it did not give out"() {
    const page = await open(CASE);
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.broken = true";
      document.body.append(script);
    });
    assert.equal(await page.evaluate(() => window.broken), undefined);
    page.wrong = page.wrong.filter((line) => !line.includes("Content Security Policy"));
    await close(page);
  },
};

await run(browser, checks);
