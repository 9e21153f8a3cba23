// Dialogs open and close by attributes: data-open="#id" on a button or link, data-close inside.
// Content fetched into the page's one <dialog id="dialog"> opens it by itself. Without script the same
// links lead to pages of their own.
import { byId, on, stored } from "./dom";
import htmx from "./htmx";

const called = "called";

function open(dialog: HTMLDialogElement | null): void {
  if (dialog && !dialog.open) dialog.showModal();
}

function openNamed(name: string | undefined): boolean {
  const dialog = byId<HTMLDialogElement>(name);
  if (!(dialog instanceof HTMLDialogElement)) return false;
  open(dialog);
  return true;
}

function closeAll(): void {
  for (const dialog of document.querySelectorAll<HTMLDialogElement>("dialog[open]")) dialog.close();
}

// A call leaves the page. What asks for its outcome is remembered, and opens on return: "#id" of a dialog in the
// page, or the address of a form to fetch into one.
function outcome(): void {
  on("click", "a[data-outcome]", (link) => stored.set(called, `${location.pathname} ${link.dataset.outcome}`));
  const back = () => {
    if (document.visibilityState !== "visible") return;
    const [path, ask] = (stored.get(called) ?? "").split(" ");
    if (!ask || path !== location.pathname) return;
    stored.drop(called);
    if (ask.startsWith("#")) openNamed(ask);
    else void htmx.ajax("GET", ask, { target: "#dialog", swap: "innerHTML" });
  };
  document.addEventListener("visibilitychange", back);
  window.addEventListener("pageshow", back);
}

function fetched(): void {
  document.addEventListener("htmx:after:swap", (event) => {
    const target = (event as CustomEvent<{ ctx?: { target?: unknown } }>).detail.ctx?.target;
    if (!(target instanceof HTMLDialogElement)) return;
    if (target.childElementCount === 0) return target.close();
    if (!target.open) closeAll(); // the sheet whose choice asks more
    open(target);
  });
  document.addEventListener("dialog:close", closeAll);
}

/** dialogs wires opening, closing, the scrim, and the outcome sheet. */
export function dialogs(): void {
  on("click", "[data-open]", (button, event) => {
    if (openNamed(button.dataset.open)) event.preventDefault();
  });
  on("click", "[data-close]", (button, event) => {
    const dialog = button.closest("dialog");
    if (!dialog) return;
    event.preventDefault();
    dialog.close();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof HTMLDialogElement && event.target.open) event.target.close();
  });
  fetched();
  outcome();
}
