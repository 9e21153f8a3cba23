// A count that a live answer changed is lit once, so that the eye finds it.

const seen = new Map<string, string>();

function note(light: boolean): void {
  for (const count of document.querySelectorAll<HTMLElement>(".count[id]")) {
    const text = count.textContent ?? "";
    if (light && seen.has(count.id) && seen.get(count.id) !== text) count.classList.add("flash");
    seen.set(count.id, text);
  }
}

/** counts watches every count that has an id. */
export function counts(): void {
  note(false);
  document.addEventListener("htmx:after:swap", () => note(true));
  document.addEventListener("animationend", (event) => (event.target as Element).classList.remove("flash"));
}
