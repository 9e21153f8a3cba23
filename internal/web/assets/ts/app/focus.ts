// Focus after a swap: htmx keeps it where the same element is still there. Where it is gone, it goes to what
// the answer marks with data-focus: the summary of a refused form, or the heading of a new part.

import { each } from "./dom";

/** focus wires it, for swaps and for a form that was refused without one. */
export function focus(): void {
  each(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    const goal = document.querySelector<HTMLElement>("[data-focus]:not([data-focused])");
    if (!goal) return;
    goal.dataset.focused = "";
    if (!lost && !goal.matches("[role=alert]")) return;
    if (!goal.matches("a,button,input,select,textarea,[tabindex]")) goal.tabIndex = -1;
    goal.focus();
  });
}
