// Copy buttons: data-copy holds the text, or "#id" of the element whose text is meant; data-done the answer.
import { byId, on } from "./dom";
import { say } from "./toast";

/** copy wires the buttons. */
export function copy(): void {
  on("click", "[data-copy]", async (button) => {
    const source = button.dataset.copy ?? "";
    const element = source.startsWith("#") ? byId(source) : null;
    const text = element instanceof HTMLInputElement ? element.value : (element?.textContent ?? source);
    try {
      await navigator.clipboard.writeText(text);
      say(button.dataset.done ?? "");
    } catch {
      // Without permission the text is selected instead, one key press away from being copied.
      if (element) getSelection()?.selectAllChildren(element);
    }
  });
}
