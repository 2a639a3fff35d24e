// Texts as they stand: documents, answers, zone files.
import { element } from "./dom.js";

// A text in lines, which scrolls by itself where it is wide; so it can be reached by the keyboard.
export function code(text, label) {
  return element("pre", { tabindex: "0", role: "region", "aria-label": label }, element("code", {}, text));
}
