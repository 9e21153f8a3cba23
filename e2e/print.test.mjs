// A lead on paper: one A4 without the program around it.
import assert from "node:assert/strict";
import { useDemo } from "./harness.mjs";

const demo = useDemo();

/** @param {Buffer} pdf */
const sheets = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;

demo.test("MKT-9: a lead prints on one A4, without chrome", {}, async (page) => {
  await demo.signIn(page, demo.member({ email: "henk@zonwerk-veluwe.example" }));
  await page.goto("/zonveer/my-leads");
  const leads = await page.locator("#mine a.cover").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  assert.ok(leads.length > 2, `${leads.length} leads`);
  for (const lead of leads) {
    await page.goto(lead);
    assert.equal(sheets(await page.pdf({ format: "A4", preferCSSPageSize: true })), 1, lead);
  }
  await page.emulateMedia({ media: "print" });
  for (const chrome of [".sidebar", ".topbar", ".actions", ".tabs", ".demo-bar", ".crumbs"]) {
    assert.equal(await page.locator(chrome).isVisible(), false, chrome);
  }
  assert.ok(await page.locator("h1").isVisible());
});
