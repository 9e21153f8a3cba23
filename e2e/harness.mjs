// Starts the demo and gives tests what a person has: a browser, a sign-in, a
// mailbox, and time that passes when asked to.
//
//   const demo = useDemo();
//   demo.test("claims a lead", { device: "phone" }, async (page) => {
//     await demo.signIn(page, demo.member({ role: "installer" }));
//     ...
//     await axe(page);
//   });
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { contextOptions, launchBrowser } from "./browser.mjs";

export { axe, fitsWidth } from "./checks.mjs";

/**
 * @typedef {import("playwright-core").Page} Page
 * @typedef {{name: string, email: string, password: string, role: string, unit: string, token: string}} Member
 * @typedef {{slug: string, blueprint: string, members: Member[]}} Workspace
 * @typedef {{to: string, subject: string, text: string, html: string}} Mail
 * @typedef {{device?: import("./browser.mjs").Device, scheme?: import("./browser.mjs").Scheme, locale?: string, script?: boolean}} Screen
 */

const here = path.dirname(fileURLToPath(import.meta.url));
const program = process.env.SLUICE_BIN ?? path.join(here, "..", "bin", "sluice");
const results = path.join(here, "results");

/** A port that was free a moment ago. @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  await once(server, "close");
  return port;
}

/**
 * Asks until the answer is there.
 * @template T
 * @param {() => Promise<T | undefined>} ask
 * @param {string} what named in the error
 * @param {number} [timeout] milliseconds
 * @returns {Promise<T>}
 */
export async function eventually(ask, what, timeout = 10_000) {
  const end = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`not within ${timeout} ms: ${what}`);
    await pause(50);
  }
}

/** One running demo with its browser. */
class Demo {
  /** @type {string} */ url = "";
  /** @type {Workspace[]} */ workspaces = [];
  #dir = "";
  #output = "";
  /** @type {import("node:child_process").ChildProcess | undefined} */ #process;
  /** @type {import("playwright-core").Browser | undefined} */ #browser;

