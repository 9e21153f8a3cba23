// Tabs scroll sideways where they do not fit; the one that is open is in sight.
import { each } from "./dom";

/** tabs brings the open tab into sight, now and after every swap. */
export function tabs(): void {
  each(() => {
    for (const tab of document.querySelectorAll<HTMLElement>(".tabs [aria-selected=true]")) {
      const bar = tab.parentElement;
      if (bar && bar.scrollWidth > bar.clientWidth) bar.scrollLeft = tab.offsetLeft - (bar.clientWidth - tab.offsetWidth) / 2;
    }
  });
}
