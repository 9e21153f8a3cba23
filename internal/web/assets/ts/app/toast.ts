// Toasts leave after eight seconds, the time in which Undo is offered; pointer or focus on one holds it.
import { byId, each, on } from "./dom";

const stay = 8000;

function arm(toast: HTMLElement): void {
  let timer = 0;
  const start = () => (timer = window.setTimeout(() => toast.remove(), stay));
  const hold = () => window.clearTimeout(timer);
  for (const event of ["pointerenter", "focusin"]) toast.addEventListener(event, hold);
  for (const event of ["pointerleave", "focusout"]) toast.addEventListener(event, start);
  start();
}

/** say shows a sentence that is already in the reader's language. */
export function say(text: string): void {
  const stack = byId("toasts");
  if (!stack || !text) return;
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.setAttribute("role", "status");
  const words = document.createElement("span");
  words.className = "grow";
  words.textContent = text;
  toast.append(words);
  stack.append(toast);
  arm(toast);
}

// A closed action keeps its focus and says why when it is tapped. In the capture phase, before htmx sees it.
function refuse(): void {
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target instanceof Element ? event.target.closest("[aria-disabled='true']") : null;
      if (!button) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      say(byId(button.getAttribute("aria-describedby"))?.textContent ?? "");
    },
    true,
  );
}

/** toasts times what the server sent and answers closed actions. */
export function toasts(): void {
  each(() => {
    for (const toast of document.querySelectorAll<HTMLElement>("#toasts > .toast:not([data-timed])")) {
      toast.dataset.timed = "";
      arm(toast);
    }
  });
  refuse();
  on("click", ".toast [data-dismiss]", (button) => button.closest(".toast")?.remove());
  document.addEventListener("htmx:error", () => say(document.body.dataset.wordLost ?? ""));
}
