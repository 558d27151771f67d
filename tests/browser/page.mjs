// Drives a headless Chromium over pages that `comity page` wrote: node page.mjs NODE_MODULES CASE.html HOSTILE.html LESSON.html
//
// Each check is a claim. The first that fails ends the run with code 1 and says which it was.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { audit, launch, run } from "./common.mjs";

const [modules, file, hostile, lesson] = process.argv.slice(2).map((path) => resolve(path));
const { browser, axe: AXE } = await launch(modules);

/** A page whose errors and requests are held against it. */
async function open(hash = "", { width = 1280, height = 900, colorScheme = "light", path = file } = {}) {
  // Axe is put in by the test, not by the page, and the page lets nothing be put in.
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, bypassCSP: true, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.wrong = [];
  page.on("console", (message) => message.type() === "error" && page.wrong.push(message.text()));
  page.on("pageerror", (error) => page.wrong.push(error.message));
  page.on("dialog", (dialog) => { page.wrong.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) page.wrong.push(`a request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(path).href + hash);
  return page;
}

async function close(page) {
  assert.deepEqual(page.wrong, []);
  await page.context().close();
}

/** Everything a reader sees, to hold two states against each other. */
const seen = (page) => page.evaluate(() => ["head", "story", "main", "player"].map((id) => document.getElementById(id).innerText).join("\n"));
const shown = (page) => page.locator(".docket tbody tr:not(.parting)").count();
const hash = (page) => new URL(page.url()).hash;

async function keys(page, ...pressed) {
  for (const key of pressed) await page.keyboard.press(key);
}

const checks = {
  async "the whole docket stands there when the page opens"() {
    const page = await open();
    assert.equal(await shown(page), 53);
    assert.equal(await page.locator("#head h1").innerText(), "Microsoft Ireland");
    await close(page);
  },

  async "keys step through the case, and the address follows"() {
    const page = await open();
    await keys(page, "Home");
    assert.equal(await shown(page), 0);
    await keys(page, "ArrowRight", ".", "ArrowRight");
    assert.equal(await shown(page), 3);
    assert.match(hash(page), /step=3/);
    assert.match(await page.locator("#say").innerText(), /Entry 3 of 53, 10 Dec 2013: Microsoft\. Partial production\./);
    await keys(page, ",");
    assert.equal(await shown(page), 2);
    for (let step = 2; step < 53; step += 1) await keys(page, "ArrowRight");
    assert.equal(await shown(page), 53);
    await keys(page, "ArrowRight");
    assert.equal(await shown(page), 53, "a step past the end stays there");
    await close(page);
  },

  async "play goes on by itself and pauses at a key"() {
    const page = await open("#step=1&entry=1");
    await page.selectOption("#player select", "900");
    await page.locator("#head h1").click();
    await keys(page, " ");
    await page.waitForFunction(() => document.querySelectorAll(".docket tbody tr").length >= 3);
    await keys(page, " ");
    const before = await shown(page);
    await page.waitForTimeout(1200);
    assert.equal(await shown(page), before);
    await close(page);
  },

  async "a chosen entry opens why, its kin stay and the rest greys"() {
    const page = await open();
    await page.getByRole("button", { name: "Why entry 22, Stay lifted" }).click();
    const why = page.locator("#why");
    assert.match(await why.innerText(), /Chief Judge Preska lifts the stay/);
    for (const heading of ["Assuming", "Because", "From", "Leads to"]) {
      assert.equal(await why.getByRole("heading", { name: heading, exact: true }).count(), 1, heading);
    }
    assert.match(await why.innerText(), /Cobbledick v\. United States/);
    assert.equal(await page.locator("tr.is-chosen").count(), 1);
    assert.equal(await page.locator("#row-20.is-related, #row-16.is-related, #row-23.is-related").count(), 3);
    assert.equal(await page.locator("#row-40.is-grey").count(), 1);
    await keys(page, "Escape");
    assert.equal(await page.locator("tr.is-grey").count(), 0);
    await close(page);
  },

  async "another option at the stay shows that world at once, and there is a way back"() {
    const page = await open("#entry=16");
    const before = await seen(page);
    const option = page.locator("#why .options li", { hasText: "deny opposed" });
    await option.getByRole("button", { name: "Show this world" }).click();
    assert.match(hash(page), /world=district\.stay%3Ddeny-opposed/);
    assert.match(await page.locator("#world").innerText(), /What if: Chief Judge Preska: .*\? deny opposed\s+district\.stay=deny-opposed\s+instead of grant unopposed/);
    assert.match(await page.locator("#row-16").innerText(), /Stay denied[\s\S]*chosen/);
    assert.ok(await page.locator("tr.simulated").count() > 5);
    await page.goBack();
    assert.equal(await seen(page), before, "the browser goes back to what was shown");
    await page.goForward();
    await page.locator(".band").getByRole("button", { name: "Back to the record" }).click();
    assert.doesNotMatch(hash(page), /world=/);
    assert.equal(await shown(page), 53);
    await close(page);
  },

  async "an odd is moved by key: the others follow, the shares add up, and the address holds it"() {
    const page = await open("#view=ways");
    await page.getByLabel("The odds of").selectOption({ label: "Chief Judge Preska: Was the magistrate judge right to order production?" });
    const shares = () => page.locator("#moves-shares tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].slice(1, 3).map((cell) => cell.innerText)));
    for (const [model, moved] of await shares()) assert.equal(moved, model, "nothing is moved yet");
    const reverse = page.getByLabel(/^reverse/);
    await reverse.focus();
    await keys(page, "End");
    assert.deepEqual(await page.locator(".slider output").allInnerTexts(), ["0 %", "0 %", "0 %", "100 %", "0 %"]);
    const all = await shares();
    const number = (text) => Number(text.replace(/[^0-9.]/g, ""));
    const sum = all.slice(1).reduce((sum, [, moved]) => sum + (moved.startsWith("<") ? 0 : number(moved)), 0);
    assert.ok(Math.abs(sum - 100) < 3, `what is shown of the shares adds up to ${sum}`);
    assert.notDeepEqual(all.map(([, moved]) => moved), all.map(([model]) => model));
    assert.match(hash(page), /odds=district\.review%3A0-0-0-1000-0/);
    await page.reload();
    assert.deepEqual(await shares(), all);
    await page.getByLabel("The odds of").selectOption({ label: "Congress and the President: Does Congress pass the CLOUD Act?" });
    assert.deepEqual(await shares(), all, "a second decision stands at its own odds first");
    await page.getByLabel(/^no act/).focus();
    await keys(page, "End");
    const both = await shares();
    assert.notDeepEqual(both, all);
    await page.reload();
    assert.deepEqual(await shares(), both);
    assert.match(await page.locator("#moves-shares code").innerText(), / --set 'decide\.congress\.act\.odds=\{.*\}' --set 'decide\.district\.review\.odds=\{/);
    await page.getByRole("button", { name: /^Leave out: Does Congress/ }).click();
    assert.deepEqual(await shares(), all);
    await page.getByRole("button", { name: "As in the model" }).click();
    for (const [model, moved] of await shares()) assert.equal(moved, model);
    await close(page);
  },

  async "warrant and treaty stand side by side with their intervals"() {
    const page = await open("#view=ways");
    const rows = page.locator(".paths").first().locator("tbody tr");
    assert.deepEqual(await rows.locator("th").allInnerTexts(), ["warrant", "treaty, expedited", "treaty, central", "treaty, generic"]);
    assert.match(await rows.nth(2).innerText(), /\d %\s+\([\d.]+ to [\d.]+ %\)/);
    await close(page);
  },

  async "a chance of data of which not all was walked is a range, and what a view has below can be reached"() {
    const page = await open("#view=ways");
    assert.match(await page.locator(".tree").innerText(), /data in [\d.]+ to [\d.]+ % of those/);
    await page.getByRole("button", { name: "Warrant and treaty, side by side" }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "paths");
    assert.ok(await page.locator("#paths").evaluate((title) => title.getBoundingClientRect().top < innerHeight / 2));
    await close(page);
  },

  async "every world of the case can be shown"() {
    const page = await open("#view=ways");
    const count = await page.locator(".way button[aria-pressed]").count();
    assert.ok(count > 60, `${count} worlds`);
    for (let at = 0; at < count; at += 1) {
      await page.evaluate((place) => {
        location.hash = "view=ways";
        dispatchEvent(new HashChangeEvent("hashchange"));
        document.querySelectorAll(".way button[aria-pressed]")[place].click();
      }, at);
      assert.ok(await shown(page) > 0, `world ${at}`);
      assert.equal(await page.locator(".band").count(), 1, `world ${at}`);
    }
    await close(page);
  },

  async "a reloaded or copied address shows the same"() {
    const addresses = [
      "#entry=22&step=30", "#view=timeline&entry=22", "#view=messages&step=12", "#view=deadlines",
      "#world=district.stay%3Ddeny-opposed&entry=16&step=20", "#view=ways", "#view=numbers", "#view=about&theme=dark",
      "#mode=predict&step=2&said=aa", "#view=class&mode=predict&step=2&said=ab&ending=shown",
    ];
    for (const address of addresses) {
      const page = await open(address);
      const before = await seen(page);
      await page.reload();
      assert.equal(await seen(page), before, address);
      await close(page);
    }
  },

  async "an address that says nonsense opens the page as it is at first"() {
    const page = await open("#view=nothing&world=a%3Db&step=minus&entry=9999&said=!!&edition=0000");
    assert.equal(await shown(page), 53);
    assert.match(await page.locator("#world").innerText(), /another edition/);
    await close(page);
  },

  async "who predicts is asked before each decision, and nothing is told before"() {
    const page = await open();
    await page.getByRole("button", { name: "Predict first" }).click();
    assert.doesNotMatch(await seen(page), /moot/);
    await keys(page, "End");
    assert.equal(await shown(page), 0, "no way around the question");
    assert.match(await page.locator("#why").innerText(), /Before you look/);
    await page.getByRole("radio", { name: /^warrant/ }).check();
    await page.getByRole("button", { name: "That is my prediction: reveal" }).click();
    await page.getByRole("radio", { name: /^refuse/ }).check();
    await page.getByRole("button", { name: "That is my prediction: reveal" }).click();
    assert.equal(await shown(page), 1);
    assert.match(await page.locator("#why").innerText(), /You said refuse\. What happened: issue\./);
    await page.getByRole("tab", { name: "Class" }).click();
    const code = await page.locator("output").innerText();
    assert.match(code, /^[0-9a-f]{4}\.ab$/);
    await page.getByLabel("Result codes").fill(`${code}\n${code.replace("ab", "aa")}\nnonsense`);
    assert.match(await page.locator("#spread").innerText(), /1 is no code[\s\S]*2 answers[\s\S]*1 of 2/);
    await close(page);
  },

  async "no view scrolls sideways on 320 pixels"() {
    for (const view of ["docket", "timeline", "messages", "deadlines", "ways", "numbers", "class", "about"]) {
      for (const more of ["&entry=16", "&world=district.stay%3Ddeny-opposed&entry=16", "&odds=district.review:200-30-30-640-100"]) {
        const page = await open(`#view=${view}${more}`, { width: 320, height: 640 });
        const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(wide <= room, `${view}${more}: ${wide} px`);
        await close(page);
      }
    }
  },

  async "everything can be reached by keys, and what has focus is seen"() {
    const page = await open();
    await keys(page, "Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "skip");
    await keys(page, "?");
    assert.ok(await page.locator("#help").isVisible());
    await keys(page, "Escape");
    await keys(page, "2");
    assert.match(hash(page), /view=timeline/);
    await page.getByRole("tab", { name: "Timeline" }).focus();
    await keys(page, "ArrowRight");
    assert.equal(await page.evaluate(() => document.activeElement.id), "tab-messages");
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineWidth);
    assert.equal(outline, "3px");
    await close(page);
  },

  async "the handout answers nothing and the key stands on pages of its own"() {
    const page = await open("#mode=predict");
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".sheet").first().isVisible());
    assert.ok(!(await page.locator(".sheet.key").isVisible()), "who predicts does not print the key");
    assert.doesNotMatch(await page.locator(".sheet").first().innerText(), /vacated as moot on|moot; all rulings/);
    await close(page);
    const whole = await open();
    const printed = await whole.pdf({ format: "A4" });
    assert.ok(printed.length > 20_000);
    await whole.emulateMedia({ media: "print" });
    assert.equal(await whole.evaluate(() => getComputedStyle(document.querySelector(".sheet.key")).breakBefore), "page");
    assert.ok(await whole.locator(".tasks").evaluate((list) => parseFloat(getComputedStyle(list).paddingLeft) > 30), "two digits have room");
    assert.ok(!(await whole.locator("#screen").isVisible()));
    await close(whole);
  },

  async "axe finds nothing against WCAG 2.2 AA, in light and dark, wide and narrow"() {
    const views = ["docket", "timeline", "messages", "deadlines", "ways", "numbers", "class", "about"];
    const states = views.map((view) => `#view=${view}&entry=22`);
    states.push("#view=ways&odds=district.review:200-30-30-640-100", "#world=district.stay%3Ddeny-opposed&entry=16", "#view=deadlines&world=district.stay%3Ddeny-opposed&entry=16", "#mode=predict&step=0", "#mode=predict&step=2&said=ab", "#view=class&mode=predict&step=2&said=ab", "#step=9");
    for (const colorScheme of ["light", "dark"]) {
      for (const state of states) await axe(state, { colorScheme });
    }
    await axe("#entry=22", { width: 320, height: 640 });
    await axe("#view=numbers", { width: 320, height: 640 });
    const page = await open();
    await keys(page, "?");
    await audit(page, AXE, "help");
    await close(page);
  },

  async "a lesson asks first, shows the docket to the day of its question and nothing beyond, and then everything"() {
    const page = await open("#view=ways&world=district.stay%3Ddeny-opposed", { path: lesson });
    assert.equal(await shown(page), 16);
    await keys(page, "End", "ArrowRight", "5", "n");
    assert.equal(await shown(page), 16);
    for (const id of ["story", "tabs"]) assert.ok(!(await page.locator(`#${id}`).isVisible()), id);
    assert.doesNotMatch(await page.locator("#screen").innerText(), /Preska lifts the stay|What the run shows|Otherwise|Assuming/);
    await page.getByRole("button", { name: "That is my answer: reveal" }).click();
    assert.equal(await page.locator("#say").innerText(), "Choose an answer first.");
    await page.getByRole("radio").nth(0).focus();
    await keys(page, "ArrowDown", "ArrowDown", "Tab", "Enter");
    assert.equal(await shown(page), 22);
    assert.match(hash(page), /answer=c/);
    assert.match(await page.locator("#lesson").innerText(), /You said C: .* That is right\./);
    const before = await seen(page);
    await page.reload();
    assert.equal(await seen(page), before);
    await page.goBack();
    await page.goForward();
    assert.equal(await seen(page), before);
    await page.getByRole("button", { name: "Ask again" }).click();
    assert.equal(await shown(page), 16);
    await close(page);
  },

  async "the sheet of a lesson asks its question, and its key stands apart"() {
    const asked = await open("", { path: lesson });
    await asked.emulateMedia({ media: "print" });
    assert.ok(await asked.locator(".sheet").first().isVisible());
    assert.ok(!(await asked.locator(".sheet.key").isVisible()));
    assert.doesNotMatch(await asked.locator(".sheet").first().innerText(), /Preska lifts the stay/);
    await close(asked);
    const answered = await open("#answer=a", { path: lesson });
    await answered.emulateMedia({ media: "print" });
    assert.match(await answered.locator(".sheet.key").innerText(), /C\. .* Right\./);
    await close(answered);
  },

  async "axe finds nothing on a lesson, asked and answered"() {
    for (const colorScheme of ["light", "dark"]) {
      for (const state of ["", "#answer=a", "#answer=c"]) await axe(state, { path: lesson, colorScheme });
    }
    await axe("", { path: lesson, width: 320, height: 640 });
  },

  async "a hostile scenario puts words on the page and nothing else"() {
    const page = await open("", { path: hostile });
    assert.match(await page.locator("#head h1").innerText(), /<\/script><img src=x onerror=/);
    assert.equal(await page.locator("img").count(), 0);
    await close(page);
  },

  async "the file is small"() {
    assert.ok(statSync(file).size < 1_000_000, `${statSync(file).size} bytes`);
  },
};

async function axe(state, options) {
  const page = await open(state, options);
  await audit(page, AXE, `${state} ${JSON.stringify(options)}`);
  await close(page);
}

await run(browser, checks);
