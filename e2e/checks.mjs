// What every page is held to.
import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** @param {import("axe-core").Result} violation */
function describe(violation) {
  const nodes = violation.nodes.map((node) => `    ${node.target.join(" ")}\n      ${node.failureSummary?.replaceAll("\n", "\n      ")}`);
  return `  ${violation.id}: ${violation.help}\n${nodes.join("\n")}`;
}

/** Ends what still moves: axe would measure a colour half way. @param {import("playwright-core").Page} page */
function settle(page) {
  return page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
    }
  });
}

/**
 * Asserts that axe finds nothing on the page, in the light and in the dark scheme.
 * @param {import("playwright-core").Page} page
 * @param {{schemes?: ("light" | "dark")[], include?: string}} [options] include: look at this part only
 */
export async function axe(page, { schemes = ["light", "dark"], include } = {}) {
  const found = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await settle(page);
    // The rule on the size of targets is the only one of these tags that axe leaves off by itself.
    const builder = new AxeBuilder({ page }).options({ rules: { "target-size": { enabled: true } } }).withTags(tags);
    if (include) builder.include(include);
    const { violations } = await builder.analyze();
    found.push(...violations.map((violation) => `${colorScheme}:\n${describe(violation)}`));
  }
  await page.emulateMedia({ colorScheme: null });
  assert.equal(found.length, 0, `axe on ${page.url()}\n${found.join("\n")}`);
}

/** Asserts that the page does not scroll sideways. @param {import("playwright-core").Page} page */
export async function fitsWidth(page) {
  const { needs, has } = await page.evaluate(() => ({
    needs: document.documentElement.scrollWidth,
    has: document.documentElement.clientWidth,
  }));
  assert.ok(needs <= has, `${page.url()} needs ${needs} px and has ${has} px`);
}
