// An installer with a phone in one hand: from the notice to the outcome in four taps, and the same with a keyboard.
import assert from "node:assert/strict";
import { axe, eventually, fitsWidth, linkIn, useDemo } from "./harness.mjs";

const demo = useDemo();
const joost = () => demo.member({ email: "joost@zonwerk-veluwe.example" });

let requests = 0;

/**
 * A new request from Apeldoorn. Each has a number and a house of its own: a likely duplicate would go to whoever has the
 * first one, and never reach the market.
 * @param {string} name
 */
async function newLead(name) {
  requests++;
  const answer = await demo.api(demo.member({ role: "integrator" }), "POST", "/leads", {
    contact: { name, phone: `06 1000 ${7000 + requests}`, email: `${name.toLowerCase().replace(/[^a-z]+/g, ".")}@prospect.example` },
    source: "api",
    lead_type: "residential",
    address: { street: "Loolaan", house_number: String(2000 + requests), postcode: "7315 KD", town: "Apeldoorn" },
    fields: { module_count: 9, roof_area: 21 },
  });
  assert.equal(answer.status, 201, await answer.clone().text());
  return answer.json();
}

/**
 * Lets the dialling link lead nowhere: a test machine has no phone.
 * @param {import("./harness.mjs").Page} page
 */
const noPhone = (page) =>
  page.addInitScript(() =>
    document.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest('a[href^="tel:"]')) event.preventDefault();
    }),
  );

/**
 * What the browser does when the member comes back from a call.
 * @param {import("./harness.mjs").Page} page
 */
