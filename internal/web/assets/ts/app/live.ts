// The live stream. Every event of the stream named T reaches the body as "live:T", so that any element may
// say hx-trigger="live:market from:body". An EventSource hears only names it was told, therefore the names
// are read from those attributes, and from data-live-topics for scripts.
import { each } from "./dom";

const first = 1000;
const longest = 30_000;
// Browsers allow few connections to one host: pages that nobody looks at give theirs back.
const unseen = 60_000;

let source: EventSource | null = null;
let wait = first;
let timer = 0;
const heard = new Set<string>();

function wanted(): Set<string> {
  const topics = new Set((document.body.dataset.liveTopics ?? "").split(/\s+/).filter(Boolean));
  for (const element of document.querySelectorAll("[hx-trigger*='live:']")) {
    for (const found of (element.getAttribute("hx-trigger") ?? "").matchAll(/live:([\w.-]+)/g)) {
      if (found[1]) topics.add(found[1]);
    }
  }
  return topics;
}

function listen(): void {
  if (!source) return;
  for (const topic of wanted()) {
    if (heard.has(topic)) continue;
    heard.add(topic);
    source.addEventListener(topic, (event: MessageEvent<string>) => tell(topic, event.data));
  }
}

function tell(topic: string, data: string): void {
  document.body.dispatchEvent(new CustomEvent(`live:${topic}`, { detail: { data } }));
}

function show(off: boolean): void {
  for (const element of document.querySelectorAll<HTMLElement>(".live")) {
    element.toggleAttribute("data-off", off);
    const word = off ? element.dataset.wordOff : element.dataset.wordOn;
    if (word) element.textContent = word;
  }
}

function close(): void {
  source?.close();
  source = null;
  heard.clear();
}

// After a gap nobody knows what was missed: every topic is told once, and the regions fetch themselves anew.
function opened(again: boolean): void {
  wait = first;
  show(false);
  if (again) for (const topic of heard) tell(topic, "");
}

function connect(url: string, again: boolean): void {
  stop();
  source = new EventSource(url);
  source.onopen = () => opened(again);
  source.onerror = () => {
    close();
    show(true);
    window.clearTimeout(timer);
    // Spread, so that a thousand pages do not come back in the same instant after a restart.
    timer = window.setTimeout(() => connect(url, true), wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, longest);
  };
  listen();
}

function rest(url: string): void {
  let hide = 0;
  document.addEventListener("visibilitychange", () => {
    window.clearTimeout(hide);
    if (document.visibilityState === "hidden") hide = window.setTimeout(stop, unseen);
    else if (!source) connect(url, true);
  });
}

function stop(): void {
  window.clearTimeout(timer);
  close();
}

/** live opens the stream that the body names in data-live, if any. */
export function live(): void {
  const url = document.body.dataset.live;
  if (!url) return;
  connect(url, false);
  each(listen);
  rest(url);
  window.addEventListener("pagehide", stop);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) connect(url, true);
  });
}
