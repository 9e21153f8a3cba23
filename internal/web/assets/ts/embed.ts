// The one script tag that puts a form on any site:
//
//   <script async src="https://leads.example/embed.js" data-workspace="zonveer" data-form="bereken"></script>
//
// data-workspace  the workspace, as in the address of its hosted pages; required
// data-form       the form, as in the same address; required
// data-lang       language of the form; without it the page's own
// data-target     selector of the element that takes the frame; without it the place of the script tag
// data-title      name of the frame for screen readers
//
// What brought the visitor travels with the form: UTM values, click ids, landing page and referrer.
import { origin as campaign } from "./embed/campaign";

const lowest = 200;
const highest = 20_000;

function address(script: HTMLScriptElement, workspace: string, form: string): URL {
  const url = new URL(`/${encodeURIComponent(workspace)}/embed/${encodeURIComponent(form)}`, script.src);
  url.searchParams.set("host", location.origin);
  const lang = script.dataset.lang || document.documentElement.lang.slice(0, 2);
  if (lang) url.searchParams.set("lang", lang);
  for (const [name, value] of campaign()) url.searchParams.set(name, value);
  return url;
}

function frame(url: URL, title: string): HTMLIFrameElement {
  const element = document.createElement("iframe");
  element.src = url.href;
  element.title = title;
  element.width = "100%";
  element.height = "640";
  element.setAttribute("frameborder", "0");
  element.referrerPolicy = "strict-origin-when-cross-origin";
  element.allow = "geolocation 'none'; camera 'none'; microphone 'none'";
  return element;
}

function resize(element: HTMLIFrameElement, origin: string): void {
  window.addEventListener("message", (event) => {
    if (event.origin !== origin || event.source !== element.contentWindow) return;
    const data = event.data as { sluice?: unknown; height?: unknown } | null;
    if (data?.sluice !== "height" || typeof data.height !== "number" || !Number.isFinite(data.height)) return;
    // An attribute, not a style: the host's own policy may forbid styles.
    element.height = String(Math.min(highest, Math.max(lowest, Math.ceil(data.height))));
  });
  element.addEventListener("load", () => element.contentWindow?.postMessage({ sluice: "hello" }, origin));
}

function put(script: HTMLScriptElement): void {
  const { workspace, form } = script.dataset;
  if (!workspace || !form || "done" in script.dataset) return;
  const url = address(script, workspace, form);
  const element = frame(url, script.dataset.title || form);
  const target = script.dataset.target ? document.querySelector(script.dataset.target) : null;
  if (script.dataset.target && !target) return;
  script.dataset.done = "";
  resize(element, url.origin);
  if (target) target.append(element);
  else script.after(element);
}

// document.currentScript is gone once a deferred callback runs, so it is taken now.
const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  put(script);
  // The target may stand further down than the script.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => put(script));
}
