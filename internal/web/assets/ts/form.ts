// The script of public forms. Without it they work too: the server calculates when asked, and takes a form without
// proof a few times an hour.
import { calculator } from "./form/calculator";
import { proof } from "./form/proof";

const form = document.querySelector<HTMLFormElement>("form[data-challenge]");
if (form) {
  proof(form);
  calculator(form);
}
