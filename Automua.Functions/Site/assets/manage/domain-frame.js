// What the views of one domain have in common.
import { element } from "./dom.js";
import { isSilent } from "./api.js";
import { to } from "./links.js";
import { problemPanel } from "./problems.js";
import { textField } from "./fields.js";

const Parts = [["Settings"], ["DNS records", "dns"], ["Check", "check"], ["Preview", "preview"]];

// A view of what a domain is told. A pattern is no domain: one that it means must be named.
export async function servedView(name, part, ask) {
  return domainView(name, part, name.startsWith("*") ? example(name, part) : await orProblem(ask));
}

// What cannot be shown leaves the way to the other views open.
async function orProblem(ask) {
  try {
    return await ask();
  } catch (problem) {
    if (isSilent(problem))
      throw problem;
    return problemPanel(problem);
  }
}

function example(name, part) {
  const field = textField("Domain", { required: true, inputmode: "url", autocapitalize: "none", value: `example${name.slice(1)}` });
  return element(
    "form",
    {
      method: "post",
      onsubmit: event => {
        event.preventDefault();
        location.hash = to("domains", field.input.value.trim(), part);
      },
    },
    element("p", {}, "This is a pattern. Name one of the domains that it means."),
    field.node,
    element("p", {}, element("button", { type: "submit" }, "Show")));
}

// A view of a domain: the way to its other views, and what is the view's own.
export function domainView(name, part, content) {
  const [title] = Parts.find(([, piece]) => piece === part);
  return {
    title: part ? `${name}: ${title}` : name,
    before: [
      element("p", { class: "crumb" }, element("a", { href: "#/domains" }, "Domains")),
    ],
    content: [
      element("nav", { "aria-label": `Views of ${name}`, class: "parts" }, element("ul", {}, Parts.map(([text, piece]) => element(
        "li", {}, element("a", { href: piece ? to("domains", name, piece) : to("domains", name), "aria-current": piece === part ? "page" : null }, text))))),
      content,
    ],
  };
}
