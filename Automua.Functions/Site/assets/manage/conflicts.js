// What is said when somebody else was quicker.
import { element } from "./dom.js";
import { code } from "./texts.js";

// A panel about a domain that is not as it was. What is stored now is null when the domain is gone.
export function conflictPanel(theirs, { load, overwrite }) {
  return element(
    "section",
    { class: "panel warn", role: "alert", "aria-label": "Conflict" },
    element("h2", {}, theirs === null ? "Somebody else deleted this domain" : "Somebody else changed this domain"),
    element("p", {}, "It is not as it was when you opened it. Nothing was saved."),
    theirs === null ? null : element("details", {}, element("summary", {}, "What is stored now"), code(JSON.stringify(theirs, null, 2), "What is stored now")),
    element(
      "p",
      { class: "buttons" },
      theirs === null ? null : element("button", { type: "button", onclick: load }, "Load theirs"),
      element("button", { type: "button", class: "quiet", onclick: overwrite }, theirs === null ? "Store mine anew" : "Save mine over it")));
}
