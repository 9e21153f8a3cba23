// The demo as scripts meet it, and the harness itself: a check that cannot fail
// would let everything through.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, fitsWidth, linkIn, useDemo } from "./harness.mjs";

const demo = useDemo();

test("OPS-5: the demo names its workspace and a sign-in for every role", async () => {
  assert.deepEqual(demo.workspaces.map((workspace) => workspace.blueprint), ["solar-market"]);
  const [{ slug, members }] = demo.workspaces;
  assert.match(slug, /^[a-z0-9-]+$/);
  assert.ok(members.length >= 4, `${members.length} members`);
  for (const member of members) {
    for (const key of ["name", "email", "role", "unit", "token"]) {
      assert.equal(typeof member[key], "string", `${key} of ${member.email}`);
      assert.notEqual(member[key], "", `${key} of ${member.email}`);
    }
    // A program has its token and signs in nowhere.
    assert.equal(member.password === "", member.role === "integrator", `password of ${member.email}`);
    const answer = await demo.api(member, "GET", "/me");
    assert.equal(answer.status, 200, `the token of ${member.email}`);
  }
});

test("OPS-4: time goes forward by as much as was asked, and never back", async () => {
  const first = await demo.advance("1m");
  const second = await demo.advance("25h");
  const gone = second.getTime() - first.getTime();
  assert.ok(gone >= 25 * 3_600_000 && gone < 25 * 3_600_000 + 60_000, `${gone} ms`);
  await assert.rejects(demo.advanceTo(first));
});

test("OPS-6: nobody has mail at an address nobody has", async () => {
  assert.deepEqual(await demo.mails("nobody@nowhere.example"), []);
});

for (const device of /** @type {const} */ (["desktop", "phone", "narrow"])) {
  demo.test(`A11Y-1: signs in on ${device}`, { device }, async (page) => {
    await page.goto(`/${demo.workspaces[0].slug}/sign-in`);
    await axe(page);
    await fitsWidth(page);
    await demo.signIn(page, demo.workspaces[0].members[0]);
    await axe(page);
    await fitsWidth(page);
  });
}

demo.test("signs in without script", { script: false }, async (page) => {
  await demo.signIn(page, demo.workspaces[0].members[0]);
});

demo.test("the accessibility check finds what is wrong", {}, async (page) => {
  const body = (inner) => `<html lang="en"><title>t</title><main><h1>h</h1>${inner}</main></html>`;
  await page.setContent(body("<p>well</p>"));
  await axe(page);
  await page.setContent(body('<img src="x">'));
  await assert.rejects(axe(page), /image-alt/);
  await page.setContent(body('<style>@media (prefers-color-scheme: dark) { p { color: #ddd } }</style><p>pale</p>'));
  await assert.rejects(axe(page), /dark:\s+color-contrast/);
  const small = '<button style="width:9px;height:9px;padding:0" aria-label="x"></button>';
  await page.setContent(body(`<div style="font-size:0">${small}${small}</div>`));
  await assert.rejects(axe(page), /target-size/);
});

demo.test("the width check finds what is too wide", { device: "narrow" }, async (page) => {
  await page.setContent('<meta name="viewport" content="width=device-width"><p style="width:300px">fits</p>');
  await fitsWidth(page);
  await page.setContent('<meta name="viewport" content="width=device-width"><p style="width:900px">does not</p>');
  await assert.rejects(fitsWidth(page), /900|908|916/);
});

test("finds the link of a mail", () => {
  const mail = { to: "", subject: "", html: "", text: "See http://127.0.0.1:1/a (or <http://127.0.0.1:1/b/c>)." };
  assert.equal(linkIn(mail), "http://127.0.0.1:1/a");
  assert.equal(linkIn(mail, /\/b\//), "http://127.0.0.1:1/b/c");
  assert.throws(() => linkIn(mail, /\/z\//), /no link/);
});
