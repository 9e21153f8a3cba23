// The browser of the tests: Debian's or any other Chromium of this machine, and
// the kinds of screen the pages are looked at on.
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";

/**
 * @typedef {"desktop" | "phone" | "narrow"} Device
 * @typedef {"light" | "dark"} Scheme
 */

/** @type {Record<Device, import("playwright-core").BrowserContextOptions>} */
const devices = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  narrow: { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true },
};

function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ["chromium", "chromium-browser", "google-chrome"];
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    for (const name of names) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // The next folder may have it.
      }
    }
  }
  throw new Error("no Chromium on this machine: scripts/install.sh test installs it, or set CHROMIUM");
}

/** Starts the browser. It reaches this machine only: a page that asks for anything else shows it. */
export function launchBrowser() {
  return chromium.launch({
    executablePath: executable(),
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ],
  });
}

/**
 * What a context of this device is opened with.
 * @param {Device} device
 * @param {import("playwright-core").BrowserContextOptions} more
 */
export function contextOptions(device, more) {
  if (!devices[device]) throw new Error(`no device ${device}: it is one of ${Object.keys(devices).join(", ")}`);
  return { ...devices[device], reducedMotion: "reduce", timezoneId: "Europe/Amsterdam", ...more };
}
