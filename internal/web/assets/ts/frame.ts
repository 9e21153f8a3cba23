// Runs inside an embedded form. Tells the page around it how tall the content is. That page's origin is known
// from the address the embed script built, and the browser delivers the message to no other.

function host(): string | null {
  try {
    return new URL(new URLSearchParams(location.search).get("host") ?? "").origin;
  } catch {
    return null;
  }
}

function start(origin: string): void {
  let last = 0;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === last) return;
    last = height;
    window.parent.postMessage({ sluice: "height", height }, origin);
  };
  new ResizeObserver(tell).observe(document.body);
  // The page around may have begun to listen only now.
  window.addEventListener("message", (event) => {
    if (event.origin !== origin || event.source !== window.parent) return;
    if ((event.data as { sluice?: unknown } | null)?.sluice !== "hello") return;
    last = 0;
    tell();
  });
  tell();
}

const around = host();
if (window.parent !== window && around) start(around);
