// What the checks of both pages share: a browser, axe-core, and the order of the checks.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** A browser, and the text of axe-core, from a folder with the packages. */
export async function launch(modules) {
  const require = createRequire(join(resolve(modules), "here.cjs"));
  const { chromium } = require("playwright-core");
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const browser = await chromium.launch({ executablePath: process.env.COMITY_CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  return { browser, axe };
}

/** Holds what is shown against WCAG 2.2 AA. */
export async function audit(page, source, where) {
  // Axe takes what lies under the bar just now for small; it can be scrolled from under it.
  await page.addStyleTag({ content: "#player { position: static !important }" });
  await page.evaluate(source);
  const found = await page.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values } }), RULES);
  const words = found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html + node.failureSummary).join("\n")}`);
  assert.deepEqual(words, [], where);
}

/** Runs the checks in their order, or those whose claim has the words in COMITY_CHECK. */
export async function run(browser, checks) {
  const only = process.env.COMITY_CHECK;
  for (const [claim, check] of Object.entries(checks)) {
    if (only && !claim.includes(only)) continue;
    try {
      await check();
      console.log(`ok    ${claim}`);
    } catch (error) {
      console.log(`wrong ${claim}\n${error.message}`);
      await browser.close();
      process.exit(1);
    }
  }
  await browser.close();
}
