// A form on a page of another origin: one script tag, a frame that fits its content, and a request that knows
// where its sender came from.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before } from "node:test";
import { axe, eventually, fitsWidth, useDemo } from "./harness.mjs";

const demo = useDemo({ leads: 5 });

/** Somebody else's site: every address answers with a page that has the script tag in it. */
const shop = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://shop");
  const tag = `<script async src="${demo.url}/embed.js" data-workspace="zonveer" data-form="${url.pathname.slice(1)}"></script>`;
  // The strictest policy under which the tag can work: our script, our frame, no styles at all.
  response.setHeader("Content-Security-Policy", `default-src 'none'; script-src ${demo.url}; frame-src ${demo.url}`);
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(`<!doctype html><html lang="nl"><title>Winkel</title><meta name="viewport" content="width=device-width"><h1>Winkel</h1>${tag}`);
});
let origin = "";

before(async () => {
  shop.listen(0, "127.0.0.1");
  await once(shop, "listening");
  // Another host and another port: another origin, and another site as well.
  origin = `http://localhost:${/** @type {import("node:net").AddressInfo} */ (shop.address()).port}`;
});
after(() => shop.close());

/** @param {import("./harness.mjs").Page} page */
const heights = async (page) => {
  const frame = page.frameLocator("iframe");
  const inside = await frame.locator("body").evaluate((body) => Math.ceil(body.getBoundingClientRect().height));
  return { inside, outside: await page.locator("iframe").evaluate((element) => element.getBoundingClientRect().height) };
};

/** @param {import("./harness.mjs").Page} page */
const fits = (page) =>
  eventually(async () => {
    const { inside, outside } = await heights(page);
    return inside > 200 && Math.abs(inside - outside) <= 4 ? outside : undefined;
  }, "the frame is as tall as the form");

/** @param {import("./harness.mjs").Page} page @param {string} email */
async function fillIn(page, email) {
  const form = page.frameLocator("iframe").locator("#form");
  await form.locator("[name=name]").fill("Dirk van der Heijden");
  await form.locator("[name=phone]").fill("06 10002000");
  await form.locator("[name=email]").fill(email);
  await form.locator("[name=postcode]").fill("7315 KD");
  await form.locator("[name=consent]").check();
  return form;
}

demo.test("INT-1: a form on another site sends a request with its campaign", { device: "phone" }, async (page) => {
  await page.goto(`${origin}/terugbellen?utm_source=nieuwsbrief&utm_campaign=voorjaar&gclid=abc123`);
  const tall = await fits(page);
  const frame = page.frameLocator("iframe");
  const form = await fillIn(page, "dirk@heijden.example");
  await form.locator("[name=phone]").fill("06 1000 20");
  await form.locator("[data-send]").click();
  await frame.locator("#f-phone-error", { hasText: "2 cijfers" }).waitFor();
  assert.equal(await form.locator("[name=name]").inputValue(), "Dirk van der Heijden");
  await fits(page);

  await form.locator("[name=phone]").fill("06 10002000");
  await form.locator("[data-send]").click();
  await frame.locator("h1", { hasText: "Bedankt" }).waitFor();
  assert.ok((await fits(page)) < tall, "the frame shrinks with what it shows");

  const admin = demo.member({ role: "admin" });
  const lead = await eventually(async () => {
    const list = await (await demo.api(admin, "GET", "/leads?limit=50")).json();
    return list.items?.find((/** @type {any} */ one) => one.contact?.email === "dirk@heijden.example");
  }, "the request is among the leads");
  const whole = await (await demo.api(admin, "GET", `/leads/${lead.id}`)).json();
  assert.equal(whole.source, "website_embed");
  assert.equal(whole.campaign, "voorjaar");
  assert.equal(whole.tracking.utm_source, "nieuwsbrief");
  assert.equal(whole.tracking.gclid, "abc123");
  assert.equal(whole.tracking.landing, `${origin}/terugbellen`);
});

demo.test("SOL-1: the calculator works on another site", {}, async (page) => {
  await page.goto(`${origin}/bereken`);
  await fits(page);
  const frame = page.frameLocator("iframe");
  await frame.locator("[name=roof_area]").fill("21");
  await frame.locator("[name=postcode]").fill("7315 KD");
  await frame.locator("label:has([name=persons][value='3'])").click();
  await frame.locator(".score-big", { hasText: "7.852" }).waitFor();
  assert.equal(await frame.locator("[name=module_count]").inputValue(), "9");
  assert.equal(await frame.locator("#f-postcode-hint").textContent(), "Apeldoorn, Gelderland");
  await fits(page);
});

demo.test("INT-1: without script the hosted page does the same", { script: false }, async (page) => {
  await page.goto("/zonveer/f/bereken?utm_source=flyer");
  await page.locator("[name=roof_area]").fill("21");
  await page.locator("[name=consumption]").fill("3100");
  await page.locator("button[value=calculate]").first().click();
  await page.locator(".score-big", { hasText: "7.852" }).waitFor();
});

for (const [device, scheme] of /** @type {const} */ ([["desktop", "light"], ["desktop", "dark"], ["phone", "light"], ["narrow", "light"]])) {
  demo.test(`the public pages are accessible on ${device}, ${scheme}`, { device, scheme }, async (page) => {
    for (const path of ["/zonveer/f/bereken", "/zonveer/f/aanvraag", "/zonveer/f/terugbellen", "/zonveer/f/bereken/thanks"]) {
      await page.goto(path);
      await axe(page);
      await fitsWidth(page);
    }
  });
}

demo.test("SOL-1: the picture turns while the slider moves, and the result follows", {}, async (page) => {
  await page.goto("/zonveer/f/bereken?lang=en");
  const roof = page.locator("[data-house] .air-p").first();
  const before = await roof.getAttribute("points");
  const savings = await page.locator(".score-big").textContent();
  await page.locator("[name=direction]").fill("0");
  assert.notEqual(await roof.getAttribute("points"), before);
  assert.equal(await roof.getAttribute("visibility"), "hidden");
  assert.equal(await page.locator('[data-shown="f-direction"]').textContent(), "north, 0°");
  await page.waitForFunction((old) => document.querySelector(".score-big")?.textContent !== old, savings);
});

demo.test("INT-4: a request is followed and withdrawn by its private page", { device: "phone", locale: "en-GB" }, async (page) => {
  await page.goto("/zonveer/f/terugbellen");
  await page.locator("[name=name]").fill("Anna Bakker");
  await page.locator("[name=phone]").fill("06 10003000");
  await page.locator("[name=email]").fill("anna@bakker.example");
  await page.locator("[name=postcode]").fill("7315 KD");
  await page.locator("[name=consent]").check();
  await page.locator("[data-send]").click();
  await page.waitForURL(/\/thanks/);
  await page.locator('a[href*="/request/"]').click();
  await page.locator(".journey [aria-current=step]").waitFor();
  await axe(page);
  await fitsWidth(page);
  await page.locator('a[href$="/withdraw"]').click();
  await axe(page);
  await page.locator("main form button").click();
  await page.locator(".badge", { hasText: "Withdrawn" }).waitFor();
  await demo.mail("anna@bakker.example", /./);
});
