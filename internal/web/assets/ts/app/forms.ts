// Forms: the pressed button says that it works and cannot be pressed twice; text that was typed survives a
// closed tab when its field asks for it with data-keep; a choice that acts at once sends its form.
import { each, on, stored } from "./dom";

type Field = HTMLInputElement | HTMLTextAreaElement;

function busy(form: HTMLFormElement, submitter: HTMLElement | null): void {
  (submitter ?? form.querySelector<HTMLElement>("button:not([type=button])"))?.setAttribute("aria-busy", "true");
}

function idle(form: HTMLElement): void {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

function source(event: Event): HTMLElement | null {
  const element = (event as CustomEvent<{ ctx?: { sourceElement?: unknown } }>).detail.ctx?.sourceElement;
  return element instanceof HTMLElement ? element : null;
}

function guardForms(): void {
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
      form.dataset.sending = "";
      // After the event, when it is known whether it is sent: by the browser, or by htmx.
      window.setTimeout(() => {
        if (!event.defaultPrevented || form.matches("[hx-post],[hx-get],[hx-action]")) busy(form, event.submitter);
        else idle(form);
      });
    },
    true,
  );
  // Only the form that was answered: a live region that fetched itself meanwhile frees nobody else's button.
  document.addEventListener("htmx:finally:request", (event) => {
    const form = source(event);
    if (form instanceof HTMLFormElement) window.setTimeout(() => idle(form));
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.querySelectorAll<HTMLElement>("form[data-sending]")) idle(form);
  });
}

// Buttons that ask by themselves, without a form.
function guardButtons(): void {
  const mark = (event: Event, on: boolean) => {
    const button = source(event);
    if (!(button instanceof HTMLButtonElement)) return;
    if (on) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
  };
  document.addEventListener("htmx:before:request", (event) => mark(event, true));
  document.addEventListener("htmx:finally:request", (event) => mark(event, false));
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target instanceof Element ? event.target.closest("button[aria-busy='true']") : null;
      if (!button) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
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
  guardForms();
  guardButtons();
  keep();
  on("change", "[data-autosubmit]", (field) => field.closest("form")?.requestSubmit());
}
