// Proof of work: finds the number whose hash the server gave, while the visitor fills in the form. Hashing happens
// outside the page's thread, a batch at a time, so that typing never waits.

interface Challenge {
  algorithm: string;
  challenge: string;
  maxNumber: number;
  salt: string;
  signature: string;
}

const batch = 250;

const hex = (hash: ArrayBuffer) => Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");

const breathe = () => new Promise<void>((resolve) => window.setTimeout(resolve));

async function solve(c: Challenge): Promise<number | null> {
  const text = new TextEncoder();
  for (let from = 0; from <= c.maxNumber; from += batch) {
    const numbers = Array.from({ length: Math.min(batch, c.maxNumber - from + 1) }, (_, i) => from + i);
    const hashes = await Promise.all(numbers.map((n) => crypto.subtle.digest("SHA-256", text.encode(c.salt + n))));
    const found = hashes.findIndex((hash) => hex(hash) === c.challenge);
    if (found >= 0) return from + found;
    await breathe();
  }
  return null;
}

/** proof solves the form's challenge from the first touch on, and holds the form back until it is solved. */
export function proof(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("input[name=proof]");
  const given = form.dataset.challenge;
  // A browser calculates hashes on safe connections only; without, the server asks less of the form.
  if (!field || !given || !window.crypto?.subtle) return;
  const challenge = JSON.parse(given) as Challenge;
  let work: Promise<void> | undefined;
  const begin = () =>
    (work ??= solve(challenge).then((number) => {
      if (number === null) return;
      const { algorithm, challenge: hash, salt, signature } = challenge;
      field.value = btoa(JSON.stringify({ algorithm, challenge: hash, number, salt, signature }));
    }));
  form.addEventListener("focusin", begin, { once: true });
  form.addEventListener("input", begin, { once: true });

  let finished = false;
  form.addEventListener("submit", (event) => {
    if (finished || field.value) return;
    event.preventDefault();
    const button = event.submitter;
    const words = button?.textContent ?? "";
    button?.setAttribute("aria-busy", "true");
    if (button && form.dataset.wordChecking) button.textContent = form.dataset.wordChecking;
    // Whatever happens to the work, the form is sent: the server decides.
    void begin()
      .catch(() => undefined)
      .then(() => {
        finished = true;
        button?.removeAttribute("aria-busy");
        if (button) button.textContent = words;
        form.requestSubmit(button);
      });
  });
}