const comeBack = (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

demo.test("MKT-1 to MKT-5: from the mail to the outcome in four taps", { device: "phone" }, async (page) => {
  const lead = await newLead("Fatima El Amrani");
  const mail = await demo.mail(joost().email, /Apeldoorn/);
  assert.ok(!`${mail.text}${mail.html}`.includes("Fatima"), "the mail names the customer");

  await noPhone(page);
  await page.goto(`/zonveer/leads/${lead.id}`);
  await page.locator("input[type=email]").fill(joost().email);
  await page.locator("input[type=password]").fill(joost().password);
  await page.locator("main form button:not([type=button])").first().click();
  await page.waitForURL(`**/leads/${lead.id}`);
  assert.ok(linkIn(await demo.mail(joost().email, /Apeldoorn/), /\/leads\//));
  assert.ok(!(await page.content()).includes("Fatima"), "the masked page names the customer");
  await axe(page);
  await fitsWidth(page);

  await page.locator(".thumb .btn.primary").tap();
  await page.getByRole("heading", { level: 1, name: "Fatima El Amrani" }).waitFor();
  await axe(page);
  await fitsWidth(page);

  await page.locator('.thumb a[href^="tel:"]').tap();
  await comeBack(page);
  const sheet = page.locator("dialog#outcome[open]");
  await sheet.waitFor();
  await axe(page, { include: "dialog#outcome" });

  await sheet.locator("button[value=no_answer]").tap();
  await page.locator(".toast", { hasText: "opgeslagen" }).waitFor();
  assert.equal(await page.locator("dialog[open]").count(), 0, "the sheet stays open");
  assert.equal(await page.locator('.steps [aria-current="step"]').innerText(), "Contact geprobeerd");
});

demo.test("MKT-5: an outcome that asks more is asked, and the rest is kept", { device: "phone" }, async (page) => {
  const lead = await newLead("Dirk van der Heijden");
  await demo.signIn(page, joost());
  await page.goto(`/zonveer/leads/${lead.id}`);
  await page.locator(".thumb .btn.primary").tap();
  await page.locator(".thumb [data-open]").tap();
  await page.locator("#outcome-remark").fill("zwarte panelen");
  await page.locator("#outcome button[value=appointment]").tap();
  const asked = page.locator("dialog#dialog[open]");
  await asked.waitFor();
  assert.equal(await asked.locator("textarea[name=remark]").inputValue(), "zwarte panelen");
  await axe(page, { include: "dialog#dialog" });

  await asked.locator(".btn.primary").tap();
  await asked.locator(".error").waitFor();
  assert.equal(await asked.locator("textarea[name=remark]").inputValue(), "zwarte panelen");
  const day = new Date((await demo.advance("1s")).getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
  await asked.locator("input[name=appointment_at]").fill(`${day}T10:00`);
  await asked.locator(".btn.primary").tap();
  await page.locator(".toast", { hasText: "opgeslagen" }).waitFor();
  assert.equal(await page.locator("dialog[open]").count(), 0);
  assert.equal(await page.locator('.steps [aria-current="step"]').innerText(), "Eerste contact gelegd");
});

demo.test("MKT-5: a call from the list asks for its outcome too", { device: "phone" }, async (page) => {
  const lead = await newLead("Sofie Terpstra");
  await demo.api(joost(), "POST", `/leads/${lead.id}/claim`);
  await demo.signIn(page, joost());
  await page.goto("/zonveer/my-leads?tab=new");
  await page.locator(`#mine-${lead.id} a[href^="tel:"]`).tap();
  await comeBack(page);
  const sheet = page.locator("dialog#dialog[open]");
  await sheet.locator("button[value=no_answer]").tap();
  await page.locator(".toast", { hasText: "opgeslagen" }).waitFor();
  assert.equal(await page.locator("dialog[open]").count(), 0, "the sheet stays open");
  const answer = await demo.api(joost(), "GET", `/leads/${lead.id}`);
  assert.equal((await answer.json()).stage, "contact_attempted");
});

demo.test("MKT-1, MKT-3: rows come and go by themselves", { device: "desktop" }, async (page) => {
  await demo.signIn(page, joost());
  await page.goto("/zonveer/home");
  await axe(page);
  const lead = await newLead("Yusuf Kaya");
  const row = page.locator(`#available-${lead.id}`);
  await row.waitFor({ timeout: 5000 });

  const claimed = await demo.api(demo.member({ email: "anouk@zonwerk-veluwe.example" }), "POST", `/leads/${lead.id}/claim`);
  assert.equal(claimed.status, 200, await claimed.text());
  await row.waitFor({ state: "detached", timeout: 5000 });
});

demo.test("A11Y-2: claims and logs with the keyboard alone", { device: "desktop" }, async (page) => {
  const lead = await newLead("Bakkerij Roelofs");
  await demo.signIn(page, joost());
  await page.goto("/zonveer/home");
  await page.locator(`#available-${lead.id} a.cover`).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/leads/${lead.id}`);
  await page.keyboard.press("c");
  await page.getByRole("heading", { level: 1, name: "Bakkerij Roelofs" }).waitFor();
  await page.keyboard.press("l");
  await page.locator("dialog#outcome[open]").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("s");
  const dialog = page.locator("dialog#dialog[open]");
  await dialog.waitFor();
  await dialog.locator("a.option").first().focus();
  await page.keyboard.press("Enter");
  await dialog.locator("form[method=post]").waitFor();
  await axe(page, { include: "dialog#dialog" });
  await dialog.locator("textarea").focus();
  await page.keyboard.type("ingesproken");
  await dialog.locator(".btn.primary").focus();
  await page.keyboard.press("Enter");
  await page.locator(".toast", { hasText: "opgeslagen" }).waitFor();
  await eventually(
    async () => ((await page.locator('.steps [aria-current="step"]').innerText()) === "Contact geprobeerd" ? true : undefined),
    "the stage on the page",
  );
});

demo.test("claims and logs without script", { script: false }, async (page) => {
  const lead = await newLead("Henk Wolters");
  await demo.signIn(page, joost());
  await page.goto(`/zonveer/leads/${lead.id}`);
  await page.locator(".actions .btn.primary").click();
  await page.getByRole("heading", { level: 1, name: "Henk Wolters" }).waitFor();
  await page.goto(`/zonveer/leads/${lead.id}/outcome`);
  await page.locator("button[value=no_answer]").click();
  assert.equal(await page.locator(".lead-title .badge").innerText(), "Contact geprobeerd");
});

for (const device of /** @type {const} */ (["desktop", "phone", "narrow"])) {
  demo.test(`A11Y-1: home, lead and its tabs on ${device}`, { device }, async (page) => {
    await demo.signIn(page, joost());
    await page.goto("/zonveer/my-leads");
    await axe(page);
    await fitsWidth(page);
    const lead = await page.locator("#mine a.cover").first().getAttribute("href");
    for (const tab of ["", "/activity", "/follow-up", "/contacts", "/seen-by"]) {
      await page.goto(lead + tab);
      await axe(page);
      await fitsWidth(page);
    }
  });
}
