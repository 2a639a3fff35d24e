// What the lists of domains and of providers have in common: a search, pages, and how many there are.
import { element } from "./dom.js";
import { withQuery } from "./links.js";
import { textField } from "./fields.js";

export const PageSize = 100;

// A form that leads to the list of what matches. The field's value is in the address, so that going back works.
export function search(label, address, query, ...fields) {
  const words = textField(label, { type: "search", name: "query", value: query.query ?? "" });
  return element(
    "form",
    {
      class: "search",
      role: "search",
      onsubmit: event => {
        event.preventDefault();
        const said = Object.fromEntries(fields.map(({ input }) => [input.name, input.value.trim()]));
        location.hash = withQuery(address, { query: words.input.value.trim(), ...said });
      },
    },
    words.node,
    fields.map(({ node }) => node),
    element("p", {}, element("button", { type: "submit" }, "Search")));
}

// The links to the list's other pages.
export function pages(address, query, next) {
  if (!next && !query.after)
    return null;
  return element(
    "nav",
    { "aria-label": "Pages", class: "pages" },
    query.after ? element("a", { href: withQuery(address, { ...query, after: null }) }, "First page") : null,
    next ? element("a", { href: withQuery(address, { ...query, after: next }) }, "Next page") : null);
}

// What is said of a list in words.
export function summary(count, things, query, next) {
  const found = Object.entries(query).some(([name, value]) => name !== "after" && value);
  if (count === 0)
    return element("p", { class: "note" }, query.after ? "There are no more." : found ? `No ${things[1]} match.` : `There are no ${things[1]} yet.`);
  const shown = `${count} ${count === 1 ? things[0] : things[1]}`;
  return element("p", { class: "aside" }, next ? `${shown}, and there are more.` : query.after ? `${shown} on this last page.` : `${shown}.`);
}
