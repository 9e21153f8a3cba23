// Small helpers for delegated events, which also serve what a swap brings in later.

/** on calls run when an event of the type reaches an element that matches, or one inside it. */
export function on<K extends keyof DocumentEventMap>(
  type: K,
  selector: string,
  run: (element: HTMLElement, event: DocumentEventMap[K]) => void,
): void {
  document.addEventListener(type, (event) => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
    if (element) run(element, event);
  });
}

/** each visits what matches now, and again after every swap. */
export function each(run: () => void): void {
  run();
  document.addEventListener("htmx:after:swap", run);
}

/** byId is the element that a "#name" or plain name points at. */
export function byId<T extends HTMLElement>(name: string | null | undefined): T | null {
  return name ? (document.getElementById(name.replace(/^#/, "")) as T | null) : null;
}

/** stored reads and remembers for this tab; both are silent where the browser refuses. */
export const stored = {
  get(key: string): string | null {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key: string, value: string): void {
    try {
      sessionStorage.setItem(key, value);
    } catch {
      // A full or forbidden store costs only the convenience.
    }
  },
  drop(key: string): void {
    try {
      sessionStorage.removeItem(key);
    } catch {
      // Same as above.
    }
  },
};
