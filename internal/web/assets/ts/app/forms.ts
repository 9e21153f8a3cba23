// Forms: the pressed button says that it works and cannot be pressed twice; text that was typed survives a
// closed tab when its field asks for it with data-keep; a choice that acts at once sends its form.
import { each, on, stored } from "./dom";

type Field = HTMLInputElement | HTMLTextAreaElement;

function busy(form: HTMLFormElement, submitter: HTMLElement | null): void {
  form.dataset.sending = "";
  (submitter ?? form.querySelector<HTMLElement>("button:not([type=button])"))?.setAttribute("aria-busy", "true");
}

function idle(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLElement>("form[data-sending]")) delete form.dataset.sending;
  for (const button of root.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
}

function guard(): void {
  // In the capture phase, so that htmx does not see the second press either.
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target as HTMLFormElement;
      if (form.method === "dialog" || form.target === "_blank" || form.hasAttribute("data-again")) return;
      if ("sending" in form.dataset) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      // After the event: a disabled or changed submitter would not send its own value.
      window.setTimeout(() => {
        if (!event.defaultPrevented || form.matches("[hx-post],[hx-get],[hx-action]")) busy(form, event.submitter);
      });
    },
    true,
  );
  document.addEventListener("htmx:finally:request", () => window.setTimeout(() => idle(document)));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) idle(document);
  });
}

const kept = (field: Field) => `keep:${location.pathname}:${field.dataset.keep ?? ""}`;

function keep(): void {
  on("input", "[data-keep]", (field) => stored.set(kept(field as Field), (field as Field).value));
  document.addEventListener("htmx:finally:request", (event) => {
    const ctx = (event as CustomEvent<{ ctx: { sourceElement?: Element; response?: { status: number } } }>).detail.ctx;
    if (!ctx.response || ctx.response.status >= 400) return;
    for (const field of ctx.sourceElement?.querySelectorAll<Field>("[data-keep]") ?? []) stored.drop(kept(field));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.matches("[hx-post]")) return;
    for (const field of form.querySelectorAll<Field>("[data-keep]")) stored.drop(kept(field));
  });
  each(() => {
    for (const field of document.querySelectorAll<Field>("[data-keep]")) {
      const text = stored.get(kept(field));
      if (text && !field.value) field.value = text;
    }
  });
}

/** forms wires the double-press guard, kept text, and fields that send their form on change. */
export function forms(): void {
  guard();
  keep();
  on("change", "[data-autosubmit]", (field) => field.closest("form")?.requestSubmit());
}
