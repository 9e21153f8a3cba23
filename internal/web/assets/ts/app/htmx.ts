// htmx, with everything switched off that would need eval: trigger filters, hx-on and js: values.
// The rest of its settings stand in a meta element, because htmx reads them while it loads.
import htmx from "htmx.org";

interface Inside {
  initSecurity(policy: null, sync: unknown, async: unknown): void;
}

function Refused(): never {
  throw new Error("scripts in attributes are not run");
}

htmx.registerExtension("no-eval", {
  init: (api: Inside) => api.initSecurity(null, Refused, Refused),
});

export default htmx;
