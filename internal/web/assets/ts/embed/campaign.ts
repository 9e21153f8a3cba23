// What brought the visitor here. The first page of a visit carries the campaign in its address; the form may
// stand two clicks further, so it is remembered for the tab.

const names = /^(utm_[a-z]{2,20}|gclid|gbraid|wbraid|dclid|fbclid|msclkid|ttclid|li_fat_id)$/;
const longest = 300;
const key = "sluice-campaign";

function first(): [string, string][] {
  const found: [string, string][] = [];
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (names.test(name) && value) found.push([name, value.slice(0, longest)]);
  }
  found.push(["landing", (location.origin + location.pathname).slice(0, longest)]);
  if (document.referrer) found.push(["referrer", document.referrer.split(/[?#]/)[0]?.slice(0, longest) ?? ""]);
  return found;
}

function named(pairs: [string, string][]): boolean {
  return pairs.some(([name]) => names.test(name));
}

/** origin is the campaign of this visit as query pairs: the page's own, if it names one, else the remembered. */
export function origin(): [string, string][] {
  const here = first();
  try {
    const kept = sessionStorage.getItem(key);
    if (kept && !named(here)) return JSON.parse(kept) as [string, string][];
    sessionStorage.setItem(key, JSON.stringify(here));
  } catch {
    // Storage may be forbidden; then this page is all that is known.
  }
  return here;
}
