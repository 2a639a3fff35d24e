// What an import changes, in numbers and by name.
import { element } from "./dom.js";
import { findings } from "./problems.js";

const MostNames = 1000;
const Kinds = [["added", "+", "add"], ["changed", "~", "change"], ["removed", "−", "remove"]];

// What the API says of an import, tried or done.
export function difference({ providers, domains, changes, warnings = [], served_otherwise: otherwise = [] }) {
  return [
    part("Providers", providers, changes?.providers),
    part("Domains", domains, changes?.domains),
    warnings.length === 0 ? null : element(
      "section", { class: "panel warn" }, element("h3", {}, `Warnings (${warnings.length})`), findings(warnings)),
    otherwise.length === 0 ? null : element(
      "section", { class: "panel warn" }, element("h3", {}, "Served otherwise than the file says"), element("ul", {}, otherwise.map(text => element("li", {}, text)))),
  ];
}

// Whether nothing would become another.
export function isEmpty({ providers, domains }) {
  return [providers, domains].every(({ added, changed, removed }) => added + changed + removed === 0);
}

// Numbers of a change in a sentence.
export function counted({ added, changed, unchanged, removed }) {
  return `${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged`;
}

function part(title, counts, names = {}) {
  return element(
    "section",
    { class: "difference" },
    element("h3", {}, `${title}: ${counted(counts)}`),
    Kinds.some(([kind]) => counts[kind] > 0) ? element("ul", { class: "names" }, Kinds.map(([kind, sign, style]) =>
      [shown(names[kind]).map(name => line(kind, sign, style, name)), more(kind, counts[kind] - shown(names[kind]).length)])) : null);
}

// A browser that is given a million names stands still.
function shown(names = []) {
  return names.slice(0, MostNames);
}

function line(kind, sign, style, name) {
  return element("li", { class: style }, element("span", { "aria-hidden": "true" }, `${sign} `), element("span", { class: "visually-hidden" }, `${kind}: `), name);
}

function more(kind, count) {
  return count > 0 ? element("li", { class: "aside" }, `and ${count} more ${kind}`) : null;
}
