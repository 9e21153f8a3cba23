// The account manager finds what nobody has, gives it to a partner by hand, and sees why a lead went where it went.
import assert from "node:assert/strict";
import { axe, fitsWidth, useDemo } from "./harness.mjs";

const demo = useDemo();
const manager = () => demo.member({ role: "account-manager", unit: "Oost" });

/** @param {string} where */
const address = (where) => `/${demo.workspaces[0].slug}${where}`;

/** @param {import("playwright-core").Page} page */
async function signIn(page) {
  await page.goto(address("/sign-in"));
  await page.locator('input[type="email"]').fill(manager().email);
  await page.locator('input[type="password"]').fill(manager().password);
  await page.locator('input[type="password"]').press("Enter");
  await page.waitForURL((url) => url.pathname === address("/leads"));
}

/** @param {import("playwright-core").Page} page */
const focused = (page) => page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.getAttribute("aria-label") || "");

/**
 * Presses Tab until the element has focus, as somebody without a mouse does.
 * @param {import("playwright-core").Page} page
 * @param {import("playwright-core").Locator} goal
 */
async function tabTo(page, goal) {
  for (let presses = 0; presses < 150; presses++) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`no way by Tab to ${goal}; at ${await focused(page)}`);
}

demo.test("assigns a lead by hand from the list, with the keyboard alone", { locale: "en-GB" }, async (page) => {
  await signIn(page);
  await tabTo(page, page.locator("#lens-unclaimed").locator(".."));
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("lens") === "unclaimed");
  const current = page.locator('.lens[aria-current]');
  await current.filter({ has: page.locator("#lens-unclaimed") }).waitFor();
  const row = page.locator("#list tbody tr").first();
  const ref = await row.locator("th .muted").innerText();
  await tabTo(page, row.locator("a.btn"));
  await page.keyboard.press("Enter");
  const dialog = page.locator("#dialog[open]");
  await dialog.locator('input[name="unit"]').first().waitFor();
  await axe(page);

  const joost = demo.member({ role: "installer", unit: "Zonwerk Veluwe" });
  const search = dialog.locator('input[name="q"]');
  await tabTo(page, search);
  await page.keyboard.type("Zonwerk Veluwe");
  await page.waitForFunction(() => document.querySelectorAll('#dialog input[name="unit"]').length === 1);
  assert.equal(await search.inputValue(), "Zonwerk Veluwe", "typing goes on while the list changes");
  await tabTo(page, dialog.locator('input[name="unit"]'));
  await page.keyboard.press("Space");
  const people = dialog.locator('select[name="member"]');
  await people.waitFor();
  await people.selectOption({ label: joost.name });
  await tabTo(page, dialog.locator("button.primary"));
  await page.keyboard.press("Enter");

  await page.locator(".toast", { hasText: "Zonwerk Veluwe" }).waitFor();
  await page.locator("#dialog[open]").waitFor({ state: "detached" });
  await page.locator("#list tbody tr", { hasText: ref }).waitFor({ state: "detached" });
  const mail = await demo.mail(joost.email, /./);
  assert.ok(mail.text.includes(address("/leads/")), "the mail links to the lead");
});

demo.test("sees why a lead waits, and works without script", { script: false, locale: "en-GB" }, async (page) => {
  await signIn(page);
  await page.goto(address("/leads?lens=unclaimed"));
  await page.locator("#list tbody a.main").first().click();
  const id = new URL(page.url()).pathname.split("/").at(-1);
  await page.goto(address(`/routing/${id}`));
  assert.ok((await page.locator("tbody tr").count()) > 1, "who was considered");
  await page.goto(address(`/leads/${id}/assign?q=twente`));
  await page.locator('input[name="unit"]:enabled').first().check();
  await page.locator("main button.primary").click();
  await page.waitForURL((url) => url.pathname.endsWith(`/leads/${id}`));
});

for (const device of /** @type {const} */ (["desktop", "phone"])) {
  demo.test(`the account manager's pages are accessible and fit, ${device}`, { device, locale: "en-GB" }, async (page) => {
    await signIn(page);
    for (const where of ["/leads", "/leads?lens=no_partner", "/leads/new", "/routing", "/partners", "/partners/new"]) {
      await page.goto(address(where));
      await axe(page);
      await fitsWidth(page);
    }
    await page.goto(address("/partners"));
    await page.locator("tbody a.main").first().click();
    await page.locator("form[action*='/state']").waitFor();
    await axe(page);
    await fitsWidth(page);
  });
}
