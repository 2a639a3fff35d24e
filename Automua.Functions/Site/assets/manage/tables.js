// Tables that become lists of cards on narrow screens. There their parts are shown as blocks, and browsers forget what they
// are: so their roles are said.
import { element } from "./dom.js";

// A table. Each row is a list of cells, which are texts or elements or lists of these; its first cell names the row.
export function table(caption, columns, rows) {
  return element(
    "table",
    { role: "table" },
    element("caption", { class: "visually-hidden" }, caption),
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, columns.map(name =>
      element("th", { scope: "col", role: "columnheader" }, name)))),
    element("tbody", { role: "rowgroup" }, rows.map(cells =>
      element("tr", { role: "row" }, cells.map((cell, place) => place === 0
        ? element("th", { scope: "row", role: "rowheader" }, cell)
        : element("td", { role: "cell", "data-label": columns[place] }, element("div", {}, cell)))))));
}

// A word with a colour, which says nothing that the word does not.
export function badge(word, kind) {
  return element("span", { class: `badge ${kind}` }, word);
}
