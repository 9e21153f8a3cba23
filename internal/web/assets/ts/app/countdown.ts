// Ticks what the server rendered as a countdown. The end is the element's datetime; the difference between
// the server's clock and this one comes from data-now, so that a phone with a wrong clock, or the demo's
// moved time, counts right. Nothing is decided here: at zero the nearest [data-refresh] asks the server.
import { each } from "./dom";

const loaded = performance.now();
// The program may be a moment late with what a deadline brings; asking every second would not hurry it.
const pause = 3000;
let askedAt = -pause;

function now(element: HTMLElement): number {
  const at = Date.parse(element.dataset.now ?? "");
  const seen = Number(element.dataset.seen ?? loaded);
  return Number.isNaN(at) ? Date.now() : at + performance.now() - seen;
}

function write(element: HTMLElement, seconds: number): void {
  const parts: Record<string, number> = {
    d: Math.floor(seconds / 86_400),
    h: Math.floor(seconds / 3600) % 24,
    m: Math.floor(seconds / 60) % 60,
    s: seconds % 60,
  };
  for (const field of element.querySelectorAll<HTMLElement>("[data-part]")) {
    const value = parts[field.dataset.part ?? ""] ?? 0;
    const text = field.dataset.part === "d" ? String(value) : String(value).padStart(2, "0");
    if (field.textContent !== text) field.textContent = text;
  }
}

function finish(element: HTMLElement): void {
  if (performance.now() - askedAt < pause) return;
  askedAt = performance.now();
  element.dataset.ended = "";
  // Not bubbling: a region around this one has no reason to fetch itself.
  element.closest("[data-refresh]")?.dispatchEvent(new CustomEvent("refresh"));
}

function tick(): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-countdown]:not([data-ended])")) {
    const end = Date.parse(element.getAttribute("datetime") ?? "");
    if (Number.isNaN(end)) continue;
    // Rounded up: 0 is shown when the time is over, not a second before.
    const left = Math.max(0, Math.ceil((end - now(element)) / 1000));
    write(element, left);
    if (left === 0) finish(element);
  }
}

/** countdown starts the ticking, once a second for the whole page. */
export function countdown(): void {
  each(() => {
    for (const element of document.querySelectorAll<HTMLElement>("[data-countdown]:not([data-seen])")) {
      element.dataset.seen = String(performance.now());
    }
    tick();
  });
  window.setInterval(tick, 1000);
}
