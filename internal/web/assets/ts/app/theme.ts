// The colour scheme follows the choice at once; the server stores it with the same form.
import { on } from "./dom";

/** theme wires fields named by data-theme-choice; an empty value leaves it to the system. */
export function theme(): void {
  on("change", "[data-theme-choice]", (field) => {
    const value = (field as HTMLInputElement | HTMLSelectElement).value;
    if (value) document.documentElement.dataset.theme = value;
    else delete document.documentElement.dataset.theme;
  });
}
