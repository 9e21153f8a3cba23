// The keyboard map. Keys live in the page as data-key="n" or data-key="g h" on links and buttons, so a page
// offers exactly what its reader may do. Single keys are off while a field has focus, or when the member
// switched them off (data-keys="off" on the body).
import { byId } from "./dom";

const sequence = 1000;
let lead = "";
let leadUntil = 0;

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox],[type=radio]),textarea,select"));
}

function shown(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}

function press(key: string): boolean {
  const found = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)];
  const scope = document.querySelector<HTMLElement>("dialog[open]");
  const target = found.find((element) => shown(element) && (!scope || scope.contains(element)));
  if (!target) return false;
  if (target.matches("input,textarea,select")) target.focus();
  else target.click();
  return true;
}

// j and k walk over what the page marks as a row; the row's own link takes the focus.
function step(by: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")].filter(shown);
  if (rows.length === 0) return false;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
  const goal = next?.matches("a,button") ? next : next?.querySelector<HTMLElement>("a.main,a.cover,a,button");
  goal?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return true;
}

function map(): boolean {
  const dialog = byId<HTMLDialogElement>("keymap");
  if (!(dialog instanceof HTMLDialogElement)) return false;
  if (!dialog.open) dialog.showModal();
  return true;
}

function act(key: string, at: number): boolean {
  if (lead && at < leadUntil) {
    const both = `${lead} ${key}`;
    lead = "";
    return press(both);
  }
  if (key === "g") {
    lead = key;
    leadUntil = at + sequence;
    return true;
  }
  if (press(key)) return true;
  if (key === "?") return map();
  if (key === "j") return step(1);
  if (key === "k") return step(-1);
  return false;
}

/** keys listens for the map. */
export function keys(): void {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      if (press("mod k")) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.body.dataset.keys === "off" || typing(event.target)) return;
    if (act(event.key, event.timeStamp)) event.preventDefault();
  });
}