  /** @param {{leads: number, blueprint?: string, args: string[]}} options */
  async start({ leads, blueprint, args }) {
    this.#dir = await mkdtemp(path.join(tmpdir(), "sluice-e2e-"));
    const credentials = path.join(this.#dir, "credentials.json");
    const all = ["demo", "--addr", `127.0.0.1:${await freePort()}`, "--dir", path.join(this.#dir, "data")];
    all.push("--credentials", credentials, "--leads", String(leads), ...args);
    if (blueprint) all.push("--blueprint", blueprint);
    const child = spawn(program, all, { stdio: ["ignore", "pipe", "pipe"] });
    this.#process = child;
    child.on("error", (error) => (this.#output += String(error)));
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (this.#output += text));

    const text = await eventually(
      async () => {
        if (!this.#running()) throw new Error(`sluice demo ended:\n${this.#output}`);
        return existsSync(credentials) ? readFile(credentials, "utf8") : undefined;
      },
      `${credentials}\n${this.#output}`,
      60_000,
    );
    Object.assign(this, JSON.parse(text));
    this.#browser = await launchBrowser();
  }

  async stop() {
    await this.#browser?.close();
    if (this.#process && this.#running()) {
      const ended = once(this.#process, "exit");
      this.#process.kill("SIGTERM");
      const late = setTimeout(() => this.#process?.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(late);
    }
    if (this.#dir) await rm(this.#dir, { recursive: true, force: true });
  }

  #running() {
    return this.#process?.pid !== undefined && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** What the program has written so far. */
  get output() {
    return this.#output;
  }

  /**
   * The first member that is all of what is asked for.
   * @param {Partial<Member>} wanted
   * @returns {Member}
   */
  member(wanted) {
    const fits = (/** @type {any} */ member) => Object.entries(wanted).every(([key, value]) => member[key] === value);
    const found = this.workspaces.flatMap((workspace) => workspace.members).find(fits);
    assert.ok(found, `the demo has no member like ${JSON.stringify(wanted)}`);
    return found;
  }

  /**
   * Opens a context of its own: one person at one screen. The caller closes it.
   * @param {Screen} [screen]
   */
  async open({ device = "desktop", scheme = "light", locale = "nl-NL", script = true } = {}) {
    const options = contextOptions(device, { baseURL: this.url, colorScheme: scheme, locale, javaScriptEnabled: script });
    assert.ok(this.#browser, "the demo has not started");
    return this.#browser.newContext(options);
  }

  /**
   * Signs a member in on the sign-in page of its workspace.
   * @param {Page} page
   * @param {Member} member
   */
  async signIn(page, member) {
    const workspace = this.workspaces.find(({ members }) => members.some(({ email }) => email === member.email));
    await page.goto(`/${workspace?.slug}/sign-in`);
    const form = page.locator("form", { has: page.locator("input[type=password]") });
    await form.locator("input[type=email]").fill(member.email);
    await form.locator("input[type=password]").fill(member.password);
    await Promise.all([
      page.waitForURL((url) => !url.pathname.endsWith("/sign-in"), { waitUntil: "load" }),
      form.locator("button:not([type=button])").first().click(),
    ]);
  }

  /**
   * Calls the API as a member.
   * @param {Member} member
   * @param {string} method
   * @param {string} where path below /api/v1
   * @param {unknown} [body]
   */
  async api(member, method, where, body) {
    const headers = { authorization: `Bearer ${member.token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) };
    return fetch(new URL(`/api/v1${where}`, this.url), { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  }

  /**
   * Moves the demo's clock forward and waits until all that was due has been done.
   * @param {string} by such as "25h"
   * @returns {Promise<Date>} the demo's time afterwards
   */
  async advance(by) {
    return this.#clock({ advance: by });
  }

  /** Moves the demo's clock to a later moment. @param {Date} at @returns {Promise<Date>} */
  async advanceTo(at) {
    return this.#clock({ at: at.toISOString() });
  }

  /** @param {object} body */
  async #clock(body) {
    const answer = await fetch(new URL("/demo/clock", this.url), {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    assert.equal(answer.status, 200, `POST /demo/clock: ${text}`);
    return new Date(JSON.parse(text).now);
  }

  /** The mails sent to an address. @param {string} to @returns {Promise<Mail[]>} */
  async mails(to) {
    const answer = await fetch(new URL(`/demo/mail?to=${encodeURIComponent(to)}`, this.url), { headers: { accept: "application/json" } });
    assert.equal(answer.status, 200, "GET /demo/mail");
    return answer.json();
  }

  /**
   * Waits for a mail to an address whose subject fits.
   * @param {string} to
   * @param {RegExp} subject
   */
  mail(to, subject) {
    const look = async () => (await this.mails(to)).find((mail) => subject.test(mail.subject));
    return eventually(look, `a mail to ${to} with a subject like ${subject}`);
  }

  /**
   * A test with a page of its own. It also fails on an error in the page's
   * scripts and on anything the page's security policy had to refuse.
   * @param {string} name
   * @param {Screen} screen
   * @param {(page: Page, t: import("node:test").TestContext) => Promise<void>} run
   */
  test(name, screen, run) {
    test(name, { timeout: 120_000 }, async (t) => {
      const context = await this.open(screen);
      const troubles = watch(context);
      try {
        const page = await context.newPage();
        await run(page, t);
        assert.deepEqual(troubles, [], "errors in the pages");
      } catch (error) {
        await picture(context, name);
        throw error;
      } finally {
        await context.close();
      }
    });
  }
}

/**
 * Collects what goes wrong inside the pages of a context.
 * @param {import("playwright-core").BrowserContext} context
 */
function watch(context) {
  /** @type {string[]} */
  const troubles = [];
  context.on("weberror", (error) => troubles.push(String(error.error())));
  context.on("console", (message) => {
    if (message.type() === "error" && /Content.Security.Policy/i.test(message.text())) troubles.push(message.text());
  });
  return troubles;
}

/**
 * Leaves a picture of every open page in e2e/results.
 * @param {import("playwright-core").BrowserContext} context
 * @param {string} name
 */
async function picture(context, name) {
  await mkdir(results, { recursive: true });
  const stem = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  for (const [i, page] of context.pages().entries()) {
    const file = path.join(results, `${stem}${i ? `-${i + 1}` : ""}.png`);
    // A page that is gone leaves no picture, and must not hide why the test failed.
    await page.screenshot({ path: file, fullPage: true }).catch(() => {});
  }
}

/**
 * The link in a mail that goes to the path.
 * @param {Mail} mail
 * @param {RegExp} [where]
 */
export function linkIn(mail, where = /./) {
  const links = mail.text.match(/https?:\/\/[^\s<>"')\]]+/g) ?? [];
  const found = links.find((link) => where.test(link));
  assert.ok(found, `no link like ${where} in:\n${mail.text}`);
  return found;
}

/**
 * One demo for all tests of a file.
 * @param {{leads?: number, blueprint?: string, args?: string[]}} [options]
 */
export function useDemo({ leads = 60, blueprint = "solar-market", args = [] } = {}) {
  const demo = new Demo();
  before(() => demo.start({ leads, blueprint, args }), { timeout: 90_000 });
  after(() => demo.stop());
  return demo;
}
