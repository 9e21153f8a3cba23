// The script of every page inside and outside. Pages work without it; it adds speed.
import "./app/htmx";
import { copy } from "./app/copy";
import { countdown } from "./app/countdown";
import { counts } from "./app/counts";
import { dialogs } from "./app/dialog";
import { focus } from "./app/focus";
import { forms } from "./app/forms";
import { keys } from "./app/keys";
import { live } from "./app/live";
import { print } from "./app/print";
import { tabs } from "./app/tabs";
import { theme } from "./app/theme";
import { toasts } from "./app/toast";

for (const start of [toasts, dialogs, forms, copy, theme, keys, focus, counts, countdown, live, print, tabs]) start();
