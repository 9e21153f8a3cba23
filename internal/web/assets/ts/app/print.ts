// data-print on a button prints the page.
import { on } from "./dom";

/** print wires the buttons. */
export function print(): void {
  on("click", "[data-print]", () => window.print());
}
