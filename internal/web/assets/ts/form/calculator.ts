// The calculator's page: sliders say where they stand, the picture follows, and what the server proposes is taken
// over. Every figure comes from the server.
import { house } from "./house";

function shown(slider: HTMLInputElement): string {
  const degrees = `${slider.value}°`;
  const words = slider.dataset.words?.split("|");
  if (!words) return degrees;
  return `${words[Math.round(Number(slider.value) / (360 / words.length)) % words.length]}, ${degrees}`;
}

function follow(form: HTMLFormElement): void {
  const picture = form.querySelector<SVGElement>("[data-house]");
  const slider = (name: string) => form.querySelector<HTMLInputElement>(`input.range[name=${name}]`);
  const [slope, direction] = [slider("slope"), slider("direction")];
  if (!picture || !slope || !direction) return;
  const draw = () => house(picture, Number(slope.value), Number(direction.value));
  for (const one of [slope, direction]) {
    one.addEventListener("input", () => {
      const text = shown(one);
      const label = form.querySelector(`[data-shown="${one.id}"]`);
      if (label) label.textContent = text;
      one.setAttribute("aria-valuetext", text);
      draw();
    });
  }
}

// A proposal is taken over where the visitor is not just typing; the server keeps apart what was typed.
function propose(form: HTMLFormElement): void {
  document.addEventListener("htmx:after:swap", () => {
    for (const proposal of form.querySelectorAll<HTMLInputElement>("[data-fill]")) {
      const field = form.elements.namedItem(proposal.dataset.fill ?? "");
      if (field instanceof HTMLInputElement && field !== document.activeElement) field.value = proposal.value;
    }
  });
}

/** calculator wires the form, if it is one that calculates. */
export function calculator(form: HTMLFormElement): void {
  follow(form);
  propose(form);
}
