// Asks before a domain is deleted.
import { element, freshId } from "./dom.js";
import { attempt } from "./waiting.js";

// A button that opens the question, and the question. remove() deletes, or throws what is wrong.
export function removal(name, remove) {
  const heading = freshId("question");
  const trouble = element("div");
  const yes = element("button", { type: "button", class: "danger", onclick: () => attempt(yes, trouble, remove) }, "Delete");
  const no = element("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Keep it");
  const dialog = element(
    "dialog",
    { "aria-labelledby": heading },
    element("h2", { id: heading }, `Delete ${name}?`),
    element("p", {}, "Mail apps are told nothing of it from then on. Mailboxes are not touched."),
    trouble,
    element("p", { class: "buttons" }, no, yes));
  const button = element("button", { type: "button", class: "quiet", onclick: () => dialog.showModal() }, "Delete this domain");
  return { nodes: [button, dialog], close: () => dialog.close() };
}
