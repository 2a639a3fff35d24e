// How it is told that something did not work.
import { element, freshId } from "./dom.js";

// A panel that is read out as it appears.
export function problemPanel(problem, again = null) {
  const heading = freshId("problem");
  return element(
    "section",
    { class: "panel bad", role: "alert", "aria-labelledby": heading },
    element("h2", { id: heading }, problem.title ?? "This page has a fault"),
    element("p", {}, problem.message),
    problem.wait ? element("p", {}, `Try again in ${seconds(problem.wait)}.`) : null,
    problem.errors?.length ? findings(problem.errors) : null,
    again ? element("p", {}, element("button", { type: "button", class: "quiet", onclick: again }, "Try again")) : null);
}

// What is said of places in a document.
export function findings(all) {
  return element("ul", { class: "findings" }, all.map(({ pointer, detail }) =>
    element("li", {}, pointer ? [element("code", {}, pointer), " "] : null, detail)));
}

// A length of time in words.
export function seconds(count) {
  return count === 1 ? "1 second" : count < 120 ? `${count} seconds` : `${Math.ceil(count / 60)} minutes`;
}

// A panel that says that all is well. Where it does not come with the focus, say() says it as well.
export function goodPanel(text, ...more) {
  return element("div", { class: "panel good" }, element("p", {}, element("strong", {}, text)), more);
}
